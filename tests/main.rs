//! All tests are one binary: it links once.
#![allow(clippy::unwrap_used, clippy::panic)]

mod reports;
mod store;
