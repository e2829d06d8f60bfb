//! `deal rules`: what `deal check` looks for.

use std::{fmt::Display, io::Write};

use serde::Serialize;

use crate::checks::{
    RULES, Rule, UnknownRule,
    engine::{Fix, OptionDefault, OptionSpec},
    named,
};
use crate::console::{
    Context, Exit, Failure, Output, Ui,
    list::{List, column},
    output::write_json,
};
use crate::render::wrapped;
use crate::table::{Cell, Kind};

/// List the rules of `deal check`, or explain one
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Rule name
    name: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// A rule for a machine.
#[derive(Debug, Serialize)]
struct RuleJson {
    name: &'static str,
    former_names: &'static [&'static str],
    category: &'static str,
    severity: String,
    on: bool,
    kind: &'static str,
    scope: &'static str,
    fix: &'static str,
    options: Vec<OptionJson>,
    summary: &'static str,
    what: &'static str,
    why: &'static str,
    bad: &'static str,
    good: &'static str,
    how_to_fix: &'static str,
    how_to_silence: String,
}

#[derive(Debug, Serialize)]
struct OptionJson {
    name: &'static str,
    default: serde_json::Value,
    meaning: &'static str,
}

pub fn run(args: &Args, _: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    match &args.name {
        Some(name) => {
            let rule = named(name).ok_or_else(|| UnknownRule::new(name, RULES))?;
            explain(rule, args.output, ui)?;
        }
        None => list(args.output, ui)?,
    }
    Ok(Exit::Done)
}

const LIST: List<&Rule> = List {
    columns: &[
        column("name", "rule", Kind::Text, |rule| Cell::text(rule.name)),
        column("severity", "severity", Kind::Text, severity),
        column("kind", "kind", Kind::Text, |rule| {
            Cell::text(rule.basis.as_str())
        }),
        column("category", "category", Kind::Text, |rule| {
            Cell::text(rule.category.as_str())
        }),
        column("fix", "fix", Kind::Text, fix),
        column("summary", "finds", Kind::Text, |rule| {
            Cell::text(rule.summary)
        }),
    ],
    ..List::EMPTY
};

fn severity(rule: &&Rule) -> Cell {
    if rule.is_on {
        Cell::text(rule.severity.to_string())
    } else {
        Cell::text("off")
    }
}

fn fix(rule: &&Rule) -> Cell {
    match rule.fix {
        Fix::None => Cell::text(""),
        fix => Cell::text(fix.as_str()),
    }
}

fn list(output: Output, ui: &mut Ui) -> Result<(), Failure> {
    let json: Vec<RuleJson> = RULES.iter().map(|rule| RuleJson::new(rule)).collect();
    output.list(ui, &LIST, RULES, &json)
}

fn explain(rule: &Rule, output: Output, ui: &mut Ui) -> Result<(), Failure> {
    if !output.is_table() {
        return write_json(ui, &RuleJson::new(rule));
    }
    let text = page(rule, ui.reading_width());
    ui.write_all(text.as_bytes())?;
    Ok(())
}

/// The docs of a rule as plain text; its examples are not wrapped, so that they can be copied.
fn page(rule: &Rule, width: usize) -> String {
    let docs = &rule.docs;
    let inset = width.saturating_sub(2);
    let mut lines = wrapped(&format!("{}: {}", rule.name, rule.summary), width);
    lines.extend(wrapped(&status(rule), width));
    lines.push(String::new());
    lines.extend(wrapped(docs.what, width));
    lines.extend(section("Why it matters", wrapped(docs.why, inset)));
    lines.extend(section("Bad", docs.bad.lines()));
    lines.extend(section("Good", docs.good.lines()));
    lines.extend(section("How to fix", wrapped(docs.fix, inset)));
    let options: Vec<String> = rule.options.iter().map(described).collect();
    if !options.is_empty() {
        lines.extend(section("Options", wrapped(&options.join("\n"), inset)));
    }
    let how = wrapped(&how_to_ignore(rule), inset);
    lines.extend(section("How to ignore", how));
    lines.join("\n") + "\n"
}

fn section(title: &str, body: impl IntoIterator<Item = impl Display>) -> Vec<String> {
    let mut lines = vec![String::new(), title.to_owned()];
    lines.extend(body.into_iter().map(|line| format!("  {line}")));
    lines
}

fn status(rule: &Rule) -> String {
    let severity = if rule.is_on {
        rule.severity.to_string()
    } else {
        format!("off by default ({} when enabled)", rule.severity)
    };
    let fix = match rule.fix {
        Fix::None => String::new(),
        fix => format!(", fix: {fix}"),
    };
    format!("{severity}, {}, {}{fix}", rule.category, rule.basis)
}

fn described(option: &OptionSpec) -> String {
    let OptionSpec {
        name,
        default,
        meaning,
    } = option;
    format!("{name}: {default}   # {meaning}")
}

fn how_to_ignore(rule: &Rule) -> String {
    if !rule.can_be_ignored() {
        return "This rule cannot be ignored.".to_owned();
    }
    let name = rule.name;
    format!(
        "In one deal: `ignore: [{{rule: {name}, reason: …, until: YYYY-MM-DD}}]`. In the book: `check: {{rules: {{{name}: {{severity: off}}}}}}`."
    )
}

impl RuleJson {
    fn new(rule: &Rule) -> Self {
        Self {
            name: rule.name,
            former_names: rule.former_names,
            category: rule.category.as_str(),
            severity: rule.severity.to_string(),
            on: rule.is_on,
            kind: rule.basis.as_str(),
            scope: rule.scope().as_str(),
            fix: rule.fix.as_str(),
            options: rule.options.iter().map(OptionJson::new).collect(),
            summary: rule.summary,
            what: rule.docs.what,
            why: rule.docs.why,
            bad: rule.docs.bad,
            good: rule.docs.good,
            how_to_fix: rule.docs.fix,
            how_to_silence: how_to_ignore(rule),
        }
    }
}

impl OptionJson {
    fn new(option: &OptionSpec) -> Self {
        let default = match option.default {
            OptionDefault::Whole(number) => number.into(),
            OptionDefault::Factor(number) => number.into(),
            OptionDefault::Words(words) => words.into(),
        };
        Self {
            name: option.name,
            default,
            meaning: option.meaning,
        }
    }
}
