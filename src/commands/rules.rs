//! `deal rules`: what `deal check` looks for.

use std::{fmt::Display, io::Write};

use serde::Serialize;

use super::check::configured;
use crate::checks::{
    RULES, Rule, Settings, UnknownRule,
    engine::{Fix, OptionDefault, OptionSpec, Setting},
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
    /// As `dealfile.yaml` sets them, instead of as they are by default
    #[arg(long)]
    effective: bool,
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
    value: serde_json::Value,
    meaning: &'static str,
}

pub fn run(args: &Args, context: &Context, ui: &mut Ui) -> Result<Exit, Failure> {
    let settings = if args.effective {
        configured(context.store()?)?
    } else {
        Settings::defaults(RULES)
    };
    match &args.name {
        Some(name) => {
            let unknown = || UnknownRule::new(name, RULES);
            let setting = settings.get(name).ok_or_else(unknown)?;
            explain(setting, args.output, ui)?;
        }
        None => list(&settings, args.output, ui)?,
    }
    Ok(Exit::Done)
}

const LIST: List<Setting> = List {
    columns: &[
        column("name", "rule", Kind::Text, |setting| {
            Cell::text(setting.rule.name)
        }),
        column("severity", "severity", Kind::Text, severity),
        column("kind", "kind", Kind::Text, |setting| {
            Cell::text(setting.rule.basis.as_str())
        }),
        column("category", "category", Kind::Text, |setting| {
            Cell::text(setting.rule.category.as_str())
        }),
        column("fix", "fix", Kind::Text, fix),
        column("summary", "finds", Kind::Text, |setting| {
            Cell::text(setting.rule.summary)
        }),
    ],
    ..List::EMPTY
};

fn severity(setting: &Setting) -> Cell {
    if setting.is_on {
        Cell::text(setting.severity().to_string())
    } else {
        Cell::text("off")
    }
}

fn fix(setting: &Setting) -> Cell {
    match setting.rule.fix {
        Fix::None => Cell::text(""),
        fix => Cell::text(fix.as_str()),
    }
}

fn list(settings: &Settings, output: Output, ui: &mut Ui) -> Result<(), Failure> {
    let settings: Vec<Setting> = settings.all().cloned().collect();
    let json: Vec<RuleJson> = settings.iter().map(RuleJson::new).collect();
    output.list(ui, &LIST, &settings, &json)
}

fn explain(setting: &Setting, output: Output, ui: &mut Ui) -> Result<(), Failure> {
    if !output.is_table() {
        return write_json(ui, &RuleJson::new(setting));
    }
    let text = page(setting, ui.reading_width());
    ui.write_all(text.as_bytes())?;
    Ok(())
}

/// The docs of a rule as plain text; its examples are not wrapped, so that they can be copied.
fn page(setting: &Setting, width: usize) -> String {
    let rule = setting.rule;
    let docs = &rule.docs;
    let inset = width.saturating_sub(2);
    let mut lines = wrapped(&format!("{}: {}", rule.name, rule.summary), width);
    lines.extend(wrapped(&status(setting), width));
    lines.push(String::new());
    lines.extend(wrapped(docs.what, width));
    lines.extend(section("Why it matters", wrapped(docs.why, inset)));
    if !docs.bad.is_empty() {
        lines.extend(section("Bad", docs.bad.lines()));
        lines.extend(section("Good", docs.good.lines()));
    }
    lines.extend(section("How to fix", wrapped(docs.fix, inset)));
    let options = rule.options.iter();
    let options: Vec<String> = options.map(|option| described(option, setting)).collect();
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

fn status(setting: &Setting) -> String {
    let rule = setting.rule;
    let severity = match (setting.is_on, rule.is_on) {
        (true, _) => setting.severity().to_string(),
        (false, true) => "off in this book".to_owned(),
        (false, false) => format!("off by default ({} when enabled)", rule.severity),
    };
    let fix = match rule.fix {
        Fix::None => String::new(),
        fix => format!(", fix: {fix}"),
    };
    format!("{severity}, {}, {}{fix}", rule.category, rule.basis)
}

fn described(option: &OptionSpec, setting: &Setting) -> String {
    let OptionSpec {
        name,
        default,
        meaning,
    } = option;
    match setting.options.value(option) {
        Some(value) => format!("{name}: {value}   # {meaning} (default {default})"),
        None => format!("{name}: {default}   # {meaning}"),
    }
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
    fn new(setting: &Setting) -> Self {
        let rule = setting.rule;
        let options = rule.options.iter();
        Self {
            name: rule.name,
            former_names: rule.former_names,
            category: rule.category.as_str(),
            severity: setting.severity().to_string(),
            on: setting.is_on,
            kind: rule.basis.as_str(),
            scope: rule.scope().as_str(),
            fix: rule.fix.as_str(),
            options: options
                .map(|option| OptionJson::new(option, setting))
                .collect(),
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
    fn new(option: &OptionSpec, setting: &Setting) -> Self {
        let default: serde_json::Value = match option.default {
            OptionDefault::Whole(number) => number.into(),
            OptionDefault::Factor(number) => number.into(),
            OptionDefault::Words(words) => words.into(),
        };
        Self {
            name: option.name,
            value: setting.options.value(option).unwrap_or(&default).clone(),
            default,
            meaning: option.meaning,
        }
    }
}
