//! A deal of one state of the book.

use crate::finding::Finding;
use crate::store::{ReadDeal, Side, parse_deal};

/// A deal of one state.
#[derive(Clone)]
pub struct State {
    pub side: Side,
    pub read: ReadDeal,
}

/// A deal before and after; `None` where it is not there.
pub type Pair = (Option<State>, Option<State>);

/// The deal in a file; what keeps it from being read is put aside.
pub fn state(side: Side, unreadable: &mut Vec<Finding>) -> Option<State> {
    let read = side.bytes.as_deref().map_err(Clone::clone);
    match read.and_then(|bytes| parse_deal(&side.file.shown, bytes)) {
        Ok(read) => Some(State { side, read }),
        Err(problem) => {
            unreadable.push(*problem);
            None
        }
    }
}
