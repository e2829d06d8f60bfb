//! One file a verb, a folder a noun: arguments → load → domain → render or save. Thin: nothing is
//! decided here.
//!
//! To add a command: a file with its `Args` (whose doc comment is the help) and `run`, and its line
//! in [`Command`] and in [`run`].

mod activity;
mod advance;
mod board;
mod challenger;
mod check;
mod completions;
mod contact;
mod edit;
mod followup;
mod help;
mod hold;
mod icp;
mod import;
mod init;
mod list;
mod log;
mod lose;
mod meddic;
mod meeting;
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
mod set;
mod show;
mod win;

use clap::Subcommand;

use crate::cli::Cli;
use crate::console::{Context, Exit, Failure, Ui};

/// Every command; its arguments stand in its own file.
#[derive(Debug, Subcommand)]
pub enum Command {
    Next(next::Args),
    Board(board::Args),
    Init(init::Args),
    New(new::Args),
    List(list::Args),
    Show(show::Args),
    Edit(edit::Args),
    Log(log::Args),
    Path(path::Args),
    Set(set::Args),
    Note(note::Args),
    Advance(advance::Args),
    Move(move_::Args),
    Win(win::Args),
    Lose(lose::Args),
    Reopen(reopen::Args),
    Hold(hold::Args),
    Resume(resume::Args),
    Contact(contact::Args),
    Meddic(meddic::Args),
    Challenger(challenger::Args),
    Icp(icp::Args),
    Risk(risk::Args),
    Objection(objection::Args),
    Followup(followup::Args),
    Meeting(meeting::Args),
    Activity(activity::Args),
    Check(check::Args),
    Rules(rules::Args),
    Report(report::Args),
    Import(import::Args),
    Completions(completions::Args),
    Help(help::Args),
}

/// Runs what the command line asks.
pub fn run(cli: Cli) -> Result<Exit, Failure> {
    let mut ui = Ui::new(cli.global.color);
    let context = Context::new(cli.global)?;
    let exit = dispatch(cli.command, &context, &mut ui)?;
    ui.finish()?;
    Ok(exit)
}

fn dispatch(command: Option<Command>, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match command.unwrap_or_else(agenda) {
        Command::Next(args) => next::run(&args, context, ui),
        Command::Board(args) => board::run(&args, context, ui),
        Command::Init(args) => init::run(&args, context, ui),
        Command::New(args) => new::run(&args, context, ui),
        Command::List(args) => list::run(&args, context, ui),
        Command::Show(args) => show::run(&args, context, ui),
        Command::Edit(args) => edit::run(&args, context, ui),
        Command::Log(args) => log::run(&args, context, ui),
        Command::Path(args) => path::run(&args, context, ui),
        Command::Set(args) => set::run(&args, context, ui),
        Command::Note(args) => note::run(&args, context, ui),
        Command::Advance(args) => advance::run(&args, context, ui),
        Command::Move(args) => move_::run(&args, context, ui),
        Command::Win(args) => win::run(&args, context, ui),
        Command::Lose(args) => lose::run(&args, context, ui),
        Command::Reopen(args) => reopen::run(&args, context, ui),
        Command::Hold(args) => hold::run(&args, context, ui),
        Command::Resume(args) => resume::run(&args, context, ui),
        Command::Contact(args) => contact::run(&args, context, ui),
        Command::Meddic(args) => meddic::run(&args, context, ui),
        Command::Challenger(args) => challenger::run(&args, context, ui),
        Command::Icp(args) => icp::run(&args, context, ui),
        Command::Risk(args) => risk::run(&args, context, ui),
        Command::Objection(args) => objection::run(&args, context, ui),
        Command::Followup(args) => followup::run(&args, context, ui),
        Command::Meeting(args) => meeting::run(&args, context, ui),
        Command::Activity(args) => activity::run(&args, context, ui),
        Command::Check(args) => check::run(&args, context, ui),
        Command::Rules(args) => rules::run(&args, ui),
        Command::Report(args) => report::run(&args, context, ui),
        Command::Import(args) => import::run(&args, context, ui),
        Command::Completions(args) => completions::run(&args, ui),
        Command::Help(args) => help::run(&args, ui),
    }
}

/// What `deal` alone means: what there is to do today.
fn agenda() -> Command {
    Command::Next(next::Args::today())
}
