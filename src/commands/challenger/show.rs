//! `deal challenger show`.

use std::io::Write;

use serde::Serialize;

use crate::book::{
    Snapshot,
    challenger::{Card, Gap, Mark},
};
use crate::console::{Context, Exit, Failure, OutputOfOne, Ui, output::write_json};
use crate::deal::History;
use crate::render::{self, Section, Step};

/// Show the three scores and what would raise them
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal challenger acme")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    #[command(flatten)]
    output: OutputOfOne,
}

/// The scores for a machine.
#[derive(Debug, Serialize)]
struct CardJson<'a> {
    deal: &'a str,
    as_of: String,
    parts: Vec<PartJson<'a>>,
    warnings: Vec<GapJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PartJson<'a> {
    /// teach, tailor or take_control
    part: &'static str,
    /// 0 to 3
    score: u8,
    why: &'a str,
    gaps: Vec<GapJson<'a>>,
}

#[derive(Debug, Serialize)]
struct GapJson<'a> {
    message: &'a str,
    command: &'a str,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    print(&args.deal, args.output, context, ui)
}

/// What `deal challenger DEAL` does as well.
pub fn print(
    deal: &str,
    output: OutputOfOne,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let (book, on) = (context.book()?, context.as_of()?);
    let loaded = context.source()?.load(deal)?;
    let record = book.record(&loaded.file.id, &loaded.deal, History::new(&loaded.deal));
    // What was done by the closing counts, and nothing after it.
    let judged_on =
        Snapshot::new(&record, book, None, on).map_or(on, |snapshot| snapshot.judged_on());
    let card = Card::new(book, &record, &loaded.deal, judged_on);
    if output.is_json() {
        let parts = card.marks.iter().map(part).collect();
        let warnings = card.warnings.iter().map(gap).collect();
        write_json(
            ui,
            &CardJson {
                deal: &record.id,
                as_of: on.to_string(),
                parts,
                warnings,
            },
        )?;
    } else {
        let width = ui.reading_width();
        text(&record.id, &card, width, ui)?;
    }
    Ok(Exit::Done)
}

fn part(mark: &Mark) -> PartJson<'_> {
    let gaps = mark.gaps.iter().map(gap).collect();
    PartJson {
        part: mark.part.as_str(),
        score: mark.score,
        why: &mark.why,
        gaps,
    }
}

fn gap(gap: &Gap) -> GapJson<'_> {
    GapJson {
        message: &gap.lack,
        command: &gap.command,
    }
}

fn text(id: &str, card: &Card, width: usize, out: &mut dyn Write) -> Result<(), Failure> {
    let row = |mark: &Mark| {
        vec![
            mark.part.to_string(),
            mark.score.to_string(),
            mark.why.clone(),
        ]
    };
    let title = format!("{id}: teach, tailor, take control, each of 3");
    render::sections(
        &[Section::new(title, card.marks.iter().map(row))],
        width,
        out,
    )?;
    let of_part = |mark: &Mark| {
        mark.gaps
            .iter()
            .map(|gap| step(format!("  {}", mark.part), gap))
            .collect::<Vec<_>>()
    };
    list(
        "missing",
        card.marks.iter().flat_map(of_part).collect(),
        width,
        out,
    )?;
    list(
        "to improve",
        card.warnings
            .iter()
            .map(|gap| step(String::new(), gap))
            .collect(),
        width,
        out,
    )
}

fn list(title: &str, steps: Vec<Step>, width: usize, out: &mut dyn Write) -> Result<(), Failure> {
    if !steps.is_empty() {
        writeln!(out, "\n{title}")?;
    }
    Ok(render::steps(&steps, Some(width), out)?)
}

/// What is lacking, and below it the command that helps.
fn step(lead: String, gap: &Gap) -> Step {
    Step {
        lead,
        words: gap.lack.clone(),
        commands: vec![gap.command.clone()],
        ..Step::default()
    }
}
