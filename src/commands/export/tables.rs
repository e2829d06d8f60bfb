//! `deal export tables`: the book as tables, a file each.

use std::path::{Path, PathBuf};

use super::read::deals;
use crate::console::{Context, Failure, Ui, wording::count};
use crate::export::tables::tables;
use crate::render::{self, Options};
use crate::store::{StoreError, files};

/// How a table can be written.
const FORMATS: [&str; 2] = ["csv", "jsonl"];

/// Write the book as tables for a database, a file each
///
/// `deals` and `states`, which has the whole state after each line of history; `stages`, `rates`,
/// `targets`, `goals`, `costs`, `team`, `holidays` and `book`; `contacts`, `meddic`, `objections`,
/// `followups`, `meetings` and `activities`. Aliases, defaults and the fold of history are done:
/// plain SQL over them gives the figures of the reports.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal export tables ../tables --format csv")]
pub struct Args {
    /// Folder to write to; created if it is missing
    folder: PathBuf,
    /// Filters, as in `deal list` [default: all deals]
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// Format of the files: csv or jsonl
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "csv",
        hide_possible_values = true
    )]
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(FORMATS))]
    format: String,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let (book, as_of) = (context.book()?, context.as_of()?);
    refuse_place(&args.folder, context)?;
    let tables = tables(&deals(&args.filter, context, ui)?, book, as_of);
    files::create_folder(&args.folder).map_err(StoreError::from)?;
    for table in &tables {
        let mut bytes = Vec::new();
        match args.format.as_str() {
            "jsonl" => render::sheet_jsonl(table, &mut bytes)?,
            _ => render::sheet_csv(table, Options::default(), &mut bytes)?,
        }
        let path = args.folder.join(format!("{}.{}", table.name, args.format));
        files::save(&path, &bytes).map_err(StoreError::from)?;
    }
    let folder = args.folder.display();
    ui.status(&format!("{} in {folder}", count(tables.len(), "table")));
    Ok(())
}

/// Tables among the deals would lie where people look for deals; a file is no folder.
fn refuse_place(folder: &Path, context: &Context) -> Result<(), Failure> {
    let store = context.store()?;
    let deals = files::absolute(&store.root.join(&store.book.deals)).map_err(StoreError::from)?;
    if files::absolute(folder)
        .map_err(StoreError::from)?
        .starts_with(deals)
    {
        let failure = Failure::usage(format_args!("{} is among the deals", folder.display()));
        return Err(failure.help("name another folder, such as ../tables"));
    }
    if files::is_file(folder) {
        let failure = Failure::usage(format_args!("{} is a file", folder.display()));
        return Err(failure.help("name a folder, such as ../tables"));
    }
    Ok(())
}
