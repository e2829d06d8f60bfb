//! `deal meddic show`.

use std::io::Write;

use serde::Serialize;

use super::card::{self, ElementJson};
use crate::book::{
    Book, Snapshot,
    scorecard::{Mark, Summary, scorecard, weakest},
};
use crate::console::{
    Context, Exit, Failure, OutputOfOne, Ui, output::write_json, saving::tell_mismatch,
};
use crate::deal::History;
use crate::render::{self, Section};
use crate::table::Cell;

/// Show each element's evidence, age, and what the next stage requires
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal meddic acme")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    #[command(flatten)]
    output: OutputOfOne,
}

/// The scorecard for a machine.
#[derive(Debug, Serialize)]
struct CardJson {
    deal: String,
    as_of: String,
    methodology: &'static str,
    next_stage: Option<String>,
    /// The share of elements with an effective score of 1 and more.
    completeness: Option<f64>,
    /// Σ effective / (3 · elements).
    strength: Option<f64>,
    /// The lowest effective score.
    weakest: Option<u8>,
    elements: Vec<ElementJson>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    print(&args.deal, args.output, context, ui)
}

/// What `deal meddic DEAL` does as well.
pub fn print(
    deal: &str,
    output: OutputOfOne,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let (book, on) = (context.book()?, context.as_of()?);
    let loaded = context.source()?.load(deal)?;
    let record = book.record(&loaded.file.id, &loaded.deal, History::new(&loaded.deal));
    let snapshot = Snapshot::new(&record, book, None, on);
    let ahead = snapshot
        .as_ref()
        .and_then(|snapshot| snapshot.next_stage(&loaded.deal));
    let gate = ahead.as_ref().map_or(&[][..], |ahead| &ahead.gate);
    let judged_on = snapshot.as_ref().map_or(on, Snapshot::judged_on);
    let marks = scorecard(book, &loaded.deal, gate, judged_on);
    let next_stage = ahead.map(|ahead| ahead.to);
    let summary = summary(&marks);
    if output.is_json() {
        let value = CardJson {
            deal: record.id.clone(),
            as_of: on.to_string(),
            methodology: book.methodology.as_str(),
            next_stage,
            completeness: summary.map(|all| all.completeness),
            strength: summary.map(|all| all.strength),
            weakest: summary.map(|all| all.weakest),
            elements: marks.iter().map(ElementJson::from_mark).collect(),
        };
        write_json(ui, &value)?;
    } else {
        let title = title(book, &record.id, &marks, next_stage.as_deref());
        let width = ui.reading_width();
        render::sections(&[Section::new(title, card::full(&marks))], width, ui)?;
    }
    ui.flush()?;
    tell_mismatch(ui, &loaded.deal, book);
    Ok(Exit::Done)
}

fn summary(marks: &[Mark<'_>]) -> Option<Summary> {
    Summary::new(marks.iter().map(|mark| mark.effective))
}

/// The lowest letter is the real score, so it stands at the top.
fn title(book: &Book, id: &str, marks: &[Mark<'_>], next: Option<&str>) -> String {
    let share = |value: f64| render::text_cell(&Cell::Rate { value, of: None }, None);
    let known = marks.iter().filter(|mark| mark.effective > 0).count();
    let summary = summary(marks).map(|all| {
        let (completeness, strength) = (share(all.completeness), share(all.strength));
        format!(
            ", {known} of {} known ({completeness}), strength {strength}",
            marks.len()
        )
    });
    let lowest = weakest(marks).map(|(score, marks)| {
        let names: Vec<&str> = marks.iter().map(|mark| mark.element.as_str()).collect();
        if names.len() == 1 {
            format!(", lowest {score}: {}", names.join(""))
        } else {
            format!(", lowest {score}")
        }
    });
    let next = next
        .map(|next| format!("; next stage {next}"))
        .unwrap_or_default();
    format!(
        "{id}: {}{}{}{next}",
        card::title(book),
        summary.unwrap_or_default(),
        lowest.unwrap_or_default()
    )
}
