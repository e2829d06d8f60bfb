//! The subcommands of `deal report`, their flags and their help, made from the registry of reports.

use clap::{
    Arg, ArgAction, ArgMatches, Args as _, FromArgMatches,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::console::{Output, number::whole};
use crate::reports::{
    FlagValues, REPORTS, ReportSpec, WindowUse,
    compare::Compare,
    flags::{Flag, Takes},
    query::By,
};

/// What was asked: a report, or the list of them.
#[derive(Debug)]
pub struct Args {
    pub output: Output,
    pub chosen: Option<Chosen>,
}

/// A report with its own flags and those that all have.
#[derive(Debug)]
pub struct Chosen {
    pub spec: &'static ReportSpec,
    pub flags: FlagValues,
    pub shared: Shared,
    /// The window by the name of a period.
    pub period: Option<String>,
    /// An earlier window to compare with.
    pub compare: Option<Compare>,
}

/// The id of `--period` where it names the window; some reports have a flag of their own of that
/// name.
const WINDOW_PERIOD: &str = "window_period";
const COMPARE: &str = "compare";

// Not a doc comment: clap would print it as the description of each report.
#[derive(Debug, clap::Args)]
pub struct Shared {
    /// Filters, as in `deal list` [default: all deals]
    #[arg(value_name = "FILTER")]
    pub filter: Vec<String>,
    /// First date of the window [default: 364 days before --to]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Last date of the window [default: as-of date]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// Group by this field, with a total row
    #[arg(long, value_name = "WHAT", value_parser = by())]
    pub by: Option<By>,
    /// Only this pipeline, for the time each deal was in it
    #[arg(long, value_name = "ID")]
    pub pipeline: Option<String>,
    /// Show the formulas with your numbers
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub output: Output,
    /// Sort the rows by this column of JSON or CSV, the largest first; -COLUMN turns the order round
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// Show only the first rows
    #[arg(long, value_name = "N", value_parser = whole::<usize>("20"))]
    pub limit: Option<usize>,
    /// Show money to the last digit
    #[arg(long)]
    pub exact: bool,
    /// Draw charts in ASCII (default if the locale is not UTF-8)
    #[arg(long)]
    pub ascii: bool,
}

fn by() -> impl TypedValueParser<Value = By> {
    PossibleValuesParser::new(By::WORDS).try_map(|word| word.parse::<By>())
}

impl clap::Args for Args {
    fn augment_args(command: clap::Command) -> clap::Command {
        let list = Arg::new("list")
            .long("list")
            .action(ArgAction::SetTrue)
            .help("List the reports and the question each answers");
        let command = Output::augment_args(command.arg(list))
            .about("Run a report: velocity, conversion, forecast and more");
        command.subcommands(REPORTS.iter().map(subcommand))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Args {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let chosen = matches.subcommand();
        let chosen = chosen.and_then(|(name, own)| Some((ReportSpec::named(name)?, own)));
        Ok(Self {
            output: Output::from_arg_matches(matches)?,
            chosen: chosen
                .map(|(spec, own)| Chosen::new(spec, own))
                .transpose()?,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args {
    /// Whether `--at` is the report's own here, and names no revision.
    pub fn has_own_at(&self) -> bool {
        let chosen = self.chosen.as_ref();
        chosen.is_some_and(|chosen| chosen.flags.is_given("at"))
    }
}

impl Chosen {
    fn new(spec: &'static ReportSpec, matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self {
            spec,
            flags: FlagValues::new(spec.flags, |name| given(spec.flags, matches, name)),
            shared: Shared::from_arg_matches(matches)?,
            period: match has_window_period(spec) {
                true => matches.get_one::<String>(WINDOW_PERIOD).cloned(),
                false => None,
            },
            compare: match spec.window {
                WindowUse::Always => matches.get_one::<Compare>(COMPARE).copied(),
                WindowUse::ByPeriod | WindowUse::Never => None,
            },
        })
    }
}

fn subcommand(spec: &ReportSpec) -> clap::Command {
    let command = clap::Command::new(spec.name)
        .about(spec.summary)
        .long_about(format!("{}\n\n{}", spec.summary, spec.definition))
        .after_help(format!("Example: {}", spec.example))
        .args(spec.flags.iter().map(arg));
    let command = Shared::augment_args(command);
    let command = match spec.window {
        WindowUse::Always => command.arg(compare()),
        WindowUse::ByPeriod | WindowUse::Never => command,
    };
    if has_window_period(spec) {
        return command.arg(window_period());
    }
    if spec.window != WindowUse::Never {
        return command;
    }
    // They are refused, with what to use instead.
    command
        .mut_arg("from", |arg| arg.hide(true))
        .mut_arg("to", |arg| arg.hide(true))
}

fn has_window_period(spec: &ReportSpec) -> bool {
    spec.window == WindowUse::Always && !spec.flags.iter().any(|flag| flag.name == "period")
}

fn window_period() -> Arg {
    Arg::new(WINDOW_PERIOD)
        .long("period")
        .value_name("PERIOD")
        .help("The window by name: 2026-Q3, last-month, this-quarter, ytd; up to the as-of date")
        .conflicts_with_all(["from", "to"])
}

fn compare() -> Arg {
    Arg::new(COMPARE)
        .long("compare")
        .value_name("WITH")
        .value_parser(
            PossibleValuesParser::new(Compare::WORDS).try_map(|word| word.parse::<Compare>()),
        )
        .help("Show each headline figure beside that of the previous window, or a year earlier")
}

fn arg(flag: &Flag) -> Arg {
    let arg = Arg::new(flag.name)
        .long(flag.name.replace('_', "-"))
        .help(help(flag));
    match flag.takes {
        Takes::Nothing => arg.action(ArgAction::SetTrue),
        Takes::Word(words) => arg
            .value_name("WORD")
            .value_parser(PossibleValuesParser::new(words)),
        Takes::Words(words) => arg
            .value_name("WORD")
            .action(ArgAction::Append)
            .value_delimiter(',')
            .value_parser(PossibleValuesParser::new(words)),
        Takes::Day => arg.value_name("DATE").allow_hyphen_values(true),
        Takes::Days => arg.value_name("DAYS").value_parser(whole::<u32>("30")),
        Takes::Number(pattern) | Takes::Pattern(pattern) => arg.value_name(pattern),
        Takes::Patterns(pattern) => arg.value_name(pattern).action(ArgAction::Append),
    }
}

fn help(flag: &Flag) -> String {
    match flag.default {
        None => flag.help.to_owned(),
        Some(default) => format!("{} [default: {default}]", flag.help),
    }
}

/// The text of a flag as it was given, if it was.
fn given(flags: &[Flag], matches: &ArgMatches, name: &str) -> Option<String> {
    let flag = flags.iter().find(|flag| flag.name == name)?;
    match flag.takes {
        Takes::Nothing => matches.get_flag(name).then(|| "true".to_owned()),
        Takes::Days => matches.get_one::<u32>(name).map(u32::to_string),
        Takes::Words(_) | Takes::Patterns(_) => {
            let words = matches.get_many::<String>(name)?;
            Some(words.map(String::as_str).collect::<Vec<_>>().join(","))
        }
        // `deal --at REV report backtest`: the global flag of that name fills in its own word.
        Takes::Word(words) => {
            let word = matches.get_one::<String>(name);
            word.filter(|word| words.contains(&word.as_str())).cloned()
        }
        Takes::Day | Takes::Number(_) | Takes::Pattern(_) => {
            matches.get_one::<String>(name).cloned()
        }
    }
}
