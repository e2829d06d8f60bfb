//! YAML text and what stands where in it: a tree with byte ranges, places for diagnostics, and
//! edits in place.
//!
//! The tree knows every byte that a key, a value or an entry takes, and nothing of deals. An edit
//! is one splice on the text, proven by parsing the result: what is read afterwards must be what
//! was read before with that one edit done as data. So a case that the splicing code does not know
//! is an error, never a damaged file.
//!
//! Deliberately absent: any writer of whole files. A node is rendered only when it is new.

mod build;
mod edit;
mod flow;
mod insert_text;
mod lines;
mod literal;
mod locate;
mod model;
mod remove_text;
mod render;
mod replace;
mod scalar;
mod tree;

pub use edit::{EditError, apply};
pub use lines::line_column;
pub use tree::{Collection, Document, Entry, Key, Kind, Layout, Node, ParseError, Scalar};
