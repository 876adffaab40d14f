//! Whom to follow up, and which accounts are at risk, of the clients that get a report.

use std::collections::BTreeSet;

use super::Plan;
use crate::Counted;
use crate::config::Audience;
use crate::output::{AT_RISK, FOLLOW_UP};
use crate::pages::{at_risk, follow_up};
use crate::report;
use crate::responses::{Call, lineage};
use crate::sections::accounts::ClientAtRisk;
use crate::survey::Client;

impl Plan<'_> {
    /// The answers to follow up: those of clients without a report are nobody's concern here.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        let members: BTreeSet<&Client> = self.clients().collect();
        let is_of_one = |call: &&Call| lineage(call.client.clone()).any(|client| members.contains(&client));
        self.counted.calls.iter().filter(is_of_one).cloned().collect()
    }

    /// The lists for who sends the reports that are wanted, each with the name of its file.
    pub(super) fn lists(&self) -> Vec<(&'static str, Vec<u8>)> {
        let Counted { config, as_of, .. } = self.counted;
        let calls = config.follow_up.is_some().then(|| follow_up(config, &self.calls(), *as_of)).flatten();
        let accounts = at_risk(config, &self.at_risk());
        let calls = calls.map(|list| (FOLLOW_UP, list));
        calls.into_iter().chain(accounts.map(|list| (AT_RISK, list))).collect()
    }

    /// The accounts at risk of clients that get a report, and of those that would if anybody had answered.
    fn at_risk(&self) -> Vec<ClientAtRisk> {
        let Counted { config, facts, period, .. } = self.counted;
        let missing = self.roster.missing.iter().map(|missing| &missing.client);
        report::at_risk(config, facts, *period, &self.clients().chain(missing).collect())
    }

    /// Those of them that the index tells of: it may be passed on.
    pub(super) fn at_risk_told(&self) -> Vec<ClientAtRisk> {
        match self.counted.config.index.audience {
            Audience::Sender => self.at_risk(),
            Audience::Clients => Vec::new(),
        }
    }

    /// The list of a client's own, where each is to have one.
    pub(super) fn follow_up_of(&self, client: &Client) -> Option<Vec<u8>> {
        let Self { counted, .. } = self;
        counted.config.follow_up.as_ref().filter(|of| of.for_clients)?;
        // Those of a client and of clients within it stand together.
        let is_before = |call: &Call| call.client.as_ref().is_none_or(|of| of < client);
        let start = counted.calls.partition_point(is_before);
        let is_own = |call: &&Call| call.client.as_ref().is_some_and(|of| of.is_within(client));
        let own: Vec<Call> = counted.calls.iter().skip(start).take_while(is_own).cloned().collect();
        follow_up(&counted.config, &own, counted.as_of)
    }
}
