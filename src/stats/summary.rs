//! Sum, mean, median and quantiles of plain numbers.

/// Sum with a running correction of what rounding loses (Neumaier 1974).
///
/// A naive sum of 100,000 amounts drifts in its last digits and depends on their order; this one
/// does not.
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let (total, lost) = values.into_iter().fold((0.0, 0.0), |(total, lost), value| {
        let next: f64 = total + value;
        let error = if f64::abs(total) >= value.abs() {
            (total - next) + value
        } else {
            (value - next) + total
        };
        (next, lost + error)
    });
    // After an overflow the correction is inf − inf; the plain total is then the better answer.
    if lost.is_finite() {
        total + lost
    } else {
        total
    }
}

/// Arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| sum(values.iter().copied()) / values.len() as f64)
}

/// The middle value, or the mean of the two middle ones; `None` of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The value below which a share `q` of the values lies; `None` of nothing or for a `q` outside [0,
/// 1].
///
/// Linear between the order statistics, with the extremes at 0 and 1 (Hyndman and Fan 1996, type
/// 7): what a spreadsheet's `PERCENTILE` gives.
pub fn quantile(values: &[f64], q: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&q) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let position = q * sorted.len().checked_sub(1)? as f64;
    let below = *sorted.get(position.floor() as usize)?;
    let above = *sorted.get(position.ceil() as usize)?;
    let weight = position.fract();
    // Two weighted terms and not below + weight · (above − below), which overflows for extremes of
    // opposite sign.
    Some(below * (1.0 - weight) + above * weight)
}
