//! `deal meddic set`.

use super::parts;
use crate::book::Book;
use crate::console::{Context, Exit, Failure, Ui, Writing, gate, people, saving, text::text};
use crate::deal::{
    Day, Deal,
    assess::Assessment,
    meddic::{Act, Number, QUALITATIVE, Score},
};

/// Record what is known about an element
///
/// Scores: 0 unknown, 1 our belief, 2 stated by a named buyer, 3 confirmed by a second buyer or a
/// document. Scores 2 and 3 require evidence, the contact who gave it, and a date (default: the
/// as-of date); on a terminal you are asked for what is missing. Values you do not give stay as they
/// are; an existing criterion or step is updated.
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
    /// Evidence: what was said or seen
    #[arg(long, value_name = "TEXT", value_parser = text)]
    evidence: Option<String>,
    /// Contact who gave the evidence
    #[arg(long, value_name = "CONTACT")]
    by: Option<String>,
    /// Date of the evidence (same as --on)
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

// What only some elements have.
#[derive(Debug, clap::Args)]
struct Own {
    /// Economic buyer, champion: the contact in this role
    #[arg(long, value_name = "CONTACT")]
    contact: Option<String>,
    /// Pain: the contact affected
    #[arg(long, value_name = "CONTACT")]
    owner: Option<String>,
    /// Metrics: current value
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    baseline: Option<Number>,
    /// Metrics: target value
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    target: Option<Number>,
    /// Metrics: unit
    #[arg(long, value_parser = text)]
    unit: Option<String>,
    /// Metrics: `qualitative` if there is no number (replaces the numbers, and vice versa)
    #[arg(long, value_parser = [QUALITATIVE])]
    kind: Option<String>,
    /// Decision criteria: TEXT[:KIND:POSITION]; repeatable
    #[arg(long = "criterion", value_name = "TEXT")]
    criteria: Vec<String>,
    /// Decision and paper process: WHAT[:OWNER:DATE]; repeatable
    #[arg(long = "step", value_name = "WHAT")]
    steps: Vec<String>,
    /// Champion: what the champion did for us; repeatable
    #[arg(long = "act", value_name = "WHAT", value_parser = text)]
    acts: Vec<String>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let book = context.book()?;
    let element = gate::evidence::element(&args.element, book)?;
    let on = context.on(args.date.as_deref().or(args.writing.on.as_deref()))?;
    let mut assessment = assessment(args, context, on)?;
    gate::evidence::complete(context, &args.deal, element, &mut assessment)?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, _| {
        known_people(&assessment, deal, id, book)?;
        let assessed = deal.meddic.assess(element, &assessment);
        assessed.map_err(|error| gate::evidence::refused(&error, element, deal, id))
    })?;
    let id = &changed.before.file.id;
    let scores = [&changed.before.deal, &changed.after].map(|deal| deal.meddic.score(element));
    let done = match scores {
        _ if changed.diff.is_empty() => "unchanged".to_owned(),
        [old, new] if old == new => format!("updated, score {new}"),
        [old, new] => format!("{old} → {new}"),
    };
    saving::say(ui, &args.writing, &format!("{id}: {element} {done}"));
    Ok(Exit::Done)
}

fn assessment(args: &Args, context: &Context, on: Day) -> Result<Assessment, Failure> {
    let own = &args.own;
    let criteria = own.criteria.iter().map(|typed| parts::criterion(typed));
    let steps = own.steps.iter().map(|typed| parts::step(typed, context));
    let assessment = Assessment {
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
        criteria: criteria.collect::<Result<_, _>>()?,
        steps: steps.collect::<Result<_, _>>()?,
        acts: own.acts.iter().map(|what| act(what, on)).collect(),
    };
    let nothing = Assessment {
        on: Some(on),
        ..Assessment::default()
    };
    if assessment == nothing {
        let help = "deal meddic set DEAL ELEMENT --score 1 --evidence \"…\"";
        return Err(Failure::usage("nothing to record").help(help));
    }
    Ok(assessment)
}

fn act(what: &str, on: Day) -> Act {
    Act {
        date: on,
        what: Some(what.to_owned()),
    }
}

fn known_people(
    assessment: &Assessment,
    deal: &Deal,
    id: &str,
    book: &Book,
) -> Result<(), Failure> {
    let named = [&assessment.by, &assessment.contact, &assessment.owner];
    for person in named.into_iter().flatten() {
        people::contact(deal, id, person)?;
    }
    let mut steps = assessment.steps.iter();
    steps.try_for_each(|step| parts::known_owner(step, deal, book))
}
