//! `deal risk`: why a deal is risky, component by component. Reads every file, for what is usual in
//! the book.

use serde::Serialize;

use crate::book::{
    Snapshot,
    risk::{Component, Facts, Risk},
};
use crate::console::{
    Context, Exit, Failure, OutputOfOne, Ui,
    output::write_json,
    risk::{self, RiskJson, points},
};
use crate::deal::{Day, History, record::Details};
use crate::render::{self, Section};
use crate::reports::typical_stay::TypicalStays;
use crate::select::Load;

/// Explain the risk score of an open deal
///
/// The score ranges from 0 to 100: below 25 low, below 50 medium, below 75 high, otherwise
/// critical. It says where to look first; it is not a probability. The usual time in a stage is the
/// median of all stays in the book if there are 8 or more, otherwise the stage's `expected_days`.
/// For all deals, run `deal report risk`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal risk acme")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    #[command(flatten)]
    output: OutputOfOne,
}

/// A risk with its reasons, for a machine.
#[derive(Debug, Serialize)]
struct Explained {
    deal: String,
    as_of: String,
    stage: String,
    #[serde(flatten)]
    risk: RiskJson,
    why: Vec<Why>,
}

/// One component; `points` is `weight` times `level`.
#[derive(Debug, Serialize)]
struct Why {
    component: &'static str,
    level: f64,
    weight: f64,
    points: f64,
    reason: String,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (book, on) = (context.book()?, context.as_of()?);
    let loaded = context.source()?.load(&args.deal)?;
    let record = book.record(&loaded.file.id, &loaded.deal, History::new(&loaded.deal));
    let snapshot =
        Snapshot::new(&record, book, None, on).ok_or_else(|| not_there(&record.id, on))?;
    let all = context
        .selection(&[])?
        .records(&[on], Load::default())?
        .records;
    let usual = TypicalStays::new(&all, book, on).here(&snapshot.journey);
    let details = Details::from(loaded.deal.clone());
    let facts =
        Facts::new(&snapshot, &details, usual).ok_or_else(|| closed(&record.id, &snapshot))?;
    let risk = Risk::from_facts(&facts);
    if args.output.is_json() {
        let (deal, as_of, stage) = (
            record.id.clone(),
            on.to_string(),
            snapshot.stage_id().to_owned(),
        );
        let why = risk.components.iter().map(why).collect();
        write_json(
            ui,
            &Explained {
                deal,
                as_of,
                stage,
                risk: RiskJson::from_risk(&risk),
                why,
            },
        )?;
    } else {
        let title = format!(
            "{}: risk {}, in {}",
            record.id,
            risk::head(&risk),
            snapshot.stage_id()
        );
        let width = ui.reading_width();
        let rows = risk.components.iter().map(row);
        render::sections(&[Section::new(title, rows)], width, ui)?;
    }
    crate::console::saving::tell_mismatch(ui, &loaded.deal, book);
    Ok(Exit::Done)
}

fn not_there(id: &str, on: Day) -> Failure {
    Failure::usage(format_args!("{id} did not exist on {on}")).help("use a later date with --as-of")
}

fn closed(id: &str, snapshot: &Snapshot<'_>) -> Failure {
    let outcome = snapshot.state.outcome().as_str();
    Failure::usage(format_args!(
        "{id} is {outcome}; only open deals have a risk score"
    ))
    .help("deal report risk")
}

fn why(component: &Component) -> Why {
    Why {
        component: component.factor.as_str(),
        level: component.level,
        weight: component.factor.weight(),
        points: component.points(),
        reason: component.reason.clone(),
    }
}

/// `stage age  15.00 of 15  28 days in its stage, usual 14`.
fn row(component: &Component) -> Vec<String> {
    let figure = format!(
        "{:>5} of {:>2}",
        points(component.points()),
        component.factor.weight()
    );
    vec![
        component.factor.title().to_owned(),
        figure,
        component.reason.clone(),
    ]
}
