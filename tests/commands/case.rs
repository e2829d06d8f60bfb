//! A case file: what it shows, the files before, and a transcript of commands with all that they
//! print and change.
//!
//! ```text
//! What the case shows, in a sentence.
//!
//! == deals/acme.yaml            a file before; `(crlf)` and `(no last line end)` may stand behind the path
//! name: Acme
//! stage: approach
//! ==
//!
//! $ deal contact add acme "Jane Roe"
//! | jane                        stdout
//! ! acme: …                     stderr
//! = 2                           the exit code, where it is not 0
//! --- deals/acme.yaml           what changed on disk, as a diff
//! ```

use std::path::Path;

use super::session::Session;

/// Runs a case and compares; with `UPDATE_CASES` set the file is written anew instead.
pub fn check(path: &Path) -> Result<(), String> {
    let expected = std::fs::read_to_string(path).unwrap();
    let found = play(&expected);
    if found == expected {
        return Ok(());
    }
    if std::env::var("UPDATE_CASES").is_ok_and(|value| !value.is_empty()) {
        std::fs::write(path, found).unwrap();
        return Ok(());
    }
    let diff = similar::TextDiff::from_lines(&expected, &found);
    let name = path
        .strip_prefix(env!("CARGO_MANIFEST_DIR"))
        .unwrap_or(path);
    Err(format!(
        "{}",
        diff.unified_diff()
            .header(&name.display().to_string(), "as it is now")
    ))
}

/// The case with the transcript as it is now.
fn play(text: &str) -> String {
    let mut session = Session::new();
    let mut told = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(head) = line.strip_prefix("== ") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "==").collect();
            session.file(head, &body);
            told.push_str(&format!(
                "{line}\n{}==\n",
                body.iter()
                    .map(|line| format!("{line}\n"))
                    .collect::<String>()
            ));
        } else if let Some(command) = line.strip_prefix("$ ") {
            while lines.next_if(|line| !line.is_empty()).is_some() {}
            told.push_str(&format!("{line}\n{}", session.run(command)));
        } else {
            told.push_str(&format!("{line}\n"));
        }
    }
    told
}
