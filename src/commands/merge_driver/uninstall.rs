use crate::console::{Context, Exit, Failure, Ui};
use crate::store::Installation;

/// Take back what `install` wrote
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Take the settings from those of all of your repositories
    #[arg(long)]
    global: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    Installation::new(context.store()?, args.global).uninstall()?;
    ui.status("git merges deals by lines again");
    Ok(Exit::Done)
}
