//! `check: since:`: the day from which rules of the sale judge. What a CRM brought along is older, and
//! would be a wall of red that nobody can mend.

use std::collections::BTreeSet;

use super::{
    facts::{DealFacts, FileFacts},
    rule::{Category, Rule},
    subject::Subject,
};
use crate::deal::Day;
use crate::finding::Finding;
use crate::key_path::{KeyPath, Step};

/// Whether the finding is about something that was entered from the book's day on.
pub fn is_judged(subject: &Subject<'_>, rule: &Rule, finding: &Finding) -> bool {
    match subject.book.check.since.filter(|_| is_of_sale(rule)) {
        None => true,
        Some(since) => entered(subject, &finding.place.at).is_some_and(|day| day >= since),
    }
}

/// The paths of the deals that a rule about the whole book does not judge: their stages were
/// entered before the book's day.
pub fn unjudged<'f>(files: &'f [FileFacts], rule: &Rule, since: Option<Day>) -> BTreeSet<&'f str> {
    let Some(since) = since.filter(|_| is_of_sale(rule)) else {
        return BTreeSet::new();
    };
    let is_older = |deal: &DealFacts| deal.entered.is_none_or(|day| day < since);
    let older = files
        .iter()
        .filter(|file| file.deal.as_ref().is_some_and(is_older));
    older.map(|file| file.path.as_str()).collect()
}

fn is_of_sale(rule: &Rule) -> bool {
    matches!(
        rule.category,
        Category::Pipeline | Category::Meddic | Category::Activity | Category::Forecast
    )
}

/// The day on which what stands at a place was entered: a line of history, the stage, or the deal.
fn entered(subject: &Subject<'_>, at: &KeyPath) -> Option<Day> {
    match at.0.as_slice() {
        [Step::Key(list), Step::Index(index), ..] if list == "history" => {
            subject.deal.history.get(*index)?.date
        }
        [Step::Key(key)] if key == "stage" => subject.stage_entered(),
        _ => subject.history.created(),
    }
}
