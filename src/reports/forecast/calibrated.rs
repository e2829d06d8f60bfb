//! An interval and a chance from what earlier forecasts said and what came: the logarithms of their
//! ratios are taken as draws of one normal distribution, and the next one is predicted with Student's
//! t.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::book::Period;
use crate::stats::student;

/// With fewer periods that can be compared, nothing is said.
const LEAST_PERIODS: usize = 4;

/// What earlier forecasts make of this one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Calibrated {
    pub periods: u64,
    pub low: Option<f64>,
    pub mid: Option<f64>,
    pub high: Option<f64>,
    pub p_reach_target: Option<f64>,
}

/// One earlier period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Like {
    pub period: Period,
    pub said: f64,
    pub came: f64,
}

/// What earlier periods make of what is to come, what is closed and the target.
pub fn calibrate(
    remaining: f64,
    closed: Option<f64>,
    target: Option<Decimal>,
    likes: &[Like],
) -> Calibrated {
    let periods = likes.len();
    let nothing = Calibrated {
        periods: periods as u64,
        ..Calibrated::default()
    };
    let Some(closed) = closed.filter(|_| periods >= LEAST_PERIODS && remaining > 0.0) else {
        return nothing;
    };
    let count = periods as f64;
    let ratios: Vec<f64> = likes
        .iter()
        .map(|like| (like.came / like.said).ln())
        .collect();
    let mean = ratios.iter().sum::<f64>() / count;
    let squares: f64 = ratios.iter().map(|ratio| (ratio - mean).powi(2)).sum();
    let width = (squares / (count - 1.0)).sqrt() * (1.0 + 1.0 / count).sqrt();
    let freedom = periods as u32 - 1;
    let Some(tenth) = student::upper_tenth(freedom) else {
        return nothing;
    };
    let at = |shift: f64| closed + remaining * (mean + shift).exp();
    let mid = at(0.0);
    let target = target.and_then(|target| target.to_f64());
    let p_reach_target = target.map(|target| {
        let missing = target - closed;
        if missing <= 0.0 {
            1.0
        } else if width == 0.0 {
            f64::from(u8::from(mid >= target))
        } else {
            1.0 - student::cdf(freedom, ((missing / remaining).ln() - mean) / width)
        }
    });
    Calibrated {
        low: Some(at(-tenth * width)),
        mid: Some(mid),
        high: Some(at(tenth * width)),
        p_reach_target,
        ..nothing
    }
}
