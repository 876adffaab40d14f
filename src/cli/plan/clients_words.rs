//! The plan of a survey of many clients.

use super::words::{PlanTable, PlanWords};
use crate::report::{ClientPlan, ClientsPlan, Outcome};
use crate::wording::{Words, fill};

impl Words {
    /// All that is said about a plan for each client: how many of the innermost ones have answers enough, a table for
    /// each column that names clients, and how to read it.
    #[must_use]
    pub fn plan_of_clients(&self, plan: &ClientsPlan) -> PlanWords {
        PlanWords {
            headlines: self.enough_of_clients(plan),
            tables: plan.tiers.iter().map(|clients| self.clients_table(plan, clients)).collect(),
            how_to_read: self.texts.plan.how_to_read.clone(),
            notes: self.notes_of_clients(plan),
        }
    }

    fn enough_of_clients(&self, plan: &ClientsPlan) -> Vec<String> {
        let texts = &self.texts.plan;
        let Some(clients) = plan.tiers.last() else { return Vec::new() };
        let has = |client: &&ClientPlan, answers: u64| client.now.is_some_and(|now| now.answers >= answers);
        let told = |pattern: &str, wanted: (&'static str, String), enough: usize| {
            let values = [wanted, ("n", self.number_of(enough)), ("all", self.number_of(clients.len()))];
            fill(pattern, &values)
        };
        let Some(first) = clients.first() else { return Vec::new() };
        let margins = (0..).zip(&first.margins).map(|(at, aim)| {
            let is_met = |client: &&ClientPlan| {
                client.margins.get(at).is_some_and(|aim| has(client, aim.takes.answers))
            };
            let enough = clients.iter().filter(is_met).count();
            told(&texts.clients_margin, ("margin", self.margin_stated(aim.points)), enough)
        });
        let changes = (0..).zip(&first.changes).map(|(at, aim)| {
            let is_met = |client: &&ClientPlan| {
                client.changes.get(at).is_some_and(|aim| has(client, aim.takes.answers))
            };
            let enough = clients.iter().filter(is_met).count();
            told(&texts.clients_change, ("change", self.points_stated(aim.points)), enough)
        });
        margins.chain(changes).collect()
    }

    fn clients_table(&self, plan: &ClientsPlan, clients: &[ClientPlan]) -> PlanTable {
        let texts = &self.texts.plan;
        let answers = match plan.period {
            Some(period) => format!("{}, {}", texts.expected_head, self.period_axis(period)),
            None => texts.expected_head.to_string(),
        };
        let rate = plan.terms.response_rate;
        let invitations =
            rate.map(|rate| fill(&texts.invitations_head, &[("rate", self.percent_stated(rate))]));
        let with_invitations = |head: String| [Some(head), invitations.clone()].into_iter().flatten();
        let mut head = vec![
            self.texts.index.labels.client.to_string(),
            answers,
            texts.margin_head.to_string(),
            texts.change_head.to_string(),
        ];
        // Every client has the same aims.
        for client in clients.iter().take(1) {
            head.extend(client.margins.iter().flat_map(|aim| {
                let margin = [("margin", self.margin_stated(aim.points))];
                with_invitations(fill(&texts.for_margin_head, &margin))
            }));
            head.extend(client.changes.iter().flat_map(|aim| {
                let change = [("change", self.points_stated(aim.points))];
                with_invitations(fill(&texts.for_change_head, &change))
            }));
        }
        let takes = |takes: &Outcome| [Some(takes.answers), takes.invitations].into_iter().flatten();
        let rows = clients.iter().map(|client| {
            let ClientPlan { client, now, margins, changes } = client;
            let points = |points: f64| self.points(points, 1);
            let [answers, margin, change] = now.map_or_else(
                || [self.count(0), "–".to_owned(), "–".to_owned()],
                |now| [self.count(now.answers), self.both_sides(&points(now.margin)), points(now.change)],
            );
            let margins = margins.iter().flat_map(|aim| takes(&aim.takes));
            let changes = changes.iter().flat_map(|aim| takes(&aim.takes));
            let needed = margins.chain(changes).map(|n| self.count(n));
            [client.to_string(), answers, margin, change].into_iter().chain(needed).collect()
        });
        PlanTable { rows: rows.collect(), head }
    }

    /// How to read the numbers, by those of the client with the most answers.
    fn notes_of_clients(&self, plan: &ClientsPlan) -> Vec<String> {
        let texts = &self.texts.plan;
        let terms = &plan.terms;
        let now = || plan.tiers.iter().flatten().filter_map(|client| client.now);
        let mut notes = Vec::new();
        if let Some(example) = now().max_by_key(|now| now.answers) {
            notes.extend(self.how_to_read_plan(terms, &example, None, None));
        }
        if now().any(|now| Self::is_rough(&now)) {
            notes.push(texts.few_answers.to_string());
        }
        let (answers, variance) = (terms.spread.measured.as_ref(), terms.spread.variance);
        let answers = answers.map(|(_, n)| self.answers(*n)).unwrap_or_default();
        let values = [("variance", self.points(variance, 2)), ("answers", answers)];
        notes.extend([fill(&texts.clients_spread, &values), texts.chance_only.to_string()]);
        notes
    }
}
