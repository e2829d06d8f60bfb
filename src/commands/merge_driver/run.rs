use crate::console::{Exit, Failure, Ui};
use crate::store::{
    DriverResult,
    merge::{Markers, Sides},
    merge_files,
};

/// Merge one file, as git calls it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The common base (%O)
    base: String,
    /// Our side, where the result goes (%A)
    ours: String,
    /// Their side (%B)
    theirs: String,
    /// How many signs a marker has (%L)
    #[arg(value_parser = clap::value_parser!(u8).range(1..), default_value_t = 7)]
    size: u8,
    /// The path of the file (%P)
    path: Option<String>,
    /// What our side is called (%X)
    our_label: Option<String>,
    /// What their side is called (%Y)
    their_label: Option<String>,
}

pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Failure> {
    let files = Sides {
        base: args.base.as_str(),
        ours: &args.ours,
        theirs: &args.theirs,
    };
    let markers = Markers {
        ours: label(args.our_label.as_deref(), "ours"),
        theirs: label(args.their_label.as_deref(), "theirs"),
        size: usize::from(args.size),
    };
    let path = args.path.as_deref().unwrap_or(&args.ours);
    match merge_files(files, &markers)? {
        DriverResult::Clean => return Ok(Exit::Done),
        DriverResult::Conflicts(conflicts) => {
            ui.status(&format!("{path}: conflict in {}", conflicts.join(", ")));
            ui.hint(&format!("help: settle it with `deal merge {path}`"));
        }
        DriverResult::LeftToGit(reason) => {
            ui.status(&format!("{path}: git merged it by lines: {reason}"));
            ui.hint("help: read the file, then run `deal check`");
        }
    }
    Ok(Exit::Found)
}

/// An older git leaves what it does not know as it is.
fn label(label: Option<&str>, otherwise: &str) -> String {
    let known = label.filter(|label| !label.is_empty() && !label.starts_with('%'));
    known.unwrap_or(otherwise).to_owned()
}
