//! What a deal is and what may happen to it.

mod fields;
mod history;
mod meeting;
