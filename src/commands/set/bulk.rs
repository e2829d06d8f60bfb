//! `deal set … --all`: one change of many deals, all or none.

use std::io::Write;

use super::{Args, Change};
use crate::console::{Context, Exit, Failure, Ui, Writing, prompt, saving, wording::count};
use crate::store::StoreError;

pub fn run(
    args: &Args,
    terms: &[String],
    change: &Change<'_>,
    context: &Context,
    ui: &mut Ui,
) -> Result<Exit, Failure> {
    let paths = chosen(terms, context)?;
    let trial = Writing {
        dry_run: true,
        ..args.writing.clone()
    };
    let mut changing = Vec::new();
    for path in &paths {
        let tried = saving::quietly(context, path, &trial, |deal, _, on| {
            change.apply(deal, on, context)
        })?;
        if let Some(said) = change.said(&tried.before.deal, &tried.after, context)? {
            let id = &tried.before.file.id;
            let said = format!("{id}: {said}");
            if args.writing.dry_run {
                saving::print_diff(ui, &trial, &tried.diff)?;
                saving::say(ui, &trial, &said);
            } else {
                writeln!(ui, "{}", crate::escape_controls::escape_controls(&said))?;
            }
            changing.push(path);
        }
    }
    let deals = count(changing.len(), "deal");
    let same = paths.len() - changing.len();
    if same > 0 {
        ui.status(&format!("no change in {}", count(same, "deal")));
    }
    if changing.is_empty() {
        ui.status("nothing to change");
        return Ok(Exit::Done);
    }
    if args.writing.dry_run {
        ui.status(&format!("dry run: {deals} would change"));
        return Ok(Exit::Done);
    }
    if !args.yes && !is_agreed(&deals)? {
        ui.status("nothing was changed");
        return Ok(Exit::Done);
    }
    for path in changing {
        saving::change(context, ui, path, &args.writing, |deal, _, on| {
            change.apply(deal, on, context)
        })?;
    }
    ui.status(&format!("{deals} changed; `deal undo` takes it back"));
    Ok(Exit::Done)
}

/// The paths of the deals that the filters choose; open ones, unless they name a stage.
fn chosen(terms: &[String], context: &Context) -> Result<Vec<String>, Failure> {
    let selection = context.selection(terms)?;
    let takes_closed = selection.filter.names_stage();
    let listed = selection.list(|selected| {
        let snapshot = selected.snapshot.as_ref();
        let is_taken = snapshot.is_some_and(|own| takes_closed || own.is_open());
        Vec::from_iter(is_taken.then(|| selected.file.shown.clone()))
    })?;
    // One of them may be meant.
    if !listed.unreadable.is_empty() {
        return Err(StoreError::Unreadable(listed.unreadable).into());
    }
    if listed.items.is_empty() {
        let failure = Failure::usage("no deal matches");
        return Err(failure.help("run `deal list` with the same filters to see what they choose"));
    }
    Ok(listed.items)
}

/// Asks on a terminal; elsewhere --yes has to say it.
fn is_agreed(deals: &str) -> Result<bool, Failure> {
    if !prompt::is_possible() {
        let failure = Failure::usage(format_args!("{deals} would change; nothing was changed"));
        return Err(failure.help("add --yes to change them"));
    }
    let answer = prompt::ask(&format!("Change {deals}? [y/N]"))?;
    Ok(answer.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes")))
}
