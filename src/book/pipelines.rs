//! What the book's file says of pipelines, understood: presets, the entries that override them,
//! what follows a win.

use super::{
    Pipeline, Stage,
    config::{self, PipelineConfig},
    mistake::error,
    pipeline::{AfterWin, Wait},
    preset::{PRESETS, Preset},
};
use crate::deal::keywords::Methodology;
use crate::finding::Finding;
use crate::key_path::KeyPath;

pub(super) fn pipelines(
    configs: Vec<(String, PipelineConfig)>,
    methodology: Methodology,
    errors: &mut Vec<Finding>,
) -> Vec<Pipeline> {
    let mut list: Vec<Pipeline> = configs
        .into_iter()
        .map(|(id, config)| pipeline(&id, config, errors))
        .collect();
    if list.is_empty() {
        list.extend(PRESETS.first().map(|preset| preset.pipeline(preset.name)));
    }
    for stage in list.iter_mut().flat_map(|pipeline| &mut pipeline.stages) {
        // A book that does not keep these elements is not asked for them.
        if methodology == Methodology::Meddic {
            stage.gate.paper_process = None;
            stage.gate.competition = None;
        }
    }
    list
}

fn pipeline(id: &str, config: PipelineConfig, errors: &mut Vec<Finding>) -> Pipeline {
    let at = KeyPath::top("pipelines").key(id);
    let preset = preset_named(&config, &at, errors);
    let mut pipeline = match preset {
        Some(preset) => preset.pipeline(id),
        None => Pipeline {
            id: id.to_owned(),
            stages: Vec::new(),
            after_win: Vec::new(),
        },
    };
    for (index, entry) in config.stages.into_iter().enumerate() {
        let at = at.clone().key("stages").index(index);
        check_entry(&pipeline, &entry, preset.is_some(), &at, errors);
        match pipeline
            .stages
            .iter()
            .position(|stage| stage.id == entry.id)
        {
            Some(rank) => override_at(&mut pipeline.stages, rank, entry),
            None => pipeline
                .stages
                .push(Stage::new(&entry.id.clone()).overridden(entry)),
        }
    }
    if pipeline.stages.is_empty() {
        errors.push(error(
            at.clone(),
            format!("the pipeline `{id}` has no stages"),
            "add `preset: default7` or a list of `stages`",
        ));
    }
    if let Some(plan) = config.after_win {
        pipeline.after_win = after_win(plan, &at.key("after_win"), errors);
    }
    pipeline
}

fn override_at(stages: &mut [Stage], rank: usize, entry: config::StageConfig) {
    if let Some(stage) = stages.get_mut(rank) {
        *stage = stage.clone().overridden(entry);
    }
}

fn preset_named(
    config: &PipelineConfig,
    at: &KeyPath,
    errors: &mut Vec<Finding>,
) -> Option<&'static Preset> {
    let name = config.preset.as_deref()?;
    let preset = Preset::named(name);
    if preset.is_none() {
        let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
        let help = format!("choose one of: {}", names.join(", "));
        errors.push(error(
            at.clone().key("preset"),
            format!("unknown preset `{name}`"),
            &help,
        ));
    }
    preset
}

fn check_entry(
    pipeline: &Pipeline,
    entry: &config::StageConfig,
    preset: bool,
    at: &KeyPath,
    errors: &mut Vec<Finding>,
) {
    let known = pipeline.stages.iter().any(|stage| stage.id == entry.id);
    if matches!(entry.id.as_str(), "won" | "lost") {
        let message = format!("`{}` is a built-in outcome, not a stage", entry.id);
        errors.push(error(at.clone().key("id"), message, "remove it"));
    } else if preset && !known {
        let ids: Vec<&str> = pipeline.stage_ids().collect();
        let message = format!("the preset has no stage `{}`", entry.id);
        let help = format!(
            "override one of {}, or list your own stages without `preset`",
            ids.join(", ")
        );
        errors.push(error(at.clone().key("id"), message, &help));
    } else if !preset && known {
        errors.push(error(
            at.clone().key("id"),
            format!("stage `{}` is listed twice", entry.id),
            "give each stage its own id",
        ));
    }
    if entry.probability.is_some_and(|p| !(0.0..=1.0).contains(&p)) {
        errors.push(error(
            at.clone().key("probability"),
            "probability must be between 0 and 1".to_owned(),
            "use 0.35 for 35%",
        ));
    }
}

fn after_win(
    plan: Vec<config::AfterWin>,
    at: &KeyPath,
    errors: &mut Vec<Finding>,
) -> Vec<AfterWin> {
    let mut steps = Vec::new();
    for (index, entry) in plan.into_iter().enumerate() {
        let wait = match (entry.days, entry.business_days) {
            (Some(days), None) => Wait::Days(days),
            (None, Some(days)) => Wait::BusinessDays(days),
            _ => {
                let message = format!(
                    "`{}` must have either `days` or `business_days`",
                    entry.what
                );
                errors.push(error(
                    at.clone().index(index),
                    message,
                    "use one of them for the time after the win",
                ));
                continue;
            }
        };
        steps.push(AfterWin {
            kind: entry.kind,
            what: entry.what,
            wait,
        });
    }
    steps
}
