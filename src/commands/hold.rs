//! `deal hold` and `deal resume`: a deal that waits, and since when and why.

use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::{History, HistoryEntry};
use crate::store::Loaded;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Put a deal on hold until a date
///
/// A hold needs a day and a reason, or it becomes a place to hide deals.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal hold acme --until 2027-01-15 --why \"Freeze until the new CFO starts\""
)]
pub struct HoldArgs {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// The last day of the hold
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: String,
    /// Why it waits
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: String,
    /// Team member who made the change
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Resume a deal that is on hold
#[derive(Debug, clap::Args)]
pub struct ResumeArgs {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Why it goes on
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: Option<String>,
    /// Team member who made the change
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn hold(args: &HoldArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let until = context.day(&args.until)?;
    let by = args
        .by
        .as_deref()
        .map(|by| people::member(context, by))
        .transpose()?;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        may_wait(loaded, on, until)?;
        let line = HistoryEntry {
            date: Some(on),
            hold: Some(Some(until)),
            why: Some(args.why.clone()),
            by: by.clone(),
            ..HistoryEntry::default()
        };
        saving::record_by_hand(loaded, line)
    })?;
    let (id, on) = (
        &edited.before.file.id,
        context.on(args.writing.on.as_deref())?,
    );
    saving::say(
        ui,
        &args.writing,
        &match edited.after.hold == Some(until) {
            true => format!("{id} is on hold until {until}"),
            false => format!("{id} was put on hold on {on}; what its history says later stands"),
        },
    );
    Ok(Exit::Done)
}

/// An open deal can wait until a day that comes, if it does not do so already.
fn may_wait(loaded: &Loaded, on: Day, until: Day) -> Result<(), Failure> {
    let (id, deal) = (&loaded.file.id, &loaded.deal);
    if !deal.top().is_open() {
        let failure = Failure::usage(format_args!(
            "the deal is {}, and only an open deal can wait",
            deal.stage
        ));
        return Err(failure.help(format_args!("`deal reopen {id} --why …` opens it again")));
    }
    if until <= on {
        let failure = Failure::usage(format_args!(
            "a hold that begins on {on} cannot end on {until}"
        ));
        return Err(failure.help("name a later day with --until"));
    }
    if History::of(deal).on(on).and_then(|state| state.hold) == Some(until) {
        return Err(
            Failure::usage(format_args!("the deal is on hold until {until} already"))
                .help("nothing to do"),
        );
    }
    Ok(())
}

pub fn resume(args: &ResumeArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let by = args
        .by
        .as_deref()
        .map(|by| people::member(context, by))
        .transpose()?;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        may_go_on(&loaded.deal, on)?;
        let line = HistoryEntry {
            date: Some(on),
            hold: Some(None),
            why: args.why.clone(),
            by: by.clone(),
            ..HistoryEntry::default()
        };
        saving::record_by_hand(loaded, line)
    })?;
    let id = &edited.before.file.id;
    saving::say(
        ui,
        &args.writing,
        &match edited.after.hold {
            None => format!("{id} goes on"),
            Some(until) => format!(
                "{id} went on, and by what its history says later it is on hold until {until}"
            ),
        },
    );
    Ok(Exit::Done)
}

/// The deal is on hold, and was so on that day; a hold that nobody wrote into the history has no
/// first day.
fn may_go_on(deal: &Deal, on: Day) -> Result<(), Failure> {
    if deal.hold.is_none() {
        return Err(Failure::usage("the deal is not on hold").help("nothing to do"));
    }
    if !deal.top().is_open() {
        let failure = Failure::usage(format_args!(
            "the deal is {}, and a closing ends a hold",
            deal.stage
        ));
        return Err(failure.help("`deal reopen` opens it again"));
    }
    let history = History::of(deal);
    let begins_later =
        history.latest().hold.is_some() && history.on(on).is_some_and(|state| state.hold.is_none());
    match begins_later {
        true => Err(
            Failure::usage(format_args!("the deal was not on hold on {on}"))
                .help("name the day on which it went on with --on"),
        ),
        false => Ok(()),
    }
}
