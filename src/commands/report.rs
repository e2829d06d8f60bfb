//! `deal report NAME`: the subcommands, their flags and their help are made from the registry of
//! reports.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args as _, FromArgMatches};
use serde::Serialize;

use crate::deal::day::Day;
use crate::deal::record::DealRecord;
use crate::reports::flags::{Flag, FlagValues, Takes};
use crate::reports::query::{By, Compared, Finding, Query, Window};
use crate::reports::{REPORTS, Reads, ReportSpec};
use crate::store::Revisions;
use crate::table::{Cell, Kind};

use super::check;
use crate::select::{Load, LoadedDeals};

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::list::{List, column};
use crate::console::number::whole;
use crate::console::output::Output;
use crate::console::pipeline;
use crate::console::terminal;
use crate::console::ui::Ui;

/// What was asked: a report, or the list of them.
#[derive(Debug)]
pub struct Args {
    output: Output,
    chosen: Option<Chosen>,
}

/// A report with its own flags and those that all have.
#[derive(Debug)]
struct Chosen {
    about: &'static ReportSpec,
    flags: FlagValues,
    shared: Shared,
}

// Not a doc comment: clap would print it as the description of each report.
#[derive(Debug, clap::Args)]
struct Shared {
    /// Filters, as in `deal list` [default: all deals]
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// First date of the window [default: 364 days before --to]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,
    /// Last date of the window [default: as-of date]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    to: Option<String>,
    /// Group by this field, with a total row
    #[arg(long, value_name = "WHAT", value_parser = PossibleValuesParser::new(By::WORDS).try_map(|word| word.parse::<By>()))]
    by: Option<By>,
    /// Only this pipeline, for the time each deal was in it
    #[arg(long, value_name = "ID")]
    pipeline: Option<String>,
    /// Show the formulas with your numbers
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    output: Output,
    /// Draw charts in ASCII (default if the locale is not UTF-8)
    #[arg(long)]
    ascii: bool,
}

impl clap::Args for Args {
    fn augment_args(command: clap::Command) -> clap::Command {
        let list = Arg::new("list")
            .long("list")
            .action(ArgAction::SetTrue)
            .help("List the reports and the question each answers");
        let command = Output::augment_args(command.arg(list))
            .about("Run a report: velocity, conversion, forecast and more");
        command.subcommands(REPORTS.iter().map(subcommand))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Args {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let chosen = matches
            .subcommand()
            .and_then(|(name, own)| Some((ReportSpec::named(name)?, own)));
        let chosen = chosen.map(|(about, own)| -> Result<Chosen, clap::Error> {
            let flags = FlagValues::new(about.flags, |name| given(about.flags, own, name));
            Ok(Chosen {
                about,
                flags,
                shared: Shared::from_arg_matches(own)?,
            })
        });
        Ok(Self {
            output: Output::from_arg_matches(matches)?,
            chosen: chosen.transpose()?,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn subcommand(about: &ReportSpec) -> clap::Command {
    let command = clap::Command::new(about.name)
        .about(about.summary)
        .long_about(format!("{}\n\n{}", about.summary, about.definition))
        .after_help(format!("Example: {}", about.example))
        .args(about.flags.iter().map(arg));
    Shared::augment_args(command)
}

fn arg(flag: &Flag) -> Arg {
    let arg = Arg::new(flag.name)
        .long(flag.name.replace('_', "-"))
        .help(help(flag));
    match flag.takes {
        Takes::Nothing => arg.action(ArgAction::SetTrue),
        Takes::Word(words) => arg
            .value_name("WORD")
            .value_parser(PossibleValuesParser::new(words)),
        Takes::Words(words) => arg
            .value_name("WORD")
            .value_delimiter(',')
            .value_parser(PossibleValuesParser::new(words)),
        Takes::Days => arg.value_name("DAYS").value_parser(whole::<u32>("30")),
        Takes::Number(pattern) | Takes::Pattern(pattern) => arg.value_name(pattern),
        Takes::Patterns(pattern) => arg.value_name(pattern).action(ArgAction::Append),
    }
}

fn help(flag: &Flag) -> String {
    flag.default.map_or_else(
        || flag.help.to_owned(),
        |default| format!("{} [default: {default}]", flag.help),
    )
}

/// The text of a flag as it was given, if it was.
fn given(flags: &[Flag], matches: &ArgMatches, name: &str) -> Option<String> {
    let flag = flags.iter().find(|flag| flag.name == name)?;
    match flag.takes {
        Takes::Nothing => matches.get_flag(name).then(|| "true".to_owned()),
        Takes::Days => matches.get_one::<u32>(name).map(u32::to_string),
        Takes::Words(_) | Takes::Patterns(_) => {
            let words = matches.get_many::<String>(name)?;
            Some(words.map(String::as_str).collect::<Vec<_>>().join(","))
        }
        Takes::Word(_) | Takes::Number(_) | Takes::Pattern(_) => {
            matches.get_one::<String>(name).cloned()
        }
    }
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.chosen {
        Some(chosen) => {
            args.output.before_verb(None)?;
            report(chosen, context, ui)
        }
        None => list(args.output, ui),
    }
}

/// What a report is given to read.
#[derive(Default)]
struct Given {
    kept: LoadedDeals,
    /// The deals of the first revision, where two are compared.
    before: Vec<DealRecord>,
    findings: Vec<Finding>,
}

fn report(chosen: &Chosen, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let shared = &chosen.shared;
    let revisions: Option<Revisions> = chosen.flags.maybe("revisions").map_err(Failure::usage)?;
    let (as_of, window) = (
        context.as_of()?,
        window(shared, revisions.is_some(), context)?,
    );
    let book = context.book()?;
    let pipeline = shared
        .pipeline
        .as_deref()
        .map(|id| pipeline::named(book, Some(id)))
        .transpose()?;
    let (by, filtered) = (shared.by, !shared.filter.is_empty());
    let asked = Query {
        by,
        filtered,
        pipeline,
        explain: shared.explain,
        ..Query::new(&[], book, as_of, window)
    };
    let Given {
        kept,
        before,
        findings,
    } = given_to(chosen, &asked, revisions.as_ref(), context)?;
    let compared = revisions.as_ref().map(|Revisions { first, last }| {
        let last = last.as_deref().unwrap_or("the work tree");
        Compared {
            before: &before,
            first,
            last,
        }
    });
    let LoadedDeals { records, excluded } = &kept;
    if filtered && records.is_empty() && before.is_empty() {
        // Rows of zeros tell a slip from an answer to nobody.
        ui.status(&format!("no deal matches {}", shared.filter.join(" ")));
    }
    let query = Query {
        records,
        excluded,
        compared,
        findings: &findings,
        ..asked
    };
    let report = (chosen.about.run)(&query, &chosen.flags).map_err(Failure::usage)?;
    let ascii = shared.ascii || !terminal::speaks_unicode();
    shared.output.report(ui, &report, ascii)?;
    Ok(Exit::Done)
}

/// What is kept of the deals for a report that reads them as of one day.
fn load(reads: Reads) -> Load {
    Load {
        details: matches!(reads, Reads::Details | Reads::DetailsWithExcluded),
        excluded: matches!(reads, Reads::WithExcluded | Reads::DetailsWithExcluded),
    }
}

fn given_to(
    chosen: &Chosen,
    asked: &Query<'_>,
    revisions: Option<&Revisions>,
    context: &Context,
) -> Result<Given, Failure> {
    let filter = &chosen.shared.filter;
    let given = |days: &[Day], load| {
        Ok(Given {
            kept: context.selection(filter)?.records(days, load)?,
            ..Given::default()
        })
    };
    match (chosen.about.reads, revisions) {
        (Reads::EachDay(days), None) => given(&days(asked), Load::default()),
        (Reads::EachDay(days), Some(revisions)) => both(revisions, filter, &days(asked), context),
        (Reads::Findings, _) => {
            let (kept, findings) = check::findings(filter, context)?;
            Ok(Given {
                kept,
                findings,
                ..Given::default()
            })
        }
        (reads, _) => given(&[asked.as_of], load(reads)),
    }
}

/// The deals of two revisions, with those that the filter leaves out: each may be taken in the
/// other.
fn both(
    revisions: &Revisions,
    filter: &[String],
    days: &[Day],
    context: &Context,
) -> Result<Given, Failure> {
    let load = Load {
        excluded: true,
        ..Load::default()
    };
    let store = context.store()?;
    let first = context.selection_in(store.at(&revisions.first)?, filter)?;
    let LoadedDeals { records, excluded } = first.records(days, load)?;
    let last = match revisions.last.as_deref() {
        Some(last) => store.at(last)?,
        None => store.work_tree(),
    };
    Ok(Given {
        kept: context.selection_in(last, filter)?.records(days, load)?,
        before: records.into_iter().chain(excluded).collect(),
        ..Given::default()
    })
}

/// Two revisions are compared as they are on one day, where no other is given.
fn window(shared: &Shared, is_compared: bool, context: &Context) -> Result<Window, Failure> {
    let day = |phrase: &Option<String>| {
        phrase
            .as_deref()
            .map(|phrase| context.day(phrase))
            .transpose()
    };
    let (from, to, as_of) = (day(&shared.from)?, day(&shared.to)?, context.as_of()?);
    let one_day = is_compared.then(|| to.map_or(as_of, |to| to.min(as_of)));
    let window = Window::of(from.or(one_day), to, as_of);
    if window.from > window.to {
        let message = format!("--to {} is before --from {}", window.to, window.from);
        return Err(Failure::usage(message));
    }
    Ok(window)
}

/// A report for a machine.
#[derive(Serialize)]
struct ReportJson {
    name: &'static str,
    summary: &'static str,
    definition: &'static str,
    example: &'static str,
}

const LIST: List<ReportJson> = List {
    columns: &[
        column("name", "report", Kind::Text, |report| {
            Cell::text(report.name)
        }),
        column("summary", "question", Kind::Text, |report| {
            Cell::text(report.summary)
        }),
    ],
    ..List::EMPTY
};

fn list(output: Output, ui: &mut Ui) -> Result<Exit, Failure> {
    let reports: Vec<ReportJson> = REPORTS
        .iter()
        .map(|about| ReportJson {
            name: about.name,
            summary: about.summary,
            definition: about.definition,
            example: about.example,
        })
        .collect();
    output.list(ui, &LIST, &reports, &reports)?;
    Ok(Exit::Done)
}
