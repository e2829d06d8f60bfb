//! Which objection is meant, and the step that is taken with it.

use crate::console::{Context, Failure, Ui, Writing, entry, saving, text::text};
use crate::deal::{
    Objection,
    objection::ObjectionsEnded,
    objection_flow::{Step, StepError},
};
use crate::store::Changed;

#[derive(Debug, clap::Args)]
pub struct Which {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Objection id, or unique prefix of it [default: the only open one]
    id: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

#[derive(Debug, clap::Args)]
pub struct WithText {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Objection id, if there are several open ones; what was said
    #[arg(value_name = "[ID] TEXT", value_parser = text, required = true)]
    words: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Takes a step; answers with the objection as it then is.
pub fn take(
    which: &Which,
    context: &Context,
    ui: &mut Ui,
    step: Step,
) -> Result<Changed<Objection>, Failure> {
    let Which { deal, id, writing } = which;
    take_with((deal, writing), context, ui, |_| (id.clone(), step.clone()))
}

/// Takes a step that a text belongs to.
pub fn take_with_text(
    said: &WithText,
    context: &Context,
    ui: &mut Ui,
    step: impl Fn(String) -> Step,
) -> Result<Changed<Objection>, Failure> {
    let WithText {
        deal,
        words,
        writing,
    } = said;
    take_with((deal, writing), context, ui, |objections| {
        let (id, text) = entry::split_id(objections, words);
        (id.map(str::to_owned), step(text))
    })
}

fn take_with(
    (deal, writing): (&str, &Writing),
    context: &Context,
    ui: &mut Ui,
    step: impl Fn(&[Objection]) -> (Option<String>, Step),
) -> Result<Changed<Objection>, Failure> {
    let mut done = "";
    let changed = saving::change(context, ui, deal, writing, |deal, id, on| {
        let (wanted, step) = step(&deal.objections);
        done = step.kind().done();
        let raisable = deal.takes_objections(on);
        let objection = entry::find_or_only(&mut deal.objections, wanted.as_deref(), id)?;
        raisable.map_err(|error| ended(&error, id))?;
        let taken = objection.take(step, on);
        taken.map_err(|error| refused(&error, objection, id))?;
        Ok(objection.clone())
    })?;
    let message = format!("{}: objection {}: {done}", changed.id(), changed.value.id);
    saving::say(ui, writing, &message);
    Ok(changed)
}

/// Why nothing can be raised or settled after the closing of a deal.
pub fn ended(error: &ObjectionsEnded, id: &str) -> Failure {
    let (outcome, on) = (error.outcome.as_str(), error.on);
    let message = format!("{id} was {outcome} before {on}, which ended its objections");
    Failure::usage(message).help(format_args!(
        "use --on with an earlier date, or reopen the deal: deal reopen {id} --why …"
    ))
}

fn refused(error: &StepError, objection: &Objection, deal: &str) -> Failure {
    let failure = Failure::usage(error);
    match error {
        StepError::Unanswered => failure.help(format_args!(
            "deal objection answer {deal} {} \"…\"",
            objection.id
        )),
        StepError::Done { .. } => {
            failure.help(format_args!("to correct it, run `deal edit {deal}`"))
        }
        StepError::BeforeRaised { .. } | StepError::Before { .. } | StepError::After { .. } => {
            failure.help("use the date it happened with --on")
        }
    }
}
