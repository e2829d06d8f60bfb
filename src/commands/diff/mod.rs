//! `deal diff`: what changed between two states of the book, in a seller's words.

mod bridge;
mod collect;
mod json;
mod markdown;
mod state;
mod text;

use crate::console::{Context, Exit, Failure, Ui, output::write_json, wording::count};
use crate::render::Format;
use crate::store::{Revisions, Store};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use collect::Diff;

/// Show what changed between two revisions, in sales words
///
/// Without B, compares with the work tree; without A, from HEAD. Shows new, gone and renamed deals,
/// moves, amounts, dates, MEDDIC scores, objections and work, then the pipeline bridge of these
/// deals and the findings that are new and gone. Reads only the files that differ.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal diff main..HEAD --format markdown")]
pub struct Args {
    /// Revisions A..B, or A; then filters (see `deal help filters`)
    #[arg(value_name = "A..B or FILTER")]
    words: Vec<String>,
    /// Compare two folders, each with a book, instead of two revisions
    #[arg(long, num_args = 2, value_names = ["X", "Y"])]
    dirs: Vec<std::path::PathBuf>,
    /// Output format: table, json or markdown [default: table]
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(["table", "text", "json", "markdown"]).map(|word| word.parse().unwrap_or(Format::Table)))]
    format: Option<Format>,
    /// Exit with 1 if anything differs
    #[arg(long)]
    exit_code: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let diff = collect(args, context)?;
    match args.format {
        Some(Format::Json) => write_json(ui, &json::from_diff(&diff))?,
        Some(Format::Markdown) => markdown::print(&diff, ui)?,
        _ => text::print(&diff, ui)?,
    }
    ui.incomplete(&diff.unreadable);
    if args.format != Some(Format::Json) {
        let deals = count(diff.deals.len(), "changed deal");
        ui.status(&format!("{deals} between {} and {}", diff.from, diff.to));
    }
    let differs = args.exit_code && !diff.deals.is_empty();
    Ok(if differs { Exit::Found } else { Exit::Done })
}

fn collect(args: &Args, context: &Context) -> Result<Diff, Failure> {
    if let [from, to] = args.dirs.as_slice() {
        let (old, new) = (Store::open(from)?, Store::open(to)?);
        let files = Store::changed_folders(&old, &new)?;
        let names = (from.display().to_string(), to.display().to_string());
        return Diff::new(
            files,
            names,
            &new,
            &context.filter_in(&new, &args.words)?,
            context,
        );
    }
    let store = context.store()?;
    let (range, filter) = match args.words.split_first() {
        Some((first, rest)) if !first.contains([':', '=']) => (Some(first), rest),
        _ => (None, args.words.as_slice()),
    };
    let range = range.map_or(Ok(Revisions::from_head()), |range| range.parse());
    let Revisions { first, last } = range.map_err(Failure::usage)?;
    let files = store.changed(&first, last.as_deref())?;
    let names = (first, last.unwrap_or_else(|| "the work tree".to_owned()));
    Diff::new(
        files,
        names,
        store,
        &context.filter_in(store, filter)?,
        context,
    )
}
