//! A value or an entry with what is given of it; what is absent stays as it is.

use crate::deal::meddic::{Criterion, ProcessStep};

pub(super) fn set<T: Clone>(field: &mut Option<T>, given: &Option<T>) {
    if given.is_some() {
        field.clone_from(given);
    }
}

pub(super) fn update_criterion(criteria: &mut Vec<Criterion>, given: &Criterion) {
    match criteria.iter_mut().find(|known| known.text == given.text) {
        Some(known) => {
            set(&mut known.kind, &given.kind);
            set(&mut known.position, &given.position);
        }
        None => criteria.push(given.clone()),
    }
}

pub(super) fn update_step(steps: &mut Vec<ProcessStep>, given: &ProcessStep) {
    match steps.iter_mut().find(|known| known.what == given.what) {
        Some(known) => {
            set(&mut known.owner, &given.owner);
            set(&mut known.date, &given.date);
        }
        None => steps.push(given.clone()),
    }
}
