//! `deal activity add`.

use crate::deal::by_hand::present;
use crate::deal::day::Day;
use crate::deal::keywords::Direction;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;
use crate::console::wording::joined;

/// Record a call, email, demo or letter
///
/// To record a meeting, use `deal meeting held`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal activity add acme call --with raj --direction two_way --note \"Legal is fine\""
)]
pub struct Args {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The team's own word, such as call or email
    #[arg(value_parser = text)]
    kind: String,
    /// The contacts it was with, parted by commas
    #[arg(long, value_name = "CONTACT", value_delimiter = ',')]
    with: Vec<String>,
    /// two_way, where both sides spoke; outbound, we to them; inbound, they to us
    #[arg(long)]
    direction: Option<String>,
    /// What came of it
    #[arg(long, value_name = "TEXT", value_parser = text)]
    note: Option<String>,
    /// The team member who did it
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let direction = args
        .direction
        .as_deref()
        .map(str::parse::<Direction>)
        .transpose()?;
    let by = args
        .by
        .as_deref()
        .map(|id| people::member(context, id))
        .transpose()?;
    let mut told = String::new();
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let with = people::contacts(&loaded.deal, &loaded.file.id, &args.with)?;
        told = tell(args, &with, direction, on);
        let entry = entry(args, &with, direction, by.as_ref(), on);
        let index = loaded.deal.activities.len();
        Ok(vec![Edit::Insert {
            list: KeyPath::top("activities"),
            index,
            entry,
            style: Style::Flow,
        }])
    })?;
    saving::say(
        ui,
        &args.writing,
        &format!("{}: {told}", edited.before.file.id),
    );
    if direction.is_none() {
        ui.status(
            "nobody knows who spoke: only --direction two_way counts as a word from the buyer",
        );
    }
    Ok(Exit::Done)
}

fn entry(
    args: &Args,
    with: &[String],
    direction: Option<Direction>,
    by: Option<&String>,
    on: Day,
) -> Value {
    Value::Map(present([
        ("date", Some(Value::plain(on))),
        ("kind", Some(Value::text(&args.kind))),
        ("with", saving::listed(with)),
        ("direction", direction.map(Value::plain)),
        ("by", by.map(Value::text)),
        ("note", args.note.as_ref().map(Value::text)),
    ]))
}

fn tell(args: &Args, with: &[String], direction: Option<Direction>, on: Day) -> String {
    let with = (!with.is_empty()).then(|| format!("with {}", with.join(", ")));
    joined([
        Some(format!("{} on {on}", args.kind)),
        with,
        direction.map(|direction| direction.to_string()),
    ])
}
