//! *Teach*: an insight, who heard it, and what it moved.

use super::{Case, Gap, Mark, gap, said};
use crate::deal::{
    Day, Element,
    challenger::{Part, Teach},
};

/// What an insight is to change.
const MOVED: [Element; 2] = [Element::IdentifyPain, Element::DecisionCriteria];

/// The insight and to whom it was told when, as far as that is known.
struct Told<'a> {
    hearer: Option<&'a str>,
    date: Option<Day>,
    reaction: Option<&'a str>,
}

pub fn mark(case: Case<'_>) -> Mark {
    let teach = case
        .deal
        .challenger
        .teach
        .as_ref()
        .filter(|teach| said(teach.insight.as_ref()).is_some());
    let Some(teach) = teach.filter(|teach| teach.date.is_none_or(|date| date <= case.on)) else {
        let lack = gap(
            "no insight recorded",
            format!("deal challenger teach {} \"…\"{}", case.id, to(case)),
        );
        return Mark {
            part: Part::Teach,
            score: 0,
            why: "no insight".to_owned(),
            gaps: vec![lack],
        };
    };
    let told = Told::new(teach, case);
    let heard = told.hearer.zip(told.date);
    let own = heard.and_then(|(hearer, date)| word(case, date, |by| by == hearer));
    let second = heard.and_then(|(hearer, date)| word(case, date, |by| by != hearer));
    let score = match heard {
        Some(_) if told.reaction.is_none() && own.is_none() => 1,
        Some(_) => 2 + u8::from(second.is_some()),
        None => 1,
    };
    let moved = own
        .map(Moved::said)
        .or(told.reaction.map(str::to_owned))
        .filter(|_| heard.is_some());
    let why = [Some(told.whom()), moved, second.map(Moved::said)];
    let gaps = if score == 3 {
        Vec::new()
    } else {
        gaps(case, &told, score)
    };
    Mark {
        part: Part::Teach,
        score,
        why: why.into_iter().flatten().collect::<Vec<_>>().join("; "),
        gaps,
    }
}

impl<'a> Told<'a> {
    fn new(teach: &'a Teach, case: Case<'a>) -> Self {
        let hearer = teach
            .to
            .as_deref()
            .filter(|to| case.deal.contact(to).is_some());
        Self {
            hearer,
            date: teach.date,
            reaction: said(teach.reaction.as_ref()),
        }
    }

    fn whom(&self) -> String {
        match (self.hearer, self.date) {
            (Some(hearer), Some(date)) => format!("told to {hearer} on {date}"),
            (Some(hearer), None) => format!("told to {hearer}, date unknown"),
            (None, _) => "not told to anyone yet".to_owned(),
        }
    }
}

/// A contact's word on the pain or the criteria.
#[derive(Clone, Copy)]
struct Moved<'a> {
    element: Element,
    by: &'a str,
    date: Day,
}

impl Moved<'_> {
    fn said(self) -> String {
        format!("{} on {}, {}", self.by, self.element.title(), self.date)
    }
}

/// The word of somebody since a day, where it counts as one: a score of 2 or more.
fn word<'a>(case: Case<'a>, since: Day, is_meant: impl Fn(&str) -> bool) -> Option<Moved<'a>> {
    let meddic = &case.deal.meddic;
    let words = MOVED
        .into_iter()
        .filter(|element| meddic.score(*element) >= 2);
    let moved = words.filter_map(|element| {
        let evidence = meddic.get(element)?;
        Some(Moved {
            element,
            by: evidence.by.as_deref()?,
            date: evidence.date?,
        })
    });
    moved
        .into_iter()
        .find(|moved| moved.date >= since && moved.date <= case.on && is_meant(moved.by))
}

fn gaps(case: Case<'_>, told: &Told<'_>, score: u8) -> Vec<Gap> {
    let teach = format!("deal challenger teach {}", case.id);
    let mut gaps = Vec::new();
    if told.hearer.is_none() {
        gaps.push(gap(
            "no contact has heard it",
            format!("{teach}{}", to(case)),
        ));
    } else if told.date.is_none() {
        gaps.push(gap("date not recorded", format!("{teach} --on …")));
    }
    if told.reaction.is_none() && score < 2 {
        gaps.push(gap(
            "no reaction is recorded",
            format!("{teach} --reaction \"…\""),
        ));
    }
    if score == 2 {
        gaps.push(second_word(case, told.hearer.unwrap_or_default()));
    }
    gaps
}

/// Another contact's word, on the element that the first one has not spoken of.
fn second_word(case: Case<'_>, hearer: &str) -> Gap {
    let lack = "no second contact has confirmed the pain or decision criteria";
    let meddic = &case.deal.meddic;
    let is_theirs =
        |element: Element| meddic.get(element).and_then(|e| e.by.as_deref()) == Some(hearer);
    let element = MOVED
        .into_iter()
        .find(|element| !is_theirs(*element))
        .unwrap_or(Element::DecisionCriteria);
    let other = case
        .deal
        .contacts
        .iter()
        .find(|contact| contact.id != hearer);
    match other {
        Some(other) => {
            let (score, by) = (meddic.score(element).max(2), &other.id);
            gap(
                lack,
                format!(
                    "deal meddic set {} {element} --score {score} --evidence \"…\" --by {by}",
                    case.id
                ),
            )
        }
        None => gap(
            lack,
            format!("deal contact add {} \"NAME\" --title \"…\"", case.id),
        ),
    }
}

/// ` --to jane`, with the first contact there is.
fn to(case: Case<'_>) -> String {
    case.deal
        .contacts
        .first()
        .map(|contact| format!(" --to {}", contact.id))
        .unwrap_or_default()
}
