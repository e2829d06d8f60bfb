//! Moves of one day: a deal may go through several stages on the day on which it enters one.

use super::rates::{StageRates, Way};

/// 1 − the rates of moving on the day of entering.
pub(super) struct Matrix(Vec<Vec<f64>>);

impl Matrix {
    pub fn of_same_day(stages: &[StageRates]) -> Self {
        let count = stages.len();
        let row = |(index, rates): (usize, &StageRates)| {
            let mut row = vec![0.0; count];
            if let Some(own) = row.get_mut(index) {
                *own = 1.0;
            }
            for (way, rate) in rates.ways() {
                if let Way::Stage(next) = way
                    && let Some(cell) = row.get_mut(next)
                {
                    *cell -= rate.at(0);
                }
            }
            row
        };
        Self(stages.iter().enumerate().map(row).collect())
    }

    /// x with matrix · x = right, by elimination with pivots by rows. It is never singular: the last
    /// stay of a deal does not go round.
    pub fn solve(&self, mut right: Vec<f64>) -> Vec<f64> {
        let mut rows = self.0.clone();
        let count = rows.len();
        for column in 0..count {
            let largest = (column..count).max_by(|a, b| {
                let size = |row: &usize| rows[*row][column].abs();
                size(a).total_cmp(&size(b))
            });
            let pivot = largest.unwrap_or(column);
            rows.swap(column, pivot);
            right.swap(column, pivot);
            for row in column + 1..count {
                let factor = rows[row][column] / rows[column][column];
                if factor == 0.0 {
                    continue;
                }
                let above = rows[column].clone();
                for (cell, above) in rows[row].iter_mut().zip(above).skip(column) {
                    *cell -= factor * above;
                }
                right[row] -= factor * right[column];
            }
        }
        for row in (0..count).rev() {
            let known: f64 = (row + 1..count).map(|at| rows[row][at] * right[at]).sum();
            right[row] = (right[row] - known) / rows[row][row];
        }
        right
    }
}
