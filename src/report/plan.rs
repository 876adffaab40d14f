//! The plan of a survey: what is asked of it, how many answers that takes, and what a number of answers is good for.

use crate::statistics::{Aim, expected_answers, invitations};
use crate::survey::Confidence;

/// Under which terms a survey is planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Level of intervals and verdicts.
    pub confidence: Confidence,
    /// Probability with which a change is to be found, 0.5 to below 1.
    pub power: f64,
    /// How many could be asked; none where there is no end of them.
    pub population: Option<u64>,
    /// Share of those invited that answers, above 0 to 1.
    pub response_rate: Option<f64>,
    /// How far answers lie apart.
    pub spread: Spread,
}

/// How far answers lie apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// Variance of a single answer, coded −1, 0 and +1.
    pub variance: f64,
    /// The report that it was measured in, and from how many answers; none where it is assumed.
    pub measured: Option<(String, u64)>,
}

/// A number of answers and what it is good for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// The answers, in each period where there are several.
    pub answers: u64,
    /// Margin of error of one score, in points.
    pub margin: f64,
    /// Smallest change between two periods that is found with the power, in points.
    pub change: f64,
    /// Smallest distance from a number taken as exact that is found with the power, in points.
    pub distance: f64,
    /// The invitations that the answers take, where a response rate is stated.
    pub invitations: Option<u64>,
}

/// A margin of error and what it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarginAim {
    /// The margin, in points.
    pub points: f64,
    /// What it takes.
    pub takes: Outcome,
}

/// A change and what it takes to see it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangeAim {
    /// The change, in points.
    pub points: f64,
    /// What it takes between two periods.
    pub takes: Outcome,
    /// The answers that it takes against a number taken as exact.
    pub answers_for_distance: u64,
}

/// The plan of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyPlan {
    /// The terms.
    pub terms: Terms,
    /// Wanted margins, smallest first.
    pub margins: Vec<MarginAim>,
    /// Wanted changes, smallest first.
    pub changes: Vec<ChangeAim>,
    /// Numbers of answers that can be expected, smallest first.
    pub expected: Vec<Outcome>,
    /// What it comes to when the whole population is invited, where it and a response rate are stated; none too where
    /// nobody would answer.
    pub everybody: Option<Outcome>,
}

impl Terms {
    /// The plan for margins and changes in points, above 0, and numbers of answers, from 1 to the population.
    #[must_use]
    pub fn plan(self, margins: &[f64], changes: &[f64], expected: &[u64]) -> SurveyPlan {
        let Self { population, .. } = self;
        let [margin, change, distance] = self.aims();
        let margin_aim = |points: &f64| {
            let takes = self.outcome(margin.answers(*points, population));
            MarginAim { points: *points, takes }
        };
        let change_aim = |points: &f64| ChangeAim {
            points: *points,
            takes: self.outcome(change.answers(*points, population)),
            answers_for_distance: distance.answers(*points, population),
        };
        let census = population.zip(self.response_rate).map(|(all, rate)| expected_answers(all, rate));
        SurveyPlan {
            margins: margins.iter().map(margin_aim).collect(),
            changes: changes.iter().map(change_aim).collect(),
            expected: expected.iter().map(|n| self.outcome(*n)).collect(),
            everybody: census.filter(|n| *n > 0).map(|n| self.outcome(n)),
            terms: self,
        }
    }

    /// Margin, change, distance.
    fn aims(&self) -> [Aim; 3] {
        let Self { confidence, power, spread: Spread { variance, .. }, .. } = *self;
        [
            Aim::margin(variance, confidence),
            Aim::change(variance, confidence, power),
            Aim::distance(variance, confidence, power),
        ]
    }

    fn outcome(&self, answers: u64) -> Outcome {
        let [margin, change, distance] = self.aims().map(|aim| aim.points(answers, self.population));
        let invitations = self.response_rate.map(|rate| invitations(answers, rate));
        Outcome { answers, margin, change, distance, invitations }
    }

    /// Whether there are as many to invite as the answers take.
    #[must_use]
    pub fn is_within_reach(&self, outcome: &Outcome) -> bool {
        self.population.zip(outcome.invitations).is_none_or(|(all, invited)| invited <= all)
    }
}
