//! Files on a disk: find them, read them, lock the book, replace one without ever leaving half of
//! it.
//!
//! This room knows no YAML and no deal: bytes go in and out. Reading needs no lock, because a file
//! is only ever replaced as a whole; writing takes a [`Lock`], and [`replace`] asks for it.
//!
//! From below: [`error`] and [`deal_file`]; [`temporary`] files; the [`lock`](lock()) that sweeps
//! them and finishes what is [`unfinished`]; [`replace`] and [`stage`], which write under it. [`walk`] and [`read`] only look.

mod batch;
mod deal_file;
mod diff;
mod error;
mod lock;
mod paths;
mod read;
mod replace;
mod temporary;
mod unfinished;
mod walk;
mod whole_id;

pub use batch::{Staged, stage};
pub use deal_file::DealFile;
pub(super) use deal_file::{is_deal_name, is_hidden, with_slashes};
pub use diff::unified;
pub use error::{FileError, FileErrorKind};
pub use lock::{Lock, Patience};
pub use paths::{
    absolute, create_folder, create_new, exists, is_file, may_exist, missing_folders, names_in,
    read_bounded, read_path, read_stream, read_text, relative, remove, remove_folder, save,
    take_away,
};
pub(super) use read::too_large;
pub use read::{map_files, read};
pub use replace::{create, replace};
pub use unfinished::{is_pending, lock};
pub use walk::{Walked, walk};
pub use whole_id::by_whole_id;
