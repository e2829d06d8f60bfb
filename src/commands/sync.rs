//! `deal sync`: their commits, ours, and a check in between.

use super::check;
use crate::console::{Context, Exit, Failure, Ui, wording::count};

/// Fetch, merge or rebase, check, and push
///
/// Runs `git pull` as your configuration says, merges by default, then `deal check`, then `git push`.
/// Stops at the first trouble and says what to do. Commit your own changes first.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Push even if `deal check` finds errors
    #[arg(long)]
    no_check: bool,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let store = context.store()?;
    ui.status("git pull");
    if !store.pull()? {
        let conflicts = store.conflicted_files()?;
        if conflicts.is_empty() {
            let failure = Failure::unreadable("git could not pull");
            return Err(failure.help("see what git says above, then run `deal sync` again"));
        }
        for path in &conflicts {
            ui.status(&format!(
                "conflict in {path}: run `deal merge {path}`, then `git add {path}`"
            ));
        }
        let failure = Failure::refused(format_args!(
            "{} to settle",
            count(conflicts.len(), "conflict")
        ));
        return Err(
            failure.help("then run `git commit` or `git rebase --continue`, and `deal sync` again")
        );
    }
    let errors = if args.no_check {
        0
    } else {
        check::errors(context)?
    };
    if errors > 0 {
        let failure = Failure::refused(format_args!("not pushed: {}", count(errors, "error")));
        return Err(failure.help("run `deal check` to see them; push anyway with --no-check"));
    }
    ui.status("git push");
    if !store.push()? {
        return Err(Failure::unreadable("git could not push")
            .help("see what git says above, then run `deal sync` again"));
    }
    ui.status("in sync");
    Ok(Exit::Done)
}
