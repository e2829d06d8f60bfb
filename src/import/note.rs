//! What is wrong with a row: a problem that stops the import, or a warning that does not.

use std::collections::HashMap;

/// One remark about one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// The column's name; `None` for the whole row.
    pub column: Option<String>,
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Note {
    pub fn new(line: u64, message: impl Into<String>) -> Self {
        Self {
            line,
            column: None,
            message: message.into(),
            help: None,
        }
    }

    #[must_use]
    pub fn column(self, column: &str) -> Self {
        Self {
            column: Some(column.to_owned()),
            ..self
        }
    }

    #[must_use]
    pub fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}

/// What an import found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    pub problems: Vec<Note>,
    pub warnings: Vec<Note>,
    /// Loss reasons that mean none of ours, each with the line of its row.
    pub unknown_reasons: Vec<(String, u64)>,
}

/// Notes with the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteGroup {
    pub first: Note,
    /// Every line, that of `first` included, in the order of the file.
    pub lines: Vec<u64>,
}

/// Notes with the same words together, in the order of their first rows.
pub fn grouped(notes: &[Note]) -> Vec<NoteGroup> {
    let mut places: HashMap<(&Option<String>, &str), usize> = HashMap::new();
    let mut groups: Vec<NoteGroup> = Vec::new();
    let mut sorted: Vec<&Note> = notes.iter().collect();
    sorted.sort_by_key(|note| note.line);
    for note in sorted {
        let place = *places
            .entry((&note.column, &note.message))
            .or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.lines.push(note.line),
            None => groups.push(NoteGroup {
                first: note.clone(),
                lines: vec![note.line],
            }),
        }
    }
    groups
}
