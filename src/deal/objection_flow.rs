//! The loop that settles an objection, one step a day or later than the one before: acknowledge,
//! ask, answer, confirm. Or its end without being settled. Decides whether a step may be taken;
//! says nothing of how it is written.

use super::day::Day;
use super::objection::Objection;

/// A step of the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Acknowledge,
    Ask,
    Answer,
    Confirm,
    End,
}

impl Step {
    /// What was done, as sentences say it.
    pub fn done(self) -> &'static str {
        match self {
            Step::Acknowledge => "acknowledged",
            Step::Ask => "asked",
            Step::Answer => "answered",
            Step::Confirm => "confirmed",
            Step::End => "ended",
        }
    }
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    #[error("the objection was {} on {day}", step.done())]
    Done { step: Step, day: Day },
    #[error("nobody has answered the objection, so the buyer cannot confirm it")]
    Unanswered,
    #[error("the objection was raised on {raised}, after {on}")]
    BeforeRaised { raised: Day, on: Day },
    #[error("the objection was {} on {day}, after {on}", step.done())]
    Before { step: Step, day: Day, on: Day },
    #[error("the objection was {} on {day}, before {on}", step.done())]
    After { step: Step, day: Day, on: Day },
}

impl Objection {
    /// The steps that were taken, in the order of the loop.
    pub fn steps(&self) -> impl Iterator<Item = (Step, Day)> {
        let days = [
            (Step::Acknowledge, self.acknowledged),
            (Step::Ask, self.asked.as_ref().map(|asked| asked.date)),
            (
                Step::Answer,
                self.answered.as_ref().map(|answered| answered.date),
            ),
            (Step::Confirm, self.confirmed),
            (Step::End, self.ended.as_ref().map(|ended| ended.date)),
        ];
        days.into_iter()
            .filter_map(|(step, day)| Some((step, day?)))
    }

    /// Whether a step may be taken on a day.
    ///
    /// # Errors
    /// It was taken, the objection is settled, an answer is missing, or the day is out of order
    /// with the other steps.
    pub fn may(&self, step: Step, on: Day) -> Result<(), StepError> {
        let settled = self.steps().find(|(taken, _)| *taken >= Step::Confirm);
        if let Some((taken, day)) =
            settled.or_else(|| self.steps().find(|(taken, _)| *taken == step))
        {
            return Err(StepError::Done { step: taken, day });
        }
        if step == Step::Confirm && self.answered.is_none() {
            return Err(StepError::Unanswered);
        }
        if let Some(raised) = self.date.filter(|raised| *raised > on) {
            return Err(StepError::BeforeRaised { raised, on });
        }
        let out_of_order = self
            .steps()
            .find(|(taken, day)| if *taken < step { *day > on } else { *day < on });
        match out_of_order {
            Some((taken, day)) if taken < step => Err(StepError::Before {
                step: taken,
                day,
                on,
            }),
            Some((taken, day)) => Err(StepError::After {
                step: taken,
                day,
                on,
            }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::keywords::{Category, Ending};
    use crate::deal::objection::{Answered, Asked, Ended};

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn raised() -> Objection {
        Objection {
            id: "7f3k".into(),
            date: Some(day("2026-09-11")),
            by: None,
            category: Category::Other,
            severity: None,
            words: None,
            acknowledged: None,
            asked: None,
            answered: None,
            confirmed: None,
            ended: None,
        }
    }

    fn refusal(objection: &Objection, step: Step, on: &str) -> Option<String> {
        objection
            .may(step, day(on))
            .err()
            .map(|error| error.to_string())
    }

    #[test]
    fn only_an_answer_can_be_confirmed() {
        let mut objection = raised();
        assert_eq!(
            objection.may(Step::Confirm, day("2026-09-12")),
            Err(StepError::Unanswered)
        );
        objection.answered = Some(Answered {
            date: day("2026-09-15"),
            answer: None,
            proof: None,
        });
        assert_eq!(
            refusal(&objection, Step::Confirm, "2026-09-14").as_deref(),
            Some("the objection was answered on 2026-09-15, after 2026-09-14")
        );
        assert_eq!(objection.may(Step::Confirm, day("2026-09-15")), Ok(()));
    }

    #[test]
    fn steps_keep_their_order() {
        let asked = Some(Asked {
            date: day("2026-09-12"),
            question: None,
            cause: None,
        });
        let objection = Objection { asked, ..raised() };
        assert_eq!(objection.may(Step::Acknowledge, day("2026-09-11")), Ok(()));
        let late = refusal(&objection, Step::Acknowledge, "2026-09-13");
        assert_eq!(
            late.as_deref(),
            Some("the objection was asked on 2026-09-12, before 2026-09-13")
        );
        let early = refusal(&objection, Step::Ask, "2026-09-20");
        assert_eq!(
            early.as_deref(),
            Some("the objection was asked on 2026-09-12")
        );
        let before = refusal(&raised(), Step::Ask, "2026-09-10");
        assert_eq!(
            before.as_deref(),
            Some("the objection was raised on 2026-09-11, after 2026-09-10")
        );
    }

    #[test]
    fn what_is_settled_stays_settled() {
        let ended = Some(Ended {
            date: day("2026-10-01"),
            how: Ending::Withdrawn,
        });
        let objection = Objection { ended, ..raised() };
        for step in [Step::Acknowledge, Step::Answer, Step::Confirm, Step::End] {
            assert!(objection.may(step, day("2026-10-02")).is_err(), "{step:?}");
        }
    }
}
