//! Where a chain that moves back and forth ends in the long run.
//!
//! The absorbing Markov chain of Kemeny and Snell (1960): states that are left again (transient)
//! and ends that are not (absorbing). It assumes that the next move depends on the present state
//! alone.

use super::summary;

/// An absorbing chain, solved.
#[derive(Debug, Clone, PartialEq)]
pub struct AbsorbingChain {
    /// Row i of the fundamental matrix N = (I − Q)⁻¹; none for a state from which an end is not
    /// certain.
    visits: Vec<Option<Vec<f64>>>,
    /// R: the probability of each end as the next move.
    ends: Vec<Vec<f64>>,
}

impl AbsorbingChain {
    /// From weights: `moves[i][j]` between the transient states, `ends[i][e]` into the ends; counts
    /// and probabilities both do, each state's weights are divided by their sum.
    ///
    /// `None` unless `moves` is square, `ends` has a row for each state and all weights are finite
    /// and not negative.
    pub fn new(moves: &[Vec<f64>], ends: &[Vec<f64>]) -> Option<Self> {
        let n = moves.len();
        let is_square = ends.len() == n && moves.iter().all(|row| row.len() == n);
        let mut weights = moves.iter().chain(ends).flatten();
        if !is_square || !weights.all(|w| w.is_finite() && *w >= 0.0) {
            return None;
        }
        let certain = surely_absorbed(moves, ends);
        let (q, ends): (Vec<_>, Vec<_>) = moves.iter().zip(ends).map(shares).unzip();
        let visits = invert(identity_minus(&q, &certain))?
            .into_iter()
            .zip(certain)
            .map(|(row, sure)| sure.then_some(row))
            .collect();
        Some(AbsorbingChain { visits, ends })
    }

    /// Expected number of visits to each state for a start in `from`, the start included.
    ///
    /// `None` when the chain may get stuck: `from` can come to a state out of which no way to an
    /// end was seen.
    pub fn visits(&self, from: usize) -> Option<&[f64]> {
        self.visits.get(from)?.as_deref()
    }

    /// Probability that a start in `from` ends in `end`: row `from` of N · R. `None` as for
    /// [`AbsorbingChain::visits`], or when there is no such end.
    pub fn absorption(&self, from: usize, end: usize) -> Option<f64> {
        let into_end: Option<Vec<f64>> =
            self.ends.iter().map(|row| row.get(end).copied()).collect();
        self.expected_total(from, &into_end?)
    }

    /// Expected total for a start in `from`, where each visit to state i adds `per_visit[i]`, as
    /// its mean stay.
    pub fn expected_total(&self, from: usize, per_visit: &[f64]) -> Option<f64> {
        let visits = self.visits(from)?;
        let terms = visits.iter().zip(per_visit).map(|(n, each)| n * each);
        (per_visit.len() == visits.len()).then(|| summary::sum(terms))
    }
}

/// Divides one state's weights by their sum; a state that was never left keeps its zeros.
fn shares((moves, ends): (&Vec<f64>, &Vec<f64>)) -> (Vec<f64>, Vec<f64>) {
    let total = summary::sum(moves.iter().chain(ends).copied());
    (divided(moves, total), divided(ends, total))
}

fn divided(weights: &[f64], total: f64) -> Vec<f64> {
    if total > 0.0 {
        weights.iter().map(|w| w / total).collect()
    } else {
        vec![0.0; weights.len()]
    }
}

/// For each state, whether an end is reached with certainty: it cannot come to a state that has no
/// way to an end.
///
/// I − Q of such states alone is never singular, and they never move to the others, so one stuck
/// state does not spoil the figures of those that avoid it.
fn surely_absorbed(moves: &[Vec<f64>], ends: &[Vec<f64>]) -> Vec<bool> {
    let next_to_end = ends
        .iter()
        .map(|row| row.iter().any(|w| *w > 0.0))
        .collect();
    let stuck = opposite(reaching(next_to_end, moves));
    opposite(reaching(stuck, moves))
}

fn opposite(marked: Vec<bool>) -> Vec<bool> {
    marked.into_iter().map(|marked| !marked).collect()
}

/// Marks every state from which a marked one can be reached.
fn reaching(mut marked: Vec<bool>, moves: &[Vec<f64>]) -> Vec<bool> {
    loop {
        let grown: Vec<bool> = marked
            .iter()
            .zip(moves)
            .map(|(own, row)| *own || row.iter().zip(&marked).any(|(w, to)| *w > 0.0 && *to))
            .collect();
        if grown == marked {
            return marked;
        }
        marked = grown;
    }
}

/// I − Q, with the plain unit row for each state that is not `certain`.
fn identity_minus(q: &[Vec<f64>], certain: &[bool]) -> Vec<Vec<f64>> {
    let mut rows = identity(q.len());
    for ((row, q), certain) in rows.iter_mut().zip(q).zip(certain) {
        if *certain {
            row.iter_mut().zip(q).for_each(|(x, q)| *x -= q);
        }
    }
    rows
}

fn identity(n: usize) -> Vec<Vec<f64>> {
    let mut rows = vec![vec![0.0; n]; n];
    for (i, row) in rows.iter_mut().enumerate() {
        row[i] = 1.0;
    }
    rows
}

/// Inverse by Gauss–Jordan elimination; the largest entry of the column leads, which keeps rounding
/// errors small. `None` when no entry can lead: the matrix is singular.
fn invert(mut rows: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let n = rows.len();
    for (row, unit) in rows.iter_mut().zip(identity(n)) {
        row.extend(unit);
    }
    for column in 0..n {
        let pivot =
            (column..n).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        rows.swap(column, pivot);
        let leading = rows[column][column];
        if !leading.is_normal() {
            return None;
        }
        let lead: Vec<f64> = rows[column].iter().map(|x| x / leading).collect();
        for row in &mut rows {
            let factor = row[column];
            for (x, l) in row.iter_mut().zip(&lead) {
                *x -= factor * l;
            }
        }
        rows[column] = lead;
    }
    Some(rows.into_iter().map(|mut row| row.split_off(n)).collect())
}
