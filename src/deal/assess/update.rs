//! A value or an entry with what is given of it; what is absent stays as it is.

use crate::deal::meddic::{Act, Criterion, ProcessStep};
use crate::one_form::is_one;

pub(super) fn set<T: Clone>(field: &mut Option<T>, given: &Option<T>) {
    if given.is_some() {
        field.clone_from(given);
    }
}

pub(super) fn update_criterion(criteria: &mut Vec<Criterion>, given: &Criterion) {
    match criteria
        .iter_mut()
        .find(|known| is_one(&known.text, &given.text))
    {
        Some(known) => {
            set(&mut known.kind, &given.kind);
            set(&mut known.position, &given.position);
        }
        None => criteria.push(given.clone()),
    }
}

/// One deed of one day is one act.
pub(super) fn add_act(acts: &mut Vec<Act>, given: &Act) {
    let what = |act: &Act| act.what.clone().unwrap_or_default();
    let is_it = |known: &Act| known.date == given.date && is_one(&what(known), &what(given));
    if !acts.iter().any(is_it) {
        acts.push(given.clone());
    }
}

pub(super) fn update_step(steps: &mut Vec<ProcessStep>, given: &ProcessStep) {
    match steps
        .iter_mut()
        .find(|known| is_one(&known.what, &given.what))
    {
        Some(known) => {
            set(&mut known.owner, &given.owner);
            set(&mut known.date, &given.date);
        }
        None => steps.push(given.clone()),
    }
}
