//! Whole numbers on the command line. What is none is told with what to write instead.

use std::str::FromStr;

/// The parser of a number; `right` is what would be one.
pub fn whole<N: FromStr>(right: &'static str) -> impl Fn(&str) -> Result<N, String> + Clone {
    move |text| {
        text.parse()
            .map_err(|_| format!("expected a whole number, such as {right}"))
    }
}
