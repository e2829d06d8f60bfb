//! Teach, tailor, take control: what was taught, to whom it was tailored, and who led the talk
//! about price.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Day, or_default};

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
#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
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

#[derive(Debug, Clone, PartialEq, Default, Deserialize, Serialize, JsonSchema)]
pub struct TakeControl {
    /// When price was first discussed.
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
#[error("no insight is recorded yet")]
pub struct NoInsight;

/// Price was discussed earlier than is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an earlier price discussion is already recorded: {0}")]
pub struct PriceDiscussed(Day);

impl Challenger {
    /// Records a lesson. A new insight takes the contact, the date and the reaction of the old one
    /// away; another contact takes the reaction away.
    ///
    /// # Errors
    /// No insight is given, and none is there.
    pub fn teach(&mut self, lesson: &Lesson) -> Result<(), NoInsight> {
        let mut teach = self.teach.clone().unwrap_or_default();
        if lesson.insight.is_none() && teach.insight.is_none() {
            return Err(NoInsight);
        }
        let is_new = lesson.insight.is_some() && lesson.insight != teach.insight;
        let retold = lesson.to.is_some() && lesson.to != teach.to;
        if is_new || retold || lesson.dated || teach.date.is_none() {
            teach.date = Some(lesson.on);
        }
        if is_new {
            teach.to = None;
        }
        if is_new || retold {
            teach.reaction = None;
        }
        set(&mut teach.insight, lesson.insight.as_ref());
        set(&mut teach.to, lesson.to.as_ref());
        set(&mut teach.reaction, lesson.reaction.as_ref());
        self.teach = Some(teach);
        Ok(())
    }

    /// Records the message for one contact; what is absent stays as it is.
    pub fn tailor(&mut self, given: &Tailor) {
        let known = self.tailor.iter_mut();
        match known
            .into_iter()
            .find(|tailor| tailor.contact == given.contact)
        {
            Some(known) => {
                set(&mut known.metric, given.metric.as_ref());
                set(&mut known.message, given.message.as_ref());
            }
            None => self.tailor.push(given.clone()),
        }
    }

    /// Records when price was first discussed.
    ///
    /// # Errors
    /// An earlier day is recorded, which it answers with.
    pub fn discuss_price(&mut self, day: Day) -> Result<(), PriceDiscussed> {
        let control = self.take_control.get_or_insert_default();
        match control.price_discussed {
            Some(first) if first < day => Err(PriceDiscussed(first)),
            _ => {
                control.price_discussed = Some(day);
                Ok(())
            }
        }
    }
}

fn set(field: &mut Option<String>, given: Option<&String>) {
    if given.is_some() {
        *field = given.cloned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn lesson(insight: Option<&str>) -> Lesson {
        Lesson {
            insight: insight.map(str::to_owned),
            to: None,
            reaction: None,
            on: day("2026-11-23"),
            dated: false,
        }
    }

    fn taught() -> Challenger {
        let teach = Teach {
            insight: Some("Late closes cost more".into()),
            to: Some("jane".into()),
            date: Some(day("2026-09-01")),
            reaction: Some("Asked for the model".into()),
        };
        Challenger {
            teach: Some(teach),
            ..Challenger::default()
        }
    }

    /// Insight, contact, date and reaction after a lesson.
    fn after(mut challenger: Challenger, lesson: &Lesson) -> [Option<String>; 4] {
        challenger.teach(lesson).expect("an insight");
        let teach = challenger.teach.unwrap_or_default();
        let date = teach.date.map(|date| date.to_string());
        [teach.insight, teach.to, date, teach.reaction]
    }

    fn texts(texts: [Option<&str>; 4]) -> [Option<String>; 4] {
        texts.map(|text| text.map(str::to_owned))
    }

    #[test]
    fn a_reaction_needs_an_insight() {
        let nothing = Challenger::default().teach(&lesson(None));
        assert_eq!(nothing, Err(NoInsight));
        let first = after(
            Challenger::default(),
            &lesson(Some("Late closes cost more")),
        );
        let expected = [
            Some("Late closes cost more"),
            None,
            Some("2026-11-23"),
            None,
        ];
        assert_eq!(first, texts(expected));
    }

    #[test]
    fn a_new_insight_is_told_anew() {
        let reaction = Lesson {
            reaction: Some("Moved the metric".into()),
            ..lesson(None)
        };
        let insight = Some("Late closes cost more");
        let (jane, then) = (Some("jane"), Some("2026-09-01"));
        assert_eq!(
            after(taught(), &reaction),
            texts([insight, jane, then, Some("Moved the metric")])
        );
        let other = Lesson {
            to: Some("raj".into()),
            ..lesson(None)
        };
        let today = Some("2026-11-23");
        assert_eq!(
            after(taught(), &other),
            texts([insight, Some("raj"), today, None])
        );
        assert_eq!(
            after(taught(), &lesson(Some("Audits cost more"))),
            texts([Some("Audits cost more"), None, today, None])
        );
        assert_eq!(
            after(taught(), &lesson(insight)),
            texts([insight, jane, then, Some("Asked for the model")])
        );
    }

    #[test]
    fn price_is_first_discussed_once() {
        let mut challenger = Challenger::default();
        assert_eq!(challenger.discuss_price(day("2026-10-02")), Ok(()));
        let later = challenger.discuss_price(day("2026-10-03"));
        assert_eq!(later, Err(PriceDiscussed(day("2026-10-02"))));
        assert_eq!(challenger.discuss_price(day("2026-10-01")), Ok(()));
    }
}
