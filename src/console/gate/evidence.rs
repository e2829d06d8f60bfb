//! Evidence given together with a move, for what its gate lacks: in flags, or on a terminal in
//! answers.

use super::super::{Context, Failure, people, prompt, text::text};
use crate::book::{Book, advance::Move, gate::Ask};
use crate::deal::{
    Day, Deal, Element,
    assess::{Assessment, AssessmentError, Proof},
    meddic::{Score, ScoreError},
};
use crate::store::Loaded;

// Flattened into the arguments of a move.
#[derive(Debug, Clone, clap::Args)]
pub struct GateEvidence {
    /// New score of an element, such as champion=2; repeatable, each with its own --evidence
    #[arg(long, value_name = "ELEMENT=SCORE", value_parser = pair)]
    meddic: Vec<(String, Score)>,
    /// Evidence for the score; --by is the contact who gave it
    #[arg(long, value_name = "TEXT", value_parser = text, requires = "meddic")]
    evidence: Vec<String>,
}

/// What is said of some elements.
pub type Assessments = Vec<(Element, Assessment)>;

fn pair(typed: &str) -> Result<(String, Score), String> {
    let form = || format!("`{typed}` is not ELEMENT=SCORE, for example champion=2");
    let (element, score) = typed.split_once('=').ok_or_else(form)?;
    let score = score
        .parse()
        .map_err(|error: ScoreError| error.to_string())?;
    Ok((element.to_owned(), score))
}

impl GateEvidence {
    pub fn is_empty(&self) -> bool {
        self.meddic.is_empty()
    }

    /// What the flags say; `by` is the contact who gave the evidence.
    pub fn assessments(
        &self,
        book: &Book,
        by: Option<&str>,
        on: Day,
    ) -> Result<Assessments, Failure> {
        if self.evidence.len() > self.meddic.len() {
            let help = "give each --meddic one --evidence, in the same order";
            return Err(Failure::usage("more --evidence than --meddic").help(help));
        }
        let mut assessments = Assessments::new();
        for (place, (typed, score)) in self.meddic.iter().enumerate() {
            let assessment = Assessment {
                score: Some(*score),
                evidence: self.evidence.get(place).cloned(),
                by: by.map(str::to_owned),
                on: Some(on),
                ..Assessment::default()
            };
            assessments.push((element(typed, book)?, assessment));
        }
        Ok(assessments)
    }
}

/// An element that the book keeps.
pub fn element(typed: &str, book: &Book) -> Result<Element, Failure> {
    let element: Element = typed.parse()?;
    if book.elements().contains(&element) {
        return Ok(element);
    }
    let failure = Failure::usage(format_args!(
        "{element} is not part of {}",
        book.methodology
    ));
    Err(failure.help("to use it, set `methodology: meddpicc` in dealfile.yaml"))
}

/// The deal as it is with the assessments.
pub fn supplied(deal: &Deal, assessments: &Assessments) -> Deal {
    let mut deal = deal.clone();
    for (element, assessment) in assessments {
        let evidence = assessment.unchecked(deal.meddic.get(*element));
        deal.meddic.put(*element, evidence);
    }
    deal
}

/// Records the assessments in a deal.
pub fn record(deal: &mut Deal, id: &str, assessments: &Assessments) -> Result<(), Failure> {
    for (element, assessment) in assessments {
        let assessed = deal.meddic.assess(*element, assessment);
        assessed.map_err(|error| refused(&error, *element, deal, id))?;
    }
    Ok(())
}

/// Why an assessment cannot stand, and what to do.
pub fn refused(error: &AssessmentError, element: Element, deal: &Deal, id: &str) -> Failure {
    let failure = Failure::usage(error);
    match error {
        AssessmentError::Unproven { .. } => match deal.contacts.first() {
            Some(contact) => failure.help(format_args!(
                "add --evidence \"what was said\" --by {}, or use score 1 (our belief)",
                contact.id
            )),
            None => failure.help(format_args!(
                "add the contact first: deal contact add {id} \"Jane Roe\" --title CFO; or use score 1 (our belief)"
            )),
        },
        AssessmentError::Foreign { .. } => failure.help(format_args!(
            "see `deal meddic set --help` for the options of {element}"
        )),
        AssessmentError::TwoKinds => failure.help("use either --kind or --baseline, --target and --unit"),
    }
}

/// Asks on a terminal for what an assessment needs.
pub fn complete(
    context: &Context,
    deal: &str,
    element: Element,
    assessment: &mut Assessment,
) -> Result<(), Failure> {
    if !prompt::is_possible() {
        return Ok(());
    }
    let loaded = context.store()?.load(deal)?;
    if loaded.deal.contacts.is_empty() {
        // Nobody could be named: the refusal says how to add somebody.
        return Ok(());
    }
    let lacking = assessment.lacking(loaded.deal.meddic.get(element));
    if lacking.contains(&Proof::Evidence) {
        assessment.evidence = prompt::ask_until(&format!("{element}: evidence?"), said)?;
    }
    if lacking.contains(&Proof::By) && assessment.evidence.is_some() {
        assessment.by = who(&loaded, element)?;
    }
    if !lacking.is_empty() && !assessment.dated && assessment.by.is_some() {
        let day = prompt::ask_until(&format!("{element}: date? [today]"), |answer| {
            context.on(Some(answer))
        })?;
        (assessment.dated, assessment.on) = (day.is_some(), day.or(assessment.on));
    }
    Ok(())
}

fn said(answer: &str) -> Result<String, Failure> {
    text(answer).map_err(Failure::usage)
}

fn who(loaded: &Loaded, element: Element) -> Result<Option<String>, Failure> {
    let ids: Vec<&str> = loaded
        .deal
        .contacts
        .iter()
        .map(|contact| contact.id.as_str())
        .collect();
    let question = format!("{element}: which contact gave it? ({})", ids.join(", "));
    prompt::ask_until(&question, |answer| {
        people::contact(&loaded.deal, &loaded.file.id, answer)
    })
}

/// On a terminal, asks for the scores that a gate lacks, if scores are all that it lacks, up to the
/// first that is not given; `by` is the contact who gave the evidence, where that is known.
pub fn ask_for(
    planned: &Move,
    loaded: &Loaded,
    by: Option<&str>,
    on: Day,
) -> Result<Assessments, Failure> {
    let elements: Vec<(Element, u8)> = planned
        .missing()
        .filter_map(|requirement| element_of(&requirement.ask))
        .collect();
    let nobody = loaded.deal.contacts.is_empty() && elements.iter().any(|(_, least)| *least >= 2);
    if nobody || elements.len() < planned.missing().count() {
        return Ok(Assessments::new());
    }
    let mut assessments = Assessments::new();
    for (element, least) in elements {
        let to = &planned.to;
        let question = format!("{to} requires {element} {least}. Evidence? (Enter to skip)");
        let Some(evidence) = prompt::ask_until(&question, said)? else {
            break;
        };
        let by = match by {
            Some(by) => Some(by.to_owned()),
            None if least >= 2 => who(loaded, element)?,
            None => None,
        };
        if least >= 2 && by.is_none() {
            break;
        }
        let assessment = Assessment {
            score: Some(Score(least)),
            evidence: Some(evidence),
            by,
            on: Some(on),
            ..Assessment::default()
        };
        assessments.push((element, assessment));
    }
    Ok(assessments)
}

fn element_of(ask: &Ask) -> Option<(Element, u8)> {
    match ask {
        Ask::Element(element, least) => Some((*element, *least)),
        _ => None,
    }
}
