//! The map file as written: which column fills which field, and what the CRM's words mean.
//!
//! [`super::plan::Plan`] is what it means for one file and one book. To add a key, add a field to
//! [`MapFile`]; to add a field that a column can fill, add a word to [`Field`].

use schemars::JsonSchema;
use serde::Deserialize;

use super::{header::Header, money::DecimalMark};
use crate::book::config::InOrder;
use crate::deal::or_default;
use crate::edit;
use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;
use crate::nearest::nearest;

keywords! {
    /// What a column can fill, besides `x.NAME`.
    Field {
        Id = "id", Name = "name", Account = "account", Owner = "owner", Product = "product",
        Stage = "stage", Status = "status", Pipeline = "pipeline", Created = "created",
        Closed = "closed", CloseDate = "close_date", Amount = "amount", Currency = "currency",
        Source = "source", Segment = "segment", NextStep = "next_step", LostReason = "lost_reason",
        Competitor = "competitor",
    }
}

/// A map file.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
pub struct MapFile {
    /// Field: a column, or a text with `{column}`s.
    #[serde(default, deserialize_with = "or_default")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub columns: InOrder<String>,
    /// The CRM's name of a stage: the stage's id.
    #[serde(default, deserialize_with = "or_default")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub stages: InOrder<String>,
    /// The values of the stage column, or of `columns.status`, that close a deal: `won` or `lost`.
    #[serde(default, deserialize_with = "or_default")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub outcomes: InOrder<String>,
    /// The first stage of a deal that is closed already; default: the pipeline's first.
    pub opening_stage: Option<String>,
    /// The currency of rows that name none.
    pub currency: Option<String>,
    /// The CRM's loss reasons: reasons of the format.
    #[serde(default, deserialize_with = "or_default")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub reasons: InOrder<String>,
    /// The reason of a loss whose own is missing or not among them.
    pub default_reason: Option<String>,
    /// Words that mean nothing, in every column, such as `N/A`.
    #[serde(default, deserialize_with = "or_default")]
    pub empty: Vec<String>,
    /// Round amounts to the decimals of their currency, half to even.
    pub round: Option<bool>,
    /// As `strftime` writes it; default: ISO 8601 or RFC 3339.
    pub date_format: Option<String>,
    /// What is before the decimals; default: as in the rest of the column.
    pub decimal: Option<DecimalMark>,
    /// The CRM writes 0 for a lost deal with an unknown amount.
    pub zero_lost_as_missing: Option<bool>,
}

impl MapFile {
    /// The map of a file whose columns have the names of the fields they fill; `x.NAME` too.
    pub fn of_header(header: &Header) -> Self {
        let fields = header.names.iter().filter_map(|column| {
            let name = column.trim();
            let is_own = name
                .strip_prefix("x.")
                .is_some_and(|key| !key.contains('.'));
            let field = if is_own {
                name.to_owned()
            } else {
                name.to_lowercase()
            };
            let is_field = is_own || field.parse::<Field>().is_ok();
            is_field.then(|| (field, format!("{{{name}}}")))
        });
        Self {
            columns: InOrder(fields.collect()),
            ..Self::default()
        }
    }
}

/// A mistake in a map.
pub(super) fn mistake(at: KeyPath, message: impl Into<String>, help: impl Into<String>) -> Finding {
    Finding::new(BAD_VALUE, message).at(at).help(help)
}

/// A key that a map does not have.
pub fn unknown_key(at: KeyPath) -> Finding {
    let keys = edit::key_order::<MapFile>(&KeyPath::root());
    let key = at.to_string();
    let message = format!("unknown key `{key}` in the map");
    mistake(at, message, did_you_mean(&key, keys))
}

/// The nearest of the words that are known, or all of them.
pub(super) fn did_you_mean(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(right) => format!("did you mean `{right}`?"),
        None => format!("choose one of: {}", known.join(", ")),
    }
}
