//! What the rooms below refuse, as failures of a command.

use super::Failure;
use crate::book::{advance::MoveError, filter::FilterError};
use crate::console::Exit;
use crate::deal::{change::WrongDay, day::DayError, keywords::UnknownWord};
use crate::finding::Finding;
use crate::nearest::nearest;
use crate::render;
use crate::store::StoreError;

impl From<DayError> for Failure {
    fn from(error: DayError) -> Self {
        Self::usage(error)
    }
}

impl From<FilterError> for Failure {
    fn from(error: FilterError) -> Self {
        match error.choices() {
            Some((word, known)) if !known.is_empty() => {
                Self::unknown(&error, word, known.iter().map(String::as_str))
            }
            _ => Self::usage(&error).help("see `deal help filters`"),
        }
    }
}

impl From<UnknownWord> for Failure {
    fn from(error: UnknownWord) -> Self {
        let failure = Self::usage(&error);
        match nearest(&error.word, error.allowed.iter().copied()) {
            Some(right) => failure.help(format_args!("did you mean `{right}`?")),
            None => failure,
        }
    }
}

impl From<WrongDay> for Failure {
    fn from(error: WrongDay) -> Self {
        let entry = match error {
            WrongDay::BeforeCreation { .. } => "the first history entry",
            WrongDay::BeforeMove { .. } => "the later move",
        };
        Self::usage(error).help(format_args!(
            "use a later date with --on, or correct {entry} with `deal edit`"
        ))
    }
}

impl From<MoveError> for Failure {
    fn from(error: MoveError) -> Self {
        let failure = Self::usage(&error);
        match &error {
            MoveError::UnknownStage { stage, known, .. } => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                Self::unknown(&error, stage, known)
            }
            MoveError::UnknownPipeline(_) => {
                failure.help("choose a pipeline from dealfile.yaml: `deal set DEAL pipeline=…`")
            }
            MoveError::Closed(_) => failure.help("to reopen it, run `deal reopen DEAL --why …`"),
            MoveError::NotClosed => {
                failure.help("to move an open deal, run `deal move DEAL STAGE --why …`")
            }
            MoveError::LastStage(_) => {
                failure.help("to close it, run `deal win DEAL` or `deal lose DEAL --reason …`")
            }
            MoveError::AlreadyThere(_) | MoveError::Elsewhere { .. } => failure,
            MoveError::IsOutcome(_) => {
                failure.help("to close it, run `deal win DEAL` or `deal lose DEAL --reason …`")
            }
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = if error.is_usage() {
            Exit::Usage
        } else {
            Exit::Unreadable
        };
        let help = error.help();
        let ambiguous = match &error {
            StoreError::AmbiguousDeal { name, ids } => Some(Box::new((name.clone(), ids.clone()))),
            _ => None,
        };
        if let StoreError::Config(mistakes) = error {
            return Self {
                place: mistakes
                    .first()
                    .map(|finding| Box::new(finding.place.clone())),
                mistakes: mistakes.clone(),
                ..Self::usage(shown(&mistakes).join("\n"))
            };
        }
        let place = error.findings().first();
        let place = place.map(|finding| Box::new(finding.place.clone()));
        let cause = match error.findings() {
            [] => error.into(),
            findings => anyhow::Error::msg(first(findings)),
        };
        Self {
            exit,
            cause,
            help,
            closed_pipe: false,
            mistakes: Vec::new(),
            ambiguous,
            place,
        }
    }
}

/// The first findings with their lines, and how many more there are; `check` lists them all.
fn first(findings: &[Finding]) -> String {
    const SHOWN: usize = 5;
    let mut lines = shown(findings.get(..SHOWN).unwrap_or(findings));
    match findings.len().saturating_sub(SHOWN) {
        0 => {}
        rest => lines.push(format!("… and {rest} more unreadable files")),
    }
    lines.join("\n")
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(render::as_error).collect()
}
