//! A move as `advance`, `move` and `reopen` make it: find it, show its gate, and record it where the
//! gate is met or the risk accepted.

mod json;

use std::io::Write;

use super::{
    Context, Exit, Failure, OutputOfOne, Ui, Writing,
    gate::{
        self,
        evidence::{Assessments, GateEvidence},
    },
    open_items,
    output::write_json,
    people, prompt, risk, saving,
    text::text,
    wording::count,
};
use crate::book::{
    Snapshot,
    advance::{Move, MoveError},
    risk::Risk,
};
use crate::deal::{Day, Deal, History, HistoryEntry, Outcome, history::AcceptedRisk};
use crate::escape_controls::escape_lines;
use crate::render::{self, Section};
use crate::store::Changed;
use json::MoveJson;

// What is given with a move.
#[derive(Debug, clap::Args)]
pub struct MoveArgs {
    /// Reason, recorded in the history
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: Option<String>,
    /// Team member who moves the deal; with --meddic, the contact who gave the evidence
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    #[command(flatten)]
    gate_evidence: GateEvidence,
    /// Move although the gate is not met, with the reason
    #[arg(long, value_name = "WHY", value_parser = text)]
    accept_risk: Option<String>,
    /// Date until which the risk is accepted
    #[arg(
        long,
        value_name = "DATE",
        requires = "accept_risk",
        allow_hyphen_values = true
    )]
    until: Option<String>,
}

impl MoveArgs {
    /// Refuses a move that has to have a reason and has none.
    pub fn require_why(&self, verb: &str) -> Result<(), Failure> {
        match self.why {
            Some(_) => Ok(()),
            None => Err(Failure::usage(format_args!("`deal {verb}` requires --why"))
                .help("add --why \"…\"")),
        }
    }

    /// The team member who moves the deal.
    fn mover(&self) -> Option<&str> {
        self.by.as_deref().filter(|_| self.gate_evidence.is_empty())
    }

    /// The contact who gave the evidence.
    fn witness(&self) -> Option<&str> {
        self.by
            .as_deref()
            .filter(|_| !self.gate_evidence.is_empty())
    }

    /// A risk that is accepted until a past day is not accepted any more.
    fn accepted_risk(&self, context: &Context, on: Day) -> Result<Option<AcceptedRisk>, Failure> {
        let Some(why) = self.accept_risk.clone() else {
            return Ok(None);
        };
        let until = self.until.as_deref();
        let until = until.map(|until| context.day(until)).transpose()?;
        if let Some(until) = until.filter(|until| *until < on) {
            let message = format!("--until {until} is before the move on {on}");
            return Err(Failure::usage(message).help("use a later date, or omit --until"));
        }
        Ok(Some(AcceptedRisk { why, until }))
    }
}

/// A move that somebody asks for.
pub struct MoveRequest<'a> {
    pub deal: &'a str,
    pub args: &'a MoveArgs,
    pub output: OutputOfOne,
    pub writing: &'a Writing,
    /// Whether the risk of the deal is shown below the gate.
    pub shows_risk: bool,
}

/// What came of it.
struct Attempt {
    planned: Move,
    /// The risk with which it was recorded although the gate is not met.
    accepted: Option<AcceptedRisk>,
    /// Whether it was recorded.
    moved: bool,
    on: Day,
    /// Before the move, by the deal's own file.
    risk: Option<Risk>,
}

impl MoveRequest<'_> {
    /// Makes the move that `find` names.
    pub fn run(
        &self,
        context: &Context,
        ui: &mut Ui,
        find: impl Fn(&Deal, &History, Day) -> Result<Move, MoveError>,
    ) -> Result<Exit, Failure> {
        let by = people::optional_member(context, self.args.mover())?;
        let assessments = self.assessments(context, &find)?;
        let changed = saving::quietly(context, self.deal, self.writing, |deal, id, on| {
            let risk = self.args.accepted_risk(context, on)?;
            let mut supplied = deal.clone();
            gate::evidence::record(&mut supplied, id, &assessments)?;
            let planned = find(&supplied, &History::new(&supplied), on)?;
            let accepted = risk.filter(|_| !planned.is_allowed());
            let moved = planned.is_allowed() || accepted.is_some();
            let risk = self.shows_risk.then(|| own_risk(&supplied, context, on));
            let risk = risk.transpose()?.flatten();
            if moved {
                *deal = supplied;
                deal.record(HistoryEntry {
                    date: Some(on),
                    stage: Some(planned.to.clone()),
                    by: by.clone(),
                    why: self.args.why.clone(),
                    accepted_risk: accepted.clone(),
                    ..HistoryEntry::default()
                })?;
            }
            Ok(Attempt {
                planned,
                accepted,
                moved,
                on,
                risk,
            })
        })?;
        self.show(ui, &changed)?;
        self.conclude(context, ui, &changed, !assessments.is_empty())
    }

    /// The evidence of the flags, and on a terminal of the answers to what the gate lacks beyond.
    fn assessments(
        &self,
        context: &Context,
        find: &impl Fn(&Deal, &History, Day) -> Result<Move, MoveError>,
    ) -> Result<Assessments, Failure> {
        let given = &self.args.gate_evidence;
        let may_ask =
            prompt::is_possible() && self.args.accept_risk.is_none() && !self.output.is_json();
        if given.is_empty() && !may_ask {
            return Ok(Assessments::new());
        }
        let loaded = context.store()?.load(self.deal)?;
        let on = context.on(self.writing.on.as_deref())?;
        let by = self.args.witness();
        let by = by.map(|by| people::contact(&loaded.deal, &loaded.file.id, by));
        let by = by.transpose()?;
        let mut assessments = given.assessments(context.book()?, by.as_deref(), on)?;
        if may_ask {
            for (element, assessment) in &mut assessments {
                gate::evidence::complete(context, self.deal, *element, assessment)?;
            }
            let supplied = gate::evidence::supplied(&loaded.deal, &assessments);
            let planned = find(&supplied, &History::new(&supplied), on)?;
            assessments.extend(gate::evidence::ask_for(
                &planned,
                &loaded,
                by.as_deref(),
                on,
            )?);
        }
        Ok(assessments)
    }

    /// Prints the gate, for people or for a machine.
    fn show(&self, ui: &mut Ui, changed: &Changed<Attempt>) -> Result<(), Failure> {
        let (attempt, deal) = (&changed.value, &changed.before.deal);
        let (id, planned) = (&changed.before.file.id, &attempt.planned);
        let diff = Some(&changed.diff).filter(|_| self.writing.dry_run);
        if self.output.is_json() {
            return write_json(ui, &MoveJson::new(changed, diff.cloned()));
        }
        write!(ui, "{}", escape_lines(diff.map_or("", String::as_str)))?;
        let head = gate::print::head(id, &planned.from, &planned.to, &planned.gate);
        writeln!(ui, "{head}")?;
        gate::print::requirements(ui, &planned.gate, deal, id)?;
        let width = ui.reading_width();
        let rows = attempt.risk.iter().map(risk_row);
        render::sections(&[Section::new("", rows)], width, ui)?;
        Ok(())
    }

    /// Says what was done, or what is missing; it stands below the gate.
    fn conclude(
        &self,
        context: &Context,
        ui: &mut Ui,
        changed: &Changed<Attempt>,
        supplied: bool,
    ) -> Result<Exit, Failure> {
        let (book, deal) = (context.book()?, &changed.before.deal);
        let (attempt, id) = (&changed.value, &changed.before.file.id);
        ui.flush()?;
        if !attempt.moved {
            blocked(ui, attempt, id, supplied);
            saving::tell_mismatch(ui, deal, book);
            return Ok(Exit::Found);
        }
        let day = context.unless_today(attempt.on)?;
        let message = format!(
            "{id}: moved {} → {}{day}{}",
            attempt.planned.from,
            attempt.planned.to,
            accepted(attempt)
        );
        saving::say(ui, self.writing, &message);
        saving::tell_overwritten(ui, deal, book);
        if Outcome::of_stage(&attempt.planned.from) != Outcome::Open {
            open_items::name(ui, deal, id);
        }
        Ok(Exit::Done)
    }
}

fn own_risk(deal: &Deal, context: &Context, on: Day) -> Result<Option<Risk>, Failure> {
    let book = context.book()?;
    let record = book.record("", deal, History::new(deal));
    let snapshot = Snapshot::new(&record, book, None, on);
    Ok(snapshot.and_then(|snapshot| risk::alone(deal, &snapshot)))
}

fn risk_row(risk: &Risk) -> Vec<String> {
    vec!["risk".to_owned(), risk::line(risk)]
}

fn accepted(attempt: &Attempt) -> String {
    match &attempt.accepted {
        None => String::new(),
        Some(AcceptedRisk { until: None, .. }) => ", risk accepted".to_owned(),
        Some(AcceptedRisk {
            until: Some(until), ..
        }) => format!(", risk accepted until {until}"),
    }
}

fn blocked(ui: &mut Ui, attempt: &Attempt, id: &str, supplied: bool) {
    let missing = count(attempt.planned.missing().count(), "requirement");
    let to = &attempt.planned.to;
    ui.status(&format!(
        "{id}: blocked by the gate of {to}, {missing} missing"
    ));
    if supplied {
        ui.status("nothing was written, including the --meddic scores");
    }
    ui.hint(
        "record what is missing with the commands above, or use --accept-risk WHY [--until DATE]",
    );
}
