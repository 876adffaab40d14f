//! Which wordings the client among all that take part needs.

use crate::wording::text::{Plural, Text, wordings};

wordings! {
    /// The client among all that take part. `{group}`: what its peers share with it.
    pub(crate) struct Participants {
        /// `{recipient}`
        pub(crate) recipient: Text,
        /// Heading of the section.
        pub(crate) heading: Text,
        /// `{n}` participants.
        pub(crate) clients: Plural,
        /// `{n}` participants beside the client.
        pub(crate) others: Plural,
        /// The other participants together.
        pub(crate) the_others: Text,
        /// All participants together.
        pub(crate) all: Text,
        /// `{group}`: the other participants there.
        pub(crate) peers: Text,
        /// Mean of the participants' scores.
        pub(crate) mean: Text,
        /// `{clients}`: beside the mean.
        pub(crate) mean_note: Text,
        /// `{score}`, `{clients}`: a score and how many participants' it is.
        pub(crate) facts: Text,
        /// The rank by name.
        pub(crate) rank: Text,
        /// `{place}`, `{of}`
        pub(crate) place: Text,
        /// `{best}`, `{worst}`, `{low_base}`
        pub(crate) open: Text,
        /// `{low_base}`
        pub(crate) open_none: Text,
        /// The response rate by name.
        pub(crate) response: Text,
        /// `{answered}`, `{asked}`
        pub(crate) of_invited: Text,
        /// `{answered}`, `{asked}`
        pub(crate) of_population: Text,
        /// `{answered}`, `{asked}`
        pub(crate) of_rows: Text,
        /// `{response}`, `{rate}`: with a full stop.
        pub(crate) response_note: Text,
        /// Column head: whose score.
        pub(crate) whose: Text,
        /// Column head: how many participants.
        pub(crate) how_many: Text,
        /// Column head: a participant.
        pub(crate) participant: Text,
        /// Column head: places that chance leaves open.
        pub(crate) open_places: Text,
        /// `{name}`: what others read in place of the client's name.
        pub(crate) pseudonym: Text,
        /// `{name}`: marks the client's own row.
        pub(crate) own: Text,
        pub(crate) how_trend_all: Text,
        /// `{group}`
        pub(crate) how_trend_peers: Text,
        pub(crate) all_term: Text,
        pub(crate) all_method: Text,
        pub(crate) mean_term: Text,
        pub(crate) mean_method: Text,
        pub(crate) rank_term: Text,
        /// `{confidence}`
        pub(crate) rank_method: Text,
        pub(crate) rank_source: Text,
        pub(crate) protection_term: Text,
        /// `{groups}`, `{min_peers}`, `{hide_below}`: a note on groups that have no figure in any period.
        pub(crate) left_out: Text,
        /// `{min_peers}`
        pub(crate) protection: Text,
        /// `{min_peers}`: where participants are named.
        pub(crate) protection_named: Text,
    }

    /// The dots of the client and the other participants together. The first six are parts of a title, which
    /// lists them.
    pub(crate) struct Standing {
        pub(crate) above: Text,
        pub(crate) below: Text,
        pub(crate) unclear: Text,
        /// `{group}`
        pub(crate) peers_above: Text,
        /// `{group}`
        pub(crate) peers_below: Text,
        /// `{group}`
        pub(crate) peers_unclear: Text,
        /// `{group}`: from neither of the two
        pub(crate) both_unclear: Text,
        /// Separates the parts of a title.
        pub(crate) separator: Text,
        /// Nothing can be compared.
        pub(crate) plain: Text,
        /// Nothing can be shown.
        pub(crate) hidden: Text,
        /// `{confidence}`, `{subject}`
        pub(crate) subtitle: Text,
        /// `{list}`
        pub(crate) description: Text,
        /// `{confidence}`
        pub(crate) how_to_read: Text,
        /// The client has a score.
        pub(crate) how_own: Text,
        /// The mean is shown.
        pub(crate) how_mean: Text,
        /// `{subject}`
        pub(crate) caption: Text,
    }

    /// The dots of all participants by name.
    pub(crate) struct Named {
        /// `{name}`, `{place}`, `{of}`
        pub(crate) ranked: Text,
        pub(crate) plain: Text,
        /// Not all are listed.
        pub(crate) plain_selected: Text,
        /// `{confidence}`, `{subject}`
        pub(crate) subtitle: Text,
        /// `{clients}`
        pub(crate) description: Text,
        /// `{clients}`, `{listed}` of them
        pub(crate) description_selected: Text,
        /// Which are listed: `{n}` at either end and on either side; `{clients}` are not.
        pub(crate) selected: Text,
        /// `{confidence}`
        pub(crate) how_to_read: Text,
        /// All together have a score.
        pub(crate) how_all: Text,
        /// `{subject}`
        pub(crate) caption: Text,
    }
}
