//! Editing by hand and by command give the same files: what a careful person would have written
//! into the file is, byte for byte, what the command makes of it. To add one: the file before, the
//! command, and the file as you would edit it.

use std::path::Path;

use super::session::Session;

/// A file, a command, and the same file after a careful person has edited it instead.
struct Deed<'a> {
    what: &'a str,
    head: &'a str,
    before: Vec<&'a str>,
    command: &'a str,
    after: Vec<&'a str>,
}

/// The deeds of a text, each below a line `%% what it is`.
fn deeds(text: &str) -> Vec<Deed<'_>> {
    text.split("%% ").skip(1).map(deed).collect()
}

fn deed(text: &str) -> Deed<'_> {
    let mut lines = text.lines();
    let what = lines.next().unwrap();
    let mut block = |mark: &str| -> (&str, Vec<&str>) {
        let head = lines
            .by_ref()
            .find_map(|line| line.strip_prefix(mark))
            .unwrap_or_else(|| panic!("{what}: no {mark}"));
        let body = if mark == "== " {
            lines.by_ref().take_while(|line| *line != "==").collect()
        } else {
            Vec::new()
        };
        (head, body)
    };
    let ((head, before), (command, _), (_, after)) = (block("== "), block("$ "), block("== "));
    Deed {
        what,
        head,
        before,
        command,
        after,
    }
}

#[test]
fn by_hand_and_by_command_give_the_same_files() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands/by_hand.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let deeds = deeds(&text);
    assert!(deeds.len() >= 12, "only {} deeds were read", deeds.len());
    let told: Vec<String> = deeds
        .iter()
        .filter_map(|deed| differs(deed).err())
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

fn differs(deed: &Deed<'_>) -> Result<(), String> {
    let (mut tool, mut hand) = (Session::new(), Session::new());
    tool.file(deed.head, &deed.before);
    hand.file(deed.head, &deed.after);
    let told = tool.run(deed.command);
    let (name, _) = deed.head.split_once(" (").unwrap_or((deed.head, ""));
    if tool.read(name) != hand.read(name) {
        return Err(format!(
            "{}: {}\n{told}by hand:\n{}",
            deed.what,
            deed.command,
            hand.read(name)
        ));
    }
    // What was written by hand leaves nothing for a machine to mend.
    let checked = hand.run("deal check --fix");
    if checked.contains("+++") {
        Err(format!("{}:\n{checked}", deed.what))
    } else {
        Ok(())
    }
}
