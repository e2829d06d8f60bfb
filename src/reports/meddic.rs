use super::choices::{ChoiceError, Choices};
use super::query::Query;
use super::{About, Reads};
use crate::table::Report;
pub const ABOUT: About = About { name: "meddic", summary: "", definition: "", example: "", flags: &[], reads: Reads::Whole, run };
fn run(_: &Query<'_>, choices: &Choices) -> Result<Report, ChoiceError> {
    Err(ChoiceError { flag: choices.is_on("x").to_string(), problem: String::new() })
}
