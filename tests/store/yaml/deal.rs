//! Random files that look like deals: every style that a person may use, comments and blank lines
//! in every place.

use dealfile::key_path::KeyPath;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A file and how it is written.
#[derive(Debug, Clone)]
pub struct Deal {
    fields: Vec<Field>,
    pub crlf: bool,
    /// Without its last newline.
    pub cut: bool,
    layout: Layout,
}

#[derive(Debug, Clone, Copy)]
struct Layout {
    bom: bool,
    marks: bool,
    list_step: usize,
    map_step: usize,
    spacing: usize,
}

/// A key or an entry, with what is written around it.
#[derive(Debug, Clone)]
struct Field {
    key: &'static str,
    node: Node,
    blank_above: bool,
    comment_above: bool,
    comment_beside: bool,
    gap: usize,
}

#[derive(Debug, Clone)]
enum Node {
    Empty,
    Plain(&'static str),
    Quoted(&'static str, char),
    NextLine(&'static str),
    Wrapped(&'static str),
    Block(&'static str, Vec<&'static str>),
    FlowList(Vec<&'static str>, Inside),
    FlowMap(Vec<(&'static str, &'static str)>, Inside),
    List(Vec<Field>, bool),
    Map(Vec<Field>, bool),
}

#[derive(Debug, Clone, Copy)]
enum Inside {
    OneLine,
    OwnLines { last_comma: bool, comments: bool },
}

/// One line, and what it belongs to.
#[derive(Debug)]
pub struct Line {
    pub text: String,
    pub owner: KeyPath,
    /// Neither blank nor only a comment.
    pub is_content: bool,
    /// A comment behind the key or dash or its value on one line, which stays when the value
    /// changes.
    pub beside: Option<String>,
}

pub const KEYS: [&str; 10] = [
    "name", "stage", "amount", "profile", "contacts", "notes", "history", "zeta", "'sp ace'",
    "\"q\"",
];

/// Texts that some reader may take for something else, or that need care.
pub const WORDS: [&str; 24] = [
    "Acme",
    "a b",
    "it's",
    "한국 회사",
    "no",
    "007",
    "x: y",
    "- z",
    "null",
    "",
    "https://x.y/?q",
    "a, b",
    "[x]",
    "#1",
    "tab\there",
    "quote\"d",
    "🚀 go",
    "2026-12-18",
    "bell\u{7}\u{85}",
    "one\ntwo",
    "one\n\n  two\n",
    "  lead\nx\n",
    "end\n\n",
    "tail ",
];

const PLAIN: [&str; 9] = [
    "Acme",
    "a b",
    "it's",
    "한국 회사",
    "no",
    "42",
    "2026-12-18",
    "x#y",
    "null",
];

pub fn word() -> impl Strategy<Value = &'static str> {
    select(&WORDS[..])
}

pub fn deal() -> impl Strategy<Value = Deal> {
    let layout = (
        any::<bool>(),
        any::<bool>(),
        select(vec![0, 2, 4]),
        select(vec![2, 4]),
        select(vec![2, 4]),
    );
    let layout = layout.prop_map(|(bom, marks, list_step, map_step, spacing)| Layout {
        bom,
        marks,
        list_step,
        map_step,
        spacing,
    });
    (fields(node()), any::<bool>(), any::<bool>(), layout).prop_map(
        |(fields, crlf, cut, layout)| Deal {
            fields,
            crlf,
            cut,
            layout,
        },
    )
}

fn fields(
    node: impl Strategy<Value = Node> + Clone + 'static,
) -> impl Strategy<Value = Vec<Field>> {
    let keys = proptest::sample::subsequence(&KEYS[..], 1..6).prop_shuffle();
    keys.prop_flat_map(move |keys| {
        keys.into_iter()
            .map(|key| field(key, node.clone()))
            .collect::<Vec<_>>()
    })
}

fn field(key: &'static str, node: impl Strategy<Value = Node>) -> impl Strategy<Value = Field> {
    let rare = || prop::bool::weighted(0.25);
    (node, rare(), rare(), rare(), 1usize..3).prop_map(
        move |(node, blank_above, comment_above, comment_beside, gap)| Field {
            key,
            node,
            blank_above,
            comment_above,
            comment_beside,
            gap,
        },
    )
}

fn node() -> impl Strategy<Value = Node> + Clone {
    let line = || {
        select(vec![
            "one",
            "  two deep",
            "",
            "# no comment",
            "- three",
            "한: 줄",
        ])
    };
    let inside = || {
        prop_oneof![
            Just(Inside::OneLine),
            (any::<bool>(), any::<bool>()).prop_map(|(last_comma, comments)| Inside::OwnLines {
                last_comma,
                comments
            })
        ]
    };
    let leaf = prop_oneof![
        Just(Node::Empty),
        select(&PLAIN[..]).prop_map(Node::Plain),
        (
            select(vec!["Acme", "it's", "007", "", "a: b # c"]),
            select(vec!['\'', '"'])
        )
            .prop_map(|(text, mark)| Node::Quoted(text, mark)),
        select(&PLAIN[..]).prop_map(Node::NextLine),
        select(&["Acme", "한국"][..]).prop_map(Node::Wrapped),
        (select(vec!["|", "|-", "|+", ">", ">-"]), vec(line(), 0..4)).prop_map(
            |(head, mut lines)| {
                lines.insert(0, "first");
                Node::Block(head, lines)
            }
        ),
        (vec(select(&PLAIN[..]), 0..4), inside())
            .prop_map(|(words, inside)| Node::FlowList(words, inside)),
        (
            proptest::sample::subsequence(&["name", "date", "why", "\"q\""][..], 0..4),
            vec(select(&PLAIN[..]), 4),
            inside()
        )
            .prop_map(|(keys, words, inside)| Node::FlowMap(
                keys.into_iter().zip(words).collect(),
                inside
            )),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let inner = inner.boxed();
        let items = vec(field("", inner.clone()), 1..4);
        prop_oneof![
            (items, any::<bool>()).prop_map(|(items, tail)| Node::List(items, tail)),
            (fields(inner), any::<bool>()).prop_map(|(fields, tail)| Node::Map(fields, tail)),
        ]
    })
    .boxed()
}

impl Deal {
    pub fn text(&self, lines: &[Line]) -> String {
        let eol = if self.crlf { "\r\n" } else { "\n" };
        let text = lines
            .iter()
            .map(|line| line.text.clone() + eol)
            .collect::<String>();
        let text = if self.cut {
            text.trim_end_matches(['\r', '\n'])
        } else {
            &text
        };
        let bom = if self.layout.bom { "\u{feff}" } else { "" };
        format!("{bom}{text}")
    }

    pub fn lines(&self) -> Vec<Line> {
        let mut writer = Writer {
            lines: Vec::new(),
            comments: 0,
            layout: self.layout,
        };
        if self.layout.marks {
            writer.other("# yaml-language-server: $schema=x", &KeyPath::root());
            writer.other("---", &KeyPath::root());
        }
        writer.map(&self.fields, false, 0, &KeyPath::root());
        if self.layout.marks {
            writer.other("...", &KeyPath::root());
            writer.other("# bye", &KeyPath::root());
        }
        writer.lines
    }
}

struct Writer {
    lines: Vec<Line>,
    comments: usize,
    layout: Layout,
}

impl Writer {
    fn other(&mut self, text: &str, owner: &KeyPath) {
        let (text, owner) = (text.to_owned(), owner.clone());
        self.lines.push(Line {
            text,
            owner,
            is_content: false,
            beside: None,
        });
    }

    fn content(&mut self, text: String, owner: &KeyPath) {
        let owner = owner.clone();
        self.lines.push(Line {
            text,
            owner,
            is_content: true,
            beside: None,
        });
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# c{}", self.comments)
    }

    fn map(&mut self, fields: &[Field], tail: bool, column: usize, at: &KeyPath) {
        for field in fields {
            self.above(field, column, at);
            let start = format!("{}{}:", " ".repeat(column), field.key);
            self.value(
                field,
                start,
                column,
                &at.clone().key(field.key.trim_matches(['\'', '"'])),
                false,
            );
        }
        self.tail(tail, column, at);
    }

    fn list(&mut self, items: &[Field], tail: bool, column: usize, at: &KeyPath) {
        for (index, item) in items.iter().enumerate() {
            self.above(item, column, at);
            let start = format!("{}-", " ".repeat(column));
            self.value(item, start, column, &at.clone().index(index), true);
        }
        self.tail(tail, column, at);
    }

    fn above(&mut self, field: &Field, column: usize, at: &KeyPath) {
        if field.blank_above {
            self.other("", at);
        }
        if field.comment_above {
            let comment = self.comment();
            self.other(&format!("{}{comment}", " ".repeat(column)), at);
        }
    }

    fn tail(&mut self, tail: bool, column: usize, at: &KeyPath) {
        if tail && column > 0 {
            let comment = self.comment();
            self.other(&format!("{}{comment}", " ".repeat(column)), at);
        }
    }

    fn with_beside(&mut self, field: &Field, text: String, at: &KeyPath) {
        let beside = field.comment_beside.then(|| self.comment());
        let text = match &beside {
            Some(comment) => format!("{text}{}{comment}", " ".repeat(field.gap)),
            None => text,
        };
        let owner = at.clone();
        self.lines.push(Line {
            text,
            owner,
            is_content: true,
            beside,
        });
    }

    fn value(&mut self, field: &Field, start: String, column: usize, at: &KeyPath, in_list: bool) {
        let gap = if in_list {
            " ".repeat(self.layout.spacing - 1)
        } else {
            " ".repeat(field.gap)
        };
        let deeper = column + self.layout.map_step;
        let pad = " ".repeat(deeper);
        match &field.node {
            Node::Empty => self.with_beside(field, start, at),
            Node::Plain(text) => self.with_beside(field, format!("{start}{gap}{text}"), at),
            Node::Quoted(text, '"') => self.with_beside(
                field,
                format!("{start}{gap}{}", serde_json::to_string(text).unwrap()),
                at,
            ),
            Node::Quoted(text, _) => self.with_beside(
                field,
                format!("{start}{gap}'{}'", text.replace('\'', "''")),
                at,
            ),
            Node::NextLine(text) => {
                self.content(start, at);
                self.with_beside(field, format!("{pad}{text}"), at);
            }
            Node::Wrapped(text) => {
                self.content(format!("{start}{gap}{text}"), at);
                self.with_beside(field, format!("{pad}{text} too"), at);
            }
            Node::Block(head, lines) => {
                self.with_beside(field, format!("{start}{gap}{head}"), at);
                for line in lines {
                    let line = if line.is_empty() {
                        String::new()
                    } else {
                        format!("{pad}{line}")
                    };
                    self.content(line, at);
                }
            }
            Node::FlowList(words, inside) => {
                self.flow(field, format!("{start}{gap}["), words, "]", *inside, at)
            }
            Node::FlowMap(pairs, inside) => {
                let words: Vec<_> = pairs
                    .iter()
                    .map(|(key, word)| format!("{key}: {word}"))
                    .collect();
                let words: Vec<_> = words.iter().map(String::as_str).collect();
                self.flow(field, format!("{start}{gap}{{"), &words, "}", *inside, at);
            }
            Node::List(items, tail) if in_list => self.inner(&start, &gap, at, |writer, column| {
                writer.list(items, *tail, column, at)
            }),
            Node::Map(fields, tail) if in_list => self.inner(&start, &gap, at, |writer, column| {
                writer.map(fields, *tail, column, at)
            }),
            Node::List(items, tail) => {
                self.with_beside(field, start, at);
                let step = self.layout.list_step;
                self.list(items, *tail && step > 0, column + step, at);
            }
            Node::Map(fields, tail) => {
                self.with_beside(field, start, at);
                self.map(fields, *tail, deeper, at);
            }
        }
    }

    /// A collection that starts on its dash's line, where nothing stands above its first entry.
    fn inner(
        &mut self,
        start: &str,
        gap: &str,
        at: &KeyPath,
        write: impl FnOnce(&mut Self, usize),
    ) {
        let from = self.lines.len();
        let dash = format!("{start}{gap}");
        write(self, dash.len());
        if !self.lines[from].is_content {
            let start = start.to_owned();
            let line = Line {
                text: start,
                owner: at.clone(),
                is_content: true,
                beside: None,
            };
            self.lines.insert(from, line);
            return;
        }
        let rest = self.lines[from].text.trim_start().to_owned();
        self.lines[from].text = dash + &rest;
    }

    fn flow(
        &mut self,
        field: &Field,
        open: String,
        words: &[&str],
        close: &str,
        inside: Inside,
        at: &KeyPath,
    ) {
        let Inside::OwnLines {
            last_comma,
            comments,
        } = inside
        else {
            self.with_beside(field, format!("{open}{}{close}", words.join(", ")), at);
            return;
        };
        let indent = open.len() - open.trim_start().len();
        self.content(open, at);
        for (index, word) in words.iter().enumerate() {
            let comma = if last_comma || index + 1 < words.len() {
                ","
            } else {
                ""
            };
            let comment = if comments {
                format!(" {}", self.comment())
            } else {
                String::new()
            };
            self.content(
                format!("{}{word}{comma}{comment}", " ".repeat(indent + 4)),
                at,
            );
        }
        self.with_beside(field, format!("{}{close}", " ".repeat(indent + 2)), at);
    }
}
