//! `deal help`: the help of a command, or a topic that belongs to several.

use std::io::Write;

use clap::CommandFactory;

use crate::cli::Cli;
use crate::console::{Context, Exit, Failure, Ui};
use crate::help::{TOPICS, Topic};
use crate::render::{self, Section};

/// Print help for a command or a topic
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  deal help filters
  deal help meeting book")]
pub struct Args {
    /// Command or topic [default: list both]
    #[arg(value_name = "COMMAND|TOPIC")]
    names: Vec<String>,
}

pub fn run(args: &Args, _: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let mut all = Cli::command();
    all.build();
    if args.names.is_empty() {
        return overview(&all, ui);
    }
    let topic = match args.names.as_slice() {
        [name] => Topic::named(name),
        _ => None,
    };
    let command = find(&mut all, &args.names);
    if topic.is_none() && command.is_none() {
        return Err(unknown(args));
    }
    if let Some(topic) = topic {
        ui.write_all(topic.text.as_bytes())?;
    }
    if let Some(command) = command {
        print(command, topic.is_some(), ui)?;
    }
    Ok(Exit::Done)
}

/// Every command and topic, with what each is for.
fn overview(all: &clap::Command, ui: &mut Ui) -> Result<Exit, Failure> {
    let width = ui.reading_width();
    let about = all.get_long_about().map(ToString::to_string);
    for line in about.unwrap_or_default().lines() {
        writeln!(ui, "{}", render::wrapped(line, width).join("\n"))?;
    }
    writeln!(ui)?;
    let about = |command: &clap::Command| command.get_about().map(ToString::to_string);
    let commands = all.get_subcommands();
    let commands =
        commands.map(|own| vec![own.get_name().to_owned(), about(own).unwrap_or_default()]);
    let topics = TOPICS.iter();
    let topics = topics.map(|topic| vec![topic.name.to_owned(), topic.summary().to_owned()]);
    let sections = [
        Section::new("Commands (deal help COMMAND):", commands),
        Section::new("Topics (deal help TOPIC):", topics),
    ];
    render::sections(&sections, width, ui)?;
    Ok(Exit::Done)
}

/// The command of that path.
fn find<'a>(all: &'a mut clap::Command, names: &[String]) -> Option<&'a mut clap::Command> {
    names
        .iter()
        .try_fold(all, |command, name| command.find_subcommand_mut(name))
}

fn print(command: &mut clap::Command, is_below_topic: bool, ui: &mut Ui) -> Result<(), Failure> {
    let gap = if is_below_topic { "\n" } else { "" };
    let help = command.render_long_help();
    if ui.color() {
        write!(ui, "{gap}{}", help.ansi())?;
    } else {
        write!(ui, "{gap}{help}")?;
    }
    Ok(())
}

fn unknown(args: &Args) -> Failure {
    let name = args.names.join(" ");
    let commands = Cli::command();
    let known = commands
        .get_subcommands()
        .map(clap::Command::get_name)
        .chain(TOPICS.iter().map(|topic| topic.name));
    let known: Vec<&str> = known.collect();
    Failure::unknown(
        format_args!("no command or topic named `{name}`"),
        &name,
        known,
    )
}
