//! `deal diff`: in sales words, with only the files read that differ, and safe as Markdown.

use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;

use super::{Repository, repository};

const ACME: &str = "\
name: Acme
account: Acme GmbH
owner: mina
stage: approach
amount: 100
close_date: 2026-02-01
meddic:
  identify_pain: {score: 1}
  champion: {score: 2, by: jane, date: 2026-01-10, evidence: Spoke up}
contacts: [{id: jane, name: Jane Roe}]
objections:
  - {id: 7f3k, date: 2026-01-13, category: trust_risk, words: Who are you?, answered: {date: 2026-01-14}}
followups:
  - {id: k2m9, due: 2026-01-20, what: Call}
  - {id: p0q4, due: 2026-01-21, what: Write}
meetings:
  - {id: w8d1, booked: 2026-01-12, date: 2026-01-15, status: scheduled}
history:
  - {date: 2026-01-05, stage: prospecting, amount: 100, owner: mina, close_date: 2026-02-01}
  - {date: 2026-01-12, stage: approach}
";

const NOW: &str = "\
name: Acme
account: Acme AG
owner: mina
stage: presentation
amount: 150
close_date: 2026-03-01
meddic:
  identify_pain: {score: 2, by: jane, date: 2026-01-15, evidence: Late}
  champion: {score: 1}
contacts: [{id: jane, name: Jane Roe, title: CFO}, {id: raj}]
objections:
  - {id: 7f3k, date: 2026-01-13, category: trust_risk, words: Who are you?, answered: {date: 2026-01-14}, confirmed: 2026-01-16}
  - {id: 8aaa, date: 2026-01-16, category: price_budget, words: Too dear}
followups:
  - {id: k2m9, due: 2026-01-20, what: Call, done: 2026-01-16}
meetings:
  - {id: w8d1, booked: 2026-01-12, date: 2026-01-15, status: held}
activities: [{date: 2026-01-15, kind: call}]
notes: Hello
x: {region: emea}
history:
  - {date: 2026-01-05, stage: prospecting, amount: 100, owner: mina, close_date: 2026-02-01}
  - {date: 2026-01-12, stage: approach}
  - {date: 2026-01-16, stage: presentation, amount: 150, close_date: 2026-03-01}
";

fn json(repository: &Repository, arguments: &str) -> Value {
    let output = repository.run(&format!(
        "diff {arguments} --format json --as-of 2026-01-20"
    ));
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

#[test]
fn everything_that_changed_is_told_in_sales_words() {
    let repository = repository(&[
        ("acme", ACME),
        ("gone", ACME),
        ("old", "name: Old\nstage: approach\nx: {crm_id: A1}\n"),
        ("same", ACME),
    ]);
    repository.write("deals/acme.yaml", NOW);
    repository.remove("deals/gone.yaml");
    repository.remove("deals/old.yaml");
    repository.write("deals/2026/한글 new.yaml", "# Rewritten from the ground up.\nx:\n  crm_id: A1\nname: Another name\nstage: preparation\nowner: jun\n");
    repository.write(
        "deals/same.yaml",
        ACME.replace("name: Acme\n", "name: Acme   # a comment\n"),
    );
    repository.write(
        "deals/fresh.yaml",
        "name: Fresh\nstage: prospecting\namount: 7\ncreated: 2026-01-19\n",
    );
    let diff = json(&repository, "");
    let changes: Vec<(&str, &str)> = diff["deals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|deal| {
            (
                deal["id"].as_str().unwrap(),
                deal["change"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        changes,
        [
            ("한글 new", "renamed"),
            ("acme", "changed"),
            ("fresh", "new"),
            ("gone", "gone")
        ]
    );
    assert_eq!(diff["deals"][0]["was"], "deals/old.yaml");
    let output = repository.run("diff --as-of 2026-01-20");
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "acme: Acme AG, mina, presentation\n",
        "  stage        approach → presentation on 2026-01-16\n",
        "  amount       100.00 EUR → 150.00 EUR\n",
        "  close date   2026-02-01 → 2026-03-01 (pushed by 28 days)\n",
        "  account      Acme GmbH → Acme AG\n",
        "  identify pain 1 → 2 (rose)\n",
        "  champion     2 → 1 (fell)\n",
        "  objection    settled: Who are you? (7f3k)\n",
        "  objection    raised: Too dear (8aaa)\n",
        "  follow-up    done: Call (due 2026-01-20) (k2m9)\n",
        "  follow-up    removed: Write (due 2026-01-21) (p0q4)\n",
        "  meeting      held: meeting on 2026-01-15 (w8d1)\n",
        "  contact      changed: Jane Roe (jane)\n",
        "  contact      added: raj (raj)\n",
        "  activity     added: 2026-01-15 call\n",
        "  also changed notes, x.region\n",
        "gone: Acme GmbH, mina, approach (gone)\n",
        "fresh: prospecting (new)\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // The bridge balances.
    let cents = |bucket: &str| {
        let rows = diff["bridge"].as_array().unwrap().iter();
        rows.filter(|row| row["bucket"] == bucket)
            .map(|row| row["amount"].as_f64().unwrap())
            .sum::<f64>()
    };
    let all: f64 = diff["bridge"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["bucket"] != "closing")
        .map(|row| row["amount"].as_f64().unwrap())
        .sum();
    assert_eq!(all, cents("closing"), "{}", diff["bridge"]);
    assert_eq!(cents("removed"), -100.0);
    assert!(
        diff["findings"]["new"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["rule"] == "stage-gate-unmet")
    );
    let gone = diff["findings"]["gone"].as_array().unwrap();
    assert!(
        gone.iter()
            .any(|finding| finding["path"] == "deals/gone.yaml")
    );
}

#[test]
fn revisions_folders_filters_and_exit_codes() {
    let repository = repository(&[("acme", ACME)]);
    assert_eq!(repository.run("diff --exit-code").status.code(), Some(0));
    repository.write("deals/acme.yaml", NOW);
    repository.commit();
    repository.write(
        "deals/other.yaml",
        "name: Other\nstage: approach\nowner: jun\n",
    );
    assert_eq!(repository.run("diff --exit-code").status.code(), Some(1));
    assert_eq!(
        json(&repository, "HEAD~1..HEAD")["deals"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        json(&repository, "HEAD~1")["deals"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        json(&repository, "HEAD~1 owner:jun")["deals"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        json(&repository, "owner:mina")["deals"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    let other = repository.path().join("copy");
    std::fs::create_dir_all(other.join("deals")).unwrap();
    std::fs::write(other.join("dealfile.yaml"), "version: 1\ncurrency: EUR\n").unwrap();
    std::fs::write(other.join("deals/acme.yaml"), ACME).unwrap();
    let folders = json(&repository, "--dirs copy .");
    assert_eq!(folders["deals"].as_array().unwrap().len(), 2);
    for (arguments, exit) in [
        ("diff nosuch", 2),
        ("diff A...B", 2),
        ("diff HEAD~9..HEAD", 2),
    ] {
        assert_eq!(
            repository.run(arguments).status.code(),
            Some(exit),
            "{arguments}"
        );
    }
    // One that cannot be read is named, and the rest is shown.
    repository.write("deals/bad.yaml", "name: [\n");
    let output = repository.run("diff");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("deals/bad.yaml"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("other: jun, approach (new)"));
}

/// What a renderer makes of it is text: no link, image, emphasis or HTML of a deal.
#[test]
fn a_deal_cannot_inject_markup() {
    let hostile = "[x](http://evil) <img src=x> @mina #1 **b** ~~s~~ `c` | a | ![i](y) &amp; www.evil.com https://evil.com \\\\ _e_";
    let quoted = hostile.replace('\'', "''");
    let repository = repository(&[("acme", "name: A\nstage: approach\n")]);
    repository.write("deals/acme.yaml", format!("name: A\naccount: '{quoted}'\nowner: '{quoted}'\nstage: approach\nfollowups: [{{id: k2m9, what: '{quoted}'}}]\n"));
    let output = repository.run("diff --format markdown");
    let markdown = String::from_utf8(output.stdout).unwrap();
    let mut text = String::new();
    for event in Parser::new_ext(&markdown, Options::all()) {
        match event {
            Event::Text(own) => text.push_str(&own),
            Event::Html(html) | Event::InlineHtml(html) => {
                let is_ours = [
                    "<!-- -->",
                    "<details>",
                    "</details>",
                    "<summary>",
                    "</summary>",
                ]
                .iter()
                .any(|own| html.contains(own));
                assert!(is_ours && !html.contains("img"), "{html}");
            }
            Event::Start(tag) => assert!(
                !format!("{tag:?}").starts_with("Link") && !format!("{tag:?}").starts_with("Image"),
                "{tag:?}"
            ),
            Event::Code(code) => panic!("{code}"),
            _ => {}
        }
    }
    assert!(text.contains(hostile), "{text}\n{markdown}");
    assert!(
        !markdown.contains("www.") && !markdown.contains("h://") && !markdown.contains("@mina"),
        "{markdown}"
    );
}

#[test]
fn a_long_comment_is_cut_and_counted() {
    let repository = repository(&[]);
    for number in 0..900 {
        repository.write(
            &format!("deals/deal-{number}.yaml"),
            format!(
                "name: Deal\naccount: {}\nstage: approach\namount: 5\n",
                "x".repeat(60)
            ),
        );
    }
    let output = repository.run("diff --format markdown");
    let markdown = String::from_utf8(output.stdout).unwrap();
    assert!(markdown.chars().count() <= 60_000, "{}", markdown.len());
    assert!(markdown.contains("more deals"));
}
