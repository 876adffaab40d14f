//! What the other participants offer as key findings.

use super::{Group, Participants};
use crate::sections::finding::{Candidate, KeyFindingKind, Look, Says, firm};
use crate::statistics::Verdict;

/// The client's score differs from that of the other participants together.
pub(super) const OTHERS: KeyFindingKind = KeyFindingKind::new("others");
/// The client's score differs from that of its peers together.
pub(super) const PEERS: KeyFindingKind = KeyFindingKind::new("peers");

/// The client beside the others, and beside its peers.
pub(super) fn candidates(look: Look<'_>, participants: &Participants) -> Vec<Candidate> {
    let beside = |kind, group: &Group, place: &str, says| {
        firm(&group.finding)?;
        let comparison = group.comparison.as_ref().filter(|c| c.verdict != Verdict::Unclear)?;
        let figures = vec![format!("{place}/comparison"), format!("{place}/finding"), "/overall".to_owned()];
        Some(Candidate {
            kind,
            figures,
            weight: look.weight_of(comparison.difference, comparison.p_adjusted.about(), 1.0)?,
            says: Says::This(says),
            alone: false,
        })
    };
    let others = beside(OTHERS, &participants.others, "/sections/participants/others", "others".to_owned());
    // Where all others are peers, they are told as the others.
    let peers = participants
        .peers
        .as_ref()
        .filter(|peers| participants.peers_in.is_some() && peers.clients < participants.others.clients);
    let peers =
        peers.and_then(|peers| beside(PEERS, peers, "/sections/participants/peers", "peers".to_owned()));
    others.into_iter().chain(peers).collect()
}
