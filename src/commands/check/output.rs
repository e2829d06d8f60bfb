//! `--format`, which may be given several times: to stdout, or each to its file.

use std::{
    io::Write,
    path::{Path, PathBuf},
    str::FromStr,
};

use crate::checks::{RULES, Rule};
use crate::console::{Context, Failure, Ui};
use crate::escape_controls::escape_lines;
use crate::finding::Checked;
use crate::render::{FindingFormat, RuleText, Surroundings, findings};
use crate::store::{
    BOOK_FILE, StoreError,
    files::{DealFile, absolute, save},
    folder_in_repository,
};

/// One `--format`.
#[derive(Debug, Clone)]
pub struct Output {
    format: FindingFormat,
    file: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (word, file) = match text.split_once('=') {
            Some((_, "")) => return Err("give a file name after `=`".to_owned()),
            Some((word, file)) => (word, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = word
            .parse()
            .map_err(|error: crate::deal::keywords::UnknownWord| error.to_string())?;
        Ok(Self { format, file })
    }
}

/// Writes the findings in every requested format; in full by default.
pub fn write(
    outputs: &[Output],
    checked: &Checked,
    context: &Context,
    ui: &mut Ui,
) -> Result<(), Failure> {
    let full = [Output {
        format: FindingFormat::Full,
        file: None,
    }];
    let rules: Vec<RuleText> = RULES.iter().map(|rule| rule_text(rule)).collect();
    let surroundings = Surroundings {
        rules: &rules,
        folder: &folder_in_repository(Path::new("."))?,
    };
    let color = ui.color();
    for output in if outputs.is_empty() { &full } else { outputs } {
        match &output.file {
            None => findings(checked, output.format, &surroundings, color, ui)?,
            Some(file) => {
                refuse_book(file, context)?;
                let mut bytes = Vec::new();
                findings(checked, output.format, &surroundings, false, &mut bytes)?;
                save(Path::new(file), &bytes).map_err(crate::store::StoreError::from)?;
            }
        }
    }
    Ok(())
}

/// A slip of the keyboard must not put findings in the place of a deal.
fn refuse_book(file: &Path, context: &Context) -> Result<(), Failure> {
    let path = absolute(file).map_err(StoreError::from)?;
    let is_file = |deal: &DealFile| absolute(&deal.path).is_ok_and(|deal| deal == path);
    let store = context.store().ok();
    let is_deal = store.is_some_and(|store| store.files().files.iter().any(is_file));
    if path.ends_with(BOOK_FILE) || is_deal {
        let message = format!("{} is a file of the book", file.display());
        return Err(Failure::usage(message).help("write the findings to another file"));
    }
    Ok(())
}

fn rule_text(rule: &Rule) -> RuleText {
    RuleText {
        name: rule.name,
        category: rule.category.as_str(),
        severity: rule.severity,
        is_on: rule.is_on,
        summary: rule.summary,
        what: rule.docs.what,
        why: rule.docs.why,
        fix: rule.docs.fix,
    }
}

/// Prints a diff, without what could steer a terminal.
pub fn print(ui: &mut Ui, diff: &str) -> Result<(), Failure> {
    ui.write_all(escape_lines(diff).as_bytes())?;
    ui.flush()?;
    Ok(())
}
