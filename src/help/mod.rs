//! Help topics: Markdown that `deal help TOPIC` prints as it stands, and that the README links to.
//! What they say of the program is held to it by `tests/docs`.
//!
//! To add a topic: its file, whose first line is `# Title: what it is about`, and its line in
//! [`TOPICS`].

/// A page of help that belongs to several commands.
pub struct Topic {
    pub name: &'static str,
    pub text: &'static str,
}

pub const TOPICS: &[Topic] = &[
    topic("filters", include_str!("filters.md")),
    topic("dates", include_str!("dates.md")),
    topic("formats", include_str!("formats.md")),
    topic("rules", include_str!("rules.md")),
    topic("gates", include_str!("gates.md")),
    topic("git", include_str!("git.md")),
    topic("ci", include_str!("ci.md")),
    topic("editors", include_str!("editors.md")),
    topic("agents", include_str!("agents.md")),
];

/// What an agent has to know of a book; `deal agents` writes it into `AGENTS.md`.
pub const AGENTS_BLOCK: &str = include_str!("agents_block.md");

/// The parts of the program and their licenses, as `.ci/licenses` writes them.
pub const LICENSES: &str = include_str!("licenses.txt");

const fn topic(name: &'static str, text: &'static str) -> Topic {
    Topic { name, text }
}

impl Topic {
    pub fn named(name: &str) -> Option<&'static Topic> {
        TOPICS.iter().find(|topic| topic.name == name)
    }

    /// What it is about, from its first line.
    pub fn summary(&self) -> &'static str {
        let title = self.text.lines().next().unwrap_or_default();
        title.split_once(": ").map_or(title, |(_, about)| about)
    }
}

/// The topics in a line, below the commands.
pub fn names() -> String {
    let names: Vec<&str> = TOPICS.iter().map(|topic| topic.name).collect();
    format!("Topics (deal help TOPIC): {}", names.join(" "))
}
