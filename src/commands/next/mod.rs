//! `deal next`: what to do now. `deal` alone does the same.

mod data;

use crate::book::agenda::{
    Agenda, Item, items, sort,
    urgency::{Kind as Weight, Weights},
};
use crate::console::{
    Context, Exit, Failure, Output, Ui, number::whole, people::member, selection, shell,
    wording::count,
};
use crate::deal::Day;
use crate::render::{self, Step};
use crate::table::Tone;
use data::{AgendaJson, LIST, entry};

/// So many things are shown on a terminal that does not say how many rows it has; the rest is
/// counted.
const SHOWN: usize = 20;
/// The rows of a screen for the prompts and for what is said below the items.
const AROUND: usize = 4;
const FEWEST: usize = 5;

const EXAMPLES: &str = "Examples:
  deal next --for mina
  deal next owner:mina amount:50000.. --week";

/// The examples, and the points of everything, from the same list that weighs it.
fn weights() -> String {
    let all: Vec<String> = Weight::ALL
        .iter()
        .map(|kind| format!("{kind} {}", kind.points()))
        .collect();
    format!("Default points: {}\n\n{EXAMPLES}", all.join(", "))
}

/// Show what to do now, most urgent first
///
/// Covers follow-ups that are due or overdue, meetings that are today or have no outcome recorded,
/// open objections, silent buyers, past close dates, deals without a next step, and what the next
/// gate lacks. For deals on hold, only follow-ups and meetings.
///
/// Urgency = points for the kind of item + 1 per day late (at most 30) + 20 × the stage's
/// probability. `--explain` shows the sum. To change the points, set `next:` in dealfile.yaml, for
/// example `next: {silent: 50, late_day: 2}`.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = weights())]
pub struct Args {
    /// Filters, as in `deal list` [default: all deals]
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// Only items assigned to this team member
    #[arg(long = "for", value_name = "MEMBER")]
    member: Option<String>,
    /// Include items due in the next DAYS days (1 = tomorrow)
    #[arg(long, value_name = "DAYS", default_value_t = 0, value_parser = whole::<u16>("7, for a week"))]
    ahead: u16,
    /// Include items due in the next seven days
    #[arg(long, conflicts_with = "ahead")]
    week: bool,
    /// Show at most N items, 0 for all [default: as many as fit on a terminal]
    #[arg(long, value_name = "N", value_parser = whole::<usize>("20, or 0 for all"))]
    limit: Option<usize>,
    /// Show all items with their commands, whether they fit or not
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// Show how each item's urgency is calculated
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    output: Output,
}

impl Args {
    /// What is to be done today, by anybody.
    pub fn today() -> Self {
        Self::default()
    }

    fn until(&self, as_of: Day) -> Day {
        as_of.plus(if self.week { 7 } else { i64::from(self.ahead) })
    }

    /// Width and rows for the items, where they have to fit on a screen.
    fn screen(&self, ui: &Ui) -> Option<(usize, usize)> {
        let is_free = self.limit.is_some() || self.all || self.explain;
        let (width, height) = ui.width().zip(ui.height().filter(|_| !is_free))?;
        Some((width, height.saturating_sub(AROUND).max(FEWEST)))
    }

    /// How many are shown: all of them for a machine.
    fn shown(&self, ui: &Ui, all: usize) -> usize {
        let is_unsized = ui.width().is_some() && ui.height().is_none() && !self.all;
        let usual = if self.output.is_table() && is_unsized {
            SHOWN
        } else {
            0
        };
        match self.limit.unwrap_or(usual) {
            0 => all,
            limit => limit.min(all),
        }
    }
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let as_of = context.as_of()?;
    let items = agenda(args, context, ui)?;
    let shown = items.get(..args.shown(ui, items.len())).unwrap_or_default();
    if args.output.is_table() {
        let steps: Vec<Step> = shown.iter().map(|item| step(item, args)).collect();
        let steps = match args.screen(ui) {
            Some((width, rows)) => render::fitting(steps, width, rows),
            None => steps,
        };
        let shown = &shown[..steps.len()];
        render::steps(&steps, ui.width(), ui)?;
        tell(
            ui,
            args,
            &context.book()?.next,
            items.len(),
            shown.len(),
            as_of,
        );
        return Ok(Exit::Done);
    }
    let folder = context.folder();
    let shown: Vec<Item> = shown
        .iter()
        .map(|item| from_there(item, folder.as_deref()))
        .collect();
    let json = AgendaJson {
        as_of: as_of.to_string(),
        until: args.until(as_of).to_string(),
        count: items.len(),
        items: shown.iter().map(entry).collect(),
    };
    args.output.list(ui, &LIST, &shown, &json)?;
    Ok(Exit::Done)
}

/// What there is to do, in its order.
fn agenda(args: &Args, context: &Context, ui: &mut Ui) -> Result<Vec<Item>, Failure> {
    let (until, wanted) = (
        args.until(context.as_of()?),
        args.member
            .as_deref()
            .map(|id| member(context, id))
            .transpose()?,
    );
    let mut items = selection::list(&args.filter, context, ui, |selected| {
        let Some(snapshot) = &selected.snapshot else {
            return Vec::new();
        };
        items(&Agenda {
            snapshot,
            deal: selected.deal,
            until,
        })
    })?;
    items.retain(|item| wanted.is_none() || item.owner == wanted);
    sort(&mut items);
    Ok(items)
}

/// With commands that run where this one was typed.
fn from_there(item: &Item, folder: Option<&str>) -> Item {
    let command = |command: &String| shell::from_there(command, folder).into_owned();
    Item {
        command: command(&item.command),
        instead: item.instead.as_ref().map(command),
        ..item.clone()
    }
}

fn step(item: &Item, args: &Args) -> Step {
    let owner = item.owner.as_deref().filter(|_| args.member.is_none());
    let owner = owner.map(|owner| format!(" ({owner})")).unwrap_or_default();
    Step {
        lead: format!("{:.0}", item.urgency()),
        subject: item.deal.clone(),
        tone: tone(item.kind),
        words: format!("{}: {}{owner}", item.deal, item.why),
        because: if args.explain {
            sum(item)
        } else {
            String::new()
        },
        commands: std::iter::once(&item.command)
            .chain(&item.instead)
            .cloned()
            .collect(),
    }
}

/// Red for what is late or broken, yellow for what is becoming so, green for what can go on.
fn tone(kind: Weight) -> Option<Tone> {
    match kind {
        Weight::OverdueFollowUp
        | Weight::MeetingOutcome
        | Weight::OwnerLeft
        | Weight::HoldExpired
        | Weight::CloseDatePast
        | Weight::RiskExpired
        | Weight::Blocker => Some(Tone::Bad),
        Weight::FollowUpToday
        | Weight::MeetingToday
        | Weight::Major
        | Weight::NoNextStep
        | Weight::Silent => Some(Tone::Aging),
        Weight::Ready => Some(Tone::Good),
        _ => None,
    }
}

/// `60 (overdue_follow_up) + 3 (3 late_day) = 63`.
fn sum(item: &Item) -> String {
    let parts: Vec<String> = item
        .parts
        .iter()
        .map(|part| format!("{} ({})", points(part.points), part.what))
        .collect();
    format!("{} = {}", parts.join(" + "), points(item.urgency()))
}

fn points(points: f64) -> String {
    let rounded = (points * 10.0).round() / 10.0;
    format!("{rounded}")
}

fn tell(ui: &mut Ui, args: &Args, weights: &Weights, all: usize, shown: usize, as_of: Day) {
    if all == 0 {
        ui.status(&format!(
            "nothing to do as of {as_of}; help: run `deal list --all` to see all deals, or `deal new NAME` to create one"
        ));
        return;
    }
    ui.status(&format!("{} as of {as_of}", count(all, "item")));
    if shown < all {
        ui.status(&format!(
            "{}; use --all to show all, with their commands",
            count(all - shown, "more item")
        ));
    }
    if args.explain {
        let [late, stage] = [Weight::LateDay, Weight::Stage].map(|kind| points(weights.of(kind)));
        ui.status(&format!(
            "points for the kind of item + {late} per late_day + {stage} × stage probability"
        ));
        ui.status("set `next:` in dealfile.yaml to change the points");
    }
}
