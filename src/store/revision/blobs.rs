//! The contents of many objects from one `git cat-file --batch`, as a stream: memory does not grow
//! with the book.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    process::{Child, ChildStderr, ChildStdin, ChildStdout},
    thread,
};

use rayon::prelude::*;

use super::{content::Content, error::RevisionError, git::Git, tree::Entry};
use crate::store::parse::LARGEST;

/// Reads every entry and gives it to `f` on all cores; the answers come in the order of the
/// entries.
///
/// # Errors
/// Git cannot be started, or gives up before the last.
pub fn map<T: Send>(
    git: &Git,
    entries: &[Entry],
    f: impl Fn(&Entry, Content) -> T + Sync,
) -> Result<Vec<T>, RevisionError> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let mut git = git.spawn(&["cat-file", "--batch", "--buffer", "--follow-symlinks"])?;
    let (mut values, stderr) = match pipes(&mut git) {
        Some(pipes) => map_contents(pipes, entries, f),
        None => (Vec::new(), Vec::new()),
    };
    let is_done = git.wait().is_ok_and(|status| status.success()) && values.len() == entries.len();
    if !is_done {
        return Err(RevisionError::failed(&stderr));
    }
    values.sort_unstable_by_key(|(at, _)| *at);
    Ok(values.into_iter().map(|(_, value)| value).collect())
}

type Pipes = (ChildStdin, ChildStdout, ChildStderr);

fn pipes(git: &mut Child) -> Option<Pipes> {
    Some((git.stdin.take()?, git.stdout.take()?, git.stderr.take()?))
}

/// What `f` makes of each content, with the position of its entry, and what git says on stderr.
///
/// Git stops reading names while nobody takes its contents, so neither may wait for the other.
fn map_contents<T: Send>(
    (names, contents, errors): Pipes,
    entries: &[Entry],
    f: impl Fn(&Entry, Content) -> T + Sync,
) -> (Vec<(usize, T)>, Vec<u8>) {
    thread::scope(|scope| {
        scope.spawn(|| write_names(names, entries));
        let stderr = scope.spawn(|| read_all(errors));
        let contents = entries
            .iter()
            .zip(Contents(BufReader::new(contents)))
            .enumerate();
        let values = contents
            .par_bridge()
            .map(|(at, (entry, content))| (at, f(entry, content)))
            .collect();
        (values, stderr.join().unwrap_or_default())
    })
}

/// Names every object. If git has gone away, its answers tell.
fn write_names(names: ChildStdin, entries: &[Entry]) {
    let mut names = io::BufWriter::new(names);
    let _: io::Result<()> = entries
        .iter()
        .try_for_each(|entry| writeln!(names, "{}", entry.object));
    let _: io::Result<()> = names.flush();
}

fn read_all(mut errors: ChildStderr) -> Vec<u8> {
    let mut text = Vec::new();
    let _: io::Result<usize> = errors.read_to_end(&mut text);
    text
}

/// The answers of git, in the order of the names; they end where the stream ends or breaks off.
struct Contents<R>(R);

impl<R: BufRead> Iterator for Contents<R> {
    type Item = Content;

    fn next(&mut self) -> Option<Content> {
        self.content().ok().flatten()
    }
}

impl<R: BufRead> Contents<R> {
    /// An answer is `object type size`, or `reason size` for a link that leads nowhere, each
    /// followed by so many bytes; or it is `name missing`.
    fn content(&mut self) -> io::Result<Option<Content>> {
        let mut head = Vec::new();
        if self.0.read_until(b'\n', &mut head)? == 0 {
            return Ok(None);
        }
        let head = String::from_utf8_lossy(&head).trim_end().to_owned();
        let Some((what, size)) = head
            .rsplit_once(' ')
            .and_then(|(what, size)| Some((what, size.parse().ok()?)))
        else {
            return Ok(Some(Content::Lost));
        };
        let bytes = self.bytes(size)?;
        Ok(Some(match what.rsplit(' ').next() {
            Some("blob") => bytes.map_or(Content::TooLarge, Content::File),
            Some("tree") => Content::Folder,
            Some("symlink") => Content::Outside,
            Some("dangling" | "loop" | "notdir") => Content::Nothing,
            _ => Content::Lost,
        }))
    }

    /// So many bytes and the line end after them; `None` if they are more than a deal may have.
    fn bytes(&mut self, size: u64) -> io::Result<Option<Vec<u8>>> {
        let is_small = size <= LARGEST as u64;
        let mut bytes = Vec::new();
        let mut rest = self.0.by_ref().take(size);
        let read = if is_small {
            rest.read_to_end(&mut bytes)? as u64
        } else {
            io::copy(&mut rest, &mut io::sink())?
        };
        self.0.read_exact(&mut [0])?;
        let is_whole = read == size;
        if is_whole {
            Ok(is_small.then_some(bytes))
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(answers: &[u8]) -> Vec<Content> {
        Contents(answers).collect()
    }

    #[test]
    fn every_answer_is_understood() {
        let answers =
            b"0a blob 3\na\nb\n0b missing\ndangling 4\nx y \nsymlink 4\n/etc\n0c tree 2\n\n\n\nc:./loop 7 missing\n";
        let text = Content::File(b"a\nb".to_vec());
        let expected = [
            text,
            Content::Lost,
            Content::Nothing,
            Content::Outside,
            Content::Folder,
            Content::Lost,
        ];
        assert_eq!(contents(answers), expected);
    }

    #[test]
    fn what_is_too_large_is_passed_over() {
        let large = LARGEST + 1;
        let answers = [
            format!("0a blob {large}\n").as_bytes(),
            &vec![b'a'; large],
            b"\n0b blob 0\n\n",
        ]
        .concat();
        assert_eq!(
            contents(&answers),
            [Content::TooLarge, Content::File(Vec::new())]
        );
    }

    #[test]
    fn a_stream_that_breaks_off_ends() {
        assert_eq!(contents(b"0a blob 30\nhalf"), []);
    }
}
