//! All tests are one binary: it links once.
#![allow(clippy::unwrap_used, clippy::panic)]

mod checks;
mod commands;
mod house;
mod import;
mod reports;
mod store;
