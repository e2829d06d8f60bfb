//! `deal objection add`.

use std::io::Write;

use super::which::ended;
use crate::console::{
    Context, Exit, Failure, Ui, Writing, choice, people,
    saving::{self, ALREADY_THERE, Again},
    text::text,
};
use crate::deal::{
    keywords::{Category, Severity},
    objection::NewObjection,
};

/// Record an objection in the buyer's words and print its id
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal objection add acme \"Twice what we pay today\" --category price_budget --by jane"
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// The objection, in the buyer's words
    #[arg(value_name = "WORDS", value_parser = text, required = true)]
    words: Vec<String>,
    /// price_budget, timing_priority, authority_process, need_fit, product_gap, competitor,
    /// status_quo, trust_risk, legal_security, effort_change or other; asked for on a terminal
    #[arg(long)]
    category: Option<String>,
    /// The contact who raised it
    #[arg(long, value_name = "CONTACT")]
    by: Option<String>,
    /// Severity: minor, major or blocker [default: minor]
    #[arg(long)]
    severity: Option<String>,
    #[command(flatten)]
    again: Again,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let words = args.words.join(" ");
    let category: Category = choice::word(args.category.as_deref(), "--category", Category::WORDS)?;
    let severity = args.severity.as_deref();
    let severity = severity.map(|word| choice::word(Some(word), "--severity", Severity::WORDS));
    let severity: Option<Severity> = severity.transpose()?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        let new = NewObjection {
            by: people::optional_contact(deal, id, args.by.as_deref())?,
            category,
            severity,
            words: words.clone(),
        };
        let same = deal.same_objection(&new.words, on);
        if let Some(same) = same.filter(|_| !args.again.again) {
            return Ok((same.id.clone(), true));
        }
        let raised = deal.raise_objection(new, on);
        Ok((raised.map_err(|error| ended(&error, id))?, false))
    })?;
    let (deal, (id, is_there)) = (changed.id(), &changed.value);
    if !args.writing.dry_run {
        writeln!(ui, "{id}")?;
    }
    if *is_there {
        saving::say(ui, &args.writing, &format!("{deal}: {id} {ALREADY_THERE}"));
        return Ok(Exit::Done);
    }
    let severity = severity.unwrap_or(Severity::Minor);
    let message = format!("{deal}: {severity} objection {id}, {category}");
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}
