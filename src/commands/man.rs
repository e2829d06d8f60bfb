//! `deal man`: manual pages.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::CommandFactory;

use crate::cli::Cli;
use crate::console::{Context, Exit, Failure, Ui};
use crate::store::{StoreError, files};

/// Print the manual page, or write the pages of all commands into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples: deal man | man -l - · deal man --to ~/.local/share/man/man1")]
pub struct Args {
    /// Folder to write the pages to
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

pub fn run(args: &Args, _: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let mut command = Cli::command();
    command.build();
    match &args.to {
        None => ui.write_all(&page(command)?)?,
        Some(folder) => {
            files::create_folder(folder).map_err(StoreError::from)?;
            let count = write(&command, "deal", folder)?;
            ui.status(&format!("wrote {count} pages to {}", folder.display()));
        }
    }
    Ok(Exit::Done)
}

/// Writes the page of a command and those of the commands below it; how many.
fn write(command: &clap::Command, name: &str, folder: &Path) -> Result<usize, Failure> {
    let named = command
        .clone()
        .name(name.to_owned())
        .display_name(name.to_owned());
    let path = folder.join(format!("{name}.1"));
    files::save(&path, &page(named)?).map_err(StoreError::from)?;
    let mut count = 1;
    for below in command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
    {
        count += write(below, &format!("{name}-{}", below.get_name()), folder)?;
    }
    Ok(count)
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    Ok(page)
}
