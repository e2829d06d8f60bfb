//! Statistics: numbers in, numbers out.
//!
//! What this module must not know: deals, stages, money's currency, dates, files, the clock, and
//! how a figure is printed. It depends on `std` and on the functions of `libm` alone, so every
//! function here can be checked against a textbook.
//!
//! Three habits hold throughout. A figure that the data cannot give is `None`, never 0 and never
//! NaN. A threshold is compared with a tolerance, because a product of floats misses the 0.5 that
//! it meets on paper. And a result does not depend on the order of the input.
//!
//! To add an estimator: one file that begins with what it estimates and who published it, one line
//! below, and one file of the same name under `tests/stats` with a case worked by hand and a
//! property. Deliberately absent are random numbers: whatever a simulation would give is computed
//! exactly, so that two runs agree to the last bit.

pub mod aalen_johansen;
pub mod bernoulli_sum;
pub mod chi_square;
pub mod flow;
mod interval;
pub mod kaplan_meier;
pub mod markov;
pub mod proportion;
pub mod shrink;
pub mod student;
pub mod summary;
pub mod typical;

pub use interval::{Interval, Z95};
