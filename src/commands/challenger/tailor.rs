//! `deal challenger tailor`.

use crate::deal::challenger;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text::text;
use crate::console::ui::Ui;

/// Record the message for one contact, in terms of their metric
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal challenger tailor acme jane --metric \"cost of close\" --message \"Audit fees fall by a third\""
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// The contact
    contact: String,
    /// The number that the contact answers for
    #[arg(long, value_name = "TEXT", value_parser = text, required_unless_present = "message")]
    metric: Option<String>,
    /// What that contact hears from us
    #[arg(long, value_name = "TEXT", value_parser = text)]
    message: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let (metric, message) = (args.metric.as_deref(), args.message.as_deref());
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, _| {
        let contact = people::contact(&loaded.deal, &loaded.file.id, &args.contact)?;
        Ok(challenger::tailor(
            &loaded.deal.challenger.tailor,
            &contact,
            metric,
            message,
        ))
    })?;
    let done = if edited.diff.is_empty() {
        "says so already"
    } else {
        "is written down"
    };
    saving::say(
        ui,
        &args.writing,
        &format!(
            "{}: the message for {} {done}",
            edited.before.file.id, args.contact
        ),
    );
    Ok(Exit::Done)
}
