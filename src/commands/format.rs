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

/// `--format` of a command that prints one thing where one is named, else a table of all.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct OneOrAll {
    /// How to print it: text or json; of all also csv or markdown
    #[arg(long = "format", value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(WORDS).map(|word| word.parse::<render::Format>().unwrap_or(render::Format::Table)))]
    kind: render::Format,
}

/// `text` is the table of one thing.
const WORDS: [&str; 5] = ["text", "table", "json", "csv", "markdown"];

impl OneOrAll {
    /// For one thing; `all` is the command that prints the table.
    pub fn one(self, all: &str) -> Result<Format, Failure> {
        match self.kind {
            render::Format::Table => Ok(Format { kind: Kind::Text }),
            render::Format::Json => Ok(Format { kind: Kind::Json }),
            table => {
                let failure = Failure::usage(format_args!("one deal is printed as text or json, not as {table}"));
                Err(failure.help(format_args!("{all} --format {table} has all of them")))
            }
        }
    }

    pub fn all(self) -> Listing {
        Listing::of(self.kind)
    }
}

/// One JSON value and a line end.
pub fn write_json(context: &mut Context, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(Failure::unreadable)?;
    writeln!(context.out, "{text}")?;
    Ok(())
}
