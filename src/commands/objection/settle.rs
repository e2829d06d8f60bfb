//! `deal objection acknowledge`, `ask`, `answer`, `confirm`, `end`: the steps of the loop.

use crate::deal::by_hand::present;
use crate::deal::day::Day;
use crate::deal::keywords::Ending;
use crate::deal::objection::Objection;
use crate::deal::objection_flow::{Step, StepError};
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::entry::{self, Noun};
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Record that you acknowledged an objection
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal objection acknowledge acme 7f3k")]
pub struct AcknowledgeArgs {
    #[command(flatten)]
    which: Which,
}

/// Record the clarifying question you asked
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal objection ask acme 7f3k \"Compared with which year?\" --cause \"Discounted licence\""
)]
pub struct AskArgs {
    #[command(flatten)]
    which: Which,
    /// The question
    #[arg(value_parser = text)]
    question: String,
    /// What turned out to be behind the objection
    #[arg(long, value_parser = text)]
    cause: Option<String>,
}

/// Record your answer
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal objection answer acme 7f3k \"18 % lower over three years\" --proof roi-model-v2"
)]
pub struct AnswerArgs {
    #[command(flatten)]
    which: Which,
    /// The answer
    #[arg(value_parser = text)]
    answer: String,
    /// What proves it: a document, a reference, a test
    #[arg(long, value_parser = text)]
    proof: Option<String>,
}

/// Record that the buyer considers it resolved
///
/// Only the buyer's confirmation resolves an objection.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal objection confirm acme 7f3k --on -1d")]
pub struct ConfirmArgs {
    #[command(flatten)]
    which: Which,
}

/// End an objection without resolving it
///
/// Use it when the risk is accepted, or when the buyer has withdrawn the objection.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal objection end acme 7f3k --how withdrawn")]
pub struct EndArgs {
    #[command(flatten)]
    which: Which,
    /// accepted_risk or withdrawn
    #[arg(long)]
    how: String,
}

#[derive(Debug, clap::Args)]
struct Which {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The objection: its id or a unique prefix of it
    id: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn acknowledge(
    args: &AcknowledgeArgs,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    take(&args.which, context, ui, Step::Acknowledge, |on| {
        ("acknowledged", Value::plain(on))
    })
}

pub fn ask(args: &AskArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let cause = args.cause.as_ref().map(Value::text);
    take(&args.which, context, ui, Step::Ask, |on| {
        let keys = present([
            ("date", Some(Value::plain(on))),
            ("question", Some(Value::text(&args.question))),
            ("cause", cause.clone()),
        ]);
        ("asked", Value::Map(keys))
    })
}

pub fn answer(args: &AnswerArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let proof = args.proof.as_ref().map(Value::text);
    take(&args.which, context, ui, Step::Answer, |on| {
        let keys = present([
            ("date", Some(Value::plain(on))),
            ("answer", Some(Value::text(&args.answer))),
            ("proof", proof.clone()),
        ]);
        ("answered", Value::Map(keys))
    })
}

pub fn confirm(args: &ConfirmArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    take(&args.which, context, ui, Step::Confirm, |on| {
        ("confirmed", Value::plain(on))
    })
}

pub fn end(args: &EndArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let how: Ending = args.how.parse()?;
    take(&args.which, context, ui, Step::End, |on| {
        (
            "ended",
            Value::Map(present([
                ("date", Some(Value::plain(on))),
                ("how", Some(Value::plain(how))),
            ])),
        )
    })
}

/// Writes a step under its key, if the objection lets it be taken on that day.
fn take(
    which: &Which,
    context: &Context,
    ui: &mut Ui,
    step: Step,
    written: impl Fn(Day) -> (&'static str, Value),
) -> Result<Exit, Failure> {
    let mut taken: Option<Objection> = None;
    let edited = saving::change_by_hand(context, ui, &which.deal, &which.writing, |loaded, on| {
        let (list, deal) = (&loaded.deal.objections, &loaded.file.id);
        let index = entry::find(
            Noun::Objection,
            &which.id,
            list.iter().map(|objection| objection.id.as_str()),
            deal,
        )?;
        let Some(objection) = list.get(index) else {
            return Ok(Vec::new());
        };
        super::may_change(loaded, on)?;
        objection
            .may(step, on)
            .map_err(|error| refused(&error, objection, deal))?;
        taken = Some(objection.clone());
        let (key, value) = written(on);
        Ok(vec![Edit::Set {
            at: KeyPath::top("objections").index(index).key(key),
            value,
            style: Style::Flow,
        }])
    })?;
    if let Some(objection) = taken {
        tell(ui, which, &edited.before.file.id, &objection, step);
    }
    Ok(Exit::Done)
}

fn refused(error: &StepError, objection: &Objection, deal: &str) -> Failure {
    let failure = Failure::usage(error);
    match error {
        StepError::Unanswered => failure.help(format_args!(
            "deal objection answer {deal} {} \"…\"",
            objection.id
        )),
        StepError::Done { .. } => {
            failure.help(format_args!("`deal edit {deal}` corrects what is written"))
        }
        _ => failure.help("name the day on which it happened with --on"),
    }
}

fn tell(ui: &mut Ui, which: &Which, deal: &str, objection: &Objection, step: Step) {
    saving::say(
        ui,
        &which.writing,
        &format!("{deal}: objection {}: {}", objection.id, step.done()),
    );
    if step == Step::Answer && objection.asked.is_none() {
        let id = &objection.id;
        ui.status(&format!(
            "it was answered before anybody asked what is behind it: deal objection ask {deal} {id} \"…\" --on DATE"
        ));
    }
}
