//! The plan of a survey: what is asked of it, how many answers that takes, and what a number of answers is good for.

use super::index::Index;
use crate::figures::Estimate;
use crate::statistics::{Aim, expected_answers, invitations, planning_variance};
use crate::survey::{Client, Confidence, Period};

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

/// The plan of a survey of many clients, each for itself.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientsPlan {
    /// The period whose answers they have; none without dates.
    pub period: Option<Period>,
    /// The terms, with the spread of all answers.
    pub terms: Terms,
    /// By the columns that name clients, the outermost first.
    pub tiers: Vec<Vec<ClientPlan>>,
}

/// What a client's answers are good for, and what more would take.
#[derive(Debug, Clone, PartialEq)]
pub struct ClientPlan {
    /// Who.
    pub client: Client,
    /// As many answers as the client has; none where it has none.
    pub now: Option<Outcome>,
    /// Wanted margins, smallest first.
    pub margins: Vec<MarginAim>,
    /// Wanted changes, smallest first.
    pub changes: Vec<ChangeAim>,
}

impl ClientsPlan {
    /// The plan for each client of an index, those without answers last. A client whose base is not low is planned by the
    /// spread of its own answers, any other by that of all: a spread of few answers is known too badly.
    #[must_use]
    pub fn new(index: &Index, terms: &Terms, margins: &[f64], changes: &[f64]) -> Self {
        let own = |estimate: &Estimate| {
            let sample = estimate.sample().filter(|_| !estimate.low_base)?;
            Some(Spread { variance: planning_variance(sample), measured: None })
        };
        let plan = |client: &Client, answers: u64, own: Option<Spread>| {
            let spread = own.unwrap_or_else(|| terms.spread.clone());
            let answers = (answers > 0).then_some(answers);
            let plan = Terms { spread, ..terms.clone() }.plan(margins, changes, answers.as_slice());
            let SurveyPlan { margins, changes, expected, .. } = plan;
            ClientPlan { client: client.clone(), now: expected.first().copied(), margins, changes }
        };
        let tier = |at: usize| {
            let rows = index.tiers.get(at).map(|tier| tier.rows.as_slice()).unwrap_or_default();
            let rows =
                rows.iter().map(|row| plan(&row.client, row.answers, row.finding.estimate().and_then(own)));
            let missing = index.missing.iter().map(|missing| &missing.client);
            let missing = missing.filter(|client| client.path().len() == at + 1);
            rows.chain(missing.map(|client| plan(client, 0, None))).collect()
        };
        Self {
            period: index.head.period,
            tiers: (0..index.tiers.len()).map(tier).collect(),
            terms: terms.clone(),
        }
    }
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
