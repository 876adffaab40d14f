//! Whom to follow up, of the clients that get a report.

use std::collections::BTreeSet;

use super::Plan;
use crate::pages::follow_up;
use crate::responses::{Call, lineage};
use crate::survey::Client;

impl Plan<'_> {
    /// The answers to follow up: those of clients without a report are nobody's concern here.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        let members: BTreeSet<&Client> = self.clients().collect();
        let is_of_one = |call: &&Call| lineage(call.client.clone()).any(|client| members.contains(&client));
        self.counted.calls.iter().filter(is_of_one).cloned().collect()
    }

    /// The list of them, for who sends the reports; nothing where none is wanted.
    pub(super) fn follow_up(&self) -> Option<Vec<u8>> {
        let Self { counted, .. } = self;
        counted.config.follow_up.as_ref()?;
        follow_up(&counted.config, &self.calls(), counted.as_of)
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
