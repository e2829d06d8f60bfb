//! `deal advance`: to the next stage, through its gate.

use std::io::Write;

use serde::Serialize;

use crate::book::Book;
use crate::book::advance::{self, Move};
use crate::book::gate::Requirement;
use crate::book::risk::Risk;
use crate::book::snapshot::Snapshot;
use crate::deal::Deal;
use crate::deal::day::Day;
use crate::deal::history::{AcceptedRisk, History, HistoryEntry, Outcome};
use crate::render::{self, Section};
use crate::store::Loaded;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::gate;
use crate::console::gate::evidence::{GateEvidence, Words};
use crate::console::gate::print::RequirementJson;
use crate::console::open_items;
use crate::console::output::{OutputOfOne, write_json};
use crate::console::people;
use crate::console::prompt;
use crate::console::risk::{self, RiskJson};
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Move a deal to its next stage if it meets the gate
///
/// Prints what the gate asks: what is met, what is missing, and the command that supplies each
/// missing thing. Refuses with exit 1 while something is missing, unless the risk is accepted,
/// which is written to the deal's history. What the gate lacks of MEDDIC can be given on the spot,
/// in flags or on a terminal in answers; a move that is refused all the same writes nothing. The
/// risk below the gate holds the stay against the stage's `expected_days`; `deal risk` against what
/// is usual in the book.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  deal advance acme --meddic champion=2 --evidence \"Took us to the CFO\" --by raj
  deal advance acme --accept-risk \"CFO on leave\" --until +3w")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// A stage further on, instead of the next one
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    #[command(flatten)]
    passage: MoveRequest,
    #[command(flatten)]
    output: OutputOfOne,
    #[command(flatten)]
    writing: Writing,
}

/// How a move is told and passed; shared by `advance`, `move` and `reopen`.
#[derive(Debug, clap::Args)]
pub struct MoveRequest {
    /// Reason, recorded in the history
    #[arg(long, value_name = "TEXT", value_parser = text)]
    pub why: Option<String>,
    /// The team member who moves it; with --meddic the contact who said so
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    #[command(flatten)]
    gate_evidence: GateEvidence,
    /// Pass the gate although something is missing, and say why
    #[arg(long, value_name = "WHY", value_parser = text)]
    pub accept_risk: Option<String>,
    /// The day until which the risk is accepted
    #[arg(
        long,
        value_name = "DATE",
        requires = "accept_risk",
        allow_hyphen_values = true
    )]
    pub until: Option<String>,
}

impl MoveRequest {
    /// Who moves the deal.
    fn mover(&self) -> Option<&str> {
        self.by.as_deref().filter(|_| self.gate_evidence.is_empty())
    }

    /// What is said with the move, and on a terminal what its gate lacks beyond that.
    fn words(
        &self,
        context: &Context,
        name: &str,
        output: OutputOfOne,
        writing: &Writing,
        find: &impl Fn(&Deal, Day) -> Result<Passing, Failure>,
    ) -> Result<Words, Failure> {
        let may_ask = prompt::is_possible() && self.accept_risk.is_none() && !output.is_json();
        if self.gate_evidence.is_empty() && !may_ask {
            return Ok(Words::new());
        }
        let (loaded, on) = (
            context.store()?.load(name)?,
            context.on(writing.on.as_deref())?,
        );
        let by = self
            .by
            .as_deref()
            .filter(|_| !self.gate_evidence.is_empty());
        let by = by
            .map(|by| people::contact(&loaded.deal, &loaded.file.id, by))
            .transpose()?;
        let mut words = self
            .gate_evidence
            .words(context.book()?, by.as_deref(), on)?;
        if may_ask {
            words.iter_mut().try_for_each(|(element, word)| {
                gate::evidence::complete(context, name, *element, word)
            })?;
            let passing = find(&gate::evidence::supplied(&loaded.deal, &words), on)?;
            words.extend(gate::evidence::asked(
                &passing.gate,
                &loaded,
                &passing.to,
                by.as_deref(),
                on,
            )?);
        }
        Ok(words)
    }
}

/// What a move prints for a machine.
#[derive(Debug, Serialize)]
struct MoveJson {
    deal: String,
    from: String,
    to: String,
    on: String,
    /// Whether the deal was moved; false where the gate refused, and on a dry run.
    moved: bool,
    accepted_risk: bool,
    gate: Vec<RequirementJson>,
    /// What a dry run would write.
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<String>,
    /// Before the move, held against the stage's expected days.
    #[serde(skip_serializing_if = "Option::is_none")]
    risk: Option<RiskJson>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let book = context.book()?;
    let to = args.to.clone();
    pass(
        context,
        ui,
        &args.deal,
        &args.passage,
        args.output,
        &args.writing,
        move |deal, on| {
            let history = History::of(deal);
            let state = history.on(on).unwrap_or_else(|| deal.top());
            let found = match &to {
                Some(stage) => advance::to(book, deal, &state, stage, on),
                None => advance::next(book, deal, &state, on),
            }?;
            Ok(Passing {
                risk: risk(deal, book, on),
                ..Passing::of(&found)
            })
        },
    )
}

/// The risk before the move, by the deal's own file.
fn risk(deal: &Deal, book: &Book, on: Day) -> Option<Risk> {
    let record = book.record("", deal, History::of(deal));
    let snapshot = Snapshot::new(&record, book, None, on)?;
    risk::alone(deal, &snapshot)
}

/// A move, freed of the book that it was found in.
pub struct Passing {
    pub from: String,
    pub to: String,
    pub gate: Vec<Requirement>,
    /// Told with a step ahead; `None` where it is not asked for.
    pub risk: Option<Risk>,
}

impl Passing {
    pub fn of(found: &Move<'_>) -> Self {
        Self {
            from: found.from.clone(),
            to: found.target.id.clone(),
            gate: found.gate.clone(),
            risk: None,
        }
    }

    fn is_allowed(&self) -> bool {
        self.gate.iter().all(|requirement| requirement.met)
    }
}

/// Finds a move, shows its gate, and records it if the gate or an accepted risk lets it pass.
pub fn pass(
    context: &Context,
    ui: &mut Ui,
    name: &str,
    passage: &MoveRequest,
    output: OutputOfOne,
    writing: &Writing,
    find: impl Fn(&Deal, Day) -> Result<Passing, Failure>,
) -> Result<Exit, Failure> {
    let by = passage
        .mover()
        .map(|by| people::member(context, by))
        .transpose()?;
    let words = passage.words(context, name, output, writing, &find)?;
    let until = passage
        .until
        .as_deref()
        .map(|until| context.day(until))
        .transpose()?;
    let risk = passage
        .accept_risk
        .clone()
        .map(|why| AcceptedRisk { why, until });
    let mut seen: Option<(Loaded, Passing)> = None;
    let edited = saving::quietly_by_hand(context, name, writing, |loaded, on| {
        not_over(risk.as_ref(), on)?;
        let passing = find(&gate::evidence::supplied(&loaded.deal, &words), on)?;
        let line = HistoryEntry {
            date: Some(on),
            stage: Some(passing.to.clone()),
            by: by.clone(),
            why: passage.why.clone(),
            accepted_risk: risk.clone().filter(|_| !passing.is_allowed()),
            ..HistoryEntry::default()
        };
        let mut edits = gate::evidence::edits(loaded, &words)?;
        if passing.is_allowed() || risk.is_some() {
            edits.extend(saving::record_by_hand(loaded, line)?);
        } else {
            edits.clear();
        }
        seen = Some((loaded.clone(), passing));
        Ok(edits)
    })?;
    let Some((loaded, passing)) = seen else {
        return Ok(Exit::Done);
    };
    let (risk, supplied) = (risk.is_some(), !words.is_empty());
    let diff = writing.dry_run.then_some(edited.diff);
    let outcome = Told {
        id: &loaded.file.id,
        deal: &loaded.deal,
        passing: &passing,
        risk,
        supplied,
        diff,
    };
    outcome.tell(context, ui, output, writing)
}

/// A risk that is accepted until a past day is accepted no more.
fn not_over(risk: Option<&AcceptedRisk>, on: Day) -> Result<(), Failure> {
    match risk.and_then(|risk| risk.until).filter(|until| *until < on) {
        Some(until) => Err(Failure::usage(format_args!(
            "the risk would be accepted until {until}, before {on}"
        ))
        .help("name a later day, or leave --until out")),
        None => Ok(()),
    }
}

/// What is said of a move after it was tried.
struct Told<'a> {
    id: &'a str,
    deal: &'a Deal,
    passing: &'a Passing,
    risk: bool,
    /// Whether words on the qualification came with the move.
    supplied: bool,
    /// What a dry run would write.
    diff: Option<String>,
}

impl Told<'_> {
    fn tell(
        &self,
        context: &Context,
        ui: &mut Ui,
        output: OutputOfOne,
        writing: &Writing,
    ) -> Result<Exit, Failure> {
        let (passing, allowed) = (self.passing, self.passing.is_allowed());
        let passed = allowed || self.risk;
        let on = context.on(writing.on.as_deref())?;
        if output.is_json() {
            let value = MoveJson {
                deal: self.id.to_owned(),
                from: passing.from.clone(),
                to: passing.to.clone(),
                on: on.to_string(),
                moved: passed && !writing.dry_run,
                accepted_risk: !allowed && self.risk,
                gate: gate::print::json(&passing.gate, self.deal, self.id),
                diff: self.diff.clone(),
                risk: passing.risk.as_ref().map(RiskJson::of),
            };
            write_json(ui, &value)?;
        } else {
            let diff = self.diff.as_deref().unwrap_or_default();
            write!(ui, "{}", crate::escape_controls::escape_lines(diff))?;
            writeln!(
                ui,
                "{}",
                gate::print::head(self.id, &passing.from, &passing.to, &passing.gate)
            )?;
            gate::print::requirements(ui, &passing.gate, self.deal, self.id)?;
            let row = |risk: &Risk| vec!["risk".to_owned(), risk::line(risk)];
            let width = ui.reading_width();
            render::sections(&[Section::new("", passing.risk.iter().map(row))], width, ui)?;
        }
        // What is said on stderr stands below the gate.
        ui.flush()?;
        self.conclude(context.book()?, ui, on, writing, allowed, passed)
    }

    fn conclude(
        &self,
        book: &Book,
        ui: &mut Ui,
        on: Day,
        writing: &Writing,
        allowed: bool,
        passed: bool,
    ) -> Result<Exit, Failure> {
        let to = &self.passing.to;
        if passed {
            let risk = if allowed { "" } else { ", at an accepted risk" };
            saving::say(
                ui,
                writing,
                &format!("{} is in {to} since {on}{risk}", self.id),
            );
            saving::tell_overwritten(ui, self.deal, book);
            if Outcome::of_stage(&self.passing.from) != Outcome::Open {
                open_items::name(ui, self.deal, self.id);
            }
            return Ok(Exit::Done);
        }
        let missing = self
            .passing
            .gate
            .iter()
            .filter(|requirement| !requirement.met)
            .count();
        ui.status(&format!(
            "the gate of {to} refuses {}: {missing} missing",
            self.id
        ));
        if self.supplied {
            ui.status("nothing was written, of what was given with the move neither");
        }
        ui.status(
            "supply it with the commands above, or pass with --accept-risk WHY [--until DATE]",
        );
        saving::tell_mismatch(ui, self.deal, book);
        Ok(Exit::Found)
    }
}
