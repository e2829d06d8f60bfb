//! What the book's file says that nobody can mean, though every command can go on without it. The
//! rules `book-*` report it.

use std::collections::HashMap;

use super::{
    Book,
    config::{PipelineConfig, StageConfig, Target},
    preset::Preset,
};
use crate::deal::{Element, keywords::Methodology};
use crate::finding::{BOOK_DUPLICATE, BOOK_REFERENCE, BOOK_UNDATED_RATES, Finding};
use crate::key_path::KeyPath;
use crate::nearest::nearest;
use crate::one_form::same_text;

/// What is wrong with the pipelines as they are written: a stage that overrides one of a preset is
/// found at its own place.
pub(super) fn of_pipelines(
    pipelines: &[(String, PipelineConfig)],
    methodology: Methodology,
) -> Vec<Finding> {
    let mut faults = Vec::new();
    for (id, config) in pipelines {
        let at = KeyPath::top("pipelines").key(id).key("stages");
        for (index, stage) in config.stages.iter().enumerate() {
            faults.extend(idle_gates(stage, methodology, &at.clone().index(index)));
        }
        faults.extend(taken_aliases(config, &at));
    }
    faults
}

/// The elements of a gate that the methodology lacks: the gate does not ask them.
fn idle_gates(stage: &StageConfig, methodology: Methodology, at: &KeyPath) -> Vec<Finding> {
    let kept = Element::all_of(methodology);
    let Some(gate) = &stage.gate else {
        return Vec::new();
    };
    let asked = Element::ALL.iter().filter(|own| gate.least(**own) > 0);
    asked
        .filter(|element| !kept.contains(element))
        .map(|element| {
            let message =
                format!("{methodology} has no element `{element}`: nobody is asked for it");
            Finding::new(BOOK_REFERENCE, message)
                .at(at.clone().key("gate").key(element.as_str()))
                .help("set `methodology: meddpicc`, or remove it from the gate")
        })
        .collect()
}

/// The aliases that name a stage already.
fn taken_aliases(config: &PipelineConfig, at: &KeyPath) -> Vec<Finding> {
    let preset = config.preset.as_deref().and_then(Preset::named);
    let preset = preset.map(|preset| preset.pipeline("").stages);
    let of_preset = preset.iter().flatten().map(|stage| stage.id.clone());
    let own = config.stages.iter().map(|stage| stage.id.clone());
    let mut taken: HashMap<String, String> = of_preset
        .chain(own)
        .map(|id| (id.clone(), format!("the id of stage `{id}`")))
        .collect();
    let mut faults = Vec::new();
    for (index, stage) in config.stages.iter().enumerate() {
        let at = at.clone().index(index).key("aliases");
        for (n, alias) in stage.aliases.iter().flatten().enumerate() {
            let owner = format!("an alias of stage `{}`", stage.id);
            if let Some(other) = taken.insert(alias.clone(), owner) {
                let message = format!("the alias `{alias}` is {other} already");
                let finding = Finding::new(BOOK_REFERENCE, message).at(at.clone().index(n));
                faults.push(finding.help("remove it, or write the stage's old id"));
            }
        }
    }
    faults
}

impl Book {
    /// What is wrong with the other lists.
    pub(super) fn list_faults(&self) -> Vec<Finding> {
        let mut faults = Vec::new();
        for (index, cost) in self.costs.iter().enumerate() {
            let at = KeyPath::top("costs").index(index).key("stage");
            faults.extend(
                cost.stage
                    .as_ref()
                    .and_then(|stage| self.no_stage(stage, at)),
            );
        }
        for (index, target) in self.targets.iter().enumerate() {
            let at = KeyPath::top("targets").index(index);
            faults.extend(self.no_owner(target, &at));
            faults.extend(self.no_pipeline(target, &at));
            let earlier = self.targets.iter().take(index);
            if self.is_among(target, earlier) {
                let message = "a second target of the same period and part of the deals";
                let finding = Finding::new(BOOK_DUPLICATE, message).at(at);
                faults.push(finding.help("keep one of them"));
            }
        }
        for (index, member) in self.team.iter().enumerate() {
            let mut earlier = self.team.iter().take(index);
            if earlier.any(|other| same_text(&other.id, &member.id)) {
                let at = KeyPath::top("team").index(index).key("id");
                let message = format!("a second team member `{}`", member.id);
                let finding = Finding::new(BOOK_DUPLICATE, message).at(at);
                faults.push(finding.help("give each member an id of their own"));
            }
        }
        let rates = self.rates.iter();
        let undated = rates.filter(|rates| rates.date.is_none() && !rates.per_unit.is_empty());
        faults.extend(undated.map(|_| {
            Finding::new(BOOK_UNDATED_RATES, "the rates have no `date`")
                .at(KeyPath::top("rates"))
                .help("add `date: YYYY-MM-DD`, the day of these rates")
        }));
        faults
    }

    fn no_stage(&self, stage: &str, at: KeyPath) -> Option<Finding> {
        let mut pipelines = self.pipelines.iter();
        if pipelines.any(|own| own.rank(stage).is_some()) {
            return None;
        }
        let known = self.pipelines.iter().flat_map(|own| own.stage_ids());
        Some(unknown("stage", stage, known, at))
    }

    /// Owners are anybody in a book without a team.
    fn no_owner(&self, target: &Target, at: &KeyPath) -> Option<Finding> {
        let owner = target.owner.as_deref()?;
        if self.team.is_empty() || self.member_in_any_case(owner).is_some() {
            return None;
        }
        let known = self.team.iter().map(|member| member.id.as_str());
        Some(unknown(
            "team member",
            owner,
            known,
            at.clone().key("owner"),
        ))
    }

    fn no_pipeline(&self, target: &Target, at: &KeyPath) -> Option<Finding> {
        let id = target.pipeline.as_deref()?;
        if self.pipeline(Some(id)).is_some() {
            return None;
        }
        let known = self.pipelines.iter().map(|pipeline| pipeline.id.as_str());
        Some(unknown("pipeline", id, known, at.clone().key("pipeline")))
    }

    fn is_among<'a>(&self, target: &Target, mut others: impl Iterator<Item = &'a Target>) -> bool {
        let Some(period) = self.period(&target.period) else {
            return false;
        };
        let [owner, segment, pipeline] =
            [&target.owner, &target.segment, &target.pipeline].map(Option::as_deref);
        others.any(|other| {
            let is_same = self
                .period(&other.period)
                .is_some_and(|own| own.covers_same(&period));
            is_same && other.is_of(owner, segment, pipeline)
        })
    }
}

fn unknown<'a>(
    what: &str,
    word: &str,
    known: impl Iterator<Item = &'a str>,
    at: KeyPath,
) -> Finding {
    let known: Vec<&str> = known.collect();
    let help = match nearest(word, known.iter().copied()) {
        Some(right) => format!("did you mean `{right}`?"),
        None => format!("use one of {}", known.join(", ")),
    };
    let message = format!("the book has no {what} `{word}`");
    Finding::new(BOOK_REFERENCE, message).at(at).help(help)
}
