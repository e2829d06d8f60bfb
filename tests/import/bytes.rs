//! Files as bytes: encodings, quotes that nobody closes, and anything at all.

use dealfile::book::Book;
use dealfile::import::convert::convert;
use dealfile::import::map::MapFile;
use dealfile::import::plan::Plan;
use dealfile::import::sheet::{self, SheetError};
use proptest::prelude::*;

fn problems(bytes: &[u8]) -> Vec<String> {
    let (_, problems) = sheet::read(bytes).unwrap();
    let told = problems.iter().map(|note| {
        format!(
            "{}: {}: {}",
            note.line,
            note.column.as_deref().unwrap_or("-"),
            note.message
        )
    });
    told.collect()
}

#[test]
fn what_is_no_table() {
    assert_eq!(sheet::read(b""), Err(SheetError::Empty));
    assert_eq!(sheet::read(b"\xEF\xBB\xBF"), Err(SheetError::Empty));
    assert_eq!(sheet::read(b"Na\xE9\n1\n"), Err(SheetError::Header));
}

#[test]
fn a_bad_cell_is_named_with_line_and_column() {
    assert_eq!(
        problems(b"Name,City\na,b\nx,K\xF6ln\n"),
        ["3: City: not valid UTF-8"]
    );
    assert_eq!(
        problems(b"Name,City\n\"a\nb\",c\nd,\0\n"),
        ["4: City: the text contains a NUL character"]
    );
    assert_eq!(problems(b"Name,City\r\na\r\nb,c,d\r\n").len(), 2);
}

#[test]
fn an_open_quote_swallows_no_row_in_silence() {
    let told = problems(b"Name,City\na,b\nc,\"d\ne,f\ng,h\n");
    assert_eq!(told, ["3: -: unclosed double quote"]);
    assert!(problems(b"Name,City\na,\"b\nc\"\nd,5\" pipe\n").is_empty());
}

#[test]
fn lines_count_from_the_top_of_the_file() {
    let (sheet, _) = sheet::read(b"\xEF\xBB\xBFName;City\r\n\"a\r\nb\";c\r\n\r\nd;e\r\n").unwrap();
    assert_eq!(
        sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [2, 5]
    );
    assert_eq!(sheet.header.names, ["Name", "City"]);
}

fn book() -> Book {
    let config = dealfile::store::parse::parse("dealfile.yaml", b"version: 1\ncurrency: EUR\n")
        .unwrap()
        .value;
    Book::from_config(config).unwrap()
}

fn map() -> MapFile {
    let text = b"columns: {id: a, name: '{b} {c}', owner: c, stage: d, status: e, pipeline: f, created: g, closed: h, amount: i, currency: j, next_step: k, lost_reason: l, x.m: m}\ndate_format: '%d/%m/%Y'\n";
    dealfile::store::parse::parse("map.yaml", text)
        .unwrap()
        .value
}

fn swallow(bytes: &[u8]) {
    let Ok((sheet, problems)) = sheet::read(bytes) else {
        return;
    };
    let book = book();
    let pipeline = book.default_pipeline().unwrap();
    if let Ok(plan) = Plan::new(&map(), &sheet.header, &book, pipeline) {
        let conversion = convert(&sheet, problems, &plan, &[]);
        assert_eq!(conversion.deals.len(), sheet.rows.len());
    }
}

const HEADER: &str = "a,b,c,d,e,f,g,h,i,j,k,l,m\n";

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        swallow(&bytes);
    }

    #[test]
    fn no_rows_panic(rows in "([\\x00-\\x7f€₩,;\"\n 0-9./-]|[a-z]|\\PC){0,300}") {
        swallow((HEADER.to_owned() + &rows).as_bytes());
    }

    #[test]
    fn no_cells_panic(cells in proptest::collection::vec("[ -~€₩٣\u{a0}]{0,12}|[0-9.,'()$-]{1,14}|[0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{1,5}|won|lost|closing", 13)) {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        swallow((HEADER.to_owned() + &quoted.join(",") + "\n").as_bytes());
    }
}
