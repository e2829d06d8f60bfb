//! What a deal is and what may happen to it.

mod history;
mod meeting;
