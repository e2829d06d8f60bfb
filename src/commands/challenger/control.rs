//! `deal challenger control`.

use crate::console::{Context, Exit, Failure, Ui, Writing, saving};

/// Record when price was first discussed
///
/// Next steps are recorded with the meetings: `deal meeting held --next-step`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal challenger control acme --price-discussed -1d")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// Date price was first discussed
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    price_discussed: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let day = context.day(&args.price_discussed)?;
    let changed = saving::change(context, ui, &args.deal, &args.writing, |deal, id, on| {
        if day > on {
            let failure = Failure::usage(format_args!("{day} is after {on}"));
            return Err(failure.help("use the date on which price was discussed"));
        }
        deal.challenger.discuss_price(day).map_err(|error| {
            Failure::usage(error).help(format_args!("to correct it, run `deal edit {id}`"))
        })
    })?;
    let id = &changed.before.file.id;
    let unchanged = changed.diff.is_empty().then_some(" (unchanged)");
    let unchanged = unchanged.unwrap_or_default();
    let done = format!("{id}: price was discussed on {day}{unchanged}");
    saving::say(ui, &args.writing, &done);
    Ok(Exit::Done)
}
