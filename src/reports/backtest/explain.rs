//! The backtest written out.

use super::rows::Row;
use crate::reports::formula::Line;

pub fn explain(rows: &[Row]) -> Vec<Line> {
    rows.iter().map(line).collect()
}

fn line(row: &Row) -> Line {
    let came = row.came.all().known_total();
    match row.past {
        Some(past) => formula!(
            "{} by {}, said on {}: {} open + {} not yet created = {}; came {}; error = |{} / {} − 1| = {}",
            past.period.to_string(),
            row.method.as_str(),
            past.said_on,
            row.said_open,
            row.said_new,
            row.said(),
            came,
            row.said(),
            came,
            row.error
        ),
        None => formula!(
            "all {} by {}: said {}, came {}, mean error {}",
            row.periods,
            row.method.as_str(),
            row.said(),
            came,
            row.error
        ),
    }
}
