//! How deals flow through the stages of a pipeline: of a stay that has lasted so many days, the
//! chance of each way out of the stage on the next day; and from all stages together, the chance of
//! a win within so many days.
//!
//! A semi-Markov process in discrete time with competing exits (R. A. Howard, *Dynamic Probabilistic
//! Systems*, vol. 2, 1971): where a deal goes next depends on its stage and on how long it has been
//! there, and on nothing before that. Stages with few exits are drawn towards what the book expects
//! of them.

mod rates;
mod solve;

pub use rates::{Prior, Stay, Way};

use rates::StageRates;
use solve::Matrix;

/// What is known of a pipeline.
#[derive(Debug, Clone)]
pub struct Flow {
    stages: Vec<StageRates>,
    /// By stage and day: the chance of a win within so many days of entering.
    won: Vec<Vec<f64>>,
}

impl Flow {
    /// The rates of the stages, in order of their ranks, and what follows from them for so many
    /// days.
    pub fn fit(priors: &[Prior], stays: &[Stay], horizon: usize) -> Self {
        let count = priors.len();
        let stages: Vec<StageRates> = (0..count)
            .map(|stage| {
                let own: Vec<&Stay> = stays.iter().filter(|stay| stay.stage == stage).collect();
                StageRates::fit(&own, rates::priors(priors, stage), count)
            })
            .collect();
        let won = won_within(&stages, horizon);
        Self { stages, won }
    }

    /// How many days it looks ahead.
    pub fn horizon(&self) -> usize {
        self.won
            .first()
            .map_or(0, |days| days.len().saturating_sub(1))
    }

    /// The chance of a win within so many days of entering a stage, that day included; 0 where that
    /// is in the past.
    pub fn won_within(&self, stage: usize, days: i64) -> f64 {
        let Ok(days) = usize::try_from(days) else {
            return 0.0;
        };
        let own = self.won.get(stage);
        let at = own.and_then(|own| own.get(days).or(own.last()));
        at.copied().unwrap_or_default()
    }

    /// The chance that a deal that has been in a stage for `age` whole days is won in the next
    /// `days`; where the age is unknown, the mean over those who stand there.
    pub fn chance(&self, stage: usize, age: Option<usize>, days: i64) -> f64 {
        let (Some(rates), Ok(days)) = (self.stages.get(stage), usize::try_from(days)) else {
            return 0.0;
        };
        let days = days.min(self.horizon());
        match age {
            Some(age) => self.of_age(rates, age, days),
            None => self.of_any_age(rates, days),
        }
    }

    fn of_any_age(&self, rates: &StageRates, days: usize) -> f64 {
        let (mut sum, mut weights, mut standing) = (0.0, 0.0, 1.0);
        for age in 0..=rates.longest {
            standing *= (1.0 - rates.leaving(age)).max(0.0);
            if standing > 0.0 {
                sum += standing * self.of_age(rates, age, days);
                weights += standing;
            }
        }
        if weights > 0.0 { sum / weights } else { 0.0 }
    }

    fn of_age(&self, rates: &StageRates, age: usize, days: usize) -> f64 {
        let (mut sum, mut there) = (0.0, 1.0);
        for day in 1..=days {
            if there <= 0.0 {
                break;
            }
            let at = age + day;
            let onward = rates.ways().map(|(way, rate)| {
                let rate = rate.at(at);
                match way {
                    _ if rate == 0.0 => 0.0,
                    Way::Won => rate,
                    Way::Lost => 0.0,
                    Way::Stage(next) => rate * self.on_day(next, days - day),
                }
            });
            sum += there * onward.sum::<f64>();
            there *= (1.0 - rates.leaving(at)).max(0.0);
        }
        f64::clamp(sum, 0.0, 1.0)
    }

    fn on_day(&self, stage: usize, day: usize) -> f64 {
        let own = self.won.get(stage).and_then(|own| own.get(day));
        own.copied().unwrap_or_default()
    }

    /// Whether a stage's own exits decide, and a stay of that age is longer than any.
    pub fn is_past_longest(&self, stage: usize, age: usize) -> bool {
        let rates = self.stages.get(stage);
        rates.is_some_and(|rates| rates.is_own() && age >= rates.longest)
    }
}

/// By stage and day: day by day from the first, since each needs the days before it. Moves of one
/// day go round among the stages: that is what the matrix solves.
fn won_within(stages: &[StageRates], horizon: usize) -> Vec<Vec<f64>> {
    let matrix = Matrix::of_same_day(stages);
    let mut won: Vec<Vec<f64>> = vec![Vec::with_capacity(horizon + 1); stages.len()];
    let tables: Vec<rates::Table> = stages.iter().map(|rates| rates.table(horizon)).collect();
    for day in 0..=horizon {
        let later: Vec<f64> = tables.iter().map(|table| table.won_by(day, &won)).collect();
        for (own, value) in won.iter_mut().zip(matrix.solve(later)) {
            own.push(value.clamp(0.0, 1.0));
        }
    }
    won
}
