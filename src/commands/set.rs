//! `deal set`: gives fields new values; tracked ones get a history line.

use crate::book::Book;
use crate::deal::Deal;
use crate::deal::by_hand::set_or_remove;
use crate::deal::history::HistoryEntry;
use crate::deal::keywords::Forecast;
use crate::deal::money::{Amount, Currency};
use crate::edit::{Edit, Value};
use crate::key_path::KeyPath;

use crate::console::context::Context;
use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::people;
use crate::console::saving::{self, Writing};
use crate::console::text;
use crate::console::ui::Ui;

/// Change fields of a deal
///
/// FIELD=VALUE sets a field, FIELD= clears it. Fields: name account owner amount currency
/// close_date forecast source segment product profile.industry profile.employees profile.tech
/// profile.ad_spend profile.hiring x.KEY. A change of owner, amount, currency, close date or
/// forecast is written to the deal's history as well.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: deal set acme amount=120000 close_date=+30d x.region=emea --why \"Two more plants\""
)]
pub struct Args {
    /// Deal id, unique prefix of it, or path
    deal: String,
    /// What to change
    #[arg(value_name = "FIELD=VALUE", required = true)]
    assignments: Vec<String>,
    /// Reason, recorded in the history
    #[arg(long, value_name = "TEXT", value_parser = text::text)]
    why: Option<String>,
    /// Team member who made the change
    #[arg(long, value_name = "MEMBER")]
    by: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

/// The fields that can be set, for the error that names the nearest.
const FIELDS: &[&str] = &[
    "name",
    "account",
    "owner",
    "amount",
    "currency",
    "close_date",
    "forecast",
    "source",
    "segment",
    "product",
    "profile.industry",
    "profile.employees",
    "profile.tech",
    "profile.ad_spend",
    "profile.hiring",
    "x.KEY",
];

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let mut line = HistoryEntry {
        why: args.why.clone(),
        ..HistoryEntry::default()
    };
    line.by = args
        .by
        .as_deref()
        .map(|by| people::member(context, by))
        .transpose()?;
    let mut plain = Vec::new();
    for assignment in &args.assignments {
        assign(assignment, context, &mut line, &mut plain)?;
    }
    let book = context.book()?;
    let edited = saving::change_by_hand(context, ui, &args.deal, &args.writing, |loaded, on| {
        let mut line = HistoryEntry {
            date: Some(on),
            ..line.clone()
        };
        keep_changes(&mut line, &loaded.deal);
        check_money(book, &loaded.deal, &line)?;
        let mut edits = plain.clone();
        if is_tracked(&line) {
            edits.extend(saving::record_by_hand(loaded, line)?);
        }
        Ok(edits)
    })?;
    let id = &edited.before.file.id;
    let done = if edited.diff.is_empty() {
        format!("{id} has these values already")
    } else {
        format!("{id} is changed")
    };
    saving::say(ui, &args.writing, &done);
    Ok(Exit::Done)
}

fn assign(
    assignment: &str,
    context: &Context,
    line: &mut HistoryEntry,
    plain: &mut Vec<Edit>,
) -> Result<(), Failure> {
    let (field, value) = text::assignment(assignment)?;
    match field {
        "owner" => {
            line.owner = Some(
                value
                    .map(|id| people::present_member(context, id, "owner="))
                    .transpose()?,
            )
        }
        "amount" => line.amount = Some(parsed::<Amount>(value)?),
        "currency" => {
            line.currency = Some(
                value
                    .map(Currency::typed)
                    .transpose()
                    .map_err(Failure::usage)?,
            )
        }
        "close_date" => {
            line.close_date = Some(value.map(|phrase| context.day(phrase)).transpose()?)
        }
        "forecast" => line.forecast = Some(forecast(value)?),
        _ => plain.push(untracked(field, value)?),
    }
    Ok(())
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    value: Option<&str>,
) -> Result<Option<T>, Failure> {
    value.map(str::parse).transpose().map_err(Failure::usage)
}

fn forecast(value: Option<&str>) -> Result<Option<Forecast>, Failure> {
    let unknown = |word: &str| {
        Failure::unknown(
            format_args!("`{word}` is no forecast category"),
            word,
            Forecast::WORDS.iter().copied(),
        )
    };
    value
        .map(|word| word.parse().map_err(|_| unknown(word)))
        .transpose()
}

fn untracked(field: &str, value: Option<&str>) -> Result<Edit, Failure> {
    let at = field.split('.').fold(KeyPath::root(), KeyPath::key);
    let written = match field {
        "name" if value.is_none_or(|name| name.trim().is_empty()) => {
            return Err(Failure::usage("a deal needs a name").help("write name=\"…\""));
        }
        "name" | "account" | "source" | "segment" | "product" | "profile.industry" => {
            value.map(Value::text)
        }
        "profile.employees" => value.map(employees).transpose()?,
        "profile.ad_spend" => value.map(yes_or_no).transpose()?,
        "profile.tech" | "profile.hiring" => {
            value.map(|list| Value::List(list.split(',').map(Value::text).collect()))
        }
        "stage" => {
            return Err(Failure::usage("a stage is entered, not set")
                .help("`deal advance DEAL` or `deal move DEAL STAGE --why …`"));
        }
        "hold" => {
            return Err(Failure::usage("a hold has a day and a reason")
                .help("`deal hold DEAL --until DATE --why …` or `deal resume DEAL`"));
        }
        "notes" => {
            return Err(Failure::usage("notes are added to, not set")
                .help("`deal note DEAL TEXT` or `deal edit DEAL`"));
        }
        _ if field
            .strip_prefix("x.")
            .is_some_and(|key| !key.is_empty() && !key.split('.').any(str::is_empty)) =>
        {
            value.map(own_value)
        }
        _ => {
            return Err(Failure::unknown(
                format_args!("there is no field `{field}` to set"),
                field,
                FIELDS.iter().copied(),
            ));
        }
    };
    Ok(set_or_remove(at, written))
}

fn employees(value: &str) -> Result<Value, Failure> {
    let number = value
        .parse::<u64>()
        .map_err(|_| Failure::usage(format_args!("`{value}` is no number of people")));
    Ok(Value::plain(number.map_err(|failure| {
        failure.help("write digits, such as 240")
    })?))
}

fn yes_or_no(value: &str) -> Result<Value, Failure> {
    match value {
        "true" | "yes" => Ok(Value::Bool(true)),
        "false" | "no" => Ok(Value::Bool(false)),
        _ => Err(
            Failure::usage(format_args!("`{value}` is neither true nor false"))
                .help("write true or false"),
        ),
    }
}

/// The team's own keys hold what it looks like: a number, yes or no, else text.
fn own_value(value: &str) -> Value {
    match value {
        "true" | "false" => Value::Bool(value == "true"),
        number if number.parse::<Amount>().is_ok() && !number.starts_with("00") => {
            Value::plain(number)
        }
        text => Value::text(text),
    }
}

/// A field that has the value already is no change and gets no history.
fn keep_changes(line: &mut HistoryEntry, deal: &Deal) {
    fn drop_equal<T: PartialEq>(change: &mut Option<Option<T>>, now: &Option<T>) {
        if change.as_ref() == Some(now) {
            *change = None;
        }
    }
    drop_equal(&mut line.owner, &deal.owner);
    drop_equal(&mut line.amount, &deal.amount);
    drop_equal(&mut line.currency, &deal.currency);
    drop_equal(&mut line.close_date, &deal.close_date);
    drop_equal(&mut line.forecast, &deal.forecast);
}

fn is_tracked(line: &HistoryEntry) -> bool {
    line.owner.is_some()
        || line.amount.is_some()
        || line.currency.is_some()
        || line.close_date.is_some()
        || line.forecast.is_some()
}

/// An amount needs a currency, and no finer digits than the currency has.
fn check_money(book: &Book, deal: &Deal, line: &HistoryEntry) -> Result<(), Failure> {
    let amount = line.amount.unwrap_or(deal.amount);
    let currency = line.currency.unwrap_or(deal.currency).or(book.currency);
    let changed = line.amount.is_some() || line.currency.is_some();
    let Some(amount) = amount.filter(|_| changed) else {
        return Ok(());
    };
    priced(amount, currency)
}

/// Whether the amount can be in that currency.
pub fn priced(amount: Amount, currency: Option<Currency>) -> Result<(), Failure> {
    if amount.0.is_sign_negative() && !amount.0.is_zero() {
        return Err(
            Failure::usage(format_args!("{amount} is less than nothing"))
                .help("write what the deal is worth"),
        );
    }
    let Some(currency) = currency else {
        return Err(Failure::usage("the amount has no currency")
            .help("add currency=EUR, or `currency: EUR` to dealfile.yaml"));
    };
    if amount.scale() > currency.minor_units() {
        let units = currency.minor_units();
        return Err(Failure::usage(format_args!(
            "{amount} has finer digits than {currency}, which has {units} behind the point"
        ))
        .help("round it"));
    }
    Ok(())
}
