//! What is kept of answers besides what is counted of them.

use std::collections::BTreeMap;

use super::by_account::{Accounts, AccountsOf};
use super::closed::{Closed, ClosedOf};
use super::quoted::{Quoted, QuotedOf};
use super::returned::{Returned, ReturnedOf};
use crate::survey::Client;

/// What is kept of the answers of each client.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// Comments that may be shown.
    pub(super) quoted: QuotedOf,
    /// What became of the answers to follow up, of all periods.
    pub(super) closed: ClosedOf,
    /// Who answered in the reported period and before.
    pub(super) returned: ReturnedOf,
    /// From which accounts the answers come.
    pub accounts: AccountsOf,
}

/// The same of one report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeptOf {
    /// Comments that may be shown.
    pub quoted: Quoted,
    /// What became of the answers to follow up of each period, by its ordinal; 0 without dates.
    pub closed: BTreeMap<i32, Closed>,
    /// Who answered in the reported period and before.
    pub returned: Returned,
    /// From which accounts the answers come.
    pub accounts: Accounts,
}

impl Kept {
    /// That of a client and of those within it, of all where none is given.
    pub(crate) fn of(&self, client: Option<&Client>) -> KeptOf {
        let is_meant = |own: &Option<Client>| {
            client.is_none_or(|client| own.as_ref().is_some_and(|own| own.is_within(client)))
        };
        let mut found = KeptOf::default();
        let quoted = self.quoted.iter().filter(|(own, _)| is_meant(own));
        quoted.for_each(|(_, own)| found.quoted.absorb(own.clone()));
        for ((_, period), own) in self.closed.iter().filter(|((own, _), _)| is_meant(own)) {
            found.closed.entry(*period).or_default().absorb(own);
        }
        let returned = self.returned.iter().filter(|(own, _)| is_meant(own));
        returned.for_each(|(_, own)| found.returned.absorb(own));
        let accounts = self.accounts.iter().filter(|(own, _)| is_meant(own));
        accounts.for_each(|(_, own)| found.accounts.absorb(own));
        found
    }
}
