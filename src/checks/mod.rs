//! What is wrong with a deal or a book. One file per rule; this one is the registry.
//!
//! A rule is a function from a [`engine::Subject`] to its findings, with its name, default
//! severity, options and docs in a static beside it. It gives places as key paths, and knows no
//! file, no clock and no YAML. To add one: its file, its `mod` line, its line in [`RULES`], and
//! `tests/checks/cases/NAME.yaml`; `deal rules` and the tests of its examples are made from that.
//!
//! The severity of a finding: the rule's `severity` is the default, `check: rules: NAME: severity`
//! in `dealfile.yaml` overrides it, and `engine/settings.rs` applies both.

pub mod engine;
mod prelude;

mod accepted_risk_expired;
mod amount_missing;
mod amount_outlier;
mod bad_value;
pub mod baseline;
mod baseline_stale;
mod book_duplicate;
mod book_reference;
mod book_undated_rates;
mod champion_idle;
mod champion_is_economic_buyer;
mod close_date_missing;
mod close_date_parked;
mod close_date_past;
mod close_date_pushed;
mod close_date_too_soon;
mod closing_undated;
mod comment_cuts_text;
mod commit_not_qualified;
mod conflict_markers;
mod currency_missing;
mod dangling_reference;
mod deal_aging;
mod decision_after_close;
mod decision_steps_undated;
mod duplicate_deal;
mod duplicate_entry;
mod duplicate_id;
mod duplicate_key;
mod entry_without_id;
mod event_in_future;
mod events_out_of_order;
mod evidence_stale;
mod follow_up_overdue;
mod history_mismatch;
mod hold_expired;
mod icp_must_failed;
mod ignore_expired;
mod ignore_malformed;
mod ignore_unused;
mod late_reopen;
mod loss_reason_missing;
mod many_stages_one_day;
mod meeting_without_outcome;
mod metric_without_number;
mod missing_field;
mod moved_back_without_reason;
mod next_step_missing;
mod next_step_vague;
mod no_two_way_activity;
mod objection_answered_unasked;
mod open_blocker_objection;
mod owner_left;
mod owner_missing;
mod pipeline_concentration;
mod possible_duplicate;
mod post_close_follow_up_missing;
mod score_without_evidence;
mod single_threaded;
mod stage_aging;
mod stage_gate_unmet;
mod stage_skipped;
mod unknown_key;
mod unknown_stage;
mod unportable_name;
mod unreadable_deal;
mod won_incomplete;

pub use engine::{
    Case, FileFacts, Judged, Mend, Mending, Rule, Settings, UnknownRule, judge, judge_book,
    unreadable,
};
pub use unknown_key::of_book as unknown_book_keys;

/// Every rule, by category.
pub const RULES: &[&Rule] = &[
    &unreadable_deal::RULE,
    &conflict_markers::RULE,
    &duplicate_key::RULE,
    &comment_cuts_text::RULE,
    &unknown_key::RULE,
    &bad_value::RULE,
    &missing_field::RULE,
    &book_reference::RULE,
    &book_duplicate::RULE,
    &book_undated_rates::RULE,
    &currency_missing::RULE,
    &duplicate_id::RULE,
    &duplicate_deal::RULE,
    &entry_without_id::RULE,
    &unportable_name::RULE,
    &dangling_reference::RULE,
    &owner_missing::RULE,
    &owner_left::RULE,
    &possible_duplicate::RULE,
    &history_mismatch::RULE,
    &duplicate_entry::RULE,
    &closing_undated::RULE,
    &events_out_of_order::RULE,
    &event_in_future::RULE,
    &unknown_stage::RULE,
    &stage_gate_unmet::RULE,
    &accepted_risk_expired::RULE,
    &stage_skipped::RULE,
    &moved_back_without_reason::RULE,
    &many_stages_one_day::RULE,
    &stage_aging::RULE,
    &deal_aging::RULE,
    &hold_expired::RULE,
    &loss_reason_missing::RULE,
    &won_incomplete::RULE,
    &late_reopen::RULE,
    &amount_missing::RULE,
    &icp_must_failed::RULE,
    &score_without_evidence::RULE,
    &evidence_stale::RULE,
    &champion_is_economic_buyer::RULE,
    &champion_idle::RULE,
    &metric_without_number::RULE,
    &decision_steps_undated::RULE,
    &decision_after_close::RULE,
    &single_threaded::RULE,
    &next_step_missing::RULE,
    &next_step_vague::RULE,
    &follow_up_overdue::RULE,
    &meeting_without_outcome::RULE,
    &post_close_follow_up_missing::RULE,
    &no_two_way_activity::RULE,
    &objection_answered_unasked::RULE,
    &open_blocker_objection::RULE,
    &close_date_past::RULE,
    &close_date_missing::RULE,
    &close_date_pushed::RULE,
    &close_date_too_soon::RULE,
    &close_date_parked::RULE,
    &commit_not_qualified::RULE,
    &amount_outlier::RULE,
    &pipeline_concentration::RULE,
    &ignore_malformed::RULE,
    &ignore_expired::RULE,
    &ignore_unused::RULE,
    &baseline_stale::RULE,
];

/// The rule with this name, current or former.
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.has_name(name)).copied()
}
