//! `deal merge`: settles what a merge could not decide.

use std::io::Write;

use crate::console::{Context, Exit, Failure, Ui, prompt, wording::count};
use crate::escape_controls::escape_lines;
use crate::store::{Conflicted, conflicted_path, merge::Conflict};

/// Settle the conflicts that a merge left in a deal
///
/// Shows both sides of each conflict and asks which to keep. With --ours or --theirs it asks
/// nothing. Then commit the file with `git add`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal merge deals/acme.yaml")]
pub struct Args {
    /// Deal ids or paths
    #[arg(required = true)]
    files: Vec<String>,
    /// Keep our side of every conflict
    #[arg(long, conflicts_with = "theirs")]
    ours: bool,
    /// Keep their side of every conflict
    #[arg(long)]
    theirs: bool,
}

pub fn run(args: &Args, _: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    for name in &args.files {
        let path = conflicted_path(name)?;
        let file = Conflicted::read(&path)?;
        let shown = path.display().to_string();
        let number = file.conflicts().count();
        if number == 0 {
            ui.status(&format!("{shown}: no conflicts"));
            continue;
        }
        let choices = choices(args, &file, &shown, ui)?;
        let Some(choices) = choices else {
            exit = Exit::Found;
            continue;
        };
        file.settle(&choices)?;
        ui.status(&format!(
            "{shown}: {} settled; run `git add {shown}`",
            count(number, "conflict")
        ));
    }
    Ok(exit)
}

/// What stands in the place of each conflict; `None` where nobody can be asked.
fn choices(
    args: &Args,
    file: &Conflicted,
    shown: &str,
    ui: &mut Ui,
) -> Result<Option<Vec<String>>, Failure> {
    let mut choices = Vec::new();
    let can_ask = prompt::is_possible();
    for conflict in file.conflicts() {
        match (args.ours, args.theirs) {
            (true, _) => choices.push(conflict.ours.clone()),
            (_, true) => choices.push(conflict.theirs.clone()),
            _ => {
                show(conflict, shown, ui)?;
                if can_ask {
                    choices.push(asked(conflict)?);
                }
            }
        }
    }
    if choices.len() < file.conflicts().count() {
        ui.hint("help: run it on a terminal, or keep one side with --ours or --theirs");
        return Ok(None);
    }
    Ok(Some(choices))
}

fn show(conflict: &Conflict, shown: &str, ui: &mut Ui) -> Result<(), Failure> {
    let (ours, theirs) = &conflict.labels;
    let said = |text: &str| match text {
        "" => "  (deleted)\n".to_owned(),
        text => text
            .split_inclusive('\n')
            .map(|line| format!("  {line}"))
            .collect(),
    };
    let text = format!(
        "{shown}:{}\nours ({ours}):\n{}theirs ({theirs}):\n{}",
        conflict.line,
        said(&conflict.ours),
        said(&conflict.theirs)
    );
    ui.write_all(escape_lines(&text).as_bytes())?;
    ui.flush()?;
    Ok(())
}

fn asked(conflict: &Conflict) -> Result<String, Failure> {
    let answer = prompt::ask_until("keep [o]urs, [t]heirs or [b]oth?", |answer| match answer {
        "o" | "ours" => Ok(conflict.ours.clone()),
        "t" | "theirs" => Ok(conflict.theirs.clone()),
        "b" | "both" => Ok(format!("{}{}", conflict.ours, conflict.theirs)),
        other => Err(Failure::usage(format_args!(
            "`{other}` is none of o, t and b"
        ))),
    })?;
    answer.ok_or_else(|| Failure::usage("no answer given").help("nothing was written"))
}
