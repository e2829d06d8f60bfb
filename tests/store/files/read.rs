//! Many files, in their order, each with its bytes or its problem.

use std::path::Path;

use dealfile::store::files::{map_files, read, walk};

use super::Book;

#[test]
fn answers_come_in_the_order_of_the_files() {
    let book = Book::new();
    for number in 0..300 {
        book.file(
            &format!("deals/{number:03}.yaml"),
            "x".repeat(number * 7 % 5000),
        );
    }
    let files = walk(book.root(), Path::new("deals")).files;
    let sizes = map_files(&files, |_, bytes| bytes.unwrap().len());
    assert_eq!(
        sizes,
        (0..300).map(|number| number * 7 % 5000).collect::<Vec<_>>()
    );
}

#[test]
fn each_problem_stays_with_its_file() {
    let book = Book::new();
    book.file("deals/a.yaml", "a");
    book.file("deals/b.yaml", vec![b'x'; (1 << 20) + 1]);
    book.file("deals/c.yaml", "");
    book.file("deals/d.yaml", vec![b'x'; 1 << 20]);
    let files = walk(book.root(), Path::new("deals")).files;
    std::fs::remove_file(book.root().join("deals/c.yaml")).unwrap();
    let answers = map_files(&files, |_, bytes| {
        bytes
            .map(<[u8]>::len)
            .map_err(|problem| problem.to_string())
    });
    let wanted = [
        Ok(1),
        Err("deals/b.yaml: the file is larger than 1 MiB".to_owned()),
        Err("deals/c.yaml: cannot read the file: not found".to_owned()),
        Ok(1 << 20),
    ];
    assert_eq!(answers, wanted);
    assert_eq!(read(&files[0]).unwrap(), b"a");
    assert!(read(&files[1]).is_err());
}
