//! `deal rules`: what `deal check` looks for.

use std::io::Write;

use serde::Serialize;

use crate::checks::engine::{Default, Docs, Fix, OptionSpec};
use crate::checks::{RULES, Rule, UnknownRule, named};
use crate::render;
use crate::table::{Cell, Kind};

use crate::console::exit::Exit;
use crate::console::failure::Failure;
use crate::console::list::{List, column};
use crate::console::output::{Output, write_json};
use crate::console::ui::Ui;

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

pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit, Failure> {
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
        column("severity", "severity", Kind::Text, |rule| {
            match rule.is_on {
                true => Cell::text(rule.severity.to_string()),
                false => Cell::text("off"),
            }
        }),
        column("kind", "kind", Kind::Text, |rule| {
            Cell::text(rule.basis.as_str())
        }),
        column("category", "category", Kind::Text, |rule| {
            Cell::text(rule.category.as_str())
        }),
        column("fix", "fix", Kind::Text, |rule| match rule.fix {
            Fix::None => Cell::text(""),
            fix => Cell::text(fix.as_str()),
        }),
        column("summary", "finds", Kind::Text, |rule| {
            Cell::text(rule.summary)
        }),
    ],
    ..List::EMPTY
};

fn list(output: Output, ui: &mut Ui) -> Result<(), Failure> {
    let json: Vec<RuleJson> = RULES.iter().map(|rule| json(rule)).collect();
    output.list(ui, &LIST, RULES, &json)
}

fn explain(rule: &Rule, output: Output, ui: &mut Ui) -> Result<(), Failure> {
    if !output.is_table() {
        return write_json(ui, &json(rule));
    }
    let text = text(rule, ui.reading_width());
    ui.write_all(text.as_bytes())?;
    Ok(())
}

/// The docs of a rule as plain text; its examples are not wrapped, so that they can be copied.
fn text(rule: &Rule, width: usize) -> String {
    let Docs {
        what,
        why,
        bad,
        good,
        fix,
        ..
    } = rule.docs;
    let state = if rule.is_on {
        rule.severity.to_string()
    } else {
        format!("off by default ({} when enabled)", rule.severity)
    };
    let fixable = if rule.fix == Fix::None {
        String::new()
    } else {
        format!(", fix: {}", rule.fix)
    };
    let prose = |text: &str| render::wrapped(text, width).join("\n");
    let inset = |text: &str| indented(&render::wrapped(text, width.saturating_sub(2)).join("\n"));
    let state = format!("{state}, {}, {}{fixable}", rule.category, rule.basis);
    let head = format!(
        "{}\n{}\n",
        prose(&format!("{}: {}", rule.name, rule.summary)),
        prose(&state)
    );
    let option = |o: &OptionSpec| inset(&format!("{}: {}   # {}", o.name, o.default, o.meaning));
    let options: String = rule.options.iter().map(option).collect();
    let options = if options.is_empty() {
        options
    } else {
        format!("\nOptions\n{options}")
    };
    let (what, why, fix, silence) = (prose(what), inset(why), inset(fix), inset(&silence(rule)));
    let (bad, good) = (indented(bad), indented(good));
    format!(
        "{head}\n{what}\n\nWhy it matters\n{why}\nBad\n{bad}\nGood\n{good}\nHow to fix\n{fix}{options}\nHow to ignore\n{silence}"
    )
}

fn indented(example: &str) -> String {
    example.lines().map(|line| format!("  {line}\n")).collect()
}

fn silence(rule: &Rule) -> String {
    if !rule.can_be_ignored() {
        return "This rule cannot be ignored.".to_owned();
    }
    let name = rule.name;
    format!(
        "In one deal: `ignore: [{{rule: {name}, reason: …, until: YYYY-MM-DD}}]`. In the book: `check: {{rules: {{{name}: {{severity: off}}}}}}`."
    )
}

fn json(rule: &Rule) -> RuleJson {
    let option = |spec: &OptionSpec| OptionJson {
        name: spec.name,
        default: match spec.default {
            Default::Whole(number) => number.into(),
            Default::Factor(number) => number.into(),
            Default::Words(words) => words.into(),
        },
        meaning: spec.meaning,
    };
    RuleJson {
        name: rule.name,
        former_names: rule.former_names,
        category: rule.category.as_str(),
        severity: rule.severity.to_string(),
        on: rule.is_on,
        kind: rule.basis.as_str(),
        scope: rule.scope().as_str(),
        fix: rule.fix.as_str(),
        options: rule.options.iter().map(option).collect(),
        summary: rule.summary,
        what: rule.docs.what,
        why: rule.docs.why,
        bad: rule.docs.bad,
        good: rule.docs.good,
        how_to_fix: rule.docs.fix,
        how_to_silence: silence(rule),
    }
}
