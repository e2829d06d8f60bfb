//! `deal challenger tailor`.

use crate::console::{Context, Exit, Failure, Ui, Writing, people, saving, text::text};
use crate::deal::challenger::Tailor;

/// Record the message for one contact, in terms of their metric
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal challenger tailor acme jane --metric \"cost of close\" --message \"Audit fees fall by a third\""
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Contact id
    contact: String,
    /// Metric this contact is responsible for
    #[arg(long, value_name = "TEXT", value_parser = text, required_unless_present = "message")]
    metric: Option<String>,
    /// Our message to this contact
    #[arg(long, value_name = "TEXT", value_parser = text)]
    message: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, _| {
        deal.challenger.tailor(&Tailor {
            contact: people::contact(deal, id, &args.contact)?,
            metric: args.metric.clone(),
            message: args.message.clone(),
        });
        Ok(())
    })?;
    let (id, contact) = (&changed.before.file.id, &args.contact);
    let done = super::recorded(&changed.diff);
    let message = format!("{id}: message for {contact} {done}");
    saving::say(ui, &args.writing, &message);
    Ok(Exit::Done)
}
