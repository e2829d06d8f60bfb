//! The exit status as a type, turned into a number in one place.

use std::process::ExitCode;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, nothing found.
    Done,
    /// Findings at or above `--fail-on`, or a gate refused the move.
    Found,
    /// Usage, configuration, unknown deal or rule.
    Usage,
    /// Could not read or write.
    Unreadable,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Found => 1,
            Exit::Usage => 2,
            Exit::Unreadable => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code())
    }
}
