//! `deal lose`: closes a deal as lost, with a reason.

use crate::book::advance;
use crate::console::{
    Context, Exit, Failure, Ui, Writing, choice, open_items, people, saving, text::text,
};
use crate::deal::{History, HistoryEntry, history::LOST, keywords::LossReason};

/// Close a deal as lost, with a reason
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal lose acme --reason competitor --competitor Globex --why \"Cheaper by a third\""
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Loss reason: price_budget, timing_priority, authority_process, need_fit, product_gap,
    /// competitor, status_quo, trust_risk, legal_security, effort_change, no_decision, disqualified
    /// or other; asked for on a terminal
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// Competitor who won; required with --reason competitor
    #[arg(long, value_name = "NAME", value_parser = text)]
    competitor: Option<String>,
    /// Details, recorded in the history
    #[arg(long, value_name = "TEXT", value_parser = text)]
    why: Option<String>,
    /// Team member who closed it
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let reason: LossReason = choice::word(args.reason.as_deref(), "--reason", LossReason::WORDS)?;
    if reason == LossReason::Competitor && args.competitor.is_none() {
        let failure = Failure::usage("loss reason `competitor` requires --competitor");
        return Err(failure.help("add --competitor NAME"));
    }
    let by = people::optional_member(context, args.by.as_deref())?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, _, on| {
        advance::lose(&History::new(deal).on_or_top(on, deal))?;
        deal.record(HistoryEntry {
            date: Some(on),
            stage: Some(LOST.to_owned()),
            hold: deal.ended_hold(on),
            reason: Some(reason.as_str().to_owned()),
            competitor: args.competitor.clone(),
            why: args.why.clone(),
            by: by.clone(),
            ..HistoryEntry::default()
        })?;
        Ok(())
    })?;
    let id = &changed.before.file.id;
    let on = context.on(args.writing.on.as_deref())?;
    let day = context.unless_today(on)?;
    saving::say(ui, &args.writing, &format!("{id}: lost{day} ({reason})"));
    open_items::objections(ui, &changed.before.deal, id, on);
    open_items::name(ui, &changed.after, id);
    Ok(Exit::Done)
}
