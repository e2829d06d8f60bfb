//! `--format` of commands that print one thing: text for people, JSON for scripts.

use std::io::Write;

use serde::Serialize;

use super::context::Context;
use super::failure::Failure;

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

/// One JSON value and a line end.
pub fn write_json(context: &mut Context, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(Failure::unreadable)?;
    writeln!(context.out, "{text}")?;
    Ok(())
}
