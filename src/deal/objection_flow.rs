//! The steps that settle an objection, each on the day of the one before or later: acknowledge,
//! ask, answer, confirm. Or its end without being resolved.

use super::{
    Day, Objection,
    keywords::Ending,
    objection::{Answered, Asked, Ended},
};

/// The kinds of steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    Acknowledge,
    Ask,
    Answer,
    Confirm,
    End,
}

impl StepKind {
    /// What was done, as sentences say it.
    pub fn done(self) -> &'static str {
        match self {
            StepKind::Acknowledge => "acknowledged",
            StepKind::Ask => "asked",
            StepKind::Answer => "answered",
            StepKind::Confirm => "confirmed",
            StepKind::End => "ended",
        }
    }
}

/// A step with what was said in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Acknowledge,
    Ask {
        question: String,
        cause: Option<String>,
    },
    Answer {
        answer: String,
        proof: Option<String>,
    },
    Confirm,
    End(Ending),
}

impl Step {
    pub fn kind(&self) -> StepKind {
        match self {
            Step::Acknowledge => StepKind::Acknowledge,
            Step::Ask { .. } => StepKind::Ask,
            Step::Answer { .. } => StepKind::Answer,
            Step::Confirm => StepKind::Confirm,
            Step::End(_) => StepKind::End,
        }
    }
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    #[error("the objection was already {} on {day}", step.done())]
    Done { step: StepKind, day: Day },
    #[error("the objection has no answer yet")]
    Unanswered,
    #[error("{on} is before the objection was raised ({raised})")]
    BeforeRaised { raised: Day, on: Day },
    #[error("{on} is before the objection was {} ({day})", step.done())]
    Before { step: StepKind, day: Day, on: Day },
    #[error("{on} is after the objection was {} ({day})", step.done())]
    After { step: StepKind, day: Day, on: Day },
}

impl Objection {
    /// The steps that were taken, in the order of the loop.
    pub fn steps(&self) -> impl Iterator<Item = (StepKind, Day)> {
        let asked = self.asked.as_ref().map(|asked| asked.date);
        let answered = self.answered.as_ref().map(|answered| answered.date);
        let ended = self.ended.as_ref().map(|ended| ended.date);
        let days = [
            (StepKind::Acknowledge, self.acknowledged),
            (StepKind::Ask, asked),
            (StepKind::Answer, answered),
            (StepKind::Confirm, self.confirmed),
            (StepKind::End, ended),
        ];
        days.into_iter()
            .filter_map(|(step, day)| Some((step, day?)))
    }

    /// Takes a step on a day.
    ///
    /// # Errors
    /// It was taken, the objection is settled, an answer is missing, or the day is out of order
    /// with the other steps.
    pub fn take(&mut self, step: Step, on: Day) -> Result<(), StepError> {
        self.may(step.kind(), on)?;
        match step {
            Step::Acknowledge => self.acknowledged = Some(on),
            Step::Ask { question, cause } => {
                self.asked = Some(Asked {
                    date: on,
                    question: Some(question),
                    cause,
                });
            }
            Step::Answer { answer, proof } => {
                self.answered = Some(Answered {
                    date: on,
                    answer: Some(answer),
                    proof,
                });
            }
            Step::Confirm => self.confirmed = Some(on),
            Step::End(how) => self.ended = Some(Ended { date: on, how }),
        }
        Ok(())
    }

    fn may(&self, step: StepKind, on: Day) -> Result<(), StepError> {
        let settled = self.steps().find(|(taken, _)| *taken >= StepKind::Confirm);
        let same = || self.steps().find(|(taken, _)| *taken == step);
        if let Some((taken, day)) = settled.or_else(same) {
            return Err(StepError::Done { step: taken, day });
        }
        if step == StepKind::Confirm && self.answered.is_none() {
            return Err(StepError::Unanswered);
        }
        if let Some(raised) = self.date.filter(|raised| *raised > on) {
            return Err(StepError::BeforeRaised { raised, on });
        }
        for (taken, day) in self.steps() {
            if taken < step && day > on {
                return Err(StepError::Before {
                    step: taken,
                    day,
                    on,
                });
            }
            if taken > step && day < on {
                return Err(StepError::After {
                    step: taken,
                    day,
                    on,
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deal::keywords::Category;

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
            via: None,
        }
    }

    fn refusal(objection: &Objection, step: StepKind, on: &str) -> Option<String> {
        objection
            .may(step, day(on))
            .err()
            .map(|error| error.to_string())
    }

    #[test]
    fn only_an_answer_can_be_confirmed() {
        let mut objection = raised();
        assert_eq!(
            objection.may(StepKind::Confirm, day("2026-09-12")),
            Err(StepError::Unanswered)
        );
        objection.answered = Some(Answered {
            date: day("2026-09-15"),
            answer: None,
            proof: None,
        });
        assert_eq!(
            refusal(&objection, StepKind::Confirm, "2026-09-14").as_deref(),
            Some("2026-09-14 is before the objection was answered (2026-09-15)")
        );
        assert_eq!(objection.may(StepKind::Confirm, day("2026-09-15")), Ok(()));
    }

    #[test]
    fn steps_keep_their_order() {
        let asked = Some(Asked {
            date: day("2026-09-12"),
            question: None,
            cause: None,
        });
        let objection = Objection { asked, ..raised() };
        assert_eq!(
            objection.may(StepKind::Acknowledge, day("2026-09-11")),
            Ok(())
        );
        let late = refusal(&objection, StepKind::Acknowledge, "2026-09-13");
        assert_eq!(
            late.as_deref(),
            Some("2026-09-13 is after the objection was asked (2026-09-12)")
        );
        let early = refusal(&objection, StepKind::Ask, "2026-09-20");
        assert_eq!(
            early.as_deref(),
            Some("the objection was already asked on 2026-09-12")
        );
        let before = refusal(&raised(), StepKind::Ask, "2026-09-10");
        assert_eq!(
            before.as_deref(),
            Some("2026-09-10 is before the objection was raised (2026-09-11)")
        );
    }

    #[test]
    fn what_is_settled_stays_settled() {
        let ended = Some(Ended {
            date: day("2026-10-01"),
            how: Ending::Withdrawn,
        });
        let objection = Objection { ended, ..raised() };
        for step in [
            StepKind::Acknowledge,
            StepKind::Answer,
            StepKind::Confirm,
            StepKind::End,
        ] {
            assert!(objection.may(step, day("2026-10-02")).is_err(), "{step:?}");
        }
    }
}
