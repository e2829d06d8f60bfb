//! `deal email`.

use super::talk;
use crate::console::{Context, Exit, Failure, Ui};
use crate::deal::keywords::Direction;

/// Log an email, with what is done and what is next
///
/// An email is from us unless --in says that the buyer wrote.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal email acme jane Sent the quote --next \"Call about it\" --due +3d"
)]
pub struct Args {
    #[command(flatten)]
    talk: talk::TalkArgs,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    talk::run(&args.talk, "email", Direction::Outbound, context, ui)
}
