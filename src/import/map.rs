//! The map file as it is written: which column fills which field, and what the CRM's words mean
//! here.
//!
//! [`super::plan::Plan`] makes of it what it means for one file and one book.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::book::config::InOrder;
use crate::deal::or_default;

use super::money::DecimalMark;

/// The keys of a map file, for the error that names the nearest.
pub const KEYS: &[&str] = &[
    "columns",
    "stages",
    "outcomes",
    "opening_stage",
    "currency",
    "date_format",
    "decimal",
    "zero_lost_as_missing",
];

keywords! {
    /// What a column can fill, besides `x.NAME`.
    Field {
        Id = "id", Name = "name", Account = "account", Owner = "owner", Product = "product", Stage = "stage",
        Status = "status", Pipeline = "pipeline", Created = "created", Closed = "closed", CloseDate = "close_date",
        Amount = "amount", Currency = "currency", Source = "source", Segment = "segment", NextStep = "next_step",
        LostReason = "lost_reason", Competitor = "competitor",
    }
}

/// A map file, or what a preset says instead of one.
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
    /// Where a deal that comes closed is said to have begun; default: the pipeline's first stage.
    pub opening_stage: Option<String>,
    /// Of rows that name none.
    pub currency: Option<String>,
    /// As `strftime` writes it; default: ISO 8601 or RFC 3339.
    pub date_format: Option<String>,
    /// What stands before the decimals; default: what the column shows.
    pub decimal: Option<DecimalMark>,
    /// The CRM writes 0 for a lost deal whose amount nobody knew.
    pub zero_lost_as_missing: Option<bool>,
}
