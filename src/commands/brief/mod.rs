//! `deal brief`: a page before a talk.

mod page;
mod text;

use crate::book::Snapshot;
use crate::console::{Context, Exit, Failure, Output, Ui, output::write_json};
use crate::deal::History;
use crate::render;
use page::Brief;

/// Show a page before a talk
///
/// Who is there and when each was last heard, the last touches, open objections with the next step
/// of each, what the next stage lacks, and two questions.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal brief acme --format markdown")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    #[command(flatten)]
    output: Output,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (book, on) = (context.book()?, context.as_of()?);
    let loaded = context.source()?.load(&args.deal)?;
    let (id, deal) = (loaded.file.id.as_str(), &loaded.deal);
    let record = book.record(id, deal, History::new(deal));
    let snapshot = Snapshot::new(&record, book, None, on);
    let brief = Brief::new(id, deal, snapshot.as_ref(), book, on);
    match args.output.word() {
        "json" => write_json(ui, &brief)?,
        "markdown" => brief.markdown(ui)?,
        "csv" => {
            let failure =
                Failure::usage("csv is not available for a page; use text, json or markdown");
            return Err(failure);
        }
        _ => {
            let width = ui.reading_width();
            render::sections(&brief.sections(), width, ui)?;
        }
    }
    Ok(Exit::Done)
}
