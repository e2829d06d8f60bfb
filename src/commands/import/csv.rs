//! `deal import csv`: one row becomes one deal file; all rows or none.

use std::{
    fmt,
    io::Write,
    path::{Path, PathBuf},
};

use indicatif::{ProgressBar, ProgressStyle};

use super::report;
use crate::book::Book;
use crate::console::{Context, Exit, Failure, Ui, pipeline};
use crate::deal::Day;
use crate::escape_controls::escape_lines;
use crate::finding::Finding;
use crate::import::{
    convert::{Conversion, ExistingDeal, convert},
    date_format::DateFormat,
    encoding::decoded,
    header::Header,
    map::{MapFile, unknown_key},
    note::Note,
    plan::Plan,
    sheet::{self, Sheet},
};
use crate::store::{self, Batch, Mode, NewDeal, Prepared, Store, YamlFile};

/// Import deals from a CSV file, one deal per row
///
/// The map file says which column fills which field and how the CRM's terms translate; see
/// examples/import. Without one, columns fill the fields whose names they have, as in the file that
/// `deal export csv` writes. All rows are checked first: either all deals are written or none. Empty means
/// unknown, never zero. Amounts can be written as 1.234,56 or $1,234.56; an ambiguous one is read
/// like the rest of its column, or reported as a problem.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal import csv crm.csv --map crm-map.yaml --dry-run")]
pub struct Args {
    /// CSV file, separated by commas, semicolons, tabs or pipes; - for the standard input
    file: PathBuf,
    /// Map file
    #[arg(long, value_name = "MAP.yaml")]
    map: Option<PathBuf>,
    /// Pipeline [default: the book's first]
    #[arg(long)]
    pipeline: Option<String>,
    /// Encoding of the CSV file, such as windows-1252, cp949 or utf-16 [default: UTF-8]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Date format, such as %d/%m/%Y [default: from the map, else ISO or RFC 3339]
    #[arg(long, value_name = "FORMAT")]
    date_format: Option<String>,
    /// Treat an amount of 0 on lost deals as unknown
    #[arg(long)]
    zero_lost_as_missing: bool,
    /// Print the first files without writing anything
    #[arg(long)]
    dry_run: bool,
}

/// A dry run shows so many files.
const SHOWN: usize = 3;

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    let (mut sheet, problems) = read_sheet(args)?;
    let map = read_map(args, &sheet.header)?;
    sheet.forget(&map.value.empty);
    let plan = plan(args, &map, &sheet, &store.book)?;
    report::unused(&sheet, &plan, ui);
    let mode = if args.dry_run {
        Mode::DryRun
    } else {
        Mode::Write
    };
    let as_of = context.as_of()?;
    let since = store.book.check.since.is_none().then_some(as_of);
    let mut conversion = Conversion::default();
    let bar = bar();
    let prepared = store.create_all(
        mode,
        || {
            conversion = convert(&sheet, problems, &plan, &existing(store)?);
            report::notes(&args.file, &conversion.notes, ui)?;
            let since = since.filter(|_| !conversion.deals.is_empty());
            Ok::<Batch, Failure>(batch(&conversion, &store.book, since))
        },
        |done, all| show(&bar, done, all),
    );
    bar.finish_and_clear();
    let prepared = prepared?;
    report::summary(&sheet, &conversion, args.dry_run, ui);
    if let Some(since) = since.filter(|_| !conversion.deals.is_empty()) {
        ui.status(&format!(
            "check.since: {since}, so that `deal check` judges how you sell only from that day on"
        ));
    }
    if args.dry_run {
        print(&prepared, ui)?;
    }
    Ok(Exit::Done)
}

fn read_sheet(args: &Args) -> Result<(Sheet, Vec<Note>), Failure> {
    let is_input = args.file == Path::new("-");
    let file = if is_input {
        Path::new("/dev/stdin")
    } else {
        &args.file
    };
    let bytes = store::read_file(file)?;
    let failed = |error: &dyn fmt::Display, help| {
        Failure::usage(format_args!("{}: {error}", args.file.display())).help(help)
    };
    let bytes = decoded(&bytes, args.encoding.as_deref()).map_err(|error| {
        failed(
            &error,
            "name the encoding as the web does, such as --encoding windows-1252",
        )
    })?;
    sheet::read(&bytes).map_err(|error| failed(&error, sheet::NOT_UTF8))
}

/// The map, with the flags of the command line in place of its own values.
fn read_map(args: &Args, header: &Header) -> Result<YamlFile<MapFile>, Failure> {
    if let Some(format) = &args.date_format {
        DateFormat::new(Some(format), None).map_err(|error| {
            Failure::usage(format_args!("--date-format: {error}")).help(error.help())
        })?;
    }
    let mut map: YamlFile<MapFile> = match &args.map {
        Some(path) => YamlFile::read(path, &path.to_string_lossy())?,
        None => YamlFile::of("the header", map_of(header)?),
    };
    if args.date_format.is_some() {
        map.value.date_format.clone_from(&args.date_format);
    }
    if args.zero_lost_as_missing {
        map.value.zero_lost_as_missing = Some(true);
    }
    Ok(map)
}

/// The map of a file whose columns have the names of the fields.
fn map_of(header: &Header) -> Result<MapFile, Failure> {
    let map = MapFile::of_header(header);
    if map.columns.0.iter().any(|(field, _)| field == "name") {
        return Ok(map);
    }
    let failure =
        Failure::usage("the file has no column `name`, and no map says what its columns are");
    Err(failure.help("write a map and name it with --map; examples/import has one to begin with"))
}

fn plan<'a>(
    args: &Args,
    map: &YamlFile<MapFile>,
    sheet: &'a Sheet,
    book: &'a Book,
) -> Result<Plan<'a>, Failure> {
    let pipeline = pipeline::named(book, args.pipeline.as_deref())?;
    let mut mistakes: Vec<Finding> = map.unknown.iter().cloned().map(unknown_key).collect();
    let plan = Plan::new(&map.value, &sheet.header, book, pipeline);
    match plan {
        Ok(plan) if mistakes.is_empty() => return Ok(plan),
        Ok(_) => {}
        Err(more) => mistakes.extend(more),
    }
    Err(map.refuse(mistakes).into())
}

fn existing(store: &Store) -> Result<Vec<ExistingDeal>, Failure> {
    Ok(store
        .work_tree()
        .read_all(|file, deal| ExistingDeal::new(&file.id, &file.shown, &deal))?)
}

fn batch(conversion: &Conversion, book: &Book, since: Option<Day>) -> Batch {
    let folder = book.deals.trim_end_matches('/');
    let deals = conversion.deals.iter().map(|new| NewDeal {
        shown: format!("{folder}/{}.yaml", new.id),
        deal: new.deal.clone(),
        hints: String::new(),
    });
    Batch {
        deals: deals.collect(),
        members: conversion.members.clone(),
        since,
    }
}

/// Hidden if stderr is not a terminal.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}

fn show(bar: &ProgressBar, done: usize, all: usize) {
    bar.set_length(all as u64);
    bar.set_position(done as u64);
}

fn print(prepared: &[Prepared], ui: &mut Ui) -> Result<(), Failure> {
    for file in prepared.iter().take(SHOWN) {
        ui.write_all(escape_lines(&file.diff()).as_bytes())?;
    }
    report::hidden(prepared.len().saturating_sub(SHOWN), ui);
    Ok(())
}
