//! `deal followup done` and `deal followup cancel`.

use crate::deal::work::FollowUp;
use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;
use crate::store::Loaded;

use crate::console::context::Context;
use crate::console::entry::{self, Noun};
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::ui::Ui;

/// Mark a follow-up as done
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal followup done acme k2m9 --on -1d")]
pub struct DoneArgs {
    #[command(flatten)]
    which: Which,
}

/// Cancel a follow-up
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

pub fn done(args: &DoneArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(&args.which, context, ui, "done")
}

pub fn cancel(args: &CancelArgs, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    settle(&args.which, context, ui, "cancelled")
}

fn settle(
    which: &Which,
    context: &Context,
    ui: &mut Ui,
    key: &'static str,
) -> Result<Exit, Failure> {
    let mut what = String::new();
    let edited = saving::change_by_hand(context, ui, &which.deal, &which.writing, |loaded, on| {
        let (index, followup) =
            find_open(loaded, &which.id, |settled| match settled.status() == key {
                true => "nothing to do".to_owned(),
                false => format!("`deal edit {}` corrects what is written", loaded.file.id),
            })?;
        what = followup.what.clone();
        let at = KeyPath::top("followups").index(index).key(key);
        Ok(vec![Edit::Set {
            at,
            value: Value::plain(on),
            style: Style::Flow,
        }])
    })?;
    saving::say(
        ui,
        &which.writing,
        &format!("{}: {what}: {key}", edited.before.file.id),
    );
    Ok(Exit::Done)
}

/// The follow-up of that id with its position, if it is open; `otherwise` says what to do with one
/// that is settled.
pub fn find_open<'a>(
    loaded: &'a Loaded,
    id: &str,
    otherwise: impl FnOnce(&FollowUp) -> String,
) -> Result<(usize, &'a FollowUp), Failure> {
    let (list, deal) = (&loaded.deal.followups, &loaded.file.id);
    let index = entry::find(
        Noun::FollowUp,
        id,
        list.iter().map(|followup| followup.id.as_str()),
        deal,
    )?;
    let followup = list
        .get(index)
        .ok_or_else(|| Failure::usage(format_args!("{deal} has no such follow-up")))?;
    match followup.done.or(followup.cancelled) {
        Some(day) => {
            let failure = Failure::usage(format_args!(
                "`{}` was {} on {day}",
                followup.what,
                followup.status()
            ));
            Err(failure.help(otherwise(followup)))
        }
        None => Ok((index, followup)),
    }
}
