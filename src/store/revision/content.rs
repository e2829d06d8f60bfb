//! What git answers when it is asked for an object.

/// What git has under the name of a file or a link, links followed.
#[derive(Debug, PartialEq)]
pub enum Content {
    File(Vec<u8>),
    /// Larger than a deal may be, and so not read.
    TooLarge,
    Folder,
    /// A link leads out of the repository.
    Outside,
    /// A link leads to nothing, or to itself.
    Nothing,
    /// The repository lacks an object that it should have.
    Lost,
}
