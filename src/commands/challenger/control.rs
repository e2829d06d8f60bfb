//! `deal challenger control`.

use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::saving::{self, Writing};
use crate::console::ui::Ui;

/// Record when price was first discussed
///
/// Next steps are recorded with the meetings: `deal meeting held --next-step`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: deal challenger control acme --price-discussed -1d")]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// The day on which price was first talked about
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    price_discussed: String,
    #[command(flatten)]
    writing: Writing,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let day = context.day(&args.price_discussed)?;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        if day > on {
            let failure = Failure::usage(format_args!(
                "{day} has not come by {on}, so nobody has talked about price then"
            ));
            return Err(failure.help("name the day on which price was talked about"));
        }
        let before = loaded
            .deal
            .challenger
            .take_control
            .as_ref()
            .and_then(|control| control.price_discussed);
        if let Some(first) = before.filter(|first| *first < day) {
            let failure = Failure::usage(format_args!(
                "price was first talked about on {first}, before {day}"
            ));
            return Err(failure.help(format_args!(
                "a wrong day is corrected with `deal edit {}`",
                loaded.file.id
            )));
        }
        let at = KeyPath::top("challenger")
            .key("take_control")
            .key("price_discussed");
        Ok(vec![Edit::Set {
            at,
            value: Value::plain(day),
            style: Style::Flow,
        }])
    })?;
    let already = if edited.diff.is_empty() {
        ", as is written already"
    } else {
        ""
    };
    saving::say(
        ui,
        &args.writing,
        &format!(
            "{}: price was discussed on {day}{already}",
            edited.before.file.id
        ),
    );
    Ok(Exit::Done)
}
