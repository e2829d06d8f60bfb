//! Sales deals as plain YAML files in a git folder: stages, MEDDIC, follow-ups, and figures that
//! can be checked.
//!
//! # The data model
//!
//! ```text
//!  deals/*.yaml ──parse──▶ Deal ──its history, folded──▶ State on a date
//!  dealfile.yaml ─parse──▶ Book (pipelines, stages, gates, team, ICP, rates)
//!
//!  Deal + Book + date ──▶ Snapshot: stage, journey, owner, outcome of one deal on one date
//!                            │
//!         ┌──────────────────┼───────────────────┬──────────────────────┐
//!         ▼                  ▼                   ▼                      ▼
//!   gate, risk, agenda    Filter            rules ──▶ Finding     reports ──▶ Report
//!         │                  │                   │                      │  (a Table of Cells)
//!         └──── commands ────┴───────────────────┴──────────────────────┘
//!                                   │
//!                                   ▼
//!                     render: text, JSON, CSV, Markdown
//!
//!  writing:  Deal ──a command changes the value──▶ Deal ──diff──▶ edits ──in place──▶ deals/*.yaml
//! ```
//!
//! A [`deal::Deal`] is what one file says. Its top holds the current values, its `history` every
//! change of a tracked field; [`deal::state`] folds the history into the state on a date. A
//! [`book::Book`] says what stages, gates and people mean; a [`book::snapshot::Snapshot`] is a deal
//! on a date under it, and the one thing that gates, filters, rules and reports judge. What is wrong
//! is a [`finding`], whether a file, the settings or a rule is the reason. What is counted is a
//! [`table::Report`]: typed cells, of which each format is made.
//!
//! # The rooms, and what each must not know
//!
//! | room | what it does |
//! |---|---|
//! | [`deal`] | what a deal is, and what may happen to it |
//! | [`edit`] | how two values differ, as edits of keys and lists |
//! | [`book`] | what a book means; gates, risk, agenda; decides moves |
//! | [`checks`] | one file per rule, registry in its `mod.rs` |
//! | [`reports`] | one file per report, registry in its `mod.rs`; [`stats`] are their statistics |
//! | [`import`] | rows in, deals out |
//! | [`export`] | deals in, rows, tables and calendars out |
//! | [`select`] | deals on a date under a filter, for lists, reports and checks alike |
//! | [`store`] | files, YAML and git: find, parse, lock, edit in place, replace |
//! | [`render`] | tables, findings and pages to bytes, one file per format |
//! | [`help`] | topics that `deal help TOPIC` prints |
//! | [`console`] | what commands share: arguments, book and date, output, failures, prompts, saving |
//! | [`commands`] | one file per verb, a folder per noun: arguments, load, domain, render or save |
//!
//! [`finding`], [`table`], [`key_path`], [`source_span`], [`nearest`], [`one_form`] and [`escape_controls`] are
//! leaves that several rooms share.
//!
//! ```text
//! main → cli → commands → console → select → store → edit
//!                       → checks, reports, import, export → book → deal → edit
//!                       → render → table, finding
//! ```
//!
//! Only `store` knows files, YAML and git. Only `console` and `commands` know the command line, the
//! clock, the terminal and the environment. `reports` never format. `tests/house` keeps all of this.
//!
//! Deliberately absent: a database, a state beside the files, a network. A new rule, report, format
//! or command is a file and its line in the registry of its room.

// First, for its macro of closed word lists.
#[macro_use]
pub mod deal;

pub mod book;
pub mod checks;
pub mod cli;
pub mod commands;
pub mod console;
pub mod edit;
pub mod escape_controls;
pub mod export;
pub mod finding;
pub mod help;
pub mod import;
pub mod key_path;
pub mod nearest;
pub mod one_form;
pub mod render;
pub mod reports;
pub mod select;
pub mod source_span;
pub mod stats;
pub mod store;
pub mod table;
