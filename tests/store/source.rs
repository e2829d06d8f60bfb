//! A revision is read as the work tree is: find, load, read all, survey.

use dealfile::store::{Source, Store, StoreError};

use crate::reports::book::TestBook;
use crate::reports::revisions::repository::Repository;

const BOOK: &str = "version: 1\n";

fn deal(stage: &str) -> String {
    format!("name: A deal\nstage: {stage}\ncreated: 2026-01-05\n")
}

/// A repository whose first commit has two deals, and whose work tree has neither as it was.
fn repository() -> Repository {
    let files = [
        ("acme-cloud".into(), deal("approach")),
        ("acme-erp".into(), deal("closing")),
    ];
    let repository = Repository::of(TestBook::of_files(BOOK, &files));
    repository.write("deals/acme-cloud.yaml", deal("closing"));
    repository.remove("deals/acme-erp.yaml");
    repository.write("deals/later.yaml", deal("approach"));
    repository
}

fn stage(source: &Source<'_>, name: &str) -> String {
    source.load(name).unwrap().deal.stage
}

fn ids(source: &Source<'_>) -> Vec<(String, String)> {
    let read = source.read_all(|file, deal| (file.id.clone(), deal.stage));
    read.unwrap()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(id, stage): &(&str, &str)| ((*id).to_owned(), (*stage).to_owned());
    pairs.iter().map(owned).collect()
}

#[test]
fn each_source_gives_its_own_deals() {
    let repository = repository();
    let store = Store::open(repository.path()).unwrap();
    let (now, then) = (store.work_tree(), store.at("HEAD").unwrap());
    assert_eq!(
        ids(&now),
        owned(&[("acme-cloud", "closing"), ("later", "approach")])
    );
    assert_eq!(
        ids(&then),
        owned(&[("acme-cloud", "approach"), ("acme-erp", "closing")])
    );
    assert_eq!(stage(&now, "acme-cloud"), "closing");
    assert_eq!(stage(&then, "acme-cloud"), "approach");
    assert_eq!(stage(&then, "acme-e"), "closing");
}

#[test]
fn a_name_is_looked_up_where_it_is_asked() {
    let repository = repository();
    let store = Store::open(repository.path()).unwrap();
    let (now, then) = (store.work_tree(), store.at("HEAD").unwrap());
    assert_eq!(now.find("acme").unwrap().id, "acme-cloud");
    assert!(matches!(
        then.find("acme"),
        Err(StoreError::AmbiguousDeal { ids, .. }) if ids == ["acme-cloud", "acme-erp"]
    ));
    assert!(matches!(
        then.find("later"),
        Err(StoreError::UnknownDeal { .. })
    ));
    assert_eq!(
        then.find("acme-erp").unwrap().shown,
        "HEAD:deals/acme-erp.yaml"
    );
    // The path of a file is its place in the work tree, there or not.
    let path = repository.path().join("deals/acme-erp.yaml");
    assert_eq!(then.find(path.to_str().unwrap()).unwrap().id, "acme-erp");
}

#[test]
fn an_unreadable_deal_is_seen_in_the_revision_that_has_it() {
    let repository = repository();
    repository.write("deals/later.yaml", "name: [\n");
    repository.commit();
    repository.write("deals/later.yaml", deal("approach"));
    let store = Store::open(repository.path()).unwrap();
    let problems = |source: &Source<'_>| {
        let read = source.survey(|_, bytes, parsed| Ok((bytes.len(), parsed.is_err())));
        let read: Vec<(usize, bool)> = read.unwrap().into_iter().map(Result::unwrap).collect();
        assert!(read.iter().all(|(size, _)| *size > 0));
        read.iter().filter(|(_, is_broken)| *is_broken).count()
    };
    assert_eq!(problems(&store.work_tree()), 0);
    assert_eq!(problems(&store.at("HEAD").unwrap()), 1);
    assert_eq!(problems(&store.at("HEAD~1").unwrap()), 0);
    let broken = store.at("HEAD").unwrap();
    for error in [
        broken.load("later").unwrap_err(),
        broken.read_all(|_, _| ()).unwrap_err(),
    ] {
        assert!(
            error.to_string().contains("HEAD:deals/later.yaml"),
            "{error}"
        );
    }
    assert!(broken.load("acme-cloud").is_ok());
}
