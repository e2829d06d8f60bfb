//! Files on a disk: find them, read them, lock the book, replace one without ever leaving half of
//! it.
//!
//! This room knows no YAML and no deal: bytes go in and out. Reading needs no lock, because a file
//! is only ever replaced as a whole; writing takes a [`Lock`], and [`replace`] asks for it.

mod batch;
mod diff;
mod error;
mod lock;
mod look;
mod read;
mod replace;
mod walk;

pub use batch::{Staged, stage};
pub use diff::unified;
pub use error::{FileError, Trouble};
pub use lock::{Lock, lock};
pub use look::{absolute, exists, is_file, read_path, save};
pub(super) use read::too_large;
pub use read::{map_files, read};
pub use replace::{create, replace};
pub use walk::{DealFile, Walked, walk};
pub(super) use walk::{is_deal_name, is_hidden};
