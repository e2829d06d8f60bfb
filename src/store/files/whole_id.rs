//! The file of a deal by its whole id, without listing all names: each folder is asked for it, and
//! listed only where its link count says that it has folders in it.
//!
//! It answers only in a book of many files, and if all is plain: one regular file of that name, in
//! folders that can be read. For everything else the walk knows better; in a small book it costs
//! nothing, and tells of paths that cannot be taken.

use std::path::{Path, PathBuf};

use super::deal_file::{DealFile, with_slashes};

/// Folders whose names take so many bytes together are walked in a moment.
#[cfg(target_os = "linux")]
const SMALL: u64 = 64 * 1024;

/// The one deal of that id; `None` where the walk has to say.
#[cfg(target_os = "linux")]
pub fn by_whole_id(root: &Path, deals: &Path, id: &str) -> Option<DealFile> {
    in_folders_above(SMALL, root, deals, id)
}

#[cfg(target_os = "linux")]
fn in_folders_above(small: u64, root: &Path, deals: &Path, id: &str) -> Option<DealFile> {
    if id.is_empty() || id.starts_with('.') || id.contains(['/', '\0']) {
        return None;
    }
    let folder = root.join(deals);
    let real = std::fs::canonicalize(&folder).ok()?;
    if !real.starts_with(std::fs::canonicalize(root).ok()?) {
        return None;
    }
    let names = names(id);
    let mut found: Option<PathBuf> = None;
    for folder in folders(folder, small)? {
        for name in &names {
            let path = folder.join(name);
            let Ok(metadata) = path.symlink_metadata() else {
                continue;
            };
            if !metadata.is_file() || found.replace(path).is_some() {
                return None;
            }
        }
    }
    let path = found?;
    let shown = with_slashes(path.strip_prefix(root).ok()?);
    DealFile::new(path, shown)
}

/// Elsewhere names may be found in another case than they have.
#[cfg(not(target_os = "linux"))]
pub fn by_whole_id(_: &Path, _: &Path, _: &str) -> Option<DealFile> {
    None
}

/// What its file may be called: composed or, as a Mac writes it, in parts.
#[cfg(target_os = "linux")]
fn names(id: &str) -> std::collections::BTreeSet<String> {
    use unicode_normalization::UnicodeNormalization;

    let stems = [id.to_owned(), id.nfc().collect(), id.nfd().collect()];
    let names = stems.iter().flat_map(|stem| {
        ["yaml", "yml", "YAML", "YML"].map(|extension| format!("{stem}.{extension}"))
    });
    names.collect()
}

/// A folder and all below it but hidden ones; `None` if one cannot be listed, and if all are small.
#[cfg(target_os = "linux")]
fn folders(top: PathBuf, small: u64) -> Option<Vec<PathBuf>> {
    use super::deal_file::is_hidden;
    use std::os::unix::fs::MetadataExt;

    /// The folder's own name, and its `.`.
    const EMPTY: u64 = 2;

    let mut folders = vec![top];
    let (mut next, mut size) = (0, 0);
    while let Some(folder) = folders.get(next) {
        next += 1;
        let metadata = folder.metadata().ok()?;
        size += metadata.size();
        if metadata.nlink() == EMPTY {
            continue;
        }
        let mut below = Vec::new();
        for entry in std::fs::read_dir(folder).ok()? {
            let entry = entry.ok()?;
            if entry.file_type().ok()?.is_dir() && !is_hidden(&entry.file_name()) {
                below.push(entry.path());
            }
        }
        folders.extend(below);
    }
    (size > small).then_some(folders)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::{fs, path::Path};

    use super::{by_whole_id, in_folders_above};

    #[test]
    fn one_plain_file_or_nothing() {
        let book = tempfile::tempdir().expect("a folder");
        let deals = book.path().join("deals");
        fs::create_dir_all(deals.join("2026/q4")).expect("folders");
        fs::create_dir_all(deals.join(".hidden")).expect("a folder");
        for name in [
            "acme.yaml",
            "2026/q4/birch.YML",
            "2026/u\u{308}ber.yaml",
            "2026/twice.yaml",
            "twice.yml",
            ".hidden/secret.yaml",
        ] {
            fs::write(deals.join(name), "").expect("a file");
        }
        std::os::unix::fs::symlink(deals.join("acme.yaml"), deals.join("link.yaml"))
            .expect("a link");
        let shown = |id: &str| {
            let found = in_folders_above(0, book.path(), Path::new("deals"), id);
            found.map(|own| own.shown)
        };
        let in_small_book = by_whole_id(book.path(), Path::new("deals"), "acme");
        assert_eq!(in_small_book, None);
        for (id, wanted) in [
            ("acme", Some("deals/acme.yaml")),
            ("birch", Some("deals/2026/q4/birch.YML")),
            ("\u{fc}ber", Some("deals/2026/u\u{308}ber.yaml")),
            ("twice", None),
            ("secret", None),
            ("link", None),
            ("ac", None),
            ("", None),
            ("2026/twice", None),
        ] {
            assert_eq!(shown(id).as_deref(), wanted, "{id}");
        }
    }
}
