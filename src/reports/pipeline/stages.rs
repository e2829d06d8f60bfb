//! Open deals by the stage that they are in.

use std::collections::BTreeMap;

use super::figures::Figures;
use crate::book::Stage;
use crate::reports::{Query, Slice, cells::StageName};

/// A row for each stage in the order of the pipelines, for each that they lack, and for all
/// together.
pub fn by_stage(slice: &Slice<'_, '_>, query: &Query<'_>) -> Vec<Figures> {
    let (mut rows, places) = stages(query);
    let mut all = Figures::default();
    let mut unknown: BTreeMap<&str, Figures> = BTreeMap::new();
    for deal in &slice.deals {
        let place = deal.stage.and_then(|stage| places.get(stage.id.as_str()));
        let own = match place.and_then(|place| rows.get_mut(*place)) {
            Some(own) => own,
            None => unknown.entry(deal.state.stage).or_default(),
        };
        own.add(deal, slice.stock_day);
        all.add(deal, slice.stock_day);
    }
    rows.extend(unknown.into_iter().map(named));
    rows.push(all);
    rows
}

/// The rows of the stages, still without deals, and the place of each id among them.
fn stages<'a>(query: &Query<'a>) -> (Vec<Figures>, BTreeMap<&'a str, usize>) {
    let mut rows: Vec<Figures> = Vec::new();
    let mut places = BTreeMap::new();
    for stage in stages_asked(query) {
        let place = *places.entry(stage.id.as_str()).or_insert(rows.len());
        match rows.get_mut(place) {
            Some(shared) => shared.share_with(stage),
            None => rows.push(Figures::of_stage(stage)),
        }
    }
    (rows, places)
}

fn stages_asked<'a>(query: &Query<'a>) -> impl Iterator<Item = &'a Stage> {
    let scope = query.pipeline;
    let pipelines = query.book.pipelines.iter();
    pipelines
        .filter(move |own| scope.is_none_or(|scope| scope.id == own.id))
        .flat_map(|pipeline| &pipeline.stages)
}

/// A stage that no pipeline has.
fn named((name, figures): (&str, Figures)) -> Figures {
    let stage = StageName {
        id: name.to_owned(),
        title: name.to_owned(),
    };
    Figures {
        stage: Some(stage),
        ..figures
    }
}
