//! The plan of a survey: what it takes, what can be expected of it, and how to read that.

use fixed_decimal::Decimal;

use crate::report::{ChangeAim, Outcome, SurveyPlan, Terms};
use crate::wording::{Text, Words, fill};

/// From here on a score is no longer called a low base, unless set otherwise.
const LOW_BASE: u64 = 30;

/// The score by which a margin is explained.
const EXAMPLE: f64 = 40.0;

/// All that is said about a plan, as plain texts for whoever lays them out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanWords {
    /// The answer in sentences, one paragraph each.
    pub headlines: Vec<String>,
    /// The numbers.
    pub tables: Vec<PlanTable>,
    /// Begins the notes.
    pub how_to_read: Text,
    /// How to read the numbers, and what they rest on.
    pub notes: Vec<String>,
}

/// A table of a plan, every row as long as the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanTable {
    /// What stands in each column.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Words {
    /// All that is said about a plan. Wanted margins have a table of their own unless numbers of answers are given:
    /// then they are what those are measured by.
    #[must_use]
    pub fn plan(&self, plan: &SurveyPlan) -> PlanWords {
        let answers = [
            self.expected_headline(plan),
            self.enough(plan),
            self.margins_headline(plan),
            self.changes_headline(plan),
        ];
        let headlines =
            answers.into_iter().flatten().chain(self.out_of_reach(plan)).chain(self.everybody(plan));
        let tables = [self.expected_table(plan), self.margins_table(plan), self.changes_table(plan)];
        PlanWords {
            headlines: headlines.collect(),
            tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
            how_to_read: self.texts.plan.how_to_read.clone(),
            notes: self.plan_notes(plan),
        }
    }

    fn expected_headline(&self, plan: &SurveyPlan) -> Option<String> {
        let texts = &self.texts.plan;
        let (fewest, most) = (plan.expected.first()?, plan.expected.last()?);
        let values = [
            ("with", self.counted(&texts.with_answers, &fewest.answers.into())),
            ("margin", self.margin_about(fewest.margin)),
            ("change", self.points_after_from(fewest.change)),
            ("other_n", self.count(most.answers)),
            ("other_margin", self.margin_about(most.margin)),
            ("other_change", self.points_after_from(most.change)),
        ];
        let pattern = if fewest.answers == most.answers { &texts.answers_one } else { &texts.answers_two };
        Some(fill(pattern, &values))
    }

    /// Which of the wanted margins the most answers are enough for, widest first.
    fn enough(&self, plan: &SurveyPlan) -> Option<String> {
        let texts = &self.texts.plan;
        let answers = plan.expected.last()?.answers;
        let goals = |is_met: bool| {
            let goals = plan.margins.iter().rev().filter(|aim| (aim.takes.answers <= answers) == is_met);
            let named = goals.map(|aim| {
                let needed = self.counted(&texts.needed, &aim.takes.answers.into());
                fill(&texts.goal, &[("margin", self.margin_stated(aim.points)), ("needed", needed)])
            });
            self.list(&named.collect::<Vec<_>>())
        };
        let [met, unmet] = [true, false].map(goals);
        let pattern = match (met.is_empty(), unmet.is_empty()) {
            (true, true) => return None,
            (false, true) => &texts.enough,
            (false, false) => &texts.enough_for_some,
            (true, false) => &texts.not_enough,
        };
        Some(fill(pattern, &[("met", met), ("unmet", unmet)]))
    }

    fn margins_headline(&self, plan: &SurveyPlan) -> Option<String> {
        let texts = &self.texts.plan;
        if !plan.expected.is_empty() {
            return None;
        }
        let (widest, closest) = (plan.margins.last()?, plan.margins.first()?);
        let values = [
            ("margin", self.margin_stated(widest.points)),
            ("needed", self.counted(&texts.needed, &widest.takes.answers.into())),
            ("other_margin", self.margin_stated(closest.points)),
            ("other_answers", self.answers(closest.takes.answers)),
        ];
        let pattern = if plan.margins.len() == 1 { &texts.margin_one } else { &texts.margin_two };
        Some(fill(pattern, &values))
    }

    fn changes_headline(&self, plan: &SurveyPlan) -> Option<String> {
        let texts = &self.texts.plan;
        let (largest, smallest) = (plan.changes.last()?, plan.changes.first()?);
        let values = [
            ("change", self.points_stated(largest.points)),
            ("needed", self.counted(&texts.needed, &largest.takes.answers.into())),
            ("other_change", self.points_stated(smallest.points)),
            ("other_answers", self.answers(smallest.takes.answers)),
        ];
        let pattern = if plan.changes.len() == 1 { &texts.change_one } else { &texts.change_two };
        Some(fill(pattern, &values))
    }

    /// What takes more invitations than there are people.
    fn out_of_reach(&self, plan: &SurveyPlan) -> Vec<String> {
        let texts = &self.texts.plan;
        let population = plan.terms.population.map(|all| self.count(all)).unwrap_or_default();
        let beyond = |outcome: &Outcome| !plan.terms.is_within_reach(outcome);
        let margins = plan.margins.iter().filter(|aim| plan.expected.is_empty() && beyond(&aim.takes));
        let changes = plan.changes.iter().filter(|aim| beyond(&aim.takes));
        let expected = plan.expected.iter().filter(|outcome| beyond(outcome));
        let margins: Vec<_> = margins.map(|aim| self.margin_stated(aim.points)).collect();
        let changes: Vec<_> = changes.map(|aim| self.points_stated(aim.points)).collect();
        let expected: Vec<_> = expected.map(|outcome| self.answers(outcome.answers)).collect();
        let told = [
            (&texts.answers_out_of_reach, expected),
            (&texts.margins_out_of_reach, margins),
            (&texts.changes_out_of_reach, changes),
        ];
        let told = told.into_iter().filter(|(_, what)| !what.is_empty());
        told.map(|(pattern, what)| {
            fill(pattern, &[("list", self.list(&what)), ("population", population.clone())])
        })
        .collect()
    }

    fn everybody(&self, plan: &SurveyPlan) -> Option<String> {
        let texts = &self.texts.plan;
        let mut values = vec![
            ("population", self.count(plan.terms.population?)),
            ("rate", self.percent_stated(plan.terms.response_rate?)),
        ];
        let Some(outcome) = &plan.everybody else { return Some(fill(&texts.nobody, &values)) };
        values.extend([
            ("answers", self.answers(outcome.answers)),
            ("margin", self.margin_about(outcome.margin)),
            ("change", self.points_after_from(outcome.change)),
        ]);
        Some(fill(&texts.everybody, &values))
    }

    fn expected_table(&self, plan: &SurveyPlan) -> PlanTable {
        let texts = &self.texts.plan;
        let head = [&texts.expected_head, &texts.margin_head, &texts.change_head, &texts.distance_head];
        let rows = plan.expected.iter().map(|outcome| {
            let cells = vec![
                self.count(outcome.answers),
                self.both_sides(&self.points(outcome.margin, 1)),
                self.points(outcome.change, 1),
                self.points(outcome.distance, 1),
            ];
            (cells, outcome)
        });
        self.plan_table(plan, &head, rows)
    }

    fn margins_table(&self, plan: &SurveyPlan) -> PlanTable {
        let texts = &self.texts.plan;
        let head = [&texts.margin_head, &texts.answers_head, &texts.change_head];
        let shown = plan.margins.iter().filter(|_| plan.expected.is_empty());
        let rows = shown.map(|aim| {
            let cells = vec![
                self.both_sides(&self.bound(aim.points)),
                self.count(aim.takes.answers),
                self.points(aim.takes.change, 1),
            ];
            (cells, &aim.takes)
        });
        self.plan_table(plan, &head, rows)
    }

    fn changes_table(&self, plan: &SurveyPlan) -> PlanTable {
        let texts = &self.texts.plan;
        let head = [
            &texts.wanted_change_head,
            &texts.each_period_head,
            &texts.margin_head,
            &texts.answers_for_distance_head,
        ];
        let rows = plan.changes.iter().map(|aim: &ChangeAim| {
            let cells = vec![
                self.bound(aim.points),
                self.count(aim.takes.answers),
                self.both_sides(&self.points(aim.takes.margin, 1)),
                self.count(aim.answers_for_distance),
            ];
            (cells, &aim.takes)
        });
        self.plan_table(plan, &head, rows)
    }

    /// A table with the invitations that each row takes, and whether there are as many to invite, where that is known.
    fn plan_table<'a>(
        &self,
        plan: &SurveyPlan,
        head: &[&Text],
        rows: impl Iterator<Item = (Vec<String>, &'a Outcome)>,
    ) -> PlanTable {
        let (texts, terms) = (&self.texts.plan, &plan.terms);
        let invitations = terms
            .response_rate
            .map(|rate| fill(&texts.invitations_head, &[("rate", self.percent_stated(rate))]));
        let reach = terms.response_rate.and(terms.population);
        let head = head.iter().map(std::string::ToString::to_string).chain(invitations);
        PlanTable {
            head: head.chain(reach.map(|_| texts.within_reach_head.to_string())).collect(),
            rows: rows
                .map(|(mut cells, outcome)| {
                    cells.extend(outcome.invitations.map(|n| self.count(n)));
                    let answer = if terms.is_within_reach(outcome) { &texts.yes } else { &texts.no };
                    cells.extend(reach.map(|_| answer.to_string()));
                    cells
                })
                .collect(),
        }
    }

    /// How to read the numbers, by one of them.
    fn plan_notes(&self, plan: &SurveyPlan) -> Vec<String> {
        let (texts, terms) = (&self.texts.plan, &plan.terms);
        // What was asked for is told as it was asked for, as in the tables: whole answers come to a little less.
        let margins = plan.margins.iter().map(|aim| (&aim.takes, Some(aim.points), None));
        let margins = margins.filter(|_| plan.expected.is_empty());
        let changes = plan.changes.iter().map(|aim| (&aim.takes, None, Some(aim.points)));
        let expected = plan.expected.iter().map(|outcome| (outcome, None, None));
        let rows: Vec<(&Outcome, Option<f64>, Option<f64>)> =
            expected.chain(margins).chain(changes).collect();
        let shown = || rows.iter().map(|(outcome, ..)| outcome);
        let mut notes = Vec::new();
        // The middle row is neither the best nor the worst that is hoped for.
        let uncertain: Vec<_> = rows.iter().filter(|(outcome, ..)| outcome.margin > 0.0).collect();
        if let Some((example, wanted_margin, wanted_change)) = uncertain.get(uncertain.len() / 2) {
            notes.extend(self.how_to_read_plan(terms, example, *wanted_margin, *wanted_change));
        }
        if !(plan.expected.is_empty() && plan.changes.is_empty()) {
            notes.push(texts.how_distance.to_string());
        }
        notes.extend(
            terms.population.map(|all| fill(&texts.how_population, &[("population", self.count(all))])),
        );
        if shown().any(|outcome| Some(outcome.answers) == terms.population) {
            notes.push(texts.everyone_answers.to_string());
        }
        if shown().any(|outcome| Self::is_rough(outcome)) {
            notes.push(texts.few_answers.to_string());
        }
        notes.push(self.spread_of_plan(terms));
        notes.push(texts.chance_only.to_string());
        notes
    }

    /// How far answers are taken to lie apart, and why.
    pub(super) fn spread_of_plan(&self, terms: &Terms) -> String {
        let (texts, variance) = (&self.texts.plan, self.points(terms.spread.variance, 2));
        match &terms.spread.measured {
            None => fill(&texts.assumed, &[("variance", variance)]),
            Some((file, n)) => {
                let values = [("variance", variance), ("file", file.clone()), ("answers", self.answers(*n))];
                fill(&texts.measured, &values)
            }
        }
    }

    /// What a margin and a change mean, by those of a number of answers, or as they were asked for.
    pub(super) fn how_to_read_plan(
        &self,
        terms: &Terms,
        example: &Outcome,
        wanted_margin: Option<f64>,
        wanted_change: Option<f64>,
    ) -> [String; 2] {
        let texts = &self.texts.plan;
        let margin = wanted_margin.unwrap_or(example.margin);
        let stated_after_from = |points: f64| self.counted(&texts.from_points, &Self::stated_decimal(points));
        let values = [
            (
                "margin",
                wanted_margin
                    .map_or_else(|| self.margin_about(example.margin), |points| self.margin_stated(points)),
            ),
            ("low", self.nps((EXAMPLE - margin).max(-100.0))),
            ("high", self.nps((EXAMPLE + margin).min(100.0))),
            ("confidence", self.confidence(terms.confidence)),
            ("with", self.counted(&texts.with_answers, &example.answers.into())),
            (
                "change",
                wanted_change.map_or_else(|| self.points_after_from(example.change), stated_after_from),
            ),
            ("power", self.percent_stated(terms.power)),
        ];
        [fill(&texts.how_margin, &values), fill(&texts.how_change, &values)]
    }

    /// Whether so few answers would be called a low base.
    pub(super) fn is_rough(outcome: &Outcome) -> bool {
        outcome.answers < LOW_BASE
    }

    pub(super) fn both_sides(&self, number: &str) -> String {
        fill(&self.texts.plan.both_sides, &[("number", number)])
    }

    /// A margin as it was asked for: `±7.5 points`.
    pub(super) fn margin_stated(&self, points: f64) -> String {
        self.both_sides(&self.points_stated(points))
    }

    /// A computed margin as far as it matters: `±16 points`, `±4.9 points`.
    fn margin_about(&self, points: f64) -> String {
        self.both_sides(&self.counted(&self.texts.numbers.points, &Self::about(points)))
    }

    /// Computed points in the form after "from".
    fn points_after_from(&self, points: f64) -> String {
        self.counted(&self.texts.plan.from_points, &Self::about(points))
    }

    /// Points as they were asked for: `7.5 points`.
    pub(super) fn points_stated(&self, points: f64) -> String {
        self.counted(&self.texts.numbers.points, &Self::stated_decimal(points))
    }

    /// Whole points from 10 on, tenths below.
    fn about(points: f64) -> Decimal {
        Self::decimal_to(points, u8::from(points < 9.95))
    }
}
