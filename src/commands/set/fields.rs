//! The fields that can be set, how what is typed is read, and how a change reads.

use crate::book::Book;
use crate::console::{Context, Failure, amount, people, text, wording::money};
use crate::deal::{Amount, Currency, Deal, HistoryEntry, keywords::Forecast};
use crate::edit;

/// The fields that can be set, for the error that names the nearest.
pub const FIELDS: &[&str] = &[
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

/// Sets a field of the deal; a tracked one is named in the history entry instead.
pub fn assign(
    assignment: &str,
    context: &Context,
    deal: &mut Deal,
    entry: &mut HistoryEntry,
) -> Result<(), Failure> {
    let (field, value) = text::assignment(assignment)?;
    match field {
        "owner" => entry.owner = Some(optional(value, |id| owner(context, id))?),
        "amount" => entry.amount = Some(optional(value, amount_typed)?),
        "currency" => entry.currency = Some(optional(value, currency)?),
        "close_date" => entry.close_date = Some(optional(value, |day| context.day(day))?),
        "forecast" => entry.forecast = Some(optional(value, forecast)?),
        _ => set_untracked(deal, field, value)?,
    }
    Ok(())
}

fn set_untracked(deal: &mut Deal, field: &str, value: Option<&str>) -> Result<(), Failure> {
    let text = value.map(str::to_owned);
    match field {
        "name" => {
            deal.name = text
                .filter(|name| !name.trim().is_empty())
                .ok_or_else(no_name)?
        }
        "account" => deal.account = text,
        "source" => deal.source = text,
        "segment" => deal.segment = text,
        "product" => deal.product = text,
        "profile.industry" => deal.profile.industry = text,
        "profile.employees" => deal.profile.employees = optional(value, whole_number)?,
        "profile.ad_spend" => deal.profile.ad_spend = optional(value, yes_or_no)?,
        "profile.tech" => deal.profile.tech = value.map(words),
        "profile.hiring" => deal.profile.hiring = value.map(words),
        _ => match field.strip_prefix("x.").filter(|key| is_path(key)) {
            Some(key) => deal
                .x
                .set(key, value.map(own_value))
                .map_err(Failure::usage)?,
            None => return Err(not_settable(field)),
        },
    }
    Ok(())
}

fn is_path(key: &str) -> bool {
    !key.split('.').any(str::is_empty)
}

fn not_settable(field: &str) -> Failure {
    let (message, help) = match field {
        "stage" => (
            "`stage` cannot be set directly",
            "run `deal advance DEAL` or `deal move DEAL STAGE --why …`",
        ),
        "hold" => (
            "`hold` cannot be set directly",
            "run `deal hold DEAL --until DATE --why …`, or `deal resume DEAL`",
        ),
        "notes" => (
            "`notes` cannot be set",
            "run `deal note DEAL TEXT` or `deal edit DEAL`",
        ),
        _ => {
            let message = format_args!("unknown field `{field}`").to_string();
            return Failure::unknown(message, field, FIELDS.iter().copied());
        }
    };
    Failure::usage(message).help(help)
}

fn no_name() -> Failure {
    Failure::usage("`name` cannot be cleared").help("use name=\"…\"")
}

/// What is typed, read; an empty value clears the field.
fn optional<T>(
    value: Option<&str>,
    read: impl FnOnce(&str) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    value.map(read).transpose()
}

fn owner(context: &Context, id: &str) -> Result<String, Failure> {
    people::present_member(context, id, "owner=")
}

fn amount_typed(value: &str) -> Result<Amount, Failure> {
    Amount::typed(value).map_err(Failure::usage)
}

fn currency(code: &str) -> Result<Currency, Failure> {
    Currency::typed(code).map_err(Failure::usage)
}

fn forecast(word: &str) -> Result<Forecast, Failure> {
    word.parse().map_err(|_| {
        let message = format!("`{word}` is not a forecast category");
        Failure::unknown(message, word, Forecast::WORDS.iter().copied())
    })
}

fn whole_number(value: &str) -> Result<u64, Failure> {
    let number = value.parse();
    number.map_err(|_| {
        Failure::usage(format_args!("`{value}` is not a whole number"))
            .help("use digits, such as 240")
    })
}

fn yes_or_no(value: &str) -> Result<bool, Failure> {
    match value {
        "true" | "yes" => Ok(true),
        "false" | "no" => Ok(false),
        _ => Err(Failure::usage(format_args!(
            "expected true or false, found `{value}`"
        ))),
    }
}

fn words(list: &str) -> Vec<String> {
    list.split(',').map(str::to_owned).collect()
}

/// The team's own keys hold what it looks like: a number, yes or no, else text.
fn own_value(value: &str) -> serde_json::Value {
    match value {
        "true" | "false" => serde_json::Value::Bool(value == "true"),
        // Digits like those of an amount: `1e3` and `007` are words.
        _ if value.starts_with("00") || value.parse::<Amount>().is_err() => value.into(),
        _ => match value.parse::<serde_json::Number>() {
            Ok(number) => serde_json::Value::Number(number),
            Err(_) => value.into(),
        },
    }
}

/// A changed amount needs a currency, and no more decimals than the currency has.
pub fn check_money(book: &Book, deal: &Deal, entry: &HistoryEntry) -> Result<(), Failure> {
    let is_changed = entry.amount.is_some() || entry.currency.is_some();
    let currency = entry.currency.unwrap_or(deal.currency).or(book.currency);
    match entry.amount.unwrap_or(deal.amount) {
        Some(amount) if is_changed => amount::check(amount, currency),
        _ => Ok(()),
    }
}

/// `amount 38,000.00 → 38,001.00 EUR, x.region – → emea`: the fields that were assigned and changed.
pub fn changes(
    assignments: &[String],
    before: &Deal,
    after: &Deal,
    book: &Book,
) -> Result<String, Failure> {
    let mut changes: Vec<String> = Vec::new();
    for assignment in assignments {
        let (field, _) = text::assignment(assignment)?;
        let (old, new) = (shown(before, field, book)?, shown(after, field, book)?);
        let change = match new.rsplit_once(' ') {
            // `38,000.00 → 38,001.00 EUR`
            Some((_, unit)) if field == "amount" => {
                let old = old.strip_suffix(unit).unwrap_or(&old).trim_end();
                format!("{field} {old} → {new}")
            }
            _ => format!("{field} {old} → {new}"),
        };
        if old != new && !changes.contains(&change) {
            changes.push(change);
        }
    }
    Ok(changes.join(", "))
}

/// A field as a sentence has it; `–` where it is absent.
fn shown(deal: &Deal, field: &str, book: &Book) -> Result<String, Failure> {
    if let ("amount", Some(amount)) = (field, deal.amount) {
        return Ok(money(amount, deal.currency.or(book.currency)));
    }
    let value = edit::to_value(deal).map_err(Failure::unreadable)?;
    let words = value.at(field).and_then(edit::Value::to_words);
    Ok(words.unwrap_or_else(|| "–".to_owned()))
}
