//! Sales deals as plain YAML files in a git folder: stages, MEDDIC, follow-ups, and figures that
//! can be checked.
//!
//! The rooms, and what each must not know:
//!
//! - [`deal`] says what a deal is and what its history means; [`book`] what a book means, and
//!   decides moves; [`checks`] has one file a rule, [`reports`] one a report, [`stats`] the
//!   statistics; [`import`] turns rows into deals. All of them are pure: no files, no YAML, no
//!   clock, no printing.
//! - [`store`] alone knows files, YAML and git: find, read, lock, edit in place, replace.
//! - [`select`] reads deals on a day under a filter, for lists, reports and checks alike.
//! - [`render`] turns [`table`]s and [`finding`]s into bytes and computes nothing.
//! - [`commands`] has one file a verb: arguments → load → domain → render or save. It alone knows
//!   the command line, the clock, the terminal and the environment.
//! - [`edit`], [`key_path`], [`source_span`], [`nearest`] and [`escape_controls`] are leaves that several rooms
//!   speak in.
//!
//! Deliberately absent: a database, a state beside the files, a network. A new rule, report, format
//! or verb is a file and its line in the registry of its room. `tests/house` keeps the arrows
//! between the rooms.

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
pub mod finding;
pub mod help;
pub mod import;
pub mod key_path;
pub mod nearest;
pub mod render;
pub mod reports;
pub mod select;
pub mod source_span;
pub mod stats;
pub mod store;
pub mod table;
