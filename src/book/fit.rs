//! How well a deal fits the ideal customer profile on a day, predicate by predicate.
//!
//! One failed `must` puts a deal out. Else its fit is the share of the `should` that pass among
//! those that are known: what is unknown is homework and counts for neither side.

use super::icp::{Fit, Icp, Predicate, fields};
use crate::deal::{Day, Deal};
use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

/// One predicate, and how the deal stands on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged<'a> {
    pub predicate: &'a Predicate,
    pub is_must: bool,
    pub fit: Fit,
    /// What is known of the field.
    pub seen: Option<String>,
}

/// A deal before the whole profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict<'a> {
    /// The musts first, each list in its order.
    pub judged: Vec<Judged<'a>>,
}

impl<'a> Verdict<'a> {
    pub fn new(icp: &'a Icp, deal: &Deal, on: Day) -> Self {
        let musts = icp.must.iter().map(|must| (must, true));
        let shoulds = icp.should.iter().map(|should| (should, false));
        let judged = musts.chain(shoulds).map(|(predicate, is_must)| Judged {
            predicate,
            is_must,
            fit: predicate.judge(deal, on),
            seen: predicate.seen(deal, on),
        });
        Self {
            judged: judged.collect(),
        }
    }

    /// The musts that failed.
    pub fn failed_musts(&self) -> impl Iterator<Item = &Judged<'a>> {
        self.judged
            .iter()
            .filter(|judged| judged.is_must && judged.fit == Fit::Fail)
    }

    pub fn is_out(&self) -> bool {
        self.failed_musts().next().is_some()
    }

    /// What is not known yet.
    pub fn homework(&self) -> impl Iterator<Item = &Judged<'a>> {
        self.judged
            .iter()
            .filter(|judged| judged.fit == Fit::Unknown)
    }

    /// The shoulds that pass, and those of which something is known.
    pub fn shoulds(&self) -> (u64, u64) {
        let known = self.judged.iter().filter(|judged| !judged.is_must);
        let known = known.filter(|judged| judged.fit != Fit::Unknown);
        let passed = known.clone().filter(|judged| judged.fit == Fit::Pass);
        (passed.count() as u64, known.count() as u64)
    }

    /// The share of the shoulds that pass among those that are known; none where none is, and for a
    /// deal that is out.
    pub fn share(&self) -> Option<f64> {
        let (pass, known) = self.shoulds();
        (!self.is_out() && known > 0).then(|| pass as f64 / known as f64)
    }

    /// How many predicates are known, of how many.
    pub fn known(&self) -> (usize, usize) {
        (
            self.judged.len() - self.homework().count(),
            self.judged.len(),
        )
    }
}

/// What cannot be in a profile: a field that no deal has, and a predicate that asks nothing.
pub fn faults(icp: &Icp) -> Vec<Finding> {
    let lists = [("must", &icp.must), ("should", &icp.should)];
    let mut faults = Vec::new();
    for (key, list) in lists {
        for (index, predicate) in list.iter().enumerate() {
            let at = KeyPath::top("icp").key(key).index(index);
            faults.extend(unknown_field(predicate, &at).or_else(|| asks_nothing(predicate, at)));
        }
    }
    faults
}

fn unknown_field(predicate: &Predicate, at: &KeyPath) -> Option<Finding> {
    let field = &predicate.field;
    if fields().any(|known| known == field)
        || field.strip_prefix("x.").is_some_and(|key| !key.is_empty())
    {
        return None;
    }
    let help = match nearest(field, fields()) {
        Some(right) => format!("did you mean `{right}`?"),
        None => {
            let known: Vec<&str> = fields().collect();
            format!("choose one of: {}, or x.KEY", known.join(", "))
        }
    };
    let message = format!("unknown deal field `{field}`");
    let finding = Finding::new(BAD_VALUE, message).at(at.clone().key("field"));
    Some(finding.help(help))
}

fn asks_nothing(predicate: &Predicate, at: KeyPath) -> Option<Finding> {
    let message = format!("criterion on `{}` has no condition", predicate.field);
    let finding = Finding::new(BAD_VALUE, message)
        .at(at)
        .help("add at_least, at_most, in, contains or is");
    predicate.asks().is_empty().then_some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::contact::Contact;
    use crate::deal::keywords::Role;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn predicate(field: &str) -> Predicate {
        Predicate {
            field: field.to_owned(),
            at_least: None,
            at_most: None,
            is_in: None,
            contains: None,
            is: None,
        }
    }

    fn contact(id: &str, title: Option<&str>, since: Option<&str>) -> Contact {
        let in_role_since = since.map(day);
        Contact {
            id: id.into(),
            name: None,
            title: title.map(str::to_owned),
            roles: vec![Role::User],
            in_role_since,
        }
    }

    #[test]
    fn one_contact_is_enough_and_an_unknown_one_keeps_it_open() {
        let young = Predicate {
            at_most: Some(365.0),
            ..predicate("contact.tenure_days")
        };
        let on = day("2026-11-23");
        let mut deal = Deal::default();
        assert_eq!(young.judge(&deal, on), Fit::Unknown, "nobody is known");
        deal.contacts
            .push(contact("jane", Some("Interim CFO"), Some("2020-01-01")));
        assert_eq!(young.judge(&deal, on), Fit::Fail);
        deal.contacts.push(contact("raj", None, None));
        assert_eq!(young.judge(&deal, on), Fit::Unknown);
        deal.contacts.push(contact("kim", None, Some("2025-11-23")));
        assert_eq!(young.judge(&deal, on), Fit::Pass);
        assert_eq!(
            young.judge(&deal, day("2026-11-24")),
            Fit::Unknown,
            "a year is over"
        );
        let title = Predicate {
            contains: Some("cfo".into()),
            ..predicate("contact.title")
        };
        assert_eq!(title.judge(&deal, on), Fit::Pass);
        let role = Predicate {
            contains: Some("champion".into()),
            ..predicate("contact.roles")
        };
        assert_eq!(role.judge(&deal, on), Fit::Fail);
    }

    #[test]
    fn a_failed_must_is_out_and_shoulds_are_shared_among_the_known() {
        let must = Predicate {
            at_least: Some(10.0),
            ..predicate("profile.employees")
        };
        let tech = Predicate {
            contains: Some("sap".into()),
            ..predicate("profile.tech")
        };
        let source = Predicate {
            is: Some("inbound".into()),
            ..predicate("source")
        };
        let icp = Icp {
            must: vec![must],
            should: vec![tech, source],
        };
        let mut deal = Deal {
            source: Some("inbound".into()),
            ..Deal::default()
        };
        let verdict = Verdict::new(&icp, &deal, day("2026-11-23"));
        assert_eq!(
            (verdict.is_out(), verdict.shoulds(), verdict.known()),
            (false, (1, 1), (1, 3))
        );
        deal.profile.employees = Some(9);
        assert!(Verdict::new(&icp, &deal, day("2026-11-23")).is_out());
    }

    #[test]
    fn fields_and_conditions_are_checked() {
        let icp = Icp {
            must: vec![predicate("contacts.role"), predicate("x.region")],
            should: Vec::new(),
        };
        let told: Vec<String> = faults(&icp)
            .into_iter()
            .map(|e| format!("{}: {}; {}", e.place.at, e.message, e.help.unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                "icp.must[0].field: unknown deal field `contacts.role`; did you mean `contact.roles`?",
                "icp.must[1]: criterion on `x.region` has no condition; add at_least, at_most, in, contains or is",
            ]
        );
    }
}
