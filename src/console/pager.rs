//! The reader's pager: `DEAL_PAGER`, then `PAGER`, then less. Empty or `cat` means none.

use std::env;
use std::io::Write;
use std::process::{Child, Command, Stdio};

/// Shows a text in the pager and waits for its end. False where there is no pager, so that the text
/// has to be shown without.
pub fn show(text: &str) -> bool {
    let Some(mut pager) = start() else {
        return false;
    };
    // An interrupt is the pager's, which may stop a search with it.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, std::sync::Arc::default());
    if let Some(mut input) = pager.stdin.take() {
        // A reader who has seen enough closes it.
        let _ = input.write_all(text.as_bytes());
    }
    const NOT_FOUND: i32 = 127;
    pager
        .wait()
        .is_ok_and(|status| status.code() != Some(NOT_FOUND))
}

fn start() -> Option<Child> {
    let named = ["DEAL_PAGER", "PAGER"]
        .into_iter()
        .find_map(|name| env::var(name).ok());
    let named = named.unwrap_or_else(|| "less".to_owned());
    let is_dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
    if named.trim().is_empty() || named.trim() == "cat" || is_dumb {
        return None;
    }
    // A plain name is started at once; what has blanks, quotes or variables is the shell's.
    let is_plain = named
        .chars()
        .all(|c| c.is_alphanumeric() || "-_./\\:".contains(c));
    let mut command = if is_plain {
        Command::new(&named)
    } else {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&named);
        shell
    };
    // As git has it: leave at once where all fits, show colors, keep the text on the screen.
    for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
        if env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    command.stdin(Stdio::piped()).spawn().ok()
}
