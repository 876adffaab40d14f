//! Where a client stands among all, as a list of figures has it.

use super::{Group, Participants};
use crate::figures::{Head, Listed};

const SECTION: &str = "participants";

impl Participants {
    /// The scores of all clients, of the others and of the peers, now and over time; the client's place; and clients by name.
    pub(super) fn list_all(&self, head: &Head) -> Vec<Listed> {
        let of = |name: &'static str, group: &Group| {
            let scores = [Listed::score(SECTION, &group.finding)].into_iter();
            let all = scores.chain(Listed::beside(SECTION, name, group.comparison.as_ref()));
            all.map(|figure| figure.by("participants", Some(name))).collect::<Vec<_>>()
        };
        let groups = [of("all", &self.pooled), of("others", &self.others)].into_iter();
        let groups = groups.chain(self.peers.as_ref().map(|peers| of("peers", peers))).flatten();
        let place = self.rank.map(|rank| Listed {
            low: Some(f64::from(rank.best)),
            high: Some(f64::from(rank.worst)),
            n: Some(u64::from(rank.of)),
            ..Listed::new(SECTION, "place", f64::from(rank.place))
        });
        let mean = self.mean.map(|mean| Listed {
            n: Some(mean.clients),
            ..Listed::new(SECTION, "mean_of_clients", mean.nps.points())
        });
        let named = self
            .named
            .iter()
            .map(|named| Listed::score(SECTION, &named.finding).by("client", Some(&named.name)));
        let now = groups.chain(place).chain(mean).chain(named).map(|figure| figure.in_period(head.period));
        let earlier = self.trend.iter().filter(|moment| Some(moment.period) != head.period);
        let earlier = earlier.flat_map(|moment| {
            let peers = moment.peers.as_ref().map(|peers| ("peers", peers));
            [("all", &moment.pooled)].into_iter().chain(peers).map(|(name, finding)| {
                let figure = Listed::score(SECTION, finding).by("participants", Some(name));
                figure.in_period(Some(moment.period))
            })
        });
        now.chain(earlier).collect()
    }
}
