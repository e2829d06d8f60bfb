//! What is done, but not well: an insight about ourselves, one message for all, a meeting without a
//! next step.

use super::{Case, Gap, gap, said};
use crate::deal::{Deal, meeting::held};

pub fn all(case: Case<'_>) -> Vec<Gap> {
    [about_us(case), same_message(case), left_open(case)]
        .into_iter()
        .flatten()
        .collect()
}

/// The insight names the product or the deal, and nothing that is the buyer's: no number, not the
/// account, no word of the pain, of the metrics, of the industry or of a contact's title or metric.
fn about_us(case: Case<'_>) -> Option<Gap> {
    let insight = said(case.deal.challenger.teach.as_ref()?.insight.as_ref())?;
    let theirs = theirs(case.deal);
    let account = words(case.deal.account.as_deref(), 2);
    let mut ours = words(Some(&case.deal.name), 3);
    ours.retain(|word| !account.contains(word));
    ours.extend(words(case.deal.product.as_deref(), 2));
    let heard = words(Some(insight), 1);
    // A word may have an ending: 플랫폼을 names 플랫폼.
    let names = |list: &[String]| {
        heard
            .iter()
            .any(|word| list.iter().any(|known| word.starts_with(known.as_str())))
    };
    let counts = insight.chars().any(|c| c.is_ascii_digit());
    let lack = "the insight is only about our product; say what not knowing it costs the buyer";
    (names(&ours) && !names(&theirs) && !counts)
        .then(|| gap(lack, format!("deal challenger teach {} \"…\"", case.id)))
}

/// Words that are the buyer's.
fn theirs(deal: &Deal) -> Vec<String> {
    let meddic = &deal.meddic;
    let evidence = [&meddic.identify_pain, &meddic.metrics]
        .into_iter()
        .flatten();
    let texts =
        evidence.flat_map(|evidence| [evidence.evidence.as_deref(), evidence.unit.as_deref()]);
    let metrics = deal
        .challenger
        .tailor
        .iter()
        .map(|tailor| tailor.metric.as_deref());
    let titles = deal.contacts.iter().map(|contact| contact.title.as_deref());
    let company = [deal.account.as_deref(), deal.profile.industry.as_deref()];
    let mut theirs: Vec<String> = texts
        .chain(metrics)
        .chain(titles)
        .chain(company)
        .flat_map(|text| words(text, 3))
        .collect();
    let ours = words(deal.product.as_deref(), 2);
    theirs.retain(|word| !ours.contains(word));
    theirs
}

/// The words of a text of that many letters and more, in lower case.
fn words(text: Option<&str>, least: usize) -> Vec<String> {
    let text = text.unwrap_or_default().to_lowercase();
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= least);
    words.map(str::to_owned).collect()
}

fn same_message(case: Case<'_>) -> Option<Gap> {
    let messages: Vec<(&str, String)> = case
        .deal
        .challenger
        .tailor
        .iter()
        .filter_map(message)
        .collect();
    let twice = messages
        .iter()
        .enumerate()
        .find_map(|(place, (contact, text))| {
            let earlier = messages
                .iter()
                .take(place)
                .find(|(other, same)| same == text && other != contact)?;
            Some((earlier.0, *contact))
        });
    twice.map(|(first, second)| {
        let lack = format!("{first} and {second} have the same message");
        gap(
            lack,
            format!(
                "deal challenger tailor {} {second} --message \"…\"",
                case.id
            ),
        )
    })
}

fn message(tailor: &crate::deal::challenger::Tailor) -> Option<(&str, String)> {
    let text = said(tailor.message.as_ref())?;
    Some((
        &tailor.contact,
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase(),
    ))
}

fn left_open(case: Case<'_>) -> Option<Gap> {
    let last = held(&case.deal.meetings, case.on).into_iter().next_back()?;
    let lack = format!("the last meeting ({}) ended without a next step", last.date);
    (last.next_step != Some(true)).then(|| {
        gap(
            lack,
            format!("deal followup add {} \"…\" --due +3d", case.id),
        )
    })
}
