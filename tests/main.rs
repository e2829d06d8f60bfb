//! All tests are one binary: it links once.

mod store;
