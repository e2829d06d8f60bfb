//! `deal export`: deals for other programs.

mod read;
mod tables;

use std::io::Write;

use crate::console::{Context, Exit, Failure, Ui};
use crate::export::{calendar::calendar, flat};
use crate::render::{self, Options};
use read::deals;

/// Export deals for spreadsheets, scripts, databases and calendars
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    form: Form,
}

#[derive(Debug, clap::Subcommand)]
enum Form {
    /// Print deals as CSV, one row per deal
    ///
    /// The columns are the fields of the format, as of the as-of date; `deal import csv` reads them
    /// without a map. Moves between the first stage and the last one are in `deal export tables`.
    #[command(after_help = "Example: deal export csv owner:mina > deals.csv")]
    Csv(Csv),
    /// Print deals as JSON lines, one object per deal
    ///
    /// With the columns of `deal export csv` as keys.
    #[command(after_help = "Example: deal export jsonl is:open")]
    Jsonl(Filters),
    /// Print a calendar file (iCalendar) of what lies ahead
    ///
    /// Follow-ups, meetings, close dates, and the steps of decision and paper process. Each event has
    /// an id that stays, so that a calendar that subscribes to the file updates its own.
    #[command(after_help = "Example: deal export ics owner:me > deals.ics")]
    Ics(Filters),
    Tables(tables::Args),
}

// Not a doc comment: clap would print it as the description of each.
#[derive(Debug, clap::Args)]
struct Filters {
    /// Filters, as in `deal list` [default: all deals]
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
}

// The same.
#[derive(Debug, clap::Args)]
struct Csv {
    #[command(flatten)]
    filters: Filters,
    /// Keep a spreadsheet from running text as a formula
    #[arg(long)]
    safe_csv: bool,
    /// Start with a byte-order mark, which Excel needs for non-ASCII text
    #[arg(long)]
    bom: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (book, as_of) = (context.book()?, context.as_of()?);
    match &args.form {
        Form::Csv(args) => {
            let options = Options {
                safe_csv: args.safe_csv,
                bom: args.bom,
                width: ui.width(),
                ..Options::default()
            };
            let deals = deals(&args.filters.filter, context, ui)?;
            render::sheet_csv(&flat::sheet(&deals, book, as_of), options, ui.verbatim())?;
        }
        Form::Jsonl(args) => {
            let deals = deals(&args.filter, context, ui)?;
            render::sheet_jsonl(&flat::sheet(&deals, book, as_of), ui)?;
        }
        Form::Ics(args) => {
            let deals = deals(&args.filter, context, ui)?;
            ui.write_all(calendar(&deals, book, as_of).as_bytes())?;
        }
        Form::Tables(args) => tables::run(args, context, ui)?,
    }
    Ok(Exit::Done)
}
