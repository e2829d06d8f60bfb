//! `deal init`: a new book. Never overwrites.

mod sample;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use crate::book::preset::{PRESETS, Preset};
use crate::console::{Context, Exit, Failure, Ui, shell::quoted};
use crate::deal::Currency;
use crate::escape_controls::escape_controls;
use crate::store::{self, BOOK_FILE};

/// Create a book: dealfile.yaml, a deals folder, and an editor schema
///
/// Existing files are not touched. Fails if the folder already has a dealfile.yaml.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal init sales --preset enterprise --currency EUR --sample")]
pub struct Args {
    /// Folder for the book [default: current folder]
    // Not `dir`, which is the name of `-C`: clap would take the one for the other.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Preset pipeline to start from (see --list)
    #[arg(long, default_value = "default7")]
    preset: String,
    /// Default currency, ISO 4217
    #[arg(long, value_parser = Currency::typed)]
    currency: Option<Currency>,
    /// Add sample deals
    #[arg(long)]
    sample: bool,
    /// List presets with each stage's probability and expected days
    #[arg(long)]
    list: bool,
    /// Print the files without writing them
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    if args.list {
        return list(ui);
    }
    let preset = Preset::named(&args.preset).ok_or_else(|| unknown_preset(&args.preset))?;
    let root = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let files = files(args, preset, context)?;
    if args.dry_run {
        for (path, _) in &files {
            writeln!(ui, "{}", shown(&root.join(path)))?;
        }
        return Ok(Exit::Done);
    }
    store::begin(&root, &files)?;
    writeln!(ui, "{}", shown(&root.join(BOOK_FILE)))?;
    say_next(ui, &root);
    Ok(Exit::Done)
}

/// Every file of the new book, the book's own first.
fn files(
    args: &Args,
    preset: &Preset,
    context: &Context,
) -> Result<Vec<(String, String)>, Failure> {
    let currency = args
        .currency
        .or_else(|| args.sample.then(sample::currency).flatten());
    let mut files = vec![(
        BOOK_FILE.to_owned(),
        book_text(preset, currency, args.sample),
    )];
    files.push((".gitattributes".to_owned(), GIT_ATTRIBUTES.to_owned()));
    files.push((".gitignore".to_owned(), GIT_IGNORE.to_owned()));
    files.push((".dealfile/deal.schema.json".to_owned(), schema()?));
    files.extend(crate::commands::agents::files());
    if args.sample {
        files.extend(sample::deals(preset, context.as_of()?));
    } else {
        files.push(("deals/.gitkeep".to_owned(), String::new()));
    }
    Ok(files)
}

/// Line ends are the file's own business; the editor's and git's opinions would show as changes of
/// whole files.
const GIT_ATTRIBUTES: &str = "deals/** -text diff\n";

/// What a killed command leaves, and what a person wrote while somebody else did.
const GIT_IGNORE: &str = ".deal-*.tmp\n.*.edit*.yaml\n";

fn schema() -> Result<String, Failure> {
    let schema = crate::commands::schema::of_deal(None);
    let text = serde_json::to_string_pretty(&schema).map_err(Failure::unreadable)?;
    Ok(format!("{text}\n"))
}

fn book_text(preset: &Preset, currency: Option<Currency>, sample: bool) -> String {
    let currency = match currency {
        Some(currency) => {
            format!("currency: {currency}                  # default currency\n")
        }
        None => "# currency: EUR               # default currency\n".to_owned(),
    };
    let team = if sample { sample::TEAM } else { TEAM };
    format!(
        "# A book of deals. `deal new` creates a deal, `deal list` lists them, `deal check` finds problems.\n\
         version: 1\ndeals: deals                   # folder with the deal files\n{currency}{team}\n\
         pipelines:\n  {name}:\n    preset: {name}           # {summary}\n",
        name = preset.name,
        summary = preset.summary,
    )
}

const TEAM: &str = "\n# team:\n#   - {id: mina, name: Mina Park, role: account_executive}\n";

fn unknown_preset(name: &str) -> Failure {
    let known = PRESETS.iter().map(|preset| preset.name);
    Failure::unknown(format_args!("there is no preset `{name}`"), name, known)
}

fn say_next(ui: &mut Ui, root: &Path) {
    let folder = shown(root);
    let there = if folder.is_empty() {
        String::new()
    } else {
        format!(" -C {}", quoted(&folder))
    };
    let place = if folder.is_empty() { "." } else { &folder };
    ui.status(&format!("created a book in {place}; next steps:"));
    ui.status(&format!(
        "  deal{there} new \"Acme rollout\" --account \"Acme GmbH\" --amount 120000 --close-date +60d"
    ));
    if !store::is_in_git(root) {
        let folder = if folder.is_empty() {
            ".".to_owned()
        } else {
            quoted(&folder)
        };
        ui.status(&format!("  git init {folder}      # version history"));
    }
}

/// A path as a person would type it, without the leading `./`.
fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    escape_controls(&path.display().to_string()).into_owned()
}

fn list(ui: &mut Ui) -> Result<Exit, Failure> {
    for preset in PRESETS {
        writeln!(ui, "{}: {}", preset.name, preset.summary)?;
        let pipeline = preset.pipeline(preset.name);
        for stage in &pipeline.stages {
            let probability = stage
                .probability
                .map_or_else(|| "–".to_owned(), |p| format!("{:.0}%", p * 100.0));
            let days = stage
                .expected_days
                .map_or_else(|| "–".to_owned(), |days| format!("{days} days"));
            let optional = if stage.optional { "  optional" } else { "" };
            writeln!(
                ui,
                "  {:<20} {probability:>5} {days:>8}{optional}",
                stage.id
            )?;
        }
        let plan = pipeline
            .after_win
            .iter()
            .map(|step| format!("{} {}", step.what, step.wait));
        writeln!(
            ui,
            "  then won; post-sale follow-ups: {}",
            plan.collect::<Vec<_>>().join(", ")
        )?;
    }
    Ok(Exit::Done)
}
