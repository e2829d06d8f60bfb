//! What fills a field: a column, or a text with `{column}`s in it.

use super::header::{Header, HeaderError};

/// A column, or a text with columns in it, found in a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Column(usize),
}

impl Template {
    /// A text that is the whole name of a column is that column, with braces or without.
    pub fn resolve(text: &str, header: &Header) -> Result<Self, HeaderError> {
        match header.find(text) {
            Ok(at) => Ok(Self {
                parts: vec![Part::Column(at)],
            }),
            Err(error) if !text.contains('{') => Err(error),
            Err(_) => parse(text, header).map(|parts| Self { parts }),
        }
    }

    /// The indices of its columns.
    pub fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().filter_map(|part| match part {
            Part::Column(at) => Some(*at),
            Part::Text(_) => None,
        })
    }

    /// The name of its first column, for messages.
    pub fn label<'h>(&self, header: &'h Header) -> &'h str {
        self.columns().next().map_or("", |at| header.name(at))
    }

    /// The text for a row; empty if every column is. An empty column removes the text around it:
    /// `{account}, {product}` is `GTX Pro` if the account is empty.
    pub fn fill(&self, cells: &[String]) -> String {
        let mut filling = Filling::default();
        for part in &self.parts {
            match part {
                Part::Text(text) => filling.text(text),
                Part::Column(at) => filling.column(cells.get(*at).map_or("", |cell| cell.trim())),
            }
        }
        filling.finish()
    }
}

/// A template half filled: a text waits for a column after it that is not empty.
#[derive(Default)]
struct Filling<'t> {
    done: String,
    waiting: Option<&'t str>,
    has_column: bool,
    last_was_empty: bool,
}

impl<'t> Filling<'t> {
    fn text(&mut self, text: &'t str) {
        if (!self.has_column || !self.done.is_empty()) && self.waiting.is_none() {
            self.waiting = Some(text);
        }
    }

    fn column(&mut self, cell: &str) {
        self.has_column = true;
        self.last_was_empty = cell.is_empty();
        if !cell.is_empty() {
            self.done.push_str(self.waiting.take().unwrap_or_default());
            self.done.push_str(cell);
        } else if self.done.is_empty() {
            self.waiting = None;
        }
    }

    fn finish(mut self) -> String {
        if !self.done.is_empty() && !self.last_was_empty {
            self.done.push_str(self.waiting.unwrap_or_default());
        }
        self.done.trim().to_owned()
    }
}

fn parse(text: &str, header: &Header) -> Result<Vec<Part>, HeaderError> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(Part::Column(header.find(name)?));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_columns_take_their_text_away() {
        let header = Header {
            names: ["account", "product", "Size {GB}"]
                .map(str::to_owned)
                .to_vec(),
        };
        let cases = [
            ("Account", ["Acme", "GTX", ""], "Acme"),
            ("size {gb}", ["", "", "7"], "7"),
            ("{account}, {product}", ["Acme", "GTX", ""], "Acme, GTX"),
            ("{account}, {product}", ["", "GTX", ""], "GTX"),
            ("{account}, {product}", ["Acme", "", ""], "Acme"),
            ("{account} ({product})", ["Acme", "", ""], "Acme"),
            ("{account} ({product})", ["Acme", "GTX", ""], "Acme (GTX)"),
            ("Deal {account}", ["Acme", "", ""], "Deal Acme"),
            ("Deal {account}", ["", "", ""], ""),
            ("{account} {product}", [" ", "\t", ""], ""),
        ];
        for (text, cells, expected) in cases {
            let template = Template::resolve(text, &header).expect("columns that exist");
            assert_eq!(template.fill(&cells.map(str::to_owned)), expected, "{text}");
        }
        assert!(Template::resolve("{accont}", &header).is_err());
        assert!(Template::resolve("accont", &header).is_err());
    }
}
