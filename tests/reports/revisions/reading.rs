//! A revision is read by the rules of the work tree, whatever the names and the size.

use serde_json::json;

use super::repository::Repository;
use super::{deal, filled};
use crate::reports::book::{BOOK, TestBook};

fn empty() -> Repository {
    Repository::of(TestBook::of_files(BOOK, &[]))
}

/// Asserts that between the last commit and the work tree, which are the same, nothing happened,
/// with so many deals.
fn assert_same(repository: &Repository, deals: u32) {
    let report = repository
        .book
        .json("bridge --revisions HEAD --as-of 2026-03-31");
    let amount = deals * 10;
    assert_eq!(
        json!(filled(&report, None)),
        json!([["opening", amount, deals], ["closing", amount, deals]])
    );
}

const NAMES: [&str; 8] = [
    "b.yaml",
    "a.yml",
    "2026/q 1/c.yaml",
    "Z.YAML",
    "한글/거래 하나.yaml",
    "quo\"te.yaml",
    "-x.yaml",
    ":(top).yaml",
];

#[test]
fn the_same_files_count() {
    let repository = empty();
    for name in NAMES {
        repository.write(&format!("deals/{name}"), deal("kim", 10, ""));
    }
    for name in [
        ".hidden.yaml",
        ".folder/d.yaml",
        "notes.txt",
        "yaml",
        "x/.y/z.yaml",
    ] {
        repository.write(&format!("deals/{name}"), "no deal");
    }
    repository.write("other/e.yaml", deal("kim", 10, ""));
    repository.commit();
    assert_same(&repository, 8);
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_book_below_the_root_of_its_repository() {
    let repository = empty();
    for name in NAMES {
        repository.write(
            &format!("sub folder/장부/:all deals/{name}"),
            deal("kim", 10, ""),
        );
    }
    repository.write(
        "sub folder/장부/dealfile.yaml",
        "version: 1\ncurrency: USD\ndeals: './:all deals/.'\n",
    );
    repository.write("deals/above.yaml", deal("kim", 10, ""));
    repository.commit();
    let mut command = repository
        .book
        .command("report bridge --as-of 2026-03-31 --revisions HEAD --format json");
    let output = command
        .current_dir(repository.path().join("sub folder/장부/:all deals/2026"))
        .output()
        .unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        json!(filled(&report, None)),
        json!([["opening", 80, 8], ["closing", 80, 8]])
    );
}

/// Each revision has its deals where its own book says.
#[test]
fn a_folder_of_deals_that_was_moved() {
    let repository = empty();
    repository.write("deals/a.yaml", deal("kim", 10, ""));
    repository.commit();
    repository.git(&["mv", "deals", "sales"]);
    repository.write("dealfile.yaml", format!("{BOOK}deals: sales\n"));
    assert_same(&repository, 1);
    repository.commit();
    let report = repository
        .book
        .json("bridge --revisions HEAD~1..HEAD --as-of 2026-03-31");
    assert_eq!(
        json!(filled(&report, None)),
        json!([["opening", 10, 1], ["closing", 10, 1]])
    );
}

/// Two files of one id are two deals, as in every report; `check` tells of them.
#[test]
fn files_that_share_an_id() {
    let repository = empty();
    for folder in ["a", "b", "c"] {
        repository.write(&format!("deals/{folder}/same.yaml"), deal("kim", 10, ""));
    }
    repository.commit();
    assert_same(&repository, 3);
    repository.remove("deals/a/same.yaml");
    let report = repository
        .book
        .json("bridge --revisions HEAD --as-of 2026-03-31");
    let expected = json!([["opening", 30, 3], ["removed", -10, 1], ["closing", 20, 2]]);
    assert_eq!(json!(filled(&report, None)), expected);
}

#[test]
fn names_and_contents_of_many_deals_pass_through_the_pipes_at_once() {
    let repository = empty();
    let notes = format!("tags: [{}]\n", vec!["word"; 40].join(", "));
    for number in 0..2000 {
        repository.write(
            &format!("deals/d{number}.yaml"),
            deal("kim", 10, &format!("{notes}# {number}\n")),
        );
    }
    repository.commit();
    assert_same(&repository, 2000);
}

/// Before the book's first deal there was no folder for it.
#[test]
fn a_revision_without_deals_has_none() {
    let repository = empty();
    repository.write("deals/a.yaml", deal("kim", 10, ""));
    let report = repository
        .book
        .json("bridge --revisions HEAD --as-of 2026-03-31");
    assert_eq!(
        json!(filled(&report, None)),
        json!([["new", 10, 1], ["closing", 10, 1]])
    );
}

#[test]
fn every_way_to_name_a_commit() {
    let repository = empty();
    repository.git(&["tag", "--annotate", "v1.0", "--message", "A tag"]);
    repository.write("deals/a.yaml", deal("kim", 10, ""));
    repository.commit();
    repository.write("deals/broken.yaml", "[");
    let hash = repository.git(&["rev-parse", "--short", "HEAD"]);
    for names in [
        "v1.0..HEAD",
        "HEAD^..HEAD",
        &format!("HEAD~1..{hash}"),
        "HEAD@{1}..@",
        "v1.0^{commit}..HEAD",
    ] {
        let report = repository
            .book
            .json(&format!("bridge --as-of 2026-03-31 --revisions {names}"));
        assert_eq!(
            json!(filled(&report, None)),
            json!([["new", 10, 1], ["closing", 10, 1]]),
            "{names}"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_lead_where_they_lead_in_the_work_tree() {
    use std::os::unix::fs::symlink;

    let repository = empty();
    repository.write("common/one.yaml", deal("kim", 10, ""));
    repository.write("README.md", "about");
    let link = |target: &str, name: &str| {
        symlink(target, repository.path().join("deals").join(name)).unwrap()
    };
    link("../common/one.yaml", "of one.yaml");
    link("../README.md", "README.md");
    repository.commit();
    assert_same(&repository, 1);
    link("../common", "folder");
    link("/etc/hosts", "out.yaml");
    link("nothing", "nowhere.yaml");
    repository.commit();
    for name in ["folder", "out.yaml", "nowhere.yaml"] {
        repository.remove(&format!("deals/{name}"));
    }
    let output = repository.bridge("--revisions HEAD", &[]);
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr);
    for problem in [
        "HEAD:deals/folder: a link to a folder, which is not followed in a revision",
        "HEAD:deals/out.yaml: a link that points outside the book",
        "HEAD:deals/nowhere.yaml: a broken link",
    ] {
        assert!(told.contains(problem), "{problem}: {told}");
    }
}
