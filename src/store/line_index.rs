//! Lines and columns of many places of one text, each found without reading the text again.

const BOM: char = '\u{feff}';
/// Characters are counted from the last of these places on.
const STEP: usize = 1024;

/// Where the lines of a text begin, and how many characters are before every so many bytes.
pub struct LineIndex {
    starts: Vec<usize>,
    /// A byte at which a character begins, and how many are before it.
    counts: Vec<(usize, usize)>,
}

impl LineIndex {
    pub fn new(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut counts = vec![(0, 0)];
        let mut next = STEP;
        for (count, (at, _)) in text.char_indices().enumerate() {
            if at >= next {
                counts.push((at, count));
                next = at + STEP;
            }
        }
        Self {
            starts: std::iter::once(0).chain(breaks).collect(),
            counts,
        }
    }

    /// Line and column of a byte, both from 1, columns in characters without a byte-order mark.
    pub fn place(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let mark = usize::from(start == 0 && offset > 0 && text.starts_with(BOM));
        let before = self.count(text, offset) - self.count(text, start) - mark;
        (line, before + 1)
    }

    /// The line of a byte without its end and a byte-order mark, and where in it the byte is.
    pub fn line<'t>(&self, text: &'t str, offset: usize) -> (&'t str, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let whole = text.get(start..end).unwrap_or_default();
        let shown = whole.strip_prefix(BOM).unwrap_or(whole);
        let mark = whole.len() - shown.len();
        (
            shown.trim_end_matches(['\r', '\n']),
            offset.saturating_sub(start + mark),
        )
    }

    fn count(&self, text: &str, offset: usize) -> usize {
        let index = self.counts.partition_point(|(at, _)| *at <= offset);
        let (at, count) = self
            .counts
            .get(index.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        count
            + text
                .get(at..offset)
                .map_or(0, |between| between.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;
    use crate::store::yaml::line_column;

    #[test]
    fn places_are_those_of_a_plain_count() {
        let long = "한글 a".repeat(900);
        for text in [
            "",
            "a",
            "이름: x\r\nb: 1\n\nc",
            "\u{feff}이름: x\nb",
            &format!("a\n{long}\n{long}"),
        ] {
            let index = LineIndex::new(text);
            for (at, _) in text.char_indices() {
                assert_eq!(index.place(text, at), line_column(text, at), "{at}");
            }
            assert_eq!(
                index.place(text, text.len() + 9),
                line_column(text, text.len())
            );
        }
    }
}
