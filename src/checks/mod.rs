//! What is wrong with a deal or a book. One file per rule; here is the list of them.
//!
//! A rule is a function from a [`engine::Subject`] to what it found, with its name, options and docs in a static beside
//! it. It says where by key path, and knows no file, no clock and no YAML. To add one: its file, its `mod` line, its
//! line in [`RULES`]; `deal rules`, the docs and the tests of its examples are made from that.

pub mod engine;

mod bad_value;
mod close_date_past;
mod conflict_markers;
mod dangling_reference;
mod duplicate_id;
mod duplicate_key;
mod events_out_of_order;
mod follow_up_overdue;
mod history_mismatch;
mod ignore_expired;
mod ignore_malformed;
mod ignore_unused;
mod loss_reason_missing;
mod missing_field;
mod next_step_missing;
mod score_without_evidence;
mod stage_gate_unmet;
mod unknown_key;
mod unknown_stage;
mod unreadable_deal;

pub use engine::{Case, Facts, Judged, Rule, Settings, UnknownRule, judge, judge_book, of_problem};
pub use unknown_key::of_book as unknown_book_keys;

/// Every rule, by category.
pub const RULES: &[&Rule] = &[
    &unreadable_deal::RULE,
    &conflict_markers::RULE,
    &duplicate_key::RULE,
    &unknown_key::RULE,
    &bad_value::RULE,
    &missing_field::RULE,
    &duplicate_id::RULE,
    &dangling_reference::RULE,
    &history_mismatch::RULE,
    &events_out_of_order::RULE,
    &unknown_stage::RULE,
    &stage_gate_unmet::RULE,
    &loss_reason_missing::RULE,
    &score_without_evidence::RULE,
    &next_step_missing::RULE,
    &follow_up_overdue::RULE,
    &close_date_past::RULE,
    &ignore_malformed::RULE,
    &ignore_expired::RULE,
    &ignore_unused::RULE,
];

/// The rule of that name, present or former.
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.has_name(name)).copied()
}
