//! `deal hold` and `deal resume`: a deal that waits, and since when and why.

use crate::deal::history::Line;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;
use super::saving::{self, Writing};

/// Put a deal on hold until a day.
///
/// A hold needs a day and a reason, or it becomes a place to hide deals.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal hold acme --until 2027-01-15 --why \"Freeze until the new CFO starts\"")]
pub struct HoldArgs {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The last day of the hold
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: String,
    /// Why it waits
    #[arg(long, value_name = "TEXT")]
    why: String,
    /// The team member who says so
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Go on with a deal that is on hold.
#[derive(Debug, clap::Args)]
pub struct ResumeArgs {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// Why it goes on
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// The team member who says so
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

pub fn hold(args: &HoldArgs, context: &mut Context) -> Result<Exit, Failure> {
    let until = context.day(&args.until)?;
    let by = args.by.as_deref().map(|by| saving::member(context, by)).transpose()?;
    let edited = saving::change(context, &args.deal, &args.writing, |loaded, on| {
        if !loaded.deal.top().is_open() {
            return Err(
                Failure::usage(format_args!("the deal is {}", loaded.deal.stage)).help("only an open deal can wait")
            );
        }
        if until <= on {
            return Err(Failure::usage(format_args!("the hold would end on {until}, before it begins"))
                .help("name a later day"));
        }
        let line = Line { date: Some(on), hold: Some(Some(until)), why: Some(args.why.clone()), by, ..Line::default() };
        saving::record(loaded, line)
    })?;
    saving::say(&args.writing, &format!("{} is on hold until {until}", edited.before.file.id));
    Ok(Exit::Done)
}

pub fn resume(args: &ResumeArgs, context: &mut Context) -> Result<Exit, Failure> {
    let by = args.by.as_deref().map(|by| saving::member(context, by)).transpose()?;
    let edited = saving::change(context, &args.deal, &args.writing, |loaded, on| {
        if loaded.deal.hold.is_none() {
            return Err(Failure::usage("the deal is not on hold").help("nothing to do"));
        }
        let line = Line { date: Some(on), hold: Some(None), why: args.why.clone(), by, ..Line::default() };
        saving::record(loaded, line)
    })?;
    saving::say(&args.writing, &format!("{} goes on", edited.before.file.id));
    Ok(Exit::Done)
}
