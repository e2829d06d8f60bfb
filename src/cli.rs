//! The top of the command line. A command's own arguments live with the command.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser};

use crate::commands::Command;

/// Sales deals as plain YAML files in a git folder.
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

/// What every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Run as if started in DIR; the book is the nearest dealfile.yaml upward
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// The day that counts as today: 2026-12-18, today, +3d, -2w, fri
    #[arg(long, value_name = "DATE", global = true, allow_hyphen_values = true)]
    pub as_of: Option<String>,
    /// When to use colour
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        default_value = "auto",
        hide_possible_values = true
    )]
    pub color: ColorChoice,
}
