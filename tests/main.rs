//! All tests are one binary: it links once.

mod commands;
mod store;
