//! What is said of accounts.

use crate::wording::Text;
use crate::wording::text::wordings;

wordings! {
    /// What is said of accounts.
    pub(crate) struct AccountTexts {
        /// The heading of the part.
        pub(crate) heading: Text,
        /// `{answered}`, `{known}`, `{answers}`, `{accounts}`: how many accounts have answers, and the scores by answers and by account; with
        /// `{revenue}`, that by revenue.
        pub(crate) title: [Text; 2],
        /// `{subject}`
        pub(crate) subtitle: Text,
        pub(crate) how: Text,
        /// `{subject}`: the table of scores; that of groups; that of accounts at risk.
        pub(crate) caption: Text,
        pub(crate) groups_caption: Text,
        pub(crate) risk_caption: Text,
        /// Heads: by what accounts count, how many there are, the standard error.
        pub(crate) by_head: Text,
        pub(crate) accounts_head: Text,
        pub(crate) error_head: Text,
        /// By answers, by account, by revenue.
        pub(crate) by: [Text; 3],
        /// Heads: which answers, the share of accounts, that of revenue.
        pub(crate) with_head: Text,
        pub(crate) share_head: Text,
        pub(crate) revenue_share_head: Text,
        /// With promoters, passives, detractors; without an answer.
        pub(crate) with: [Text; 4],
        /// `{caption}`, `{listed}`, `{n}`: what a table is called that has some of many.
        pub(crate) first: Text,
        /// What an index calls those at risk.
        pub(crate) at_risk: Text,
        /// Heads of the table of accounts at risk: the account, why, its revenue, its owner.
        pub(crate) account_head: Text,
        pub(crate) rules_head: Text,
        pub(crate) revenue_head: Text,
        pub(crate) owner_head: Text,
        /// Why: a detractor, a fall, silence.
        pub(crate) rules: [Text; 3],
        /// `{answers}`: name no account.
        pub(crate) without_account: Text,
        /// `{n}`: accounts without a revenue.
        pub(crate) without_revenue: Text,
        /// That scores are told rounded; that no account is at risk.
        pub(crate) rounded: Text,
        pub(crate) none_at_risk: Text,
        /// What the method calls it, and how it is counted.
        pub(crate) term: Text,
        pub(crate) method: Text,
    }
}

wordings! {
    /// What explains accounts.
    pub(crate) struct ExplainTexts {
        /// What each number is, and how it is known: the known accounts, those with answers, answers without one, accounts without a revenue.
        pub(crate) known: [Text; 2],
        pub(crate) answered: [Text; 2],
        pub(crate) without_account: [Text; 2],
        pub(crate) without_revenue: [Text; 2],
        /// `{by}`: how many accounts a score is of, and that these have a weight.
        pub(crate) accounts: Text,
        pub(crate) weighted: Text,
        /// `{by}`: a score; its standard error; an end of its interval.
        pub(crate) nps: Text,
        pub(crate) error: Text,
        pub(crate) interval: Text,
        /// How accounts weigh by answers, by account, by revenue.
        pub(crate) weights: [Text; 3],
        /// What formulas find: the score, its standard error.
        pub(crate) nps_name: Text,
        pub(crate) error_name: Text,
        /// Names and symbols: the interval's ends.
        pub(crate) low_form: [Text; 2],
        pub(crate) high_form: [Text; 2],
        /// That the exact number is not told.
        pub(crate) rounded: Text,
        /// `{with}`: how many accounts are so; their share; their share of revenue, and how it is counted.
        pub(crate) n: Text,
        pub(crate) counted: Text,
        pub(crate) share: Text,
        pub(crate) revenue_share: Text,
        pub(crate) of_revenue: Text,
        /// Names and symbols of the shares.
        pub(crate) share_form: [Text; 2],
        /// `{account}`: its answers in a group; its revenue.
        pub(crate) answers: Text,
        pub(crate) revenue: Text,
        pub(crate) stated: Text,
    }
}
