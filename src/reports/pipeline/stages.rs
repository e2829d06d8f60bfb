//! Open deals by the stage that they are in.

use std::collections::BTreeMap;

use super::figures::Figures;
use crate::book::{Pipeline, Snapshot};
use crate::reports::{Query, Slice, cells::StageName};

/// For each pipeline a row for each stage in its order, for each that it lacks, and where there are
/// several for it as a whole; then one for all together.
pub fn by_stage(slice: &Slice<'_, '_>, query: &Query<'_>) -> Vec<Figures> {
    let asked = query.book.pipelines.iter();
    let asked = asked.filter(|own| query.pipeline.is_none_or(|scope| scope.id == own.id));
    let asked: Vec<&Pipeline> = asked.collect();
    let mut blocks: Vec<Block<'_>> = asked.iter().map(|own| Block::new(own)).collect();
    // Deals of a pipeline that the book lacks.
    let mut strays: BTreeMap<&str, Block<'_>> = BTreeMap::new();
    let mut all = Figures::of_pipeline(None);
    for deal in &slice.deals {
        all.add(deal, slice.stock_day);
        let place = asked.iter().position(|own| is_in(deal, own));
        let block = match place.and_then(|place| blocks.get_mut(place)) {
            Some(block) => block,
            None => strays
                .entry(deal.state.pipeline.unwrap_or_default())
                .or_default(),
        };
        block.add(deal, slice);
    }
    let has_several = asked.len() + strays.len() > 1;
    blocks.extend(strays.into_iter().map(|(id, block)| block.of(id)));
    let mut rows: Vec<Figures> = blocks
        .into_iter()
        .flat_map(|block| block.rows(has_several))
        .collect();
    rows.push(all.clone());
    for row in &mut rows {
        row.all = (all.deals, all.amount);
    }
    rows
}

fn is_in(deal: &Snapshot<'_>, pipeline: &Pipeline) -> bool {
    deal.pipeline.is_some_and(|own| own.id == pipeline.id)
}

/// The rows of one pipeline.
#[derive(Default)]
struct Block<'a> {
    stages: Vec<Figures>,
    /// By the name of a stage that the pipeline lacks.
    unknown: BTreeMap<&'a str, Figures>,
    whole: Figures,
}

impl<'a> Block<'a> {
    fn new(pipeline: &Pipeline) -> Self {
        let stages = pipeline.stages.iter();
        Self {
            stages: stages
                .map(|stage| Figures::of_stage(&pipeline.id, stage))
                .collect(),
            unknown: BTreeMap::new(),
            whole: Figures::of_pipeline(Some(&pipeline.id)),
        }
    }

    /// The same under the name of a pipeline.
    fn of(mut self, id: &str) -> Self {
        self.whole.pipeline = Some(id.to_owned());
        self
    }

    fn add(&mut self, deal: &Snapshot<'a>, slice: &Slice<'_, '_>) {
        let place = deal.rank().and_then(|rank| self.stages.get_mut(rank - 1));
        let own = match place {
            Some(own) => own,
            None => self.unknown.entry(deal.state.stage).or_default(),
        };
        own.add(deal, slice.stock_day);
        self.whole.add(deal, slice.stock_day);
    }

    fn rows(self, has_several: bool) -> Vec<Figures> {
        let pipeline = self.whole.pipeline.clone();
        let unknown = self.unknown.into_iter().map(|(name, figures)| Figures {
            pipeline: pipeline.clone(),
            stage: Some(StageName {
                id: name.to_owned(),
                title: name.to_owned(),
            }),
            ..figures
        });
        let whole = has_several.then_some(self.whole);
        self.stages
            .into_iter()
            .chain(unknown)
            .chain(whole)
            .collect()
    }
}
