//! The example: its CSV comes into a fresh book with its map, and says what it says.

use std::path::Path;
use std::process::Command;

use dealfile::deal::Deal;
use dealfile::deal::history::{History, Outcome};
use dealfile::store::Store;

fn example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    std::fs::create_dir(folder.path().join("import")).unwrap();
    for file in ["dealfile.yaml", "import/crm.csv", "import/crm-map.yaml"] {
        std::fs::copy(from.join(file), folder.path().join(file)).unwrap();
    }
    folder
}

fn deals(root: &Path) -> Vec<Deal> {
    Store::open(root)
        .unwrap()
        .work_tree()
        .read_all(|_, deal| deal.clone())
        .unwrap()
}

#[test]
fn the_example_comes_in() {
    let book = example();
    let mut deal = Command::new(env!("CARGO_BIN_EXE_deal"));
    deal.args([
        "import",
        "csv",
        "import/crm.csv",
        "--map",
        "import/crm-map.yaml",
    ])
    .current_dir(book.path());
    let output = deal.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let deals = deals(book.path());
    let outcomes: Vec<Outcome> = deals
        .iter()
        .map(|deal| Outcome::of_stage(&deal.stage))
        .collect();
    let count = |outcome| outcomes.iter().filter(|other| **other == outcome).count();
    assert_eq!(
        [Outcome::Won, Outcome::Lost, Outcome::Open].map(count),
        [3, 3, 6]
    );
    let store = Store::open(book.path()).unwrap();
    assert!(store.book.member("dana-whitfield").is_some());
    for deal in &deals {
        assert_eq!(
            History::new(deal).latest(),
            deal.top(),
            "{}: the top is the fold of its history",
            deal.name
        );
        assert!(store.book.member(deal.owner.as_deref().unwrap()).is_some());
    }
    let unknown: Vec<&str> = deals
        .iter()
        .filter(|deal| deal.amount.is_none())
        .map(|deal| deal.name.as_str())
        .collect();
    assert_eq!(
        unknown,
        [
            "Osprey Marine Supply, Reconciliation",
            "누리상회, Reconciliation"
        ]
    );
}
