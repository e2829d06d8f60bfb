//! Student's t distribution (Student, *Biometrika* 6, 1908), for a whole number of degrees of
//! freedom: the closed forms of its distribution function as finite sums (Abramowitz and Stegun
//! 1964, 26.7.3 and 26.7.4).

use std::f64::consts::PI;

/// P(T ≤ x) with `freedom` degrees of freedom, at least 1.
pub fn cdf(freedom: u32, x: f64) -> f64 {
    let angle = (x / f64::from(freedom).sqrt()).atan();
    let (sin, cos) = angle.sin_cos();
    if freedom % 2 == 1 {
        let (mut sum, mut factor, mut power) = (0.0, 1.0, cos);
        for step in 1..=(freedom - 1) / 2 {
            sum += factor * power;
            let step = f64::from(step);
            factor *= 2.0 * step / (2.0 * step + 1.0);
            power *= cos * cos;
        }
        0.5 + (angle + sin * sum) / PI
    } else {
        let (mut sum, mut factor, mut power) = (0.0, 1.0, 1.0);
        for step in 0..freedom / 2 {
            sum += factor * power;
            let step = f64::from(step);
            factor *= (2.0 * step + 1.0) / (2.0 * step + 2.0);
            power *= cos * cos;
        }
        0.5 + 0.5 * sin * sum
    }
}

/// The x with P(T ≤ x) = 0.9, for 3 to 7 degrees of freedom.
pub fn upper_tenth(freedom: u32) -> Option<f64> {
    Some(match freedom {
        3 => 1.637_744_353_696_21,
        4 => 1.533_206_274_058_944,
        5 => 1.475_884_048_824_481,
        6 => 1.439_755_747_265_148,
        7 => 1.414_923_927_650_509,
        _ => return None,
    })
}
