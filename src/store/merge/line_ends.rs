//! Line ends and byte-order marks: merged without them, and written as the base has them.

use super::Sides;

const BOM: char = '\u{feff}';

/// How the base ends its lines, and what it begins with.
#[derive(Debug, Clone, Copy)]
pub struct LineEnds {
    is_crlf: bool,
    has_bom: bool,
}

impl LineEnds {
    /// Those of the base; of our side where the base is empty.
    pub fn new(texts: Sides<&str>) -> Self {
        let model = if texts.base.is_empty() {
            texts.ours
        } else {
            texts.base
        };
        Self {
            is_crlf: model.contains("\r\n"),
            has_bom: model.starts_with(BOM),
        }
    }

    /// The text without a byte-order mark, its lines ended by `\n`.
    pub fn plain(text: &str) -> String {
        text.trim_start_matches(BOM).replace("\r\n", "\n")
    }

    pub fn restored(self, text: String) -> String {
        let text = if self.is_crlf {
            text.replace('\n', "\r\n")
        } else {
            text
        };
        if self.has_bom {
            format!("{BOM}{text}")
        } else {
            text
        }
    }
}
