//! The arguments that every command takes.

use std::path::PathBuf;

use clap::{Args, ColorChoice};

use super::shell::quoted;

/// What every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Run as if started in DIR; the book is the nearest dealfile.yaml there or above
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// Date to treat as today: 2026-12-18, +3d, -2w, fri, or head for the day of the last commit
    #[arg(long, value_name = "DATE", global = true, allow_hyphen_values = true)]
    pub as_of: Option<String>,
    /// Read the book as it was in a git revision, or at the end of a day
    #[arg(long, value_name = "REV", global = true)]
    pub at: Option<String>,
    /// When to use color
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        default_value = "auto",
        hide_possible_values = true
    )]
    pub color: ColorChoice,
    /// Do not send long output through a pager
    #[arg(long, global = true)]
    pub no_pager: bool,
}

impl Global {
    /// The folder of `-C`, as it is typed in a shell.
    pub fn folder(&self) -> Option<String> {
        let folder = self.dir.as_ref()?;
        Some(quoted(&folder.to_string_lossy()))
    }
}
