//! The top of the command line. A command's own arguments live with the command.

use clap::Parser;

use crate::commands::Command;
use crate::console::global::Global;

/// Track sales deals as plain YAML files in git
///
/// Moves deals through their stages, says what is missing under MEDDIC, keeps objections and
/// follow-ups, and reports velocity, conversion and forecast with their intervals. Without a
/// command it says what to do now, as `deal next`.
#[derive(Debug, Parser)]
#[command(name = "deal", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done · 1 findings, or a gate refused the move · 2 usage or configuration · 3 could not read or write"
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}
