//! `deal brief`: a page before a talk.

mod page;
mod text;

use super::show::with_view;
use crate::console::{Context, Exit, Failure, Output, Ui, output::write_json};
use crate::render::{self, Format};
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
    with_view(&args.deal, context, |view| {
        let brief = Brief::new(view);
        match args.output.format() {
            Format::Json => write_json(ui, &brief)?,
            Format::Markdown => text::markdown(&text::sections(view, &brief), ui)?,
            Format::Table => {
                let width = ui.reading_width();
                render::sections(&text::sections(view, &brief), width, ui)?;
            }
            Format::Csv => {
                let failure = Failure::usage("csv is not available for a page");
                return Err(failure.help("use text, json or markdown"));
            }
        }
        Ok(Exit::Done)
    })
}
