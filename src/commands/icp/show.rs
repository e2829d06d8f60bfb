//! `deal icp show`.

use std::io::Write;

use serde::Serialize;

use crate::book::{
    fit::{Judged, Verdict},
    icp::{self, Fit},
};
use crate::console::{Context, Exit, Failure, OutputOfOne, Ui, output::write_json};
use crate::render::{self, Section, Step};
use crate::store::Loaded;

/// Show which criteria a deal passes, fails, or lacks data for
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal icp acme")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    #[command(flatten)]
    output: OutputOfOne,
}

/// The fit of a deal for a machine.
#[derive(Debug, Serialize)]
struct FitJson {
    deal: String,
    as_of: String,
    /// A must failed.
    out: bool,
    /// Shoulds that pass, of those that are known; null where none is known, and where the deal is
    /// out.
    fit: Option<f64>,
    known: usize,
    of: usize,
    predicates: Vec<PredicateJson>,
}

#[derive(Debug, Serialize)]
struct PredicateJson {
    /// must or should
    list: &'static str,
    field: String,
    asks: String,
    /// pass, fail or unknown
    fit: &'static str,
    seen: Option<String>,
    /// What to type; null where it passes.
    command: Option<String>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    print(&args.deal, args.output, context, ui)
}

/// What `deal icp DEAL` does as well.
pub fn print(
    deal: &str,
    output: OutputOfOne,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let (icp, on) = (super::profile(context)?, context.as_of()?);
    let loaded = context.source()?.load(deal)?;
    let verdict = Verdict::new(&icp, &loaded.deal, on);
    if output.is_json() {
        let (known, of) = verdict.known();
        let predicates = verdict
            .judged
            .iter()
            .map(|judged| json(judged, &loaded))
            .collect();
        let (deal, as_of) = (loaded.file.id.clone(), on.to_string());
        let value = FitJson {
            deal,
            as_of,
            out: verdict.is_out(),
            fit: verdict.share(),
            known,
            of,
            predicates,
        };
        write_json(ui, &value)?;
    } else {
        let width = ui.reading_width();
        text(&verdict, &loaded, width, ui)?;
    }
    Ok(Exit::Done)
}

fn json(judged: &Judged<'_>, loaded: &Loaded) -> PredicateJson {
    PredicateJson {
        list: list(judged),
        field: judged.predicate.field.clone(),
        asks: judged.predicate.asks(),
        fit: word(judged.fit),
        seen: judged.seen.clone(),
        command: (judged.fit != Fit::Pass)
            .then(|| icp::command(&judged.predicate.field, &loaded.deal, &loaded.file.id)),
    }
}

fn list(judged: &Judged<'_>) -> &'static str {
    if judged.is_must { "must" } else { "should" }
}

fn word(fit: Fit) -> &'static str {
    match fit {
        Fit::Pass => "pass",
        Fit::Fail => "fail",
        Fit::Unknown => "unknown",
    }
}

fn text(
    verdict: &Verdict<'_>,
    loaded: &Loaded,
    width: usize,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let row = |judged: &Judged<'_>| {
        let (asks, seen) = (
            judged.predicate.asks(),
            judged.seen.as_deref().unwrap_or("–"),
        );
        vec![
            word(judged.fit).to_owned(),
            list(judged).to_owned(),
            judged.predicate.field.clone(),
            format!("{seen} ({asks})"),
        ]
    };
    let title = format!("{}: {}", loaded.file.id, head(verdict));
    render::sections(
        &[Section::new(title, verdict.judged.iter().map(row))],
        width,
        out,
    )?;
    let mut commands: Vec<String> = Vec::new();
    for judged in verdict.homework() {
        let command = icp::command(&judged.predicate.field, &loaded.deal, &loaded.file.id);
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    if !commands.is_empty() {
        writeln!(out, "\nmissing information")?;
    }
    Ok(render::steps(
        &[Step {
            commands,
            ..Step::default()
        }],
        Some(width),
        out,
    )?)
}

/// `out, profile.employees fails; 3 of 5 known`, or `fits 2 of 3 shoulds; 4 of 5 known`.
fn head(verdict: &Verdict<'_>) -> String {
    let (known, all) = verdict.known();
    let failed: Vec<&str> = verdict
        .failed_musts()
        .map(|judged| judged.predicate.field.as_str())
        .collect();
    let fit = match (failed.as_slice(), verdict.shoulds()) {
        ([], (_, 0)) => "no must criterion failed".to_owned(),
        ([], (pass, shoulds)) => {
            format!("no must criterion failed, passes {pass} of {shoulds} known should criteria")
        }
        (failed, _) => format!("outside the ICP: fails {}", failed.join(", ")),
    };
    format!("{fit}; {known} of {all} known")
}
