//! YAML text and what is where in it: a tree with byte ranges, places for diagnostics, and edits in
//! place.
//!
//! The tree knows every byte that a key, a value or an entry takes, and nothing of deals. An edit
//! is one splice on the text, proven by parsing the result: what is read afterwards must be what
//! was read before with that one edit made as data. So a case that the splicing code does not know
//! is an error, never a damaged file.
//!
//! From below: [`lines`], [`error`], [`splice`] and the [`tree`], which need nothing of the rest;
//! [`scalar`] and [`literal`], how a text is written; [`events`] and [`build`], from text to tree;
//! [`locate`], from key path to bytes; [`data`], what an edit means; [`render`], new values; then
//! [`flow`], [`insert_text`], [`remove_text`] and [`replace`], each of which plans a splice; and
//! [`edit`] on top.
//!
//! Deliberately absent: any writer of whole files. A node is rendered only when it is new.

mod build;
mod data;
mod edit;
mod error;
mod events;
mod flow;
mod insert_text;
mod lines;
mod literal;
mod locate;
mod remove_text;
mod render;
mod replace;
mod scalar;
mod splice;
mod tree;

pub use edit::apply;
pub use error::{EditError, ParseError};
pub use lines::line_column;
pub(super) use lines::next_line;
pub use tree::{Collection, Document, Entry, Key, Kind, Layout, Node, Scalar};
