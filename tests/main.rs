//! All tests are one binary: it links once.

mod reports;
mod store;
