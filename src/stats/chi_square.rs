//! Whether groups differ at all: Pearson's test of equal proportions (Pearson, *Philosophical
//! Magazine* 50, 1900).

/// Groups with fewer cases are not compared: the distribution is that of many.
const LEAST_CASES: u64 = 5;

/// The result of a test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Homogeneity {
    pub chi_square: f64,
    /// Degrees of freedom: the groups that are compared, less one.
    pub freedom: u64,
    /// The chance of at least so large a difference among groups that do not differ.
    pub p: f64,
    /// The groups with fewer than 5 cases.
    pub left_out: u64,
}

impl Homogeneity {
    /// Of groups with `k` of `n` each; `None` where fewer than two can be compared, and where all
    /// cases are of one kind.
    ///
    /// χ² = Σ (k − n·p̂)² / (n·p̂(1 − p̂)), with p̂ of all compared groups together.
    pub fn test(groups: &[(u64, u64)]) -> Option<Self> {
        let compared = groups.iter().filter(|(_, n)| *n >= LEAST_CASES);
        let compared: Vec<&(u64, u64)> = compared.collect();
        let (k, n) = compared
            .iter()
            .fold((0, 0), |(k, n), own| (k + own.0, n + own.1));
        if compared.len() < 2 || k == 0 || k == n {
            return None;
        }
        let p = k as f64 / n as f64;
        let distance = |own: &&(u64, u64)| {
            let (k, n) = (own.0 as f64, own.1 as f64);
            (k - n * p).powi(2) / (n * p * (1.0 - p))
        };
        let chi_square = compared.iter().map(distance).sum();
        let freedom = compared.len() as u64 - 1;
        Some(Self {
            chi_square,
            freedom,
            p: upper_tail(chi_square, freedom),
            left_out: (groups.len() - compared.len()) as u64,
        })
    }
}

/// P(χ² ≥ x) with so many degrees of freedom, as a finite sum (Abramowitz and Stegun 1964, 26.4.4
/// and 26.4.5).
fn upper_tail(x: f64, freedom: u64) -> f64 {
    let y = x / 2.0;
    if y <= 0.0 {
        return 1.0;
    }
    let term = |a: f64| (a * y.ln() - libm::lgamma(a + 1.0) - y).exp();
    let half = freedom / 2;
    let sum: f64 = if freedom.is_multiple_of(2) {
        (0..half).map(|i| term(i as f64)).sum()
    } else {
        let later: f64 = (1..=half).map(|i| term(i as f64 - 0.5)).sum();
        libm::erfc(y.sqrt()) + later
    };
    sum.min(1.0)
}
