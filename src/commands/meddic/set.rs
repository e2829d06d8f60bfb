//! `deal meddic set`.

use crate::book::Book;
use crate::deal::assess::{self, Word};
use crate::deal::day::Day;
use crate::deal::meddic::{Act, Number, QUALITATIVE, Score};
use crate::store::Loaded;

use super::parts;
use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::gate;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Record what is known about an element
///
/// Scores: 0 unknown, 1 our belief, 2 a named buyer said so, 3 proven by a second buyer or a
/// document. A score of 2 or 3 needs the evidence, the contact who gave it, and its day, which is
/// the as-of day where none is named; on a terminal what is lacking is asked for. What is not named
/// stays as it is; a criterion or step that is there already is brought up to date.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal meddic set acme champion --score 2 --evidence \"Brought us to the CFO\" --by raj --contact raj"
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// metrics, economic_buyer, decision_criteria, decision_process, identify_pain or champion;
    /// with MEDDPICC also paper_process or competition
    element: String,
    /// 0, 1, 2 or 3
    #[arg(long, value_name = "N")]
    score: Option<Score>,
    /// What was said or seen
    #[arg(long, value_name = "TEXT", value_parser = text)]
    evidence: Option<String>,
    /// The contact who said so
    #[arg(long, value_name = "CONTACT")]
    by: Option<String>,
    /// The day of the evidence; the same as --on
    #[arg(
        long,
        value_name = "DATE",
        conflicts_with = "on",
        allow_hyphen_values = true
    )]
    date: Option<String>,
    #[command(flatten)]
    own: Own,
    #[command(flatten)]
    writing: Writing,
}

/// What only some elements have.
#[derive(Debug, clap::Args)]
struct Own {
    /// Economic buyer and champion: the contact who it is
    #[arg(long, value_name = "CONTACT")]
    contact: Option<String>,
    /// Pain: the contact who has it
    #[arg(long, value_name = "CONTACT")]
    owner: Option<String>,
    /// Metrics: the number today
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    baseline: Option<Number>,
    /// Metrics: the number to reach
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    target: Option<Number>,
    /// Metrics: what is counted
    #[arg(long, value_parser = text)]
    unit: Option<String>,
    /// Metrics: `qualitative` where there is no number; takes the numbers away, as a number takes
    /// it away
    #[arg(long, value_parser = [QUALITATIVE])]
    kind: Option<String>,
    /// Decision criteria: text, or text:kind:position; can be repeated
    #[arg(long = "criterion", value_name = "TEXT")]
    criteria: Vec<String>,
    /// Decision and paper process: what, or what:owner:date; can be repeated
    #[arg(long = "step", value_name = "WHAT")]
    steps: Vec<String>,
    /// Champion: what was done for us; can be repeated
    #[arg(long = "act", value_name = "WHAT", value_parser = text)]
    acts: Vec<String>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let book = context.book()?;
    let element = gate::evidence::element(&args.element, book)?;
    let on = context.on(args.date.as_deref().or(args.writing.on.as_deref()))?;
    let mut word = word(args, context, on)?;
    gate::evidence::complete(context, &args.deal, element, &mut word)?;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, _| {
        known_people(&word, loaded, book)?;
        assess::edits(element, loaded.deal.meddic.get(element), &word).map_err(|error| {
            gate::evidence::refused(&error, element, &loaded.deal, &loaded.file.id)
        })
    })?;
    let (id, score) = (&edited.before.file.id, edited.after.meddic.score(element));
    let done = match edited.diff.is_empty() {
        true => format!("{id}: {element} says so already"),
        false => format!("{id}: {element} is {score}"),
    };
    saving::say(ui, &args.writing, &done);
    Ok(Exit::Done)
}

fn word(args: &Args, context: &Context, on: Day) -> Result<Word, Failure> {
    let own = &args.own;
    let word = Word {
        score: args.score,
        evidence: args.evidence.clone(),
        by: args.by.clone(),
        on: Some(on),
        dated: args.date.is_some() || args.writing.on.is_some(),
        contact: own.contact.clone(),
        owner: own.owner.clone(),
        kind: own.kind.clone(),
        baseline: own.baseline,
        target: own.target,
        unit: own.unit.clone(),
        criteria: own
            .criteria
            .iter()
            .map(|typed| parts::criterion(typed))
            .collect::<Result<_, _>>()?,
        steps: own
            .steps
            .iter()
            .map(|typed| parts::step(typed, context))
            .collect::<Result<_, _>>()?,
        acts: own
            .acts
            .iter()
            .map(|what| Act {
                date: on,
                what: Some(what.clone()),
            })
            .collect(),
    };
    if word
        == (Word {
            on: word.on,
            ..Word::default()
        })
    {
        let help = "deal meddic set DEAL ELEMENT --score 1 --evidence \"…\"";
        return Err(Failure::usage("nothing is said of the element").help(help));
    }
    Ok(word)
}

fn known_people(word: &Word, loaded: &Loaded, book: &Book) -> Result<(), Failure> {
    for id in [&word.by, &word.contact, &word.owner].into_iter().flatten() {
        people::contact(&loaded.deal, &loaded.file.id, id)?;
    }
    word.steps
        .iter()
        .try_for_each(|step| parts::known_owner(step, &loaded.deal, book))
}
