//! One file a verb, a folder a noun: arguments → load → domain → render or save. Thin: nothing is
//! decided here.
//!
//! To add a command: a file with its `Args` (whose doc comment is the help) and `run`, and its line
//! in the list of commands below.

mod activity;
mod advance;
mod agents;
mod board;
mod brief;
mod call;
mod challenger;
mod check;
mod close_plan;
mod completions;
mod contact;
mod diff;
mod done;
mod edit;
mod email;
mod export;
mod followup;
mod help;
mod hold;
mod icp;
mod import;
mod init;
mod list;
mod log;
mod lose;
mod man;
mod meddic;
mod meeting;
mod merge;
mod merge_driver;
mod move_;
mod new;
mod next;
mod note;
mod objection;
mod path;
mod reopen;
mod report;
mod resume;
mod risk;
mod rules;
mod schema;
mod set;
mod show;
mod snooze;
mod sync;
mod talk;
mod undo;
mod win;

use std::io::Write;

pub use set::FIELDS as FIELDS_TO_SET;

use clap::Subcommand;

use crate::cli::Cli;
use crate::console::{Context, Exit, Failure, Ui, choice, global::Global, threads};
use crate::help::LICENSES;

/// The enum of the commands and what runs each, from one list.
macro_rules! commands {
    ($($(#[$attribute:meta])* $command:ident = $module:ident,)*) => {
        /// Every command; its arguments stand in its own file.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $($(#[$attribute])* $command($module::Args),)*
        }

        impl Command {
            /// As it is typed.
            fn verb(&self) -> &'static str {
                match self {
                    $(Self::$command(_) => stringify!($module).trim_end_matches('_'),)*
                }
            }

            fn run(&self, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
                match self {
                    $(Self::$command(args) => $module::run(args, context, ui),)*
                }
            }
        }
    };
}

commands! {
    Next = next,
    Board = board,
    Init = init,
    New = new,
    List = list,
    Show = show,
    Brief = brief,
    Edit = edit,
    Log = log,
    Path = path,
    Set = set,
    Note = note,
    Call = call,
    Email = email,
    Done = done,
    Snooze = snooze,
    Advance = advance,
    Move = move_,
    Win = win,
    Lose = lose,
    Reopen = reopen,
    Undo = undo,
    Hold = hold,
    Resume = resume,
    Contact = contact,
    Meddic = meddic,
    Challenger = challenger,
    Icp = icp,
    Risk = risk,
    Objection = objection,
    Followup = followup,
    Meeting = meeting,
    Activity = activity,
    Check = check,
    Rules = rules,
    Schema = schema,
    Report = report,
    Diff = diff,
    ClosePlan = close_plan,
    Import = import,
    Export = export,
    Sync = sync,
    Merge = merge,
    MergeDriver = merge_driver,
    Completions = completions,
    Man = man,
    Agents = agents,
    Help = help,
}

/// Runs what the command line asks.
pub fn run(cli: Cli) -> Result<Exit, Failure> {
    threads::start();
    let mut ui = Ui::new(&cli.global);
    if cli.licenses {
        ui.write_all(LICENSES.as_bytes())?;
        ui.finish()?;
        return Ok(Exit::Done);
    }
    let command = cli.command.unwrap_or_else(agenda);
    let context = Context::new(match &command {
        Command::Report(args) if args.has_own_at() => Global {
            at: None,
            ..cli.global
        },
        _ => cli.global,
    })?;
    let verb = command.verb();
    let mut exit = command.run(&context, &mut ui);
    if let Err(failure) = &exit
        && choice::which_deal(failure, &context)?
    {
        exit = command.run(&context, &mut ui);
    }
    let kept = keep(verb, &context, &mut ui);
    let exit = exit.and_then(|exit| {
        let exit = kept.map(|()| exit)?;
        if let Some(overlooked) = context.overlooked() {
            ui.overlooked(overlooked);
        }
        Ok(match (exit, ui.finish()?) {
            (Exit::Done, false) => Exit::Unreadable,
            (exit, _) => exit,
        })
    });
    exit.map_err(|failure| {
        let failure = failure.for_caller(context.folder().as_deref(), context.deal());
        failure.after_writing(context.has_written())
    })
}

/// Makes what the command wrote a step that can be undone, and a commit where the book asks for it.
fn keep(verb: &'static str, context: &Context, ui: &mut Ui) -> Result<(), Failure> {
    let Some((store, written)) = context.written() else {
        return Ok(());
    };
    let undone = context.undone();
    let commit = store.commit_written(verb, undone.as_deref(), &written);
    let hash = commit.as_ref().ok().and_then(Option::as_deref);
    if let Err(error) = store.keep(&context.command_line(), hash, &written) {
        ui.status(&format!("this command cannot be undone: {error}"));
    }
    match commit {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::unreadable(format_args!("not committed: {error}"))
            .help("the change itself was made; commit it with git")),
    }
}

/// What `deal` alone means: what there is to do today.
fn agenda() -> Command {
    Command::Next(next::Args::today())
}
