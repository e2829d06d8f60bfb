//! An observed share, pulled towards a prior belief.

/// Share of successes, shrunk to a prior: p = (w + m·p0) / (n + m).
///
/// `weight` (m) says how many trials the prior is worth: with none observed the result is the
/// prior, with many it is the observed share. It is the posterior mean of a beta prior (additive
/// smoothing, Lidstone 1920). `None` when there is neither a trial nor a weight, or a number that
/// makes no probability.
pub fn shrink(successes: u64, trials: u64, prior: f64, weight: f64) -> Option<f64> {
    let denominator = trials as f64 + weight;
    let is_sound = successes <= trials
        && weight >= 0.0
        && (0.0..=1.0).contains(&prior)
        && denominator > 0.0
        && denominator.is_finite();
    is_sound.then(|| (successes as f64 + weight * prior) / denominator)
}

/// A belief about a probability: a beta distribution of the two shapes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
}

impl Beta {
    /// The belief after some successes and failures, starting from Jeffreys' prior Beta(½, ½)
    /// (Jeffreys 1946).
    pub fn after(successes: u64, failures: u64) -> Self {
        Beta {
            a: successes as f64 + 0.5,
            b: failures as f64 + 0.5,
        }
    }

    /// E\[p\] = a / (a + b).
    pub fn mean(&self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// Var\[p\] = ab / ((a + b)² (a + b + 1)): how far the probability itself is uncertain.
    pub fn variance(&self) -> f64 {
        let n = self.a + self.b;
        (self.a / n) * (self.b / n) / (n + 1.0)
    }

    /// E\[p(1 − p)\] = mean − mean² − variance: the variance of one trial, averaged over the
    /// belief.
    pub fn trial_variance(&self) -> f64 {
        let n = self.a + self.b;
        (self.a / n) * (self.b / n) * (n / (n + 1.0))
    }
}
