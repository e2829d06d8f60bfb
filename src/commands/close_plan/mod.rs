//! `deal close-plan`: the steps to a signature, for the buyer.

mod page;

use clap::builder::PossibleValuesParser;

use crate::console::{Context, Exit, Failure, Ui, output::write_json};
use crate::deal::close_plan::{count_back, steps};
use page::Page;

/// Show the steps of both sides to a signature, for the buyer
///
/// The steps of the decision and paper process, and follow-ups that are shared (`deal followup add
/// --shared`). Only the account, and what, who and when of each step leave the book: no scores,
/// notes, amounts or risk, and none of your people's names.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal close-plan acme --back-from 2026-12-18 --format markdown")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Show when each step has to begin at the latest, to be done by this day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    back_from: Option<String>,
    /// Output format: text, markdown, html (a fragment), csv or json [default: text]
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true
    )]
    #[arg(hide_possible_values = true)]
    #[arg(value_parser = PossibleValuesParser::new(["text", "table", "markdown", "html", "csv", "json"]))]
    format: String,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let as_of = context.as_of()?;
    let back_from = context.optional_day(args.back_from.as_deref())?;
    let loaded = context.source()?.load(&args.deal)?;
    let mut steps = steps(&loaded.deal);
    if let Some(end) = back_from {
        count_back(&mut steps, end, as_of);
    }
    let page = Page::new(&loaded.deal, steps, as_of, back_from);
    match args.format.as_str() {
        "json" => write_json(ui, &page)?,
        "markdown" => page.markdown(ui)?,
        "html" => page.html(ui)?,
        "csv" => page.csv(ui)?,
        _ => page.text(ui)?,
    }
    if page.steps.is_empty() {
        let id = &loaded.file.id;
        ui.status(&format!(
            "{id} has no steps to show; help: run deal meddic set {id} decision_process --step \"…\", or deal followup add {id} \"…\" --due DATE --shared"
        ));
    }
    let late = page.late(as_of);
    if late > 0 {
        ui.status(&format!("{late} of the steps should have begun already"));
    }
    Ok(Exit::Done)
}
