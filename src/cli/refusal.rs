//! A command line that is not understood, answered in our own words.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::words::{answer, nearest};
use crate::console::{Failure, shell::quoted};

/// Flags of other tools that are a filter here, and what it is called.
const FILTERS: [&str; 9] = [
    "owner", "stage", "account", "source", "segment", "product", "pipeline", "currency", "amount",
];

/// The refusal as an error of ours; `None` where clap's own words will do, and for help.
pub fn refusal(error: &Error, words: &[String]) -> Option<Failure> {
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            command(&text(error, ContextKind::InvalidSubcommand)?, words)
        }
        ErrorKind::UnknownArgument => flag(&text(error, ContextKind::InvalidArg)?, words),
        _ => None,
    }
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn command(word: &str, words: &[String]) -> Option<Failure> {
    let place = words.iter().position(|own| own == word)?;
    let before = words.get(1..place)?.iter().rev();
    let noun = before.into_iter().find(|own| !own.starts_with('-'));
    let deal = words.get(place + 1).filter(|own| !own.starts_with('-'));
    let is_noun = noun.is_some_and(|noun| crate::commands::Command::is_verb(noun));
    if let Some(noun) = noun.filter(|_| is_noun) {
        let failure = Failure::usage(format_args!("`deal {noun}` has no subcommand `{word}`"));
        return Some(match (noun.as_str(), nearest(word)) {
            ("report", Some(near)) => failure.help(format_args!(
                "did you mean `deal report {near}`? `deal report --list` lists them"
            )),
            _ => failure.help(format_args!(
                "run `deal {noun} --help` for those that it has"
            )),
        });
    }
    let failure = Failure::usage(format_args!("there is no command `{word}`"));
    let deal = deal.map(|deal| quoted(deal));
    Some(match (answer(word, deal.as_deref()), nearest(word)) {
        (Some(answer), _) => failure.help(from_there(&answer, words)),
        (None, Some(near)) => failure.help(format_args!(
            "did you mean `deal {near}`? `deal --help` lists the commands"
        )),
        (None, None) => failure.help(format_args!(
            "`deal --help` lists the commands; to see a deal, run `deal show {}`",
            quoted(word)
        )),
    })
}

/// With the folder of `-C` in the commands that it names, so that they run when copied.
fn from_there(answer: &str, words: &[String]) -> String {
    let place = words.iter().position(|own| own == "-C");
    let folder = place.and_then(|place| words.get(place + 1));
    folder.map_or_else(
        || answer.to_owned(),
        |folder| answer.replace("`deal ", &format!("`deal -C {} ", quoted(folder))),
    )
}

fn flag(flag: &str, words: &[String]) -> Option<Failure> {
    let name = flag.trim_start_matches('-');
    let inline = words
        .iter()
        .find_map(|own| own.strip_prefix(flag)?.strip_prefix('='));
    let failure = Failure::usage(format_args!("there is no flag `--{name}` here"));
    if FILTERS.contains(&name) {
        let place = words.iter().position(|own| own == flag);
        let next = place.and_then(|place| words.get(place + 1)).cloned();
        let next = next.filter(|own| !own.starts_with('-'));
        let value = inline.map(str::to_owned).or(next);
        let value = value.unwrap_or_else(|| "…".to_owned());
        let term = quoted(&format!("{name}:{value}"));
        return Some(failure.help(format_args!(
            "filter by it: {term} (see `deal help filters`)"
        )));
    }
    match name {
        "open" | "won" | "lost" | "overdue" | "stale" => Some(failure.help(format_args!(
            "filter by it: is:{name} (see `deal help filters`)"
        ))),
        "since" | "until" => Some(failure.help("name the days with --from and --to")),
        _ => None,
    }
}

/// The same error without its colors and its usage, for a machine.
pub fn in_our_form(error: &Error) -> Failure {
    let text = error.render().to_string();
    let mut parts = text.split("\n\n");
    let message = parts.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let tip = parts.find_map(|part| part.trim_start().strip_prefix("tip: "));
    let failure = Failure::usage(message.trim_end());
    match tip {
        Some(tip) => failure.help(tip.trim_end()),
        None => failure.help("`deal --help` lists the commands, `deal COMMAND --help` their flags"),
    }
}
