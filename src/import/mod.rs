//! Rows of a CRM become deals. Pure: bytes, a map and a book go in, deals and problems come out;
//! nobody opens a file.
//!
//! [`sheet`] cuts the CSV into rows, [`map`] is the map file as written and [`plan`] what it means
//! for this header and this book, [`row`] makes one deal of one row. A value's own business has its
//! own file: [`money`], [`currency`], [`days`], [`stand`] (stage and outcome), [`roster`] (owners),
//! [`names`] (file names).
//!
//! A ready-made map for a CRM is one function from a [`header::Header`] to a [`map::MapFile`]; all
//! else stays as it is.

mod columns;
pub mod convert;
pub mod currency;
pub mod days;
mod digits;
pub mod header;
mod lines;
pub mod map;
pub mod money;
pub mod names;
pub mod note;
pub mod plan;
pub mod roster;
mod row;
pub mod sheet;
pub mod stage_map;
pub mod template;
