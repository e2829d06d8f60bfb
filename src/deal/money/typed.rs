//! Amounts as people type them.

use rust_decimal::Decimal;

use super::{Amount, AmountError};

impl Amount {
    /// An amount as people type it on a command line: `120000`, `120k`, `1.2m`, `85,000.50`.
    pub fn typed(text: &str) -> Result<Self, AmountError> {
        let error = || AmountError::Typed(text.to_owned());
        let lower = text.trim().to_ascii_lowercase();
        let (digits, factor) = match lower.strip_suffix(['k', 'm']) {
            Some(digits) if lower.ends_with('k') => (digits, 1_000),
            Some(digits) => (digits, 1_000_000),
            None => (lower.as_str(), 1),
        };
        let plain = ungrouped(digits).ok_or_else(error)?;
        let Self(number) = plain.parse().map_err(|_| error())?;
        let amount = number
            .checked_mul(Decimal::from(factor))
            .ok_or_else(error)?;
        // 1.2m is 1200000, not 1200000.0.
        Ok(Self(if factor > 1 {
            amount.normalize()
        } else {
            amount
        }))
    }
}

/// The digits without commas, if these are where thousands end.
fn ungrouped(text: &str) -> Option<String> {
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut groups = whole.split(',');
    let first = groups.next()?.trim_start_matches('-');
    let has_groups = whole.contains(',');
    let is_grouped = !has_groups || (1..=3).contains(&first.len());
    let is_whole = is_grouped && groups.all(|group| group.len() == 3) && !rest.contains(',');
    is_whole.then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[test]
    fn what_people_type() {
        for (text, wanted) in [
            ("120000", "120000"),
            ("99.50", "99.50"),
            ("120k", "120000"),
            ("120K", "120000"),
            ("1.2m", "1200000"),
            ("0.5M", "500000"),
            ("85,000.50", "85000.50"),
            ("1,200,000", "1200000"),
            ("-5k", "-5000"),
        ] {
            let amount = Amount::typed(text).map(|amount| amount.to_string());
            assert_eq!(amount.as_deref(), Ok(wanted), "{text}");
        }
        for wrong in [
            "",
            "k",
            "1,5",
            "85,00",
            "8500,000",
            "1,2345",
            ",000",
            "1.2,000",
            "1kk",
            "1e3",
            "12 k",
            "120t",
            "1,000,00",
            "9999999999999999999999999999k",
        ] {
            assert!(Amount::typed(wrong).is_err(), "{wrong}");
        }
    }
}
