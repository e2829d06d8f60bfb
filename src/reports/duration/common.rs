//! Restricted means compare over the same days only.

use std::collections::HashMap;

use super::figures::Figures;
use crate::reports::by_pipeline::Survey;

/// From so many visits on a row decides how far the comparison goes.
const LEAST_VISITS: u64 = 8;

/// Gives the rows of a stage that stand beside each other one limit: the given day, or the least of
/// their longest times. A row alone keeps its own.
pub fn limit(survey: &mut Survey<'_, Figures>, given: Option<u32>) {
    let mut rows: HashMap<(String, usize), Vec<&mut Figures>> = HashMap::new();
    for (pipeline, part) in survey.parts_mut() {
        for (place, row) in part.rows.iter_mut().enumerate() {
            let beside = rows.entry((pipeline.to_owned(), place)).or_default();
            beside.push(row);
        }
    }
    for mut beside in rows.into_values() {
        let shared = (beside.len() > 1).then(|| shortest(&beside)).flatten();
        let tau = given.map(i64::from).or(shared);
        beside.iter_mut().for_each(|row| row.tau = tau);
    }
}

/// The least of the longest times, of the rows with enough visits or of all if none has.
fn shortest(rows: &[&mut Figures]) -> Option<i64> {
    let sure = rows.iter().filter(|row| row.curve.n() >= LEAST_VISITS);
    let longest = sure.filter_map(|row| row.curve.t_max()).min();
    longest.or_else(|| rows.iter().filter_map(|row| row.curve.t_max()).min())
}
