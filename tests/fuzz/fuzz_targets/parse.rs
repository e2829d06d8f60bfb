//! Any bytes: no panic, no hang, a problem that can be shown, and one meaning where several readers
//! can read them.

#![no_main]

use std::collections::BTreeMap;

use dealfile::render::as_error;
use dealfile::store::parse::{parse, parse_plainly, parse_twice};
use libfuzzer_sys::fuzz_target;
use serde::de::DeserializeOwned;

#[path = "../../store/parse/sample.rs"]
mod sample;

fuzz_target!(|bytes: &[u8]| {
    agree::<sample::Sample>(bytes);
    agree::<BTreeMap<String, sample::Free>>(bytes);
    if let Err(problem) = parse::<sample::Sample>("deals/fuzz.yaml", bytes) {
        let shown = as_error(&problem);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    }
});

fn agree<T: DeserializeOwned + PartialEq + std::fmt::Debug>(bytes: &[u8]) {
    if let Some((Some(fast), Ok(careful))) = parse_twice::<T>(bytes) {
        assert_eq!(fast, careful);
    }
    if let (Some(plain), parsed) = parse_plainly::<T>(bytes) {
        assert_eq!(Ok(plain), parsed);
    }
}
