//! What is kept of answers besides what is counted of them.

use std::collections::BTreeMap;

use super::by_account::{Accounts, AccountsOf, accounts_of};
use super::closed::{Closed, ClosedOf, closed_of};
use super::quoted::{Quoted, QuotedOf, quoted_of};
use super::returned::{Returned, ReturnedOf, returned_of};
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
        KeptOf {
            quoted: quoted_of(&self.quoted, client),
            closed: closed_of(&self.closed, client),
            returned: returned_of(&self.returned, client),
            accounts: accounts_of(&self.accounts, client),
        }
    }
}
