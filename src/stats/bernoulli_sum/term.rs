//! What is added up, and what comes out.

/// One term: the amount, in the smallest unit of whatever is counted, and the probability that it
/// is paid.
///
/// A probability outside [0, 1] is taken as the nearer end, one that is no number as 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bernoulli {
    pub amount: i128,
    pub p: f64,
}

impl Bernoulli {
    pub fn mean(&self) -> f64 {
        self.amount as f64 * self.p
    }

    pub fn variance(&self) -> f64 {
        let amount = self.amount as f64;
        amount * amount * self.p * (1.0 - self.p)
    }
}

/// One possible sum and its probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mass {
    pub sum: i128,
    pub p: f64,
}
