use std::io::Write;

use crate::console::{Context, Exit, Failure, Ui};
use crate::store::Installation;

/// Tell git to merge the deals of this book with `deal`
///
/// Writes lines to .gitattributes, which you commit, and settings to the repository's configuration,
/// which every clone needs once. A colleague without `deal` gets git's own merge.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write the settings for all of your repositories
    #[arg(long)]
    global: bool,
    /// Print what would be written
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let installation = Installation::new(context.store()?, args.global);
    writeln!(ui, ".gitattributes:")?;
    for line in installation.attributes() {
        writeln!(ui, "  {line}")?;
    }
    let place = if args.global {
        "your git configuration"
    } else {
        "this repository's git configuration"
    };
    writeln!(ui, "{place}:")?;
    for (key, value) in installation.settings() {
        writeln!(ui, "  {key} = {value}")?;
    }
    if args.dry_run {
        return Ok(Exit::Done);
    }
    installation.install()?;
    ui.status("git merges deals with `deal` now; commit .gitattributes");
    Ok(Exit::Done)
}
