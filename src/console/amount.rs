//! Whether an amount can stand in a deal.

use super::Failure;
use crate::deal::{Amount, Currency};

/// Refuses an amount below 0, without a currency, or with more decimals than its currency has.
pub fn check(amount: Amount, currency: Option<Currency>) -> Result<(), Failure> {
    if amount.0.is_sign_negative() && !amount.0.is_zero() {
        let failure = Failure::usage(format_args!("amount {amount} is negative"));
        return Err(failure.help("use 0 or more"));
    }
    let Some(currency) = currency else {
        return Err(Failure::usage("amount without a currency")
            .help("add currency=EUR, or set `currency:` in dealfile.yaml"));
    };
    let units = currency.minor_units();
    if amount.scale() > units {
        let failure = Failure::usage(format_args!(
            "{amount} has too many decimals for {currency} (at most {units})"
        ));
        return Err(failure.help("round the amount"));
    }
    Ok(())
}
