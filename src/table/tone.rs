//! What a colour says of a word: a terminal paints it, everything else goes without.

/// The five tones of all output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Overdue, missing, taken out.
    Bad,
    /// Aging, not quite enough.
    Aging,
    /// Met, put in.
    Good,
    /// What it is about: a deal, a heading.
    Strong,
    /// What is there to be copied: an id, a command.
    Quiet,
}
