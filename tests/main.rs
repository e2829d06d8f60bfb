//! All tests are one binary: it links once.

#![allow(
    clippy::disallowed_methods,
    reason = "tests make the files that the store reads"
)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod checks;
mod commands;
mod deal;
mod docs;
mod git;
mod house;
mod import;

mod reports;
mod stats;
mod store;
