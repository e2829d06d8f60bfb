//! `deal followup done` and `deal followup cancel`.

use crate::deal::work::FollowUp;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use super::super::context::Context;
use super::super::entry;
use super::super::exit::Exit;
use super::super::failure::Failure;
use super::super::saving::{self, Writing};

/// Tick off a follow-up.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup done acme k2m9 --on -1d")]
pub struct DoneArgs {
    #[command(flatten)]
    which: Which,
}

/// Cancel a follow-up: it will not be done, and that is right.
#[derive(Debug, clap::Args)]
pub struct CancelArgs {
    #[command(flatten)]
    which: Which,
}

#[derive(Debug, clap::Args)]
struct Which {
    /// The deal: its id, a unique prefix of it, or its path
    deal: String,
    /// The follow-up: its id or a unique prefix of it
    id: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn done(args: &DoneArgs, context: &mut Context) -> Result<Exit, Failure> {
    settle(&args.which, context, "done")
}

pub fn cancel(args: &CancelArgs, context: &mut Context) -> Result<Exit, Failure> {
    settle(&args.which, context, "cancelled")
}

fn settle(which: &Which, context: &mut Context, key: &'static str) -> Result<Exit, Failure> {
    let mut what = String::new();
    let edited = saving::change(context, &which.deal, &which.writing, |loaded, on| {
        let list = &loaded.deal.followups;
        let index =
            entry::find("follow-up", &which.id, list.iter().map(|followup| followup.id.as_str()), &loaded.file.id)?;
        let Some(followup) = list.get(index) else { return Ok(Vec::new()) };
        still_open(followup)?;
        what = followup.what.clone();
        let at = KeyPath::top("followups").index(index).key(key);
        Ok(vec![Edit::Set { at, value: Value::plain(on), style: Style::Flow }])
    })?;
    saving::say(&which.writing, &format!("{}: {what}: {key}", edited.before.file.id));
    Ok(Exit::Done)
}

pub fn still_open(followup: &FollowUp) -> Result<(), Failure> {
    let settled = followup.done.map(|day| ("done", day)).or(followup.cancelled.map(|day| ("cancelled", day)));
    match settled {
        Some((how, day)) => {
            Err(Failure::usage(format_args!("`{}` was {how} on {day}", followup.what)).help("nothing to do"))
        }
        None => Ok(()),
    }
}
