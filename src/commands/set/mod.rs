//! `deal set`: gives fields new values; changes of tracked ones are recorded in the history.

mod bulk;
mod fields;

use crate::console::{Context, Exit, Failure, Ui, Writing, people, saving, text};
use crate::deal::{Day, Deal, HistoryEntry};
pub use fields::FIELDS;
use fields::{assign, changes, check_money};

/// Change fields of a deal, or of all deals that filters choose
///
/// FIELD=VALUE sets a field, FIELD= clears it. Fields: name account owner amount currency
/// close_date forecast source segment product profile.industry profile.employees profile.tech
/// profile.ad_spend profile.hiring x.KEY. Changes of owner, amount, currency, close date and
/// forecast are also recorded in the history.
///
/// With --all, filters stand in place of the deal, as in `deal list`: what will change is shown
/// first, and all of it is written or none.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "deal set [OPTIONS] DEAL FIELD=VALUE...\n       deal set [OPTIONS] [FILTER...] FIELD=VALUE... --all"
)]
#[command(
    after_help = "Examples: deal set acme amount=120k close_date=+30d x.region=emea --why \"Two more plants\"\n          deal set owner:raj owner=mina --all"
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path; then fields to set or clear
    #[arg(value_names = ["DEAL", "FIELD=VALUE"], num_args = 1.., required = true)]
    words: Vec<String>,
    /// Change every deal that the filters choose; open deals, if they do not name a stage
    #[arg(long)]
    all: bool,
    /// With --all: do not ask
    #[arg(long, requires = "all")]
    yes: bool,
    /// Reason, recorded in the history
    #[arg(long, value_name = "TEXT", value_parser = text::text)]
    why: Option<String>,
    /// Team member who made the change
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// What to set, and what the history says of it.
struct Change<'a> {
    assignments: &'a [String],
    why: Option<String>,
    by: Option<String>,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let is_term = |word: &&String| !word.contains('=') || word.contains("!=");
    let terms = args.words.iter().take_while(is_term).count();
    let (terms, assignments) = args.words.split_at(if args.all { terms } else { 1 });
    if assignments.is_empty() {
        let failure = Failure::usage("no FIELD=VALUE is given");
        return Err(failure.help("add what to set, such as amount=120000"));
    }
    let change = Change {
        assignments,
        why: args.why.clone(),
        by: people::optional_member(context, args.by.as_deref())?,
    };
    if args.all {
        return bulk::run(args, terms, &change, context, ui);
    }
    let changed = saving::change(context, ui, &terms[0], &args.writing, |deal, _, on| {
        change.apply(deal, on, context)
    })?;
    let id = &changed.before.file.id;
    let said = change.said(&changed.before.deal, &changed.after, context)?;
    let said = said.unwrap_or_else(|| "no change, the values are already set".to_owned());
    saving::say(ui, &args.writing, &format!("{id}: {said}"));
    Ok(Exit::Done)
}

impl Change<'_> {
    fn apply(&self, deal: &mut Deal, on: Day, context: &Context) -> Result<(), Failure> {
        let mut entry = HistoryEntry {
            date: Some(on),
            by: self.by.clone(),
            why: self.why.clone(),
            ..HistoryEntry::default()
        };
        for assignment in self.assignments {
            assign(assignment, context, deal, &mut entry)?;
        }
        entry.drop_unchanged(deal);
        check_money(context.book()?, deal, &entry)?;
        if entry.changes() {
            deal.record(entry)?;
        }
        Ok(())
    }

    /// What changed, in words; `None` if nothing did.
    fn said(
        &self,
        before: &Deal,
        after: &Deal,
        context: &Context,
    ) -> Result<Option<String>, Failure> {
        let said = changes(self.assignments, before, after, context.book()?)?;
        Ok(Some(said).filter(|said| !said.is_empty()))
    }
}
