//! The key findings of the other participants in sentences.

use super::findings::{OTHERS, PEERS};
use super::{Group, Participants};
use crate::figures::Estimate;
use crate::sections::Report;
use crate::sections::finding::{KeyFinding, Sentence, Told};
use crate::statistics::Verdict;
use crate::wording::Words;

impl Participants {
    /// One of them.
    pub(super) fn told(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        let now = report.head.overall.estimate()?;
        let sentence = if finding.kind == OTHERS {
            words.beside(&self.others, None, now)?
        } else {
            let peers = self.peers.as_ref().filter(|_| finding.kind == PEERS)?;
            words.beside(peers, Some(self.peers_in.as_deref()?), now)?
        };
        Some(Told::new("participants", sentence))
    }
}

impl Words {
    fn beside(&self, group: &Group, peers_in: Option<&str>, now: &Estimate) -> Option<Sentence<'_>> {
        let texts = &self.texts.key_findings;
        let mut values = self.scores_apart(now.nps, group.finding.estimate()?.nps, "value");
        values.extend(peers_in.map(|within| ("group", within.to_owned())));
        let pattern = match (group.comparison.as_ref()?.verdict, peers_in.is_some()) {
            (Verdict::Above, false) => &texts.above_others,
            (Verdict::Below, false) => &texts.below_others,
            (Verdict::Above, true) => &texts.above_peers,
            (Verdict::Below, true) => &texts.below_peers,
            (Verdict::Unclear, _) => return None,
        };
        Some((pattern, values))
    }
}
