//! `--format` of commands that print one thing: text for people, JSON for scripts.

use std::io::Write;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use crate::render;

use super::context::Context;
use super::failure::Failure;
use super::listing::Listing;

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Format {
    /// How to print it
    #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
    kind: Kind,
}

impl Format {
    pub fn is_json(self) -> bool {
        self.kind == Kind::Json
    }
}

/// `--format` of a noun that stands alone, with a deal or for all of them; a verb has its own,
/// behind it.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Alone {
    /// How to print it: text or json; a list also as csv or markdown
    #[arg(long = "format", value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(WORDS).map(|word| word.parse::<render::Format>().unwrap_or(render::Format::Table)))]
    kind: Option<render::Format>,
}

/// `text` is the table of one thing.
const WORDS: [&str; 5] = ["text", "table", "json", "csv", "markdown"];

impl Alone {
    /// For one thing; `all` is the command that prints the list, where there is one.
    pub fn one(self, all: Option<&str>) -> Result<Format, Failure> {
        match self.kind {
            None | Some(render::Format::Table) => Ok(Format { kind: Kind::Text }),
            Some(render::Format::Json) => Ok(Format { kind: Kind::Json }),
            Some(table) => {
                let failure = Failure::usage(format_args!(
                    "one deal is printed as text or json, not as {table}"
                ));
                Err(match all {
                    Some(all) => {
                        failure.help(format_args!("{all} --format {table} has all of them"))
                    }
                    None => failure,
                })
            }
        }
    }

    pub fn all(self) -> Listing {
        Listing::of(self.kind.unwrap_or(render::Format::Table))
    }

    /// Refuses what stands before a verb and would be lost: a format, or the deal that it is about.
    pub fn before_verb(self, deal: Option<&str>) -> Result<(), Failure> {
        match (self.kind, deal) {
            (_, Some(deal)) => Err(Failure::usage(format_args!(
                "`{deal}` stands behind the verb, not before it"
            ))),
            (Some(format), _) => Err(Failure::usage(format_args!(
                "`--format {format}` stands behind the verb"
            ))),
            (None, None) => Ok(()),
        }
    }
}

/// One JSON value and a line end.
pub fn write_json(context: &mut Context, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(Failure::unreadable)?;
    writeln!(context.out, "{text}")?;
    Ok(())
}
