//! `deal objection add`.

use std::io::Write;

use crate::deal::by_hand::present;
use crate::deal::day::Day;
use crate::deal::entry_id;
use crate::deal::keywords::{Category, Severity};
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Record an objection in the buyer's words and print its id
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal objection add acme \"Twice what we pay today\" --category price_budget --by jane"
)]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// What the buyer said
    #[arg(value_parser = text)]
    words: String,
    /// price_budget, timing_priority, authority_process, need_fit, product_gap, competitor,
    /// status_quo, trust_risk, legal_security, effort_change or other
    #[arg(long)]
    category: String,
    /// The contact who raised it
    #[arg(long, value_name = "CONTACT")]
    by: Option<String>,
    /// minor, major or blocker; minor where it is not said
    #[arg(long)]
    severity: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let category: Category = args.category.parse()?;
    let severity = args
        .severity
        .as_deref()
        .map(str::parse::<Severity>)
        .transpose()?;
    let mut id = String::new();
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        super::may_change(loaded, on)?;
        let deal = &loaded.deal;
        let by = args
            .by
            .as_deref()
            .map(|by| people::contact(deal, &loaded.file.id, by))
            .transpose()?;
        let first = format!("{on} {category} {}", args.words);
        id = entry_id::mint(
            &first,
            deal.objections
                .iter()
                .map(|objection| objection.id.as_str()),
        );
        let entry = entry(args, &id, on, by.as_ref(), category, severity);
        Ok(vec![Edit::Insert {
            list: KeyPath::top("objections"),
            index: deal.objections.len(),
            entry,
            style: Style::Block,
        }])
    })?;
    if !args.writing.dry_run {
        writeln!(ui, "{id}")?;
    }
    let weight = severity.unwrap_or(Severity::Minor);
    saving::say(
        ui,
        &args.writing,
        &format!(
            "{}: {weight} objection {id}, {category}",
            edited.before.file.id
        ),
    );
    Ok(Exit::Done)
}

fn entry(
    args: &Args,
    id: &str,
    on: Day,
    by: Option<&String>,
    category: Category,
    severity: Option<Severity>,
) -> Value {
    Value::Map(present([
        ("id", Some(Value::text(id))),
        ("date", Some(Value::plain(on))),
        ("by", by.map(Value::text)),
        ("category", Some(Value::plain(category))),
        ("severity", severity.map(Value::plain)),
        ("words", Some(Value::text(&args.words))),
    ]))
}
