//! Which wordings the client among all that take part needs.

use super::{Plural, Text, wordings};

wordings! {
    /// The client among all that take part. `{group}`: what its peers share with it.
    pub(in crate::wording) struct Participants {
        /// `{recipient}`
        pub(in crate::wording) recipient: Text,
        /// Heading of the section.
        pub(in crate::wording) heading: Text,
        /// `{n}` participants.
        pub(in crate::wording) clients: Plural,
        /// `{n}` participants beside the client.
        pub(in crate::wording) others: Plural,
        /// The other participants together.
        pub(in crate::wording) the_others: Text,
        /// All participants together.
        pub(in crate::wording) all: Text,
        /// `{group}`: the other participants there.
        pub(in crate::wording) peers: Text,
        /// Mean of the participants' scores.
        pub(in crate::wording) mean: Text,
        /// `{clients}`: beside the mean.
        pub(in crate::wording) mean_note: Text,
        /// `{score}`, `{clients}`: a score and how many participants' it is.
        pub(in crate::wording) facts: Text,
        /// The rank by name.
        pub(in crate::wording) rank: Text,
        /// `{place}`, `{of}`
        pub(in crate::wording) place: Text,
        /// `{best}`, `{worst}`, `{low_base}`
        pub(in crate::wording) open: Text,
        /// `{low_base}`
        pub(in crate::wording) open_none: Text,
        /// The response rate by name.
        pub(in crate::wording) response: Text,
        /// `{answered}`, `{asked}`
        pub(in crate::wording) of_invited: Text,
        /// `{answered}`, `{asked}`
        pub(in crate::wording) of_population: Text,
        /// `{response}`, `{rate}`: with a full stop.
        pub(in crate::wording) response_note: Text,
        /// Column head: whose score.
        pub(in crate::wording) whose: Text,
        /// Column head: how many participants.
        pub(in crate::wording) how_many: Text,
        /// Column head: a participant.
        pub(in crate::wording) participant: Text,
        /// Column head: places that chance leaves open.
        pub(in crate::wording) open_places: Text,
        /// `{name}`: marks the client's own row.
        pub(in crate::wording) own: Text,
        pub(in crate::wording) how_trend_all: Text,
        /// `{group}`
        pub(in crate::wording) how_trend_peers: Text,
        pub(in crate::wording) all_term: Text,
        pub(in crate::wording) all_method: Text,
        pub(in crate::wording) mean_term: Text,
        pub(in crate::wording) mean_method: Text,
        pub(in crate::wording) rank_term: Text,
        /// `{confidence}`
        pub(in crate::wording) rank_method: Text,
        pub(in crate::wording) rank_source: Text,
        pub(in crate::wording) protection_term: Text,
        /// `{groups}`, `{min_peers}`, `{hide_below}`: a note on groups that have no figure in any period.
        pub(in crate::wording) left_out: Text,
        /// `{min_peers}`
        pub(in crate::wording) protection: Text,
        /// `{min_peers}`: where participants are named.
        pub(in crate::wording) protection_named: Text,
    }

    /// The dots of the client and the other participants together. The first six are parts of a title, which
    /// lists them.
    pub(in crate::wording) struct Standing {
        pub(in crate::wording) above: Text,
        pub(in crate::wording) below: Text,
        pub(in crate::wording) unclear: Text,
        /// `{group}`
        pub(in crate::wording) peers_above: Text,
        /// `{group}`
        pub(in crate::wording) peers_below: Text,
        /// `{group}`
        pub(in crate::wording) peers_unclear: Text,
        /// `{group}`: from neither of the two
        pub(in crate::wording) both_unclear: Text,
        /// Separates the parts of a title.
        pub(in crate::wording) separator: Text,
        /// Nothing can be compared.
        pub(in crate::wording) plain: Text,
        /// Nothing can be shown.
        pub(in crate::wording) hidden: Text,
        /// `{confidence}`, `{subject}`
        pub(in crate::wording) subtitle: Text,
        /// `{list}`
        pub(in crate::wording) description: Text,
        /// `{confidence}`
        pub(in crate::wording) how_to_read: Text,
        /// The client has a score.
        pub(in crate::wording) how_own: Text,
        /// The mean is shown.
        pub(in crate::wording) how_mean: Text,
        /// `{subject}`
        pub(in crate::wording) caption: Text,
    }

    /// The dots of all participants by name.
    pub(in crate::wording) struct Named {
        /// `{name}`, `{place}`, `{of}`
        pub(in crate::wording) ranked: Text,
        pub(in crate::wording) plain: Text,
        /// Not all are listed.
        pub(in crate::wording) plain_selected: Text,
        /// `{confidence}`, `{subject}`
        pub(in crate::wording) subtitle: Text,
        /// `{clients}`
        pub(in crate::wording) description: Text,
        /// `{clients}`, `{listed}` of them
        pub(in crate::wording) description_selected: Text,
        /// Which are listed: `{n}` at either end and on either side; `{clients}` are not.
        pub(in crate::wording) selected: Text,
        /// `{confidence}`
        pub(in crate::wording) how_to_read: Text,
        /// All together have a score.
        pub(in crate::wording) how_all: Text,
        /// `{subject}`
        pub(in crate::wording) caption: Text,
    }
}
