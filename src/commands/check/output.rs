//! `--format`, which may be given several times: to stdout, or each to its file.

use std::{
    io::Write,
    path::{Path, PathBuf},
    str::FromStr,
};

use crate::checks::{RULES, Rule};
use crate::console::{Failure, Ui};
use crate::escape_controls::escape_lines;
use crate::finding::Checked;
use crate::render::{FindingFormat, RuleText, Surroundings, findings};
use crate::store::{files::save, folder_in_repository};

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
pub fn write(outputs: &[Output], checked: &Checked, ui: &mut Ui) -> Result<(), Failure> {
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
                let mut bytes = Vec::new();
                findings(checked, output.format, &surroundings, false, &mut bytes)?;
                save(Path::new(file), &bytes).map_err(crate::store::StoreError::from)?;
            }
        }
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
