//! What a place of the command line takes, told by the name of its value.

use clap::Arg;

use crate::deal::keywords::{Category, Direction, Ending, Forecast, LossReason, Role, Severity};
use crate::reports::query::By;

/// What an id names where no noun says it.
pub const FOLLOW_UP: &str = "followup";

/// What a place takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Deal,
    /// A deal, then what is done to it: an entry, or a field of it.
    DealThenEntry,
    DealThenField,
    Filter,
    DealOrFilter,
    Stage,
    Pipeline,
    Member,
    Contact,
    Entry(&'static str),
    Element,
    Field,
    Rule,
    Preset,
    Day,
    Fixed(&'static [&'static str]),
}

/// The noun whose entries an id below a command names.
pub fn noun(command: &str) -> Option<&'static str> {
    ["followup", "meeting", "objection", "rules"]
        .into_iter()
        .find(|noun| *noun == command)
}

/// What a value of that name is.
pub fn kind(name: &str, arg: &Arg, noun: &'static str) -> Option<Kind> {
    let names = arg.get_value_names().unwrap_or_default();
    Some(match name {
        "DEAL" if names.len() > 1 => Kind::DealThenField,
        "DEAL" => Kind::Deal,
        "[DEAL] ID" | "[DEAL] ID DATE" => Kind::DealThenEntry,
        "NAME" if noun == "rules" => Kind::Rule,
        "FILTER" | "FILTER or PATH" => Kind::Filter,
        "DEAL|FILTER" => Kind::DealOrFilter,
        "STAGE" => Kind::Stage,
        "PIPELINE" => Kind::Pipeline,
        "ID" if arg.get_id() == "pipeline" => Kind::Pipeline,
        "MEMBER" | "WHO" => Kind::Member,
        "CONTACT" | "CONTACT… TEXT" => Kind::Contact,
        "ID" if arg.get_id() == "id" && arg.get_long().is_some() => return None,
        "ID" if noun.is_empty() => Kind::Entry(FOLLOW_UP),
        "ID" => Kind::Entry(noun),
        "ELEMENT" | "ELEMENT=SCORE" => Kind::Element,
        "FIELD=VALUE" => Kind::Field,
        "RULE" => Kind::Rule,
        "PRESET" => Kind::Preset,
        "DATE" => Kind::Day,
        "CATEGORY" => Kind::Fixed(Category::WORDS),
        "REASON" => Kind::Fixed(LossReason::WORDS),
        "ROLE" => Kind::Fixed(Role::WORDS),
        "SEVERITY" => Kind::Fixed(Severity::WORDS),
        "HOW" => Kind::Fixed(Ending::WORDS),
        "FORECAST" => Kind::Fixed(Forecast::WORDS),
        "DIRECTION" => Kind::Fixed(Direction::WORDS),
        "WHAT" if arg.get_id() == "by" => Kind::Fixed(By::WORDS),
        _ => return None,
    })
}
