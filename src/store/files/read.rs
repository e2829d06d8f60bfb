//! The bytes of many files, on all cores and in little memory.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read as _},
    path::Path,
};

use rayon::prelude::*;

use super::{deal_file::DealFile, error};
use crate::finding::{Finding, UNREADABLE_DEAL};
use crate::store::parse::{self, LARGEST, Read};

/// Reads every file and gives its bytes to `f`; the answers come in the order of the files.
///
/// The bytes live only while `f` runs, in a buffer that each thread keeps: memory does not grow
/// with the book.
pub fn map_files<T: Send>(
    files: &[DealFile],
    f: impl Fn(&DealFile, Read<&[u8]>) -> T + Sync,
) -> Vec<T> {
    files
        .par_iter()
        .map_init(Vec::new, |buffer, file| {
            let bytes = fill(buffer, file).map(|()| buffer.as_slice());
            f(file, bytes)
        })
        .collect()
}

/// The bytes of one file.
///
/// # Errors
/// The file cannot be read, or is larger than a deal may be.
pub fn read(file: &DealFile) -> Read<Vec<u8>> {
    let mut buffer = Vec::new();
    fill(&mut buffer, file)?;
    Ok(buffer)
}

fn fill(buffer: &mut Vec<u8>, file: &DealFile) -> Read<()> {
    buffer.clear();
    let size = load(buffer, &file.path, LARGEST).map_err(|error| {
        let message = format!("cannot read the file: {}", error::reason(&error));
        let problem =
            Finding::new(UNREADABLE_DEAL, message).help("check the file and its permissions");
        Box::new(problem.in_file(&file.shown))
    })?;
    if size > LARGEST as u64 {
        return Err(too_large(file));
    }
    Ok(())
}

/// The size of the file, which is read only if that is allowed; it may also grow while it is read.
fn load(buffer: &mut Vec<u8>, path: &Path, limit: usize) -> io::Result<u64> {
    let open = open_regular(path)?;
    let meta = open.metadata()?;
    if meta.len() > limit as u64 {
        return Ok(meta.len());
    }
    // Room for one byte more than the file has lets the last, empty read need no second buffer.
    buffer.reserve(usize::try_from(meta.len()).unwrap_or_default() + 1);
    let size = open.take(limit as u64 + 1).read_to_end(buffer)?;
    Ok(size as u64)
}

/// The bytes of a file of at most `limit` bytes.
///
/// # Errors
/// The system refuses, it is no regular file, or it is larger.
pub fn read_regular(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match load(&mut bytes, path, limit)? {
        size if size > limit as u64 => Err(error::too_large(limit)),
        _ => Ok(bytes),
    }
}

/// Opens a file that is really one: a pipe would wait for its other end, a device never ends.
fn open_regular(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let open = options.open(path)?;
    if open.metadata()?.is_file() {
        Ok(open)
    } else {
        Err(io::Error::other("not a regular file"))
    }
}

/// The problem of a file that is larger than a deal may be.
pub(in crate::store) fn too_large(file: &DealFile) -> Box<Finding> {
    Box::new(parse::too_large().in_file(&file.shown))
}
