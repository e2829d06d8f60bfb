//! What `deal call` and `deal email` share: one line for a talk. It logs it, ticks a follow-up off,
//! and adds the next step.

use std::io::Write;

use crate::console::{
    Context, Exit, Failure, Ui, Writing, entry,
    people::{self, Present},
    saving::{self, ALREADY_THERE, Again},
    text::text,
    wording::joined,
};
use crate::deal::{Activity, Day, Deal, FollowUp, keywords::Direction};

// Not a doc comment: clap would print it as the description of both commands.
#[derive(Debug, clap::Args)]
pub struct TalkArgs {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Contacts it was with, then what was said; no quotes needed
    #[arg(value_name = "CONTACT… TEXT", value_parser = text)]
    words: Vec<String>,
    /// From the buyer to us
    #[arg(long = "in", conflicts_with = "outbound")]
    inbound: bool,
    /// From us to the buyer, who said nothing
    #[arg(long = "out")]
    outbound: bool,
    /// Tick this follow-up off; repeatable
    #[arg(long, value_name = "ID")]
    done: Vec<String>,
    /// What to do next, as a follow-up
    #[arg(long, value_name = "TEXT", value_parser = text)]
    next: Option<String>,
    /// When the next step is due: fri, +3d, 2026-12-18
    #[arg(
        long,
        value_name = "DATE",
        requires = "next",
        allow_hyphen_values = true
    )]
    due: Option<String>,
    /// Team member who did it, and does what is next [default: you, and the deal's owner]
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    again: Again,
    #[command(flatten)]
    writing: Writing,
}

/// What was written.
struct Logged {
    /// `None` where the same was there already.
    activity: Option<Activity>,
    done: Vec<FollowUp>,
    /// The next step, and whether it was there already.
    next: Option<(String, bool)>,
}

/// Logs a talk of a kind, which goes in a direction unless a flag says otherwise.
pub fn run(
    args: &TalkArgs,
    kind: &str,
    usual: Direction,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let direction = match (args.inbound, args.outbound) {
        (true, _) => Direction::Inbound,
        (_, true) => Direction::Outbound,
        _ => usual,
    };
    let due = context.optional_day(args.due.as_deref())?;
    let named = people::optional_member(context, args.by.as_deref())?;
    let by = named.clone().or(context.me()?);
    let present = Present::new(context)?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        let (with, note) = spoken(deal, &args.words);
        let activity = Activity {
            date: on,
            kind: Some(kind.to_owned()),
            with,
            direction: Some(direction),
            by: by.clone(),
            note,
            via: None,
        };
        let is_there =
            !args.again.again && deal.activities.iter().any(|own| own.is_same(&activity));
        if !is_there {
            deal.activities.push(activity.clone());
        }
        Ok(Logged {
            activity: (!is_there).then_some(activity),
            done: tick_off(deal, id, &args.done, on)?,
            next: next_step(deal, args, due, |deal| {
                present.or_owner(named.as_ref(), deal, "--by")
            })?,
        })
    })?;
    let (id, logged) = (changed.id(), &changed.value);
    if let Some((next, false)) = &logged.next
        && !args.writing.dry_run
    {
        writeln!(ui, "{next}")?;
    }
    saving::say(
        ui,
        &args.writing,
        &format!("{id}: {}", summary(logged, args, kind, due)),
    );
    Ok(Exit::Done)
}

/// The words at the beginning that name contacts, and the rest.
fn spoken(deal: &Deal, words: &[String]) -> (Vec<String>, Option<String>) {
    let mut with: Vec<String> = Vec::new();
    let mut rest = words;
    while let Some((word, behind)) = rest.split_first() {
        let Some(contact) = people::named(deal, word) else {
            break;
        };
        if !with.contains(&contact) {
            with.push(contact);
        }
        rest = behind;
    }
    (with, (!rest.is_empty()).then(|| rest.join(" ")))
}

/// Ticks follow-ups off; one that was ticked off before stays as it is.
fn tick_off(
    deal: &mut Deal,
    id: &str,
    wanted: &[String],
    on: Day,
) -> Result<Vec<FollowUp>, Failure> {
    let mut done = Vec::new();
    for wanted in wanted {
        let follow_up = entry::find(&mut deal.followups, wanted, id)?;
        let done_now = follow_up.complete_once(on);
        done_now.map_err(|error| entry::settled(&error, id))?;
        done.push(follow_up.clone());
    }
    Ok(done)
}

fn next_step(
    deal: &mut Deal,
    args: &TalkArgs,
    due: Option<Day>,
    owner: impl Fn(&Deal) -> Result<Option<String>, Failure>,
) -> Result<Option<(String, bool)>, Failure> {
    let Some(what) = &args.next else {
        return Ok(None);
    };
    if let Some(same) = deal.open_follow_up(what, due).filter(|_| !args.again.again) {
        return Ok(Some((same.id.clone(), true)));
    }
    let owner = owner(deal)?;
    let id = deal.add_follow_up(FollowUp {
        due,
        what: what.clone(),
        owner,
        ..FollowUp::default()
    });
    Ok(Some((id, false)))
}

fn summary(logged: &Logged, args: &TalkArgs, kind: &str, due: Option<Day>) -> String {
    let talk = match &logged.activity {
        Some(activity) => {
            let with = (!activity.with.is_empty()).then(|| activity.with.join(", "));
            let with = with.map_or(String::new(), |with| format!(" with {with}"));
            format!("{kind} logged{with} on {}", activity.date)
        }
        None => format!("{kind} {ALREADY_THERE}"),
    };
    let done = logged.done.iter();
    let done = done.map(|follow_up| format!("done: {}", follow_up.what));
    let next = args.next.as_ref().map(|what| {
        let due = due.map_or_else(|| "no due date".to_owned(), |due| format!("due {due}"));
        let is_there = logged.next.as_ref().is_some_and(|(_, is_there)| *is_there);
        let there = if is_there { ", already there" } else { "" };
        format!("next: {what} ({due}{there})")
    });
    joined(
        std::iter::once(Some(talk))
            .chain(done.map(Some))
            .chain([next]),
    )
}
