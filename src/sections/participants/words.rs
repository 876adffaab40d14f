//! The client among all that take part: names, key figures, the texts of its figures, definitions.

use fixed_decimal::Decimal;

use super::{Group, Moment, NAMED_AT_ENDS, Named, Participants, Rank};
use crate::figures::{Finding, Head, Method, Outline};
use crate::sections::Report;
use crate::statistics::Verdict;
use crate::survey::{Client, Nps};
use crate::wording::{FigureTexts, MethodEntry, Text, Words, capitalised, fill};

const RANK_URL: &str = "https://doi.org/10.1111/rssc.12402";

/// Whose score stands beside that of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<'a> {
    /// The client's, by its name; without one that of all answers.
    Own(Option<&'a str>),
    /// The other participants' that share something with it: the name of that, and how many they are.
    Peers(&'a str, u64),
    /// All other participants' together: how many they are.
    Others(u64),
    /// All participants' together: how many they are.
    All(u64),
    /// The mean of so many participants' scores.
    Mean(u64),
}

impl<'a> Whose<'a> {
    /// The client that a report is for.
    #[must_use]
    pub fn own(head: &'a Head) -> Self {
        Self::Own(head.organisation.as_deref().or_else(|| head.client.as_ref().map(Client::name)))
    }

    /// The groups that a client stands beside: its peers, the others, and all together, with which it is not compared. Those
    /// that have no figure in any period are left out.
    pub fn groups(participants: &'a Participants) -> impl Iterator<Item = (Self, &'a Group)> {
        Self::all_groups(participants).filter(|(whose, group)| whose.is_ever_shown(group, participants))
    }

    /// The groups that have no figure in any period.
    fn left_out(participants: &'a Participants) -> impl Iterator<Item = Self> {
        let groups = Self::all_groups(participants);
        groups.filter(|(whose, group)| !whose.is_ever_shown(group, participants)).map(|(whose, _)| whose)
    }

    /// Whether there is a figure of a group, now or in another period of the trend. Of the others there is one where there is
    /// one of all.
    fn is_ever_shown(self, group: &Group, participants: &Participants) -> bool {
        let then = |moment: &Moment| match self {
            Self::Peers(..) => moment.peers.as_ref().is_some_and(|peers| peers.estimate().is_some()),
            _ => moment.pooled.estimate().is_some(),
        };
        group.finding.estimate().is_some() || participants.trend.iter().any(then)
    }

    fn all_groups(participants: &'a Participants) -> impl Iterator<Item = (Self, &'a Group)> {
        let peers = participants.peers_in.as_deref().zip(participants.peers.as_ref());
        let peers = peers.map(|(within, group)| (Self::Peers(within, group.clients), group));
        let others = (Self::Others(participants.others.clients), &participants.others);
        let all = (Self::All(participants.pooled.clients), &participants.pooled);
        peers.into_iter().chain([others, all])
    }

    /// The groups that a client is compared with, its peers first.
    pub fn compared(participants: &'a Participants) -> impl Iterator<Item = (Self, &'a Group)> {
        Self::groups(participants).filter(|(whose, _)| !matches!(whose, Self::All(_)))
    }

    /// The groups whose scores run beside the client's over time.
    pub fn over_time(participants: &'a Participants) -> impl Iterator<Item = (Self, &'a Group)> {
        Self::groups(participants).filter(|(whose, _)| !matches!(whose, Self::Others(_)))
    }
}

impl Words {
    /// The heading of the section on participants.
    #[must_use]
    pub fn participants_heading(&self) -> &str {
        &self.texts.participants.heading
    }

    /// Whose score it is, by name: `Participants in North`.
    #[must_use]
    pub fn whose(&self, whose: Whose<'_>) -> String {
        let texts = &self.texts.participants;
        match whose {
            Whose::Own(name) => name.unwrap_or(&self.texts.labels.total).to_owned(),
            Whose::Peers(within, _) => fill(&texts.peers, &[("group", within)]),
            Whose::Others(_) => texts.the_others.to_string(),
            Whose::All(_) => texts.all.to_string(),
            Whose::Mean(_) => texts.mean.to_string(),
        }
    }

    /// How many they are whose score it is: `12 other participants`; empty for the client itself.
    #[must_use]
    pub fn whose_note(&self, whose: Whose<'_>) -> String {
        let texts = &self.texts.participants;
        match whose {
            Whose::Own(_) => String::new(),
            Whose::Peers(_, clients) => self.counted(&texts.others, &Decimal::from(clients)),
            Whose::Others(clients) | Whose::All(clients) => self.participating(clients),
            Whose::Mean(clients) => fill(&texts.mean_note, &[("clients", self.participating(clients))]),
        }
    }

    /// Participants with their number: `40 participants`.
    fn participating(&self, clients: u64) -> String {
        self.counted(&self.texts.participants.clients, &Decimal::from(clients))
    }

    /// Score of a group, how many it is, and how sure the difference is, or why there is none: `NPS 31, 40 participants, p = 0.024`.
    #[must_use]
    pub fn group_facts(&self, whose: Whose<'_>, group: &Group) -> String {
        let Some(estimate) = group.finding.estimate() else {
            return self.missing(&group.finding).to_owned();
        };
        let values = [("score", self.nps(estimate.nps.points())), ("clients", self.whose_note(whose))];
        let p = group.comparison.as_ref().map(|comparison| self.p_of(comparison.p_adjusted));
        let facts = [Some(fill(&self.texts.participants.facts, &values)), p];
        self.list(&facts.into_iter().flatten().collect::<Vec<_>>())
    }

    /// The rank by name, the place, and the places that chance leaves open.
    #[must_use]
    pub fn rank(&self, rank: Rank, method: &Method) -> [String; 3] {
        let texts = &self.texts.participants;
        [texts.rank.to_string(), fill(&texts.place, &self.place(rank)), self.open(rank, method)]
    }

    fn place(&self, rank: Rank) -> [(&'static str, String); 2] {
        [("place", self.count(rank.place.into())), ("of", self.count(rank.of.into()))]
    }

    fn open(&self, rank: Rank, method: &Method) -> String {
        let texts = &self.texts.participants;
        let pattern = if rank.best == rank.worst { &texts.open_none } else { &texts.open };
        let [best, worst] = [rank.best, rank.worst].map(|place| self.count(place.into()));
        fill(pattern, &[("best", best), ("worst", worst), ("low_base", self.count(method.low_base))])
    }

    /// The places that chance leaves open, for a column of them: `5–25`, `3`.
    #[must_use]
    pub fn open_places(&self, rank: Rank) -> String {
        let [best, worst] = [rank.best, rank.worst].map(|place| self.count(place.into()));
        if best == worst {
            return best;
        }
        fill(&self.texts.numbers.range, &[("low", best), ("high", worst)])
    }

    /// Column heads: whose score, how many participants, one participant, places that chance leaves open.
    #[must_use]
    pub fn participants_head(&self) -> [&str; 4] {
        let texts = &self.texts.participants;
        [&texts.whose, &texts.how_many, &texts.participant, &texts.open_places]
    }

    /// A participant's name in a list of all, which marks the client's own.
    #[must_use]
    pub fn named_participant(&self, named: &Named) -> String {
        if named.is_own {
            fill(&self.texts.participants.own, &[("name", &named.name)])
        } else {
            named.name.clone()
        }
    }

    /// Which groups are not shown in any period, and why; nothing where each is in some.
    #[must_use]
    pub fn groups_left_out(&self, report: &Report) -> Option<String> {
        let participants = report.sections.participants.as_ref()?;
        let groups: Vec<String> = Whose::left_out(participants).map(|whose| self.whose(whose)).collect();
        let values = [
            ("groups", self.list(&groups)),
            ("min_peers", self.count(participants.min_peers)),
            ("hide_below", self.count(report.head.method.hide_below)),
        ];
        (!groups.is_empty()).then(|| fill(&self.texts.participants.left_out, &values))
    }

    /// That participants stand under pseudonyms, and what the client's own is; nothing where they do not.
    #[must_use]
    pub fn pseudonym(&self, report: &Report) -> Option<String> {
        let name = report.sections.participants.as_ref()?.pseudonym.as_ref()?;
        Some(fill(&self.texts.participants.pseudonym, &[("name", name)]))
    }

    /// The texts of the client beside the other participants; none for a report on all answers.
    #[must_use]
    pub fn standing(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.standing;
        let participants = report.sections.participants.as_ref()?;
        let own = report.head.overall.estimate();
        let scores = self.standing_scores(&report.head, participants);
        let (title, description) = if scores.is_empty() {
            (texts.hidden.to_string(), texts.hidden.to_string())
        } else {
            let list = [("list", self.list(&scores))];
            (self.standing_title(participants), fill(&texts.description, &list))
        };
        let values = self.participants_subject(&report.head, participants);
        Some(FigureTexts {
            title,
            subtitle: fill(&texts.subtitle, &values),
            description,
            how_to_read: Self::sentences([
                (true, fill(&texts.how_to_read, &values)),
                (own.is_some(), texts.how_own.to_string()),
                (participants.mean.is_some(), texts.how_mean.to_string()),
            ]),
            caption: fill(&texts.caption, &values),
        })
    }

    /// The scores that can be shown, each by name.
    fn standing_scores(&self, head: &Head, participants: &Participants) -> Vec<String> {
        let score = |whose, nps: Nps| self.marked(&self.whose(whose), &self.nps_to(nps.points(), 1));
        let own = head.overall.estimate().map(|own| score(Whose::own(head), own.nps));
        let groups = Whose::groups(participants)
            .filter_map(|(whose, group)| Some(score(whose, group.finding.estimate()?.nps)));
        let mean = participants
            .mean
            .map(|mean| self.marked(&self.whose(Whose::Mean(mean.clients)), &self.nps(mean.nps.points())));
        own.into_iter().chain(groups).chain(mean).collect()
    }

    fn standing_title<'a>(&'a self, participants: &Participants) -> String {
        let texts = &self.texts.standing;
        let pattern = |group: &Group, [above, below, unclear]: [&'a Text; 3]| {
            group.comparison.as_ref().map(|comparison| match comparison.verdict {
                Verdict::Above => above,
                Verdict::Below => below,
                Verdict::Unclear => unclear,
            })
        };
        let all = pattern(&participants.others, [&texts.above, &texts.below, &texts.unclear]);
        let is_unclear =
            |group: &Group| group.comparison.as_ref().is_some_and(|c| c.verdict == Verdict::Unclear);
        let both = participants.peers.as_ref().is_some_and(is_unclear) && is_unclear(&participants.others);
        if let Some(within) = participants.peers_in.as_ref().filter(|_| both) {
            return capitalised(&fill(&texts.both_unclear, &[("group", within)]));
        }
        let peers = participants.peers_in.as_ref().zip(participants.peers.as_ref());
        let peers = peers.and_then(|(within, peers)| {
            let pattern = pattern(peers, [&texts.peers_above, &texts.peers_below, &texts.peers_unclear])?;
            Some(fill(pattern, &[("group", within)]))
        });
        let parts: Vec<String> = all.map(Text::to_string).into_iter().chain(peers).collect();
        if parts.is_empty() { texts.plain.to_string() } else { capitalised(&parts.join(&texts.separator)) }
    }

    /// The texts of all participants by name; none where they are not named.
    #[must_use]
    pub fn named(&self, report: &Report) -> Option<FigureTexts> {
        let texts = &self.texts.named;
        let participants = report.sections.participants.as_ref()?;
        participants.named.first()?;
        let own = participants.named.iter().find(|named| named.is_own);
        let title = own.and_then(|own| {
            let [place, of] = self.place(own.rank?);
            Some(fill(&texts.ranked, &[("name", own.name.clone()), place, of]))
        });
        let values = self.participants_subject(&report.head, participants);
        let all = participants.pooled.finding.estimate();
        let [plain, description] = match participants.not_named {
            0 => [&texts.plain, &texts.description],
            _ => [&texts.plain_selected, &texts.description_selected],
        };
        let listed = [("listed", self.count(participants.named.len() as u64))];
        Some(FigureTexts {
            title: title.unwrap_or_else(|| plain.to_string()),
            subtitle: fill(&texts.subtitle, &values),
            description: fill(description, &values.iter().cloned().chain(listed).collect::<Vec<_>>()),
            how_to_read: Self::sentences([
                (true, fill(&texts.how_to_read, &values)),
                (all.is_some(), texts.how_all.to_string()),
            ]),
            caption: fill(&texts.caption, &values),
        })
    }

    /// Which participants are listed by name, and how many are not; nothing where all are, or none.
    #[must_use]
    pub fn named_selection(&self, report: &Report) -> Option<String> {
        let more = report.sections.participants.as_ref().map_or(0, |participants| participants.not_named);
        let values = [("n", self.count(NAMED_AT_ENDS as u64)), ("clients", self.participating(more))];
        (more > 0).then(|| fill(&self.texts.named.selected, &values))
    }

    /// When and of how many participants, and the confidence of intervals.
    fn participants_subject(&self, head: &Head, participants: &Participants) -> [(&'static str, String); 3] {
        let clients = self.participating(participants.clients);
        let period = head.period.map(|period| self.period(period));
        let subject: Vec<String> = period.into_iter().chain([clients.clone()]).collect();
        [
            ("subject", self.list(&subject)),
            ("confidence", self.confidence(head.method.confidence)),
            ("clients", clients),
        ]
    }

    /// Reading help for the others' lines beside the trend.
    pub(crate) fn how_to_read_others(&self, report: &Report) -> Vec<String> {
        let texts = &self.texts.participants;
        let Some(participants) = &report.sections.participants else { return Vec::new() };
        let shown = |finding: &Finding<Outline>| finding.estimate().is_some();
        let all = participants.trend.iter().any(|moment| shown(&moment.pooled));
        let peers = participants.trend.iter().any(|moment| moment.peers.as_ref().is_some_and(shown));
        let peers = participants.peers_in.as_ref().filter(|_| peers);
        let all = all.then(|| texts.how_trend_all.to_string());
        let peers = peers.map(|group| fill(&texts.how_trend_peers, &[("group", group)]));
        all.into_iter().chain(peers).collect()
    }

    /// What is meant by the figures of participants; nothing for a report on all answers.
    pub(crate) fn participants_method(&self, head: &Head, participants: &Participants) -> Vec<MethodEntry> {
        let texts = &self.texts.participants;
        let mut entries = vec![MethodEntry::new(&texts.all_term, &texts.all_method)];
        if participants.mean.is_some() {
            entries.push(MethodEntry::new(&texts.mean_term, &texts.mean_method));
        }
        if participants.rank.is_some() || participants.named.iter().any(|named| named.rank.is_some()) {
            let confidence = [("confidence", self.confidence(head.method.confidence))];
            let rank = fill(&texts.rank_method, &confidence);
            entries.push(MethodEntry::new(&texts.rank_term, rank).after(&texts.rank_source, RANK_URL));
        }
        let pattern = if participants.named.is_empty() { &texts.protection } else { &texts.protection_named };
        let protection = fill(pattern, &[("min_peers", self.count(participants.min_peers))]);
        entries.push(MethodEntry::new(&texts.protection_term, protection));
        entries
    }
}
