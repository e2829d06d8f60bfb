//! `deal win` and `deal lose`: how a deal ends.

use crate::book::Book;
use crate::book::advance;
use crate::deal::by_hand::present;
use crate::deal::day::Day;
use crate::deal::entry_id;
use crate::deal::history::{Change, History, HistoryEntry, LOST, Outcome, State, WON};
use crate::deal::keywords::LossReason;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;
use crate::store::Loaded;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::open_items;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Close a deal as won
///
/// Needs an amount. Adds the follow-ups that the pipeline plans after a win, such as the thank-you
/// note.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal win acme --why \"Signed by the CFO\" --on -1d")]
pub struct WinArgs {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// What decided it, for the history
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: Option<String>,
    /// The team member who closed it
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Close a deal as lost, with a reason
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal lose acme --reason competitor --competitor Globex --why \"Cheaper by a third\""
)]
pub struct LoseArgs {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// price_budget, timing_priority, authority_process, need_fit, product_gap, competitor,
    /// status_quo, trust_risk, legal_security, effort_change, no_decision, disqualified or other
    #[arg(long, value_name = "REASON")]
    reason: String,
    /// To whom it was lost; needed with the reason `competitor`
    #[arg(long, value_name = "NAME", value_parser = text)]
    competitor: Option<String>,
    /// The story behind the reason
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: Option<String>,
    /// The team member who closed it
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn win(args: &WinArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let book = context.book()?;
    let by = args
        .by
        .as_deref()
        .map(|by| people::member(context, by))
        .transpose()?;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let history = History::of(&loaded.deal);
        let state = history.on(on).unwrap_or_else(|| loaded.deal.top());
        if !advance::win(&state)?.met {
            let help = format!("deal set {} amount=120000", loaded.file.id);
            return Err(Failure::refused("a win needs an amount")
                .help(format_args!("`{help}` gives it one")));
        }
        let hold = no_hold(&state);
        let (stage, why) = (Some(WON.to_owned()), args.why.clone());
        let line = HistoryEntry {
            date: Some(on),
            stage,
            hold,
            why,
            by: by.clone(),
            ..HistoryEntry::default()
        };
        let mut edits = saving::record_by_hand(loaded, line)?;
        edits.extend(after_win(book, loaded, on));
        Ok(edits)
    })?;
    let (before, id) = (&edited.before.deal, &edited.before.file.id);
    let plan = edited.after.followups.len() - before.followups.len();
    saving::say(
        ui,
        &args.writing,
        &format!("{id} is won; {plan} follow-ups added"),
    );
    open_items::tally(ui, before, id, context.on(args.writing.on.as_deref())?);
    Ok(Exit::Done)
}

pub fn lose(args: &LoseArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let reason: LossReason = args.reason.parse()?;
    if reason == LossReason::Competitor && args.competitor.is_none() {
        return Err(
            Failure::usage("the reason `competitor` needs a name").help("add --competitor NAME")
        );
    }
    let by = args
        .by
        .as_deref()
        .map(|by| people::member(context, by))
        .transpose()?;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let history = History::of(&loaded.deal);
        let state = history.on(on).unwrap_or_else(|| loaded.deal.top());
        if state.outcome() != Outcome::Open {
            return Err(advance::MoveError::Closed(state.outcome().as_str()).into());
        }
        let line = HistoryEntry {
            date: Some(on),
            stage: Some(LOST.to_owned()),
            hold: no_hold(&state),
            reason: Some(reason.as_str().to_owned()),
            competitor: args.competitor.clone(),
            why: args.why.clone(),
            by: by.clone(),
            ..HistoryEntry::default()
        };
        saving::record_by_hand(loaded, line)
    })?;
    let id = &edited.before.file.id;
    saving::say(ui, &args.writing, &format!("{id} is lost: {reason}"));
    open_items::objections(
        ui,
        &edited.before.deal,
        id,
        context.on(args.writing.on.as_deref())?,
    );
    open_items::name(ui, &edited.after, id);
    Ok(Exit::Done)
}

/// A closing ends the hold, or a deal that is opened again would wait.
fn no_hold(state: &State<'_>) -> Change<Day> {
    state.hold.map(|_| None)
}

/// The follow-ups that a win on that day brings; one that the deal has already, or still has open
/// from an earlier win, is not added again.
fn after_win(book: &Book, loaded: &Loaded, won: Day) -> Vec<Edit> {
    let deal = &loaded.deal;
    let pipeline = book.pipeline(deal.pipeline.as_deref());
    let mut taken: Vec<String> = deal
        .followups
        .iter()
        .map(|followup| followup.id.clone())
        .collect();
    let mut edits = Vec::new();
    for step in pipeline.map_or(&[][..], |pipeline| &pipeline.after_win) {
        let due = step.wait.from(won, &book.calendar);
        if deal
            .followups
            .iter()
            .any(|f| f.what == step.what && (f.is_open() || f.due == Some(due)))
        {
            continue;
        }
        let id = entry_id::mint(
            &format!("{due} {}", step.what),
            taken.iter().map(String::as_str),
        );
        let entry = Value::Map(present([
            ("id", Some(Value::text(&id))),
            ("due", Some(Value::plain(due))),
            ("what", Some(Value::text(&step.what))),
            ("owner", deal.owner.as_ref().map(Value::text)),
            ("kind", step.kind.as_ref().map(Value::text)),
        ]));
        edits.push(Edit::Insert {
            list: KeyPath::top("followups"),
            index: taken.len(),
            entry,
            style: Style::Flow,
        });
        taken.push(id);
    }
    edits
}
