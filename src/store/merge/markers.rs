//! Conflicts between markers: found in a text, and settled.

/// A run of lines that both sides wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The line of its first marker, from 1.
    pub line: usize,
    pub ours: String,
    pub theirs: String,
    /// What the sides are called behind the markers.
    pub labels: (String, String),
}

/// A text cut at its conflicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Conflict(Conflict),
}

/// The parts of a text; markers have at least seven signs, as git writes them. What does not end is
/// text.
pub fn parts(text: &str) -> Vec<Part> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut parts = Vec::new();
    let mut plain = String::new();
    let (mut at, mut may_follow) = (0, true);
    while let Some(line) = lines.get(at) {
        at += 1;
        let ours = marked(line, '<').filter(|_| may_follow);
        let found = ours.map(|ours| conflict(at, ours, lines.get(at..).unwrap_or_default()));
        match found {
            Some(Some((conflict, length))) => {
                parts.push(Part::Text(std::mem::take(&mut plain)));
                parts.push(Part::Conflict(conflict));
                at += length;
            }
            found => {
                // Where one does not end, none behind it does.
                may_follow &= found.is_none();
                plain.push_str(line);
            }
        }
    }
    parts.push(Part::Text(plain));
    parts.retain(|part| *part != Part::Text(String::new()));
    parts
}

/// The conflict that goes on with these lines, and how many of them are its own.
fn conflict(line: usize, ours: &str, rest: &[&str]) -> Option<(Conflict, usize)> {
    let find = |sign, from: usize| {
        let mut lines = rest.iter().enumerate().skip(from);
        lines.find_map(|(at, line)| Some((at, marked(line, sign)?)))
    };
    // Git may show the base between our side and theirs.
    let (middle, _) = find('=', 0)?;
    let base = find('|', 0).map(|(at, _)| at).filter(|at| *at < middle);
    let (end, theirs) = find('>', middle)?;
    let conflict = Conflict {
        line,
        ours: rest.get(..base.unwrap_or(middle))?.concat(),
        theirs: rest.get(middle + 1..end)?.concat(),
        labels: (ours.to_owned(), theirs.to_owned()),
    };
    Some((conflict, end + 1))
}

/// What stands behind a marker.
fn marked(line: &str, sign: char) -> Option<&str> {
    let line = line.trim_end_matches(['\r', '\n']);
    let rest = line.trim_start_matches(sign);
    let is_marker = line.len() - rest.len() >= 7 && (rest.is_empty() || rest.starts_with(' '));
    is_marker.then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_found_with_and_without_a_base() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\nx\n=======\nc\n>>>>>>> jun\nd\n<<<<<<<<<\n";
        let parts = parts(text);
        let conflict = Conflict {
            line: 2,
            ours: "b\n".to_owned(),
            theirs: "c\n".to_owned(),
            labels: ("HEAD".to_owned(), "jun".to_owned()),
        };
        let expected = [
            Part::Text("a\n".to_owned()),
            Part::Conflict(conflict),
            Part::Text("d\n<<<<<<<<<\n".to_owned()),
        ];
        assert_eq!(parts, expected);
    }
}
