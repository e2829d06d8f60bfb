//! What every verb works with: the book and the day, output and its formats, failures and exit
//! codes, the terminal, prompts, saving. It alone knows the clock, stdout and the environment.

pub mod amount;
pub mod anywhere;
pub mod choice;
pub mod context;
pub mod editor;
pub mod entry;
pub mod exit;
pub mod failure;
pub mod gate;
pub mod global;
pub mod list;
pub mod moving;
pub mod myself;
pub mod number;
pub mod open_items;
mod out;
pub mod output;
mod pager;
pub mod people;
pub mod pipeline;
pub mod prompt;
pub mod risk;
pub mod saving;
pub mod selection;
pub mod shell;
pub mod terminal;
pub mod text;
pub mod threads;
pub mod ui;
pub mod wording;

pub use context::Context;
pub use exit::Exit;
pub use failure::Failure;
pub use output::{Output, OutputOfOne};
pub use saving::Writing;
pub use ui::Ui;
