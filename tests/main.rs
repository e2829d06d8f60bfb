//! All tests in one binary: a folder per room or command.

mod store;
