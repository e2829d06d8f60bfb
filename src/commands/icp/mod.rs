//! `deal icp`: how deals fit the ideal customer profile, and what is not known yet.

mod list;
mod show;

use crate::book::icp::Icp;
use crate::console::{Context, Exit, Failure, Output, Ui};

/// Show how deals fit the ideal customer profile
///
/// A deal that fails a `must` criterion is outside the ICP. Otherwise its fit is the share of known
/// `should` criteria that pass. Unknown criteria count for neither side and are shown with the
/// command that fills them in. A `contact.…` criterion passes if one contact passes.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "deal icp [OPTIONS] [DEAL]\n       deal icp [OPTIONS] <COMMAND>",
    after_help = "Example: deal icp acme"
)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Deal id, unique prefix of it, or path
    deal: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Show(show::Args),
    List(list::Args),
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let Some(verb) = &args.verb else {
        return match &args.deal {
            Some(deal) => show::print(deal, args.output.of_one("deal icp")?, context, ui),
            None => list::print(&[], args.output, context, ui),
        };
    };
    args.output.before_verb(args.deal.as_deref())?;
    match verb {
        Verb::Show(args) => show::run(args, context, ui),
        Verb::List(args) => list::run(args, context, ui),
    }
}

/// The profile of the book.
fn profile(context: &Context) -> Result<Icp, Failure> {
    let icp = context.book()?.icp.clone().unwrap_or_default();
    if icp.must.is_empty() && icp.should.is_empty() {
        let lines = "\
describe your ideal customer in dealfile.yaml, for example
  icp:
    must: [{field: profile.employees, at_least: 10}]
    should: [{field: profile.ad_spend, is: true}, {field: contact.title, contains: CFO}]";
        return Err(Failure::usage("no ideal customer profile in dealfile.yaml").help(lines));
    }
    Ok(icp)
}
