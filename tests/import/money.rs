//! Texts of money and what they are worth.

use dealfile::deal::money::Currency;
use dealfile::import::money::{DecimalMark, WrittenAmount};

fn read(text: &str, code: &str, decimal: Option<DecimalMark>) -> Result<String, String> {
    let currency: Option<Currency> = code.parse().ok();
    let amount = text
        .parse::<WrittenAmount>()
        .and_then(|written| written.amount(decimal, currency));
    amount
        .map(|amount| amount.0.normalize().to_string())
        .map_err(|error| error.to_string())
}

#[test]
fn amounts_of_every_locale() {
    let cases = [
        ("1054", "USD", "1054"),
        ("0", "USD", "0"),
        ("1234.5", "USD", "1234.5"),
        ("12,5", "EUR", "12.5"),
        ("1.234,56", "EUR", "1234.56"),
        ("1,234.56", "USD", "1234.56"),
        ("$1,234.56", "USD", "1234.56"),
        ("-$1,234.56", "USD", "-1234.56"),
        ("$-1,234.56", "USD", "-1234.56"),
        ("($1,234.56)", "USD", "-1234.56"),
        ("−12", "USD", "-12"),
        ("+12", "USD", "12"),
        ("US$ 12", "USD", "12"),
        ("usd 12", "USD", "12"),
        ("1 234,56 €", "EUR", "1234.56"),
        ("1\u{a0}234,56\u{a0}€", "EUR", "1234.56"),
        ("1\u{202f}234", "EUR", "1234"),
        ("CHF 1'234.50", "CHF", "1234.5"),
        ("1’234’567", "CHF", "1234567"),
        ("₩1,200,000", "KRW", "1200000"),
        ("1,200원", "KRW", "1200"),
        ("¥12,000", "JPY", "12000"),
        ("₹12,34,567.50", "INR", "1234567.5"),
        ("1.234.567", "EUR", "1234567"),
        ("1,234,567", "USD", "1234567"),
        ("1234.567", "", "1234.567"),
        ("0.125", "", "0.125"),
        ("8,415", "USD", "8415"),
        ("8.415", "EUR", "8415"),
        ("100.000000", "EUR", "100"),
    ];
    for (text, code, expected) in cases {
        assert_eq!(read(text, code, None).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_amount() {
    let cases = [
        "",
        "-",
        "€",
        "n/a",
        "12k",
        "1.2M",
        "12%",
        "1,2,3",
        "1.2.3",
        "1,23,4",
        "12,34.56.7",
        "1 2 3",
        "1''000",
        "--5",
        "-(5)",
        "(5",
        "5)",
        "$5€",
        "1e3",
        "0x10",
        "٣",
        "=1+1",
        "10 to 20",
        "5.",
        "1_000",
        "01,234",
        "12345678901234567890123456789",
    ];
    for text in cases {
        assert!(
            read(text, "EUR", None).is_err(),
            "{text} is {:?}",
            read(text, "EUR", None)
        );
    }
}

#[test]
fn two_readings_are_a_problem_until_something_settles_it() {
    for text in ["1,500", "12.000", "$999,990"] {
        assert!(
            read(text, "USD", None)
                .unwrap_err()
                .contains("is ambiguous"),
            "{text}"
        );
    }
    assert_eq!(
        read("1,500", "USD", Some(DecimalMark::Point)).as_deref(),
        Ok("1500")
    );
    assert_eq!(
        read("1,500", "USD", Some(DecimalMark::Comma)).as_deref(),
        Ok("1.5")
    );
    assert!(read("1.500,00", "EUR", Some(DecimalMark::Point)).is_err());
    assert_eq!(
        read("1.234", "KWD", Some(DecimalMark::Point)).as_deref(),
        Ok("1.234")
    );
}

#[test]
fn a_column_shows_its_decimal_mark() {
    let of = |texts: &[&str]| {
        let eur = "EUR".parse().ok();
        DecimalMark::from_column(
            texts
                .iter()
                .filter_map(|text| text.parse::<WrittenAmount>().ok()?.decimal_mark(eur)),
        )
    };
    assert_eq!(of(&["1.500", "12,50"]), Some(DecimalMark::Comma));
    assert_eq!(of(&["1.500", "1,500,000"]), Some(DecimalMark::Point));
    assert_eq!(of(&["1.500", "10", "2.250"]), None);
    assert_eq!(
        of(&["12.50", "12,50", "1.500"]),
        None,
        "a column that contradicts itself shows nothing"
    );
}
