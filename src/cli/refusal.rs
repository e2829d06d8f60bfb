//! A command line that is not understood, answered in our own words.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::{
    Cli,
    words::{answer, first_word, nearest},
};
use crate::book::filter::Condition;
use crate::console::{
    Failure,
    shell::{self, quoted},
};

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
        ErrorKind::UnknownArgument => flag(
            text(error, ContextKind::InvalidArg)?.strip_prefix("--")?,
            text(error, ContextKind::SuggestedArg),
            words,
        ),
        _ => None,
    }
}

pub fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    }
}

fn command(word: &str, words: &[String]) -> Option<Failure> {
    let first = first_word(words)?;
    let noun = words.get(first).filter(|noun| *noun != word);
    if let Some(noun) = noun {
        let failure = Failure::usage(format_args!("`deal {noun}` has no subcommand `{word}`"));
        let near = nearest(word).filter(|_| noun == "report");
        let help = match near {
            Some(near) => {
                format!("did you mean `deal report {near}`? `deal report --list` lists them")
            }
            None => format!("`deal {noun} --help` lists those that it has"),
        };
        return Some(failure.help(from_there(&help, words)));
    }
    let deal = words.get(first + 1).filter(|own| !own.starts_with('-'));
    let deal = deal.map(|deal| quoted(deal));
    let help = match (answer(word, deal.as_deref()), nearest(word)) {
        (Some(answer), _) => answer,
        (None, Some(near)) => {
            format!("did you mean `deal {near}`? `deal --help` lists the commands")
        }
        (None, None) => format!(
            "`deal --help` lists the commands; to see a deal, run `deal show {}`",
            quoted(word)
        ),
    };
    let failure = Failure::usage(format_args!("there is no command `{word}`"));
    Some(failure.help(from_there(&help, words)))
}

/// With the folder of `-C` in the commands that it names, so that they run when copied.
fn from_there(help: &str, words: &[String]) -> String {
    let place = words.iter().position(|own| own == "-C");
    let folder = place.and_then(|place| words.get(place + 1));
    let folder = folder.map(|folder| quoted(folder));
    shell::from_there(help, folder.as_deref()).into_owned()
}

/// What to do about a flag that the command does not have.
fn flag(name: &str, suggested: Option<String>, words: &[String]) -> Option<Failure> {
    let mut all = Cli::command();
    all.build();
    let (command, path) = named(&all, words);
    let takes = |what: &str| {
        let mut names = command
            .get_arguments()
            .filter_map(|own| own.get_value_names());
        names.any(|names| names.iter().any(|own| own.contains(what)))
    };
    let has_window = command
        .get_arguments()
        .any(|own| own.get_id() == "from" && !own.is_hide_set());
    let help = match (name, suggested) {
        _ if FILTERS.contains(&name) && takes("FILTER") => format!(
            "filter by it: {} (see `deal help filters`)",
            quoted(&format!("{name}:{}", value(name, words)))
        ),
        _ if Condition::WORDS.contains(&name) && takes("FILTER") => {
            format!("filter by it: is:{name} (see `deal help filters`)")
        }
        _ if takes("FIELD=VALUE") => {
            format!(
                "write it as {}",
                quoted(&format!("{name}={}", value(name, words)))
            )
        }
        ("since" | "until", _) if has_window => "name the days with --from and --to".to_owned(),
        (_, Some(near)) if is_like(&near, name) => format!("did you mean `{near}`?"),
        _ => format!("`{path} --help` lists the flags that there are"),
    };
    let failure = Failure::usage(format_args!("`{path}` has no flag `--{name}`"));
    Some(failure.help(from_there(&help, words)))
}

/// Whether clap's suggestion is more than letters in common: `compare` is not `no-pager`.
fn is_like(suggested: &str, name: &str) -> bool {
    let suggested = suggested.trim_start_matches('-');
    suggested.starts_with(name) || strsim::normalized_damerau_levenshtein(suggested, name) >= 0.6
}

/// The value that was given with a flag; `…` where none was.
fn value(name: &str, words: &[String]) -> String {
    let flag = format!("--{name}");
    let place = words.iter().position(|own| own.starts_with(&flag));
    let given = place.and_then(|place| match words.get(place)?.split_once('=') {
        Some((_, value)) => Some(value),
        None => words.get(place + 1).map(String::as_str),
    });
    let given = given.filter(|value| !value.starts_with('-'));
    given.unwrap_or("…").to_owned()
}

/// The command that the words name, and how it is typed.
fn named<'c>(all: &'c clap::Command, words: &[String]) -> (&'c clap::Command, String) {
    let (mut command, mut path) = (all, "deal".to_owned());
    let rest = first_word(words).and_then(|first| words.get(first..));
    for word in rest.unwrap_or_default() {
        let Some(inner) = command.find_subcommand(word) else {
            break;
        };
        command = inner;
        path.push_str(&format!(" {word}"));
    }
    (command, path)
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
