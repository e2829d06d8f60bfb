//! Teach, tailor, take control: what was taught, to whom it was tailored, and who led the talk
//! about price.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edit::{Edit, Style, Value};
use crate::key_path::KeyPath;

use super::by_hand::{present, set_or_remove};
use super::day::Day;
use super::or_default;

keywords! {
    /// The three that have to come together.
    Part { Teach = "teach", Tailor = "tailor", TakeControl = "take_control" }
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct Challenger {
    pub teach: Option<Teach>,
    #[serde(default, deserialize_with = "or_default")]
    pub tailor: Vec<Tailor>,
    pub take_control: Option<TakeControl>,
}

/// An insight, the contact who heard it, and the reaction.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Teach {
    pub insight: Option<String>,
    pub to: Option<String>,
    pub date: Option<Day>,
    pub reaction: Option<String>,
}

/// The message for one contact, in terms of the number that contact owns.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct Tailor {
    pub contact: String,
    pub metric: Option<String>,
    pub message: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
pub struct TakeControl {
    /// The day on which price was first talked about.
    pub price_discussed: Option<Day>,
}

/// What is said of the insight; what is absent stays as it is, unless the insight is a new one.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    pub insight: Option<String>,
    pub to: Option<String>,
    pub reaction: Option<String>,
    /// The day on which it was told.
    pub on: Day,
    /// Whether the day was named, and not only taken for today.
    pub dated: bool,
}

/// There is no insight to which a reaction could belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no insight is written down yet")]
pub struct NoInsight;

/// The edits that write a lesson down. A new insight takes the contact, the day and the reaction of
/// the old one away.
///
/// # Errors
/// No insight is given, and none is there.
pub fn teach(before: Option<&Teach>, lesson: &Lesson) -> Result<Vec<Edit>, NoInsight> {
    let at = KeyPath::top("challenger").key("teach");
    let old = before.and_then(|teach| teach.insight.as_ref());
    let is_new = lesson.insight.is_some() && lesson.insight.as_ref() != old;
    if lesson.insight.as_ref().or(old).is_none() {
        return Err(NoInsight);
    }
    let retold =
        lesson.to.is_some() && lesson.to.as_ref() != before.and_then(|teach| teach.to.as_ref());
    let undated = before.is_none_or(|teach| teach.date.is_none());
    let date = (is_new || retold || undated || lesson.dated).then_some(lesson.on);
    let keys = [
        ("insight", lesson.insight.as_ref().map(Value::text)),
        ("to", lesson.to.as_ref().map(Value::text)),
        ("date", date.map(Value::plain)),
        ("reaction", lesson.reaction.as_ref().map(Value::text)),
    ];
    let Some(before) = before else {
        return Ok(vec![Edit::Set {
            at,
            value: Value::Map(present(keys)),
            style: Style::Flow,
        }]);
    };
    let stale = |key: &str| match key {
        "to" => is_new && before.to.is_some(),
        "reaction" => (is_new || retold) && before.reaction.is_some(),
        _ => false,
    };
    let touched = keys
        .into_iter()
        .filter(|(key, value)| value.is_some() || stale(key));
    Ok(touched
        .map(|(key, value)| set_or_remove(at.clone().key(key), value))
        .collect())
}

/// The edits that write the message for one contact down; what is absent stays as it is.
pub fn tailor(
    before: &[Tailor],
    contact: &str,
    metric: Option<&str>,
    message: Option<&str>,
) -> Vec<Edit> {
    let list = KeyPath::top("challenger").key("tailor");
    let keys = [
        ("metric", metric.map(Value::text)),
        ("message", message.map(Value::text)),
    ];
    match before.iter().position(|tailor| tailor.contact == contact) {
        Some(index) => {
            let at = list.index(index);
            let set = |(key, value): (&str, Option<Value>)| {
                Some(Edit::Set {
                    at: at.clone().key(key),
                    value: value?,
                    style: Style::Flow,
                })
            };
            keys.into_iter().filter_map(set).collect()
        }
        None => {
            let [metric, message] = keys;
            let entry = Value::Map(present([
                ("contact", Some(Value::text(contact))),
                metric,
                message,
            ]));
            vec![Edit::Insert {
                list,
                index: before.len(),
                entry,
                style: Style::Flow,
            }]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn lesson(insight: Option<&str>) -> Lesson {
        let insight = insight.map(str::to_owned);
        Lesson {
            insight,
            to: None,
            reaction: None,
            on: day("2026-11-23"),
            dated: false,
        }
    }

    /// The keys that are set, and with a minus those that go.
    fn touched(edits: Result<Vec<Edit>, NoInsight>) -> Vec<String> {
        let key = |edit: &Edit| match edit {
            Edit::Set { at, .. } => at.to_string(),
            Edit::Remove { at } => format!("-{at}"),
            Edit::Insert { list, .. } => format!("+{list}"),
        };
        edits.expect("an insight").iter().map(key).collect()
    }

    #[test]
    fn a_reaction_needs_an_insight() {
        assert_eq!(teach(None, &lesson(None)), Err(NoInsight));
        assert_eq!(
            touched(teach(None, &lesson(Some("Late closes cost more")))),
            ["challenger.teach"]
        );
    }

    #[test]
    fn a_new_insight_is_told_anew() {
        let before = Teach {
            insight: Some("Late closes cost more".into()),
            to: Some("jane".into()),
            date: Some(day("2026-09-01")),
            reaction: Some("Asked for the model".into()),
        };
        let at = |key: &str| format!("challenger.teach.{key}");
        let reaction = Lesson {
            reaction: Some("Moved the metric".into()),
            ..lesson(None)
        };
        assert_eq!(touched(teach(Some(&before), &reaction)), [at("reaction")]);
        let retold = Lesson {
            to: Some("raj".into()),
            ..lesson(None)
        };
        assert_eq!(
            touched(teach(Some(&before), &retold)),
            [at("to"), at("date"), format!("-{}", at("reaction"))]
        );
        let new = touched(teach(Some(&before), &lesson(Some("Audits cost more"))));
        assert_eq!(
            new,
            [
                at("insight"),
                format!("-{}", at("to")),
                at("date"),
                format!("-{}", at("reaction"))
            ]
        );
    }
}
