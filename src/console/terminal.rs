//! What the terminal can show, colour, width and the letters and language of its locale; and a line
//! on stderr.

use std::io::IsTerminal;

use clap::ColorChoice;

use crate::deal::questions::Lang;

/// Colour on stderr: as asked, else as `NO_COLOR` and `CLICOLOR_FORCE` say, else if it is a
/// terminal.
pub fn stderr_has_color(choice: ColorChoice) -> bool {
    has_color(choice, std::io::stderr().is_terminal())
}

/// Colour on stdout, by the same rules.
pub fn stdout_has_color(choice: ColorChoice) -> bool {
    has_color(choice, std::io::stdout().is_terminal())
}

fn has_color(choice: ColorChoice, terminal: bool) -> bool {
    let set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto
            if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) =>
        {
            false
        }
        ColorChoice::Auto => {
            set("CLICOLOR_FORCE")
                || (terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"))
        }
    }
}

/// The width to fit, where stdout is a terminal; a pipe has none, and nothing is cut for it.
pub fn width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    // A terminal that does not say how wide it is has the width that all had once.
    columns
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .or(Some(80))
}

/// The rows of the screen, where stdout is a terminal that says it.
pub fn height() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let lines = std::env::var("LINES").ok();
    let lines = lines.and_then(|lines| lines.parse().ok());
    let size = || terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
    lines.or_else(size).filter(|height| *height > 0)
}

/// Whether text beyond ASCII can be shown, as the locale says; the variables are asked in the order
/// of POSIX.
pub fn speaks_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    let is_utf8 = |locale: String| locale.to_lowercase().replace('-', "").contains("utf8");
    // Windows has no such variables, and its terminals show Unicode.
    locale.map_or(cfg!(windows), is_utf8)
}

/// A variable that says something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether the reader's language is Korean, as the locale says; the variables are asked in the
/// order of POSIX.
fn speaks_korean() -> bool {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable)
        .unwrap_or_default();
    // `ko`, `ko_KR.UTF-8` and `ko-KR`, and not `kok`, which is another language.
    locale
        .split(['_', '-', '.', '@'])
        .next()
        .is_some_and(|language| language.eq_ignore_ascii_case("ko"))
}

/// A line on stderr, without control characters; where stderr is closed nobody reads it.
pub fn note(message: &str) {
    use std::io::Write;
    let _ = writeln!(
        std::io::stderr(),
        "{}",
        crate::escape_controls::escape_lines(message)
    );
}

/// The language for what can be said in several.
pub fn lang() -> Lang {
    if speaks_korean() { Lang::Ko } else { Lang::En }
}
