//! `deal import csv`: one row becomes one deal file; all rows or none.

use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use crate::book::Book;
use crate::edit::{Edit, Style, Value};
use crate::import::convert::{Conversion, Draft, Known, convert};
use crate::import::days::Days;
use crate::import::map::MapFile;
use crate::import::note::Note;
use crate::import::plan::{Plan, unknown_key};
use crate::import::roster::NewMember;
use crate::import::sheet::{self, Sheet};
use crate::key_path::KeyPath;
use crate::store::{self, Batch, Mode, NewDeal, Prepared, Store, YamlFile};

use super::report;
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::pipeline;
use crate::console::ui::Ui;

/// Import deals from a CSV file, one deal per row
///
/// A map says which column fills which field and what the CRM's words mean; see examples/import.
/// Every row is read and checked first: either all deals are written or none. Empty is unknown,
/// never zero. Amounts may be written as 1.234,56 or $1,234.56; one that can be read in two ways
/// counts as the rest of its column shows, else it is a problem.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal import csv crm.csv --map crm-map.yaml --dry-run")]
pub struct Args {
    /// The file: UTF-8, its columns parted by commas, semicolons or tabs
    file: PathBuf,
    /// Which column fills which field
    #[arg(long, value_name = "MAP.yaml")]
    map: PathBuf,
    /// The pipeline, if not the book's first
    #[arg(long)]
    pipeline: Option<String>,
    /// How dates are written, such as %d/%m/%Y; default: the map's, else ISO or RFC 3339
    #[arg(long, value_name = "FORMAT")]
    date_format: Option<String>,
    /// A lost deal's amount of 0 is unknown
    #[arg(long)]
    zero_lost_as_missing: bool,
    /// Print the first files as they would be, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// So many files of a dry run are shown.
const SHOWN: usize = 3;

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    let (sheet, problems) = read_sheet(args)?;
    let map = read_map(args)?;
    let plan = plan(args, &map, &sheet, &store.book)?;
    report::unused(&sheet, &plan);
    let mode = if args.dry_run {
        Mode::DryRun
    } else {
        Mode::Write
    };
    let bar = bar();
    let mut conversion = Conversion::default();
    let decide = || {
        conversion = convert(&sheet, problems, &plan, &known(store)?);
        report::notes(&args.file, &conversion.notes)?;
        Ok::<Batch, Failure>(batch(&conversion, &store.book))
    };
    let prepared = store.create_all(mode, decide, |done, all| show(&bar, done, all));
    bar.finish_and_clear();
    let prepared = prepared?;
    report::summary(&sheet, &conversion, args.dry_run);
    if args.dry_run {
        print(&prepared, ui)
    } else {
        Ok(Exit::Done)
    }
}

fn read_sheet(args: &Args) -> Result<(Sheet, Vec<Note>), Failure> {
    let bytes = store::read_file(&args.file)?;
    sheet::read(&bytes).map_err(|error| {
        Failure::usage(format_args!("{}: {error}", args.file.display()))
            .help("save it as CSV with the encoding UTF-8")
    })
}

/// The map with what the command line says instead.
fn read_map(args: &Args) -> Result<YamlFile<MapFile>, Failure> {
    if let Some(format) = &args.date_format {
        Days::new(Some(format), None).map_err(|error| {
            Failure::usage(format_args!("--date-format: {error}")).help(error.help())
        })?;
    }
    let mut map: YamlFile<MapFile> = YamlFile::read(&args.map, &shown(&args.map))?;
    let value = &mut map.value;
    value.date_format = args.date_format.clone().or(value.date_format.take());
    value.zero_lost_as_missing = args
        .zero_lost_as_missing
        .then_some(true)
        .or(value.zero_lost_as_missing);
    Ok(map)
}

fn plan<'a>(
    args: &Args,
    map: &YamlFile<MapFile>,
    sheet: &'a Sheet,
    book: &'a Book,
) -> Result<Plan<'a>, Failure> {
    let pipeline = pipeline::named(book, args.pipeline.as_deref())?;
    let unknown = map.unknown.iter().cloned().map(unknown_key);
    let plan = Plan::of(&map.value, &sheet.header, book, pipeline);
    match (plan, unknown.collect::<Vec<_>>()) {
        (Ok(plan), unknown) if unknown.is_empty() => Ok(plan),
        (Ok(_), unknown) => Err(map.refuse(unknown).into()),
        (Err(errors), unknown) => Err(map
            .refuse(unknown.into_iter().chain(errors).collect())
            .into()),
    }
}

fn known(store: &Store) -> Result<Vec<Known>, Failure> {
    Ok(store
        .work_tree()
        .read_all(|file, deal| Known::of(&file.id, &file.shown, &deal))?)
}

fn batch(conversion: &Conversion, book: &Book) -> Batch {
    let folder = book.deals.trim_end_matches('/');
    let new = |draft: &Draft| NewDeal {
        shown: format!("{folder}/{}.yaml", draft.id),
        deal: draft.deal.clone(),
        hints: String::new(),
    };
    let members = conversion
        .members
        .iter()
        .enumerate()
        .map(|(index, member)| add(book.team.len() + index, member));
    Batch {
        deals: conversion.drafts.iter().map(new).collect(),
        book: members.collect(),
    }
}

fn add(index: usize, member: &NewMember) -> Edit {
    let entry = vec![
        ("id".to_owned(), Value::text(&member.id)),
        ("name".to_owned(), Value::text(&member.name)),
    ];
    Edit::Insert {
        list: KeyPath::top("team"),
        index,
        entry: Value::Map(entry),
        style: Style::Flow,
    }
}

/// Hidden where stderr is no terminal.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}

fn show(bar: &ProgressBar, done: usize, all: usize) {
    bar.set_length(all as u64);
    bar.set_position(done as u64);
}

fn print(prepared: &[Prepared], ui: &mut Ui) -> Result<Exit, Failure> {
    for file in prepared.iter().take(SHOWN) {
        ui.write_all(crate::escape_controls::escape_lines(&file.diff()).as_bytes())?;
    }
    ui.flush()?;
    report::hidden(prepared.len().saturating_sub(SHOWN));
    Ok(Exit::Done)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
