//! Diffs as git shows them.

use dealfile::store::files::unified;

#[test]
fn three_lines_around_and_the_missing_newline() {
    let before = "a\nb\nc\nd\ne\nf\ng";
    let after = "a\nb\nc\nd\nE\nf\ng\n";
    let wanted = "\
--- a/deals/acme.yaml
+++ b/deals/acme.yaml
@@ -2,6 +2,6 @@
 b
 c
 d
-e
+E
 f
-g
\\ No newline at end of file
+g
";
    assert_eq!(unified("deals/acme.yaml", before, after), wanted);
    assert_eq!(unified("deals/acme.yaml", before, before), "");
}

#[test]
fn control_characters_are_visible() {
    let diff = unified("a\u{1b}.yaml", "x: 1\r\n", "x: \u{1b}[2J\ty\u{202e}\r\n");
    let wanted =
        "--- a/a\\x1b.yaml\n+++ b/a\\x1b.yaml\n@@ -1 +1 @@\n-x: 1\r\n+x: \\x1b[2J\ty\\u{202e}\r\n";
    assert_eq!(diff, wanted);
}
