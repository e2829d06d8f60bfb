//! The entries of deals: contacts, evidence, objections, follow-ups, meetings, activities. Their
//! columns are the keys of the format, so that a new key is a new column.

use std::collections::BTreeMap;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use crate::book::Book;
use crate::deal::{
    Activity, Amount, Contact, Day, Deal, Element, FollowUp, Meeting, Objection, meddic::Evidence,
};
use crate::edit::key_order;
use crate::export::{Exported, row::flattened};
use crate::key_path::KeyPath;
use crate::table::Sheet;

pub fn tables(deals: &[Exported], book: &Book, on: Day) -> Vec<Sheet> {
    vec![
        of("contacts", deals, |deal| &deal.contacts),
        meddic(deals, book, on),
        of("objections", deals, |deal| &deal.objections),
        of("followups", deals, |deal| &deal.followups),
        of("meetings", deals, |deal| &deal.meetings),
        of("activities", deals, |deal| &deal.activities),
    ]
}

/// An entry whose keys are known.
trait Entry: Serialize + DeserializeOwned {}

impl Entry for Contact {}
impl Entry for Objection {}
impl Entry for FollowUp {}
impl Entry for Meeting {}
impl Entry for Activity {}

fn of<T: Entry>(
    name: &'static str,
    deals: &[Exported],
    entries: impl Fn(&Deal) -> &Vec<T>,
) -> Sheet {
    let mut sheet = Sheet::new(name, &["deal", "seq"]);
    sheet.columns.extend(columns::<T>(&[]));
    for own in deals {
        for (seq, entry) in entries(&own.deal).iter().enumerate() {
            let mut row = flattened(entry);
            row.insert("deal".to_owned(), json!(own.record.id));
            row.insert("seq".to_owned(), json!(seq + 1));
            sheet.add(&row);
        }
    }
    sheet
}

/// The keys of an entry, those of a mapping within it by `outer_inner`.
fn columns<T: DeserializeOwned>(without: &[&str]) -> Vec<String> {
    let keys = key_order::<T>(&KeyPath::root()).iter();
    let keys = keys.filter(|key| !without.contains(key));
    keys.flat_map(|key| {
        let inner = key_order::<T>(&KeyPath::top(key));
        match inner {
            [] => vec![(*key).to_owned()],
            inner => inner.iter().map(|own| format!("{key}_{own}")).collect(),
        }
    })
    .collect()
}

/// The lists within evidence stay out: they are no single values.
const LISTS: &[&str] = &["criteria", "steps", "acts"];

/// A row for each element that is known, with its score as it counts on a day.
fn meddic(deals: &[Exported], book: &Book, on: Day) -> Sheet {
    let mut sheet = Sheet::new("meddic", &["deal", "element", "effective"]);
    sheet.columns.extend(columns::<Evidence>(LISTS));
    for own in deals {
        let on = own.snapshot(book, on).map_or(on, |deal| deal.judged_on());
        for element in Element::ALL {
            let Some(evidence) = own.deal.meddic.get(*element) else {
                continue;
            };
            let mut row: Map<String, Value> = flattened(evidence);
            for (key, value) in [("baseline", evidence.baseline), ("target", evidence.target)] {
                row.insert(key.to_owned(), value.map_or(Value::Null, Amount::to_number));
            }
            let effective = own.deal.meddic.effective(*element, &book.fresh_days, on);
            let own = BTreeMap::from([
                ("deal".to_owned(), json!(own.record.id)),
                ("element".to_owned(), json!(element.as_str())),
                ("effective".to_owned(), json!(effective)),
            ]);
            row.extend(own);
            sheet.add(&row);
        }
    }
    sheet
}
