//! `--format`, which may be given several times: to stdout, or each to its file.

use std::{io::Write, path::PathBuf, str::FromStr};

use crate::console::{Failure, Ui};
use crate::escape_controls::escape_lines;
use crate::finding::Checked;
use crate::render::{FindingFormat, findings};
use crate::store::files::save;

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
    let color = ui.color();
    for output in if outputs.is_empty() { &full } else { outputs } {
        match &output.file {
            None => findings(checked, output.format, color, ui)?,
            Some(file) => {
                let mut bytes = Vec::new();
                findings(checked, output.format, false, &mut bytes)?;
                save(std::path::Path::new(file), &bytes).map_err(crate::store::StoreError::from)?;
            }
        }
    }
    Ok(())
}

/// Prints a diff, without what could steer a terminal.
pub fn print(ui: &mut Ui, diff: &str) -> Result<(), Failure> {
    ui.write_all(escape_lines(diff).as_bytes())?;
    ui.flush()?;
    Ok(())
}
