//! Files made to hurt: refused with their place, at once, and in little memory.

use std::fmt::Write;
use std::time::Duration;

use dealfile::render::as_error;
use dealfile::store::parse::parse;

use super::sample::Sample;

/// What it costs an unoptimised build; an optimised one is several times as fast.
const AT_MOST: Duration = Duration::from_secs(2);

/// The processor time of this thread: unlike the clock's it does not depend on what else the
/// machine does.
fn spent() -> Duration {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = times.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// What is said of a hostile file.
fn refused(name: &str, bytes: &[u8]) -> String {
    let begin = spent();
    let problem = parse::<Sample>("d.yaml", bytes).expect_err(name);
    let took = spent() - begin;
    assert!(took < AT_MOST, "{name} took {took:?}");
    let shown = as_error(&problem);
    assert!(shown.len() < 2000, "{name}: {} bytes to show", shown.len());
    format!("{problem}")
}

#[test]
fn alias_bomb() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let before = format!("*a{},", level - 1).repeat(9);
        let _ = writeln!(bomb, "a{level}: &a{level} [{before}]");
    }
    assert_eq!(
        refused("bomb", bomb.as_bytes()),
        "d.yaml:1:9: an anchor or alias (`&name`, `*name`, `<<`) is not allowed"
    );
}

#[test]
fn brackets() {
    for (open, count) in [
        ("[", 20_000),
        ("{", 20_000),
        ("[{", 10_000),
        ("{a: [", 10_000),
        ("[", 500_000),
        ("[", 900),
        ("[", 66),
    ] {
        let text = format!("name: a\nx: {}", open.repeat(count));
        let message = refused(open, text.as_bytes());
        assert!(message.starts_with("d.yaml:2:"), "{message}");
    }
}

#[test]
fn nesting() {
    let lists = |depth: usize| {
        format!(
            "name: a\nstage: b\nx: {{y: {}1{}}}\n",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    assert!(parse::<Sample>("d.yaml", lists(62).as_bytes()).is_ok());
    let message = refused("63", lists(63).as_bytes());
    assert_eq!(message, "d.yaml:3:70: nested more than 64 levels deep");

    let mut deep = String::from("name: a\nstage: b\nforeign:\n");
    (0..500).for_each(|level| deep += &format!("{}k:\n", " ".repeat(level + 1)));
    assert!(refused("indentation", deep.as_bytes()).contains("64 levels deep"));
    assert!(
        refused(
            "dashes",
            format!("name: a\nforeign:\n {}", "- ".repeat(100_000)).as_bytes()
        )
        .contains("64 levels deep")
    );
}

#[test]
fn size() {
    assert_eq!(
        refused("3 MB", &vec![b'a'; 3 << 20]),
        "d.yaml: the file is larger than 1 MiB"
    );
    let scalar = format!("name: {}\nstage: b\namount: x\n", "a".repeat(1_000_000));
    assert!(refused("scalar", scalar.as_bytes()).starts_with("d.yaml:3:9: "));
    let value = format!("name: a\nstage: b\nforecast: {}\n", "탐".repeat(300_000));
    assert!(refused("value", value.as_bytes()).ends_with("탐…` is not allowed here"));
    let key = format!(
        "name: a\nstage: b\nx: {{{0}: 1, {0}: 2}}\n",
        "k".repeat(1000)
    );
    let message = refused("key", key.as_bytes());
    assert!(message.contains("duplicate key `k") && message.ends_with("k…`"));
    let line = format!("name: \"{}\nstage: b\n", "a".repeat(1_000_000));
    assert!(refused("quote", line.as_bytes()).contains("unclosed quote"));
}

#[test]
fn many_keys() {
    let same = format!("name: a\nstage: b\n{}", "k: 1\n".repeat(100_000));
    assert!(refused("same", same.as_bytes()).starts_with("d.yaml:4:1: duplicate key `k`"));

    let mut distinct = String::from("name: a\nstage: b\nx:\n");
    (0..60_000).for_each(|key| distinct += &format!("  k{key}: 1\n"));
    let begin = spent();
    assert_eq!(
        parse::<Sample>("d.yaml", distinct.as_bytes())
            .unwrap()
            .value
            .x
            .len(),
        60_000
    );
    assert!((spent() - begin) < AT_MOST);
}

#[test]
fn colons_dashes_and_questions() {
    for part in [
        "a: ", "? ", "- ? ", ": ", "!!a ", "&a ", "*a ", "| ", "\"", "'", "%a\n", "---\n", "#",
        "\\", "{a", "{a:", "[a,", "?\n", "-\n",
    ] {
        let text = format!(
            "name: a\nstage: b\nforeign: {}",
            part.repeat(200_000 / part.len())
        );
        let begin = spent();
        let _ = parse::<Sample>("d.yaml", text.as_bytes());
        assert!(
            (spent() - begin) < AT_MOST,
            "{part:?} took {:?}",
            (spent() - begin)
        );
    }
}
