//! `deal check`: every rule over every deal, in one run.

mod accepted;
mod fix;
mod new_since;
mod output;
mod pass;
mod scope;

use std::collections::HashMap;

use crate::book::config::FailOn;
use crate::checks::{Case, RULES, Settings, UnknownRule, judge, unknown_book_keys};
use crate::console::{Context, Exit, Failure, Ui, selection::warn_unmatched, wording::count};
use crate::deal::{Day, History};
use crate::finding::{Checked, Finding, Severity};
use crate::reports;
use crate::select::{LoadedDeals, mark_twins};
use crate::store::{Mode, ReadDeal, Store};
use fix::Fixed;
use output::Output;
use pass::Pass;
use scope::Scope;

/// Check the book for errors, gaps and overdue items
///
/// Reports all findings in all files, each with its line and how to fix it. Arguments with `:` or
/// `!=` are filters as in `deal list`; others are paths or deals. Rules that depend on the date are
/// warnings at most.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples: deal check · deal check owner:mina --fail-on warning · deal check --format json=findings.json\n`deal rules` lists the rules and `deal rules NAME` explains one."
)]
pub struct Args {
    /// Filters, paths or deals to check [default: the whole book]
    #[arg(value_name = "FILTER or PATH")]
    words: Vec<String>,
    /// Run only these rules, even if they are off
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Skip these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    skip: Vec<String>,
    /// Exit with 1 if a finding has at least this severity: error, warning, info or never
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Output format, such as full, concise, json, sarif or github (see `deal help formats`);
    /// FORMAT=FILE writes to a file; repeatable
    #[arg(long = "format", value_name = "FORMAT[=FILE]")]
    formats: Vec<Output>,
    /// Fix what can be fixed without new information
    #[arg(long, conflicts_with = "diff")]
    fix: bool,
    /// Print the fixes as a unified diff without writing them
    #[arg(long)]
    diff: bool,
    /// Only findings that the book of this revision did not have
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["write_baseline", "prune_baseline"])]
    changed_since: Option<String>,
    /// Accept all findings: add them to .dealfile/baseline.jsonl, so that only new ones count
    #[arg(long, conflicts_with_all = ["fix", "diff", "prune_baseline", "no_baseline"])]
    write_baseline: bool,
    /// Remove from the baseline what is found no more
    #[arg(long, conflicts_with_all = ["fix", "diff", "no_baseline"])]
    prune_baseline: bool,
    /// Report the accepted findings as well
    #[arg(long)]
    no_baseline: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match check(args, context, ui) {
        Err(failure) if !failure.mistakes().is_empty() && !args.diff => {
            report_book(args, &failure, context, ui)
        }
        checked => checked,
    }
}

fn check(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    let settings = settings(args, store)?;
    let (scope, terms) = Scope::parse(&args.words, context)?;
    let pass = Pass {
        store,
        settings: &settings,
        scope,
        selection: context.selection(&terms)?,
    };
    let seen = pass.run()?;
    warn_unmatched(&pass.selection.unmatched()?, ui);
    let fixed = match (args.fix, args.diff) {
        (true, _) => fix::write(&pass, &seen, Mode::Write),
        (false, true) => fix::write(&pass, &seen, Mode::DryRun),
        (false, false) => Fixed::default(),
    };
    if args.diff {
        output::print(ui, &fixed.diffs.concat())?;
    }
    for (path, failure) in &fixed.failed {
        ui.status(&format!("not fixed: {path}: {}", failure.message()));
    }
    let files = if args.fix { fixed.diffs.len() } else { 0 };
    let seen = if files > 0 { pass.run()? } else { seen };
    let mut seen = seen;
    let accepted = accepted::apply(args, &pass, &mut seen, ui)?;
    if let Some(revision) = &args.changed_since {
        new_since::keep_new(revision, &pass, &mut seen, context)?;
    }
    let checked = seen.into_checked(pass.selection.as_of);
    if !args.diff {
        output::write(&args.formats, &checked, context, ui)?;
    }
    ui.status(&(summary(&checked, files) + &accepted::told(accepted)));
    if !fixed.failed.is_empty() {
        return Ok(Exit::Unreadable);
    }
    let fail_on = args.fail_on.or(store.book.check.fail_on);
    Ok(exit(&checked, fail_on.unwrap_or(FailOn::Error)))
}

/// Where `dealfile.yaml` is wrong, that is all there is to report: no deal can be judged.
fn report_book(
    args: &Args,
    failure: &Failure,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let checked = Checked::new(context.as_of()?.into(), 0, failure.mistakes().to_vec());
    output::write(&args.formats, &checked, context, ui)?;
    ui.status("no deals were checked: dealfile.yaml has errors");
    ui.status(&summary(&checked, 0));
    Ok(failure.exit())
}

/// What the rules about single deals find in a deal, be it one of another state of the book.
pub fn of_deal(
    path: &str,
    id: &str,
    read: &ReadDeal,
    store: &Store,
    as_of: Day,
) -> Result<Vec<Finding>, Failure> {
    let history = History::new(&read.deal);
    let case = Case {
        path,
        below_book: path,
        id,
        deal: &read.deal,
        history: &history,
        remarks: &read.remarks,
        book: &store.book,
        as_of,
    };
    Ok(judge(&case, &configured(store)?).findings)
}

/// How many errors the book has.
pub fn errors(context: &Context) -> Result<usize, Failure> {
    let store = context.store()?;
    let pass = Pass {
        store,
        settings: &configured(store)?,
        scope: Scope::default(),
        selection: context.selection(&[])?,
    };
    let checked = pass.run()?.into_checked(pass.selection.as_of);
    Ok(checked.count(Severity::Error))
}

/// Prints the findings of one deal.
pub fn show_deal(shown: &str, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let store = context.store()?;
    let pass = Pass {
        store,
        settings: &configured(store)?,
        scope: Scope::only(shown),
        selection: context.selection(&[])?,
    };
    let checked = pass.run()?.into_checked(pass.selection.as_of);
    output::write(&[], &checked, context, ui)
}

/// The deals that match a filter, and the findings in them; each file is read once.
pub fn findings(
    filter: &[String],
    context: &Context,
) -> Result<(LoadedDeals, Vec<reports::query::Finding>), Failure> {
    let store = context.store()?;
    let pass = Pass {
        store,
        settings: &configured(store)?,
        scope: Scope::default(),
        selection: context.selection(filter)?,
    };
    let seen = pass.keeping(|selected| {
        let record = selected.record.clone().compacted(None);
        (selected.file.shown.clone(), record)
    })?;
    if seen.kept.len() < seen.files {
        // A report needs every file; this reports the ones that cannot be read.
        store.source().read_all(|_, _| ())?;
    }
    let mut loaded = LoadedDeals {
        unmatched: pass.selection.unmatched()?,
        ..LoadedDeals::default()
    };
    let mut ids = HashMap::new();
    for (path, record) in seen.kept {
        ids.insert(path, record.id.clone());
        loaded.records.push(record);
    }
    mark_twins(&mut loaded.records);
    let mut findings = Vec::new();
    for Finding { rule, place, .. } in seen.findings {
        let id = ids.get(&place.path).cloned();
        findings.extend(id.map(|deal| reports::query::Finding { deal, rule }));
    }
    Ok((loaded, findings))
}

/// The rules as the book configures them.
pub fn configured(store: &Store) -> Result<Settings, Failure> {
    Settings::new(RULES, &store.book.check).map_err(|mut mistakes| {
        mistakes.extend(unknown_book_keys(
            &store.unknown,
            &Settings::defaults(RULES),
        ));
        store.refuse(mistakes).into()
    })
}

fn settings(args: &Args, store: &Store) -> Result<Settings, Failure> {
    let mut settings = configured(store)?;
    if !args.select.is_empty() {
        settings.select(&args.select)?;
    }
    settings.skip(&args.skip)?;
    Ok(settings)
}

impl From<UnknownRule> for Failure {
    fn from(error: UnknownRule) -> Self {
        Failure::usage(&error).help(error.help())
    }
}

fn exit(checked: &Checked, fail_on: FailOn) -> Exit {
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
        FailOn::Never => return Exit::Done,
    };
    let mut findings = checked.findings.iter();
    if findings.any(|finding| finding.severity >= least) {
        Exit::Found
    } else {
        Exit::Done
    }
}

/// `42 deals, 3 findings: 2 errors, 1 warning (as of 2026-11-23)`
fn summary(checked: &Checked, fixed: usize) -> String {
    let fixed = if fixed == 0 {
        String::new()
    } else {
        format!("{} fixed, ", count(fixed, "file"))
    };
    let deals = count(checked.deals, "deal");
    let findings = count(checked.findings.len(), "finding");
    let kinds = by_severity(checked);
    let kinds = if kinds.is_empty() {
        String::new()
    } else {
        format!(": {}", kinds.join(", "))
    };
    format!(
        "{fixed}{deals}, {findings}{kinds} (as of {})",
        checked.as_of
    )
}

fn by_severity(checked: &Checked) -> Vec<String> {
    let mut counts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let number = checked.count(severity);
        if number > 0 {
            counts.push(count(number, &severity.to_string()));
        }
    }
    counts
}
