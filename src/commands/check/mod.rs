//! `deal check`: every rule over every deal, in one run.

mod accepted;
mod elsewhere;
mod fix;
mod new_since;
mod output;
mod pass;
mod scope;

use std::io::Read;
use std::path::PathBuf;

use crate::book::config::FailOn;
use crate::checks::{RULES, Settings, UnknownRule, unknown_book_keys};
use crate::console::{
    Context, Exit, Failure, Ui, selection::warn_unmatched, shell::from_there, wording::count,
};
use crate::finding::{Checked, Severity};
use crate::store::{Mode, Store, parse::LARGEST};
pub use elsewhere::{errors, findings, of_deal, show_deal};
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
    /// Check what is on stdin as the file at this path, for editors
    #[arg(long, value_name = "PATH", conflicts_with_all = ["words", "fix", "diff", "changed_since", "write_baseline", "prune_baseline"])]
    stdin_path: Option<PathBuf>,
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
    let seen = match &args.stdin_path {
        Some(path) => pass.buffer(&scope::file_at(path, store)?, &read_stdin()?),
        None => pass.run()?,
    };
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
    let folder = context.folder();
    for help in seen.findings.iter_mut().filter_map(|own| own.help.as_mut()) {
        *help = from_there(help, folder.as_deref()).into_owned();
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

fn read_stdin() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    let read = std::io::stdin().lock().take(most).read_to_end(&mut bytes);
    read.map_err(Failure::unreadable)?;
    Ok(bytes)
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
