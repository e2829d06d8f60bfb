//! The gate of a stage at the command line: printed, and met with evidence that is given together
//! with a move. What a gate requires is decided in `book`.

pub mod evidence;
pub mod print;
