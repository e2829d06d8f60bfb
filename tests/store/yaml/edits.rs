//! Every case of `edits.txt`, with either line end, with and without a last newline.

use dealfile::store::yaml::apply;

use super::script;

struct Case<'t> {
    name: &'t str,
    edits: Vec<&'t str>,
    before: String,
    after: String,
}

#[test]
fn each_case_changes_what_it_should_and_nothing_else() {
    let cases = cases(include_str!("edits.txt"));
    let failures: Vec<String> = cases.iter().flat_map(failures).collect();
    assert!(
        failures.is_empty(),
        "{} of the runs fail\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(cases.len() > 80, "only {} cases were found", cases.len());
}

fn cases(file: &str) -> Vec<Case<'_>> {
    file.split("%% case ").skip(1).map(case).collect()
}

fn case(text: &str) -> Case<'_> {
    let (head, rest) = text.split_once("%% before\n").unwrap();
    let (before, after) = rest.split_once("%% after\n").unwrap();
    let mut head = head.lines();
    Case {
        name: head.next().unwrap(),
        edits: head.collect(),
        before: marks(before),
        after: marks(after),
    }
}

fn marks(text: &str) -> String {
    let text = text.replace("<BOM>", "\u{feff}").replace("<TAB>", "\t");
    text.replace("<END>\n", "").replace("<SPACE>", " ")
}

fn failures(case: &Case<'_>) -> Vec<String> {
    let cut = |text: &str| text.strip_suffix('\n').unwrap_or(text).to_owned();
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let mut forms = vec![
        ("LF", case.before.clone(), case.after.clone()),
        ("CRLF", crlf(&case.before), crlf(&case.after)),
    ];
    if !case.before.is_empty() && !case.name.contains("(whole)") {
        forms.push(("LF, cut", cut(&case.before), cut(&case.after)));
        forms.push((
            "CRLF, cut",
            crlf(&cut(&case.before)),
            crlf(&cut(&case.after)),
        ));
    }
    forms.retain(|(form, before, _)| !form.starts_with("CRLF") || before.contains('\r'));
    forms
        .iter()
        .filter_map(|(form, before, after)| failure(case, form, before, after))
        .collect()
}

fn failure(case: &Case<'_>, form: &str, before: &str, after: &str) -> Option<String> {
    let edits: Vec<_> = case.edits.iter().map(|line| script::edit(line)).collect();
    let got = apply(before, &edits, script::order);
    if got.as_deref() == Ok(after) {
        return None;
    }
    let got = got.map_or_else(
        |error| format!("error: {error}\n"),
        |text| format!("{text:?}\n{text}"),
    );
    Some(format!(
        "== {} [{form}]\n{:?}\nwanted {after:?}\ngot    {got}",
        case.name, case.edits
    ))
}
