//! Rows of a CRM become deals. Pure: bytes, a map and a book go in, deals and problems come out; no
//! file is opened, and no key of a deal is spelled.
//!
//! [`sheet`] cuts the CSV into rows, [`map`] is the map file as written and [`plan`] what it means
//! for this header and this book, `row` makes one deal of one row. Each kind of value has its own
//! file: [`money`], [`currency`], [`date_format`], [`stage_map`] (stage and outcome), [`roster`]
//! (owners), [`names`] (file names).
//!
//! To read the export of another CRM without a map file, add a function from a [`header::Header`]
//! to a [`map::MapFile`]; nothing else changes.

mod columns;
pub mod convert;
pub mod currency;
pub mod date_format;
mod digits;
pub mod encoding;
pub mod header;
mod lines;
pub mod map;
pub mod money;
pub mod names;
pub mod note;
pub mod plan;
pub mod reasons;
pub mod roster;
mod row;
pub mod sheet;
pub mod stage_map;
mod stages;
pub mod template;
