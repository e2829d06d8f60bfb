//! Other settings for some deals: `check: overrides:` in `dealfile.yaml`.

use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde_json::Value;

use crate::book::{Book, config::Override};
use crate::deal::{Deal, State};
use crate::finding::{BAD_VALUE, Finding};
use crate::key_path::KeyPath;

/// Which deals other settings are for.
#[derive(Clone)]
pub struct Condition {
    paths: Option<GlobSet>,
    pipeline: Option<String>,
    stage: Option<String>,
    segment: Option<String>,
}

impl Condition {
    /// What an entry asks for, or what is wrong with it.
    pub fn new(entry: &Override, at: &KeyPath) -> Result<Self, Box<Finding>> {
        let mistake = |key: &str, message: String, help: &str| {
            let finding = Finding::new(BAD_VALUE, message).at(at.clone().key(key));
            Box::new(finding.help(help))
        };
        let Override {
            paths,
            pipeline,
            stage,
            segment,
            rules,
        } = entry;
        if paths.is_empty() && pipeline.is_none() && stage.is_none() && segment.is_none() {
            let help = "add `paths`, `pipeline`, `stage` or `segment`";
            let message = "the override does not say for which deals".to_owned();
            let finding = Finding::new(BAD_VALUE, message).at(at.clone()).help(help);
            return Err(Box::new(finding));
        }
        if rules.is_empty() {
            let help = "add `rules: {close-date-past: off}`";
            return Err(mistake(
                "rules",
                "the override sets no rule".to_owned(),
                help,
            ));
        }
        let globs = globs(paths).map_err(|error| {
            let help = "write paths from the book on, such as `deals/archive/**`";
            mistake("paths", error, help)
        })?;
        Ok(Self {
            paths: globs,
            pipeline: pipeline.clone(),
            stage: stage.clone(),
            segment: segment.clone(),
        })
    }

    /// Whether a deal is meant, by its path below the book and what its file says.
    pub fn matches(&self, path: &str, deal: &Deal, state: &State<'_>, book: &Book) -> bool {
        let is = |wanted: &Option<String>, there: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| there == Some(wanted))
        };
        let pipeline = book.pipeline_of(state).map(|pipeline| pipeline.id.as_str());
        self.paths.as_ref().is_none_or(|globs| globs.is_match(path))
            && is(&self.pipeline, pipeline)
            && is(&self.stage, Some(state.stage))
            && is(&self.segment, deal.segment.as_deref())
    }
}

fn globs(paths: &[String]) -> Result<Option<GlobSet>, String> {
    if paths.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for path in paths {
        let glob = GlobBuilder::new(path).literal_separator(true).build();
        set.add(glob.map_err(|error| error.to_string())?);
    }
    set.build().map(Some).map_err(|error| error.to_string())
}

/// What the settings of a rule say, key by key; a word alone is its severity.
pub fn values(said: &Value) -> BTreeMap<String, Value> {
    match said {
        Value::Object(values) => values.clone().into_iter().collect(),
        severity => BTreeMap::from([("severity".to_owned(), severity.clone())]),
    }
}
