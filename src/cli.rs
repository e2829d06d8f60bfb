//! The top of the command line. A command's own arguments live with the command.

use clap::Parser;

use crate::commands::Command;
use crate::console::global::Global;
use crate::help;

/// Track sales deals as plain YAML files in git
///
/// Move deals through stages, see what is missing under MEDDIC, track objections and follow-ups,
/// and report velocity, conversion and forecast with confidence intervals. Without a command, shows
/// what to do now (same as `deal next`).
#[derive(Debug, Parser)]
#[command(name = "deal", version, propagate_version = true, max_term_width = 100)]
// `deal help` is a command of ours, for it prints topics as well.
#[command(disable_help_subcommand = true, after_help = after_help())]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

const EXIT_CODES: &str = "Exit codes: 0 success · 1 findings, or a gate blocked the move · \
     2 usage or configuration error · 3 read or write error";

fn after_help() -> String {
    format!("{}\n\n{EXIT_CODES}", help::list())
}
