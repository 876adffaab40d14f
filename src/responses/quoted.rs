//! The comments that a report may show: of the period that it is on, a few of each group, whatever the order of rows and however
//! many threads read them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::RandomState;

use super::comment::comment;
use super::further::Asking;
use super::pending::Pending;
use super::{Placed, Quotes, Reader, Response, Roles};
use crate::comments::chosen::{Candidate, Collector};
use crate::comments::tidy::{tidied, trimmed};
use crate::source::Row;
use crate::survey::{Client, Encoding, Group, Region, Scale};

/// So many characters of a comment are kept: more than is shown of any.
pub(crate) const KEPT: usize = 4_000;

/// The comments of a client.
pub(super) type QuotedOf = BTreeMap<Option<Client>, Quoted>;

/// Comments of answers to the reported period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quoted {
    /// The ordinal of that period; 0 where no dates are read.
    pub period: i32,
    /// Those of each group.
    pub groups: BTreeMap<Group, OfGroup>,
    /// How many answers there are of each day and region, with comments or without.
    pub places: BTreeMap<(Option<i32>, Region), u64>,
}

/// Comments of a group of answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfGroup {
    /// How many answers it has, with comments or without.
    pub answers: u64,
    /// How many comments.
    pub n: u64,
    /// Those that may be shown, each with the region of its answer.
    pub kept: Collector<Region>,
}

impl Quoted {
    /// Takes in what others say: of the later period where they differ.
    pub fn absorb(&mut self, other: Self) {
        if self.places.is_empty() || self.period < other.period {
            *self = other;
        } else if self.period == other.period {
            for (place, answers) in other.places {
                *self.places.entry(place).or_default() += answers;
            }
            for (group, of) in other.groups {
                if let Some(own) = self.groups.get_mut(&group) {
                    own.answers += of.answers;
                    own.n += of.n;
                    own.kept.merge(of.kept);
                } else {
                    self.groups.insert(group, of);
                }
            }
        }
    }
}

/// What a worker has heard, by the codes of clients and regions.
#[derive(Debug)]
pub(super) struct Listener {
    quotes: Quotes,
    otherwise: Option<Encoding>,
    period: Option<i32>,
    of: HashMap<u32, OfClient, RandomState>,
    /// That of each score.
    groups: Vec<Group>,
}

#[derive(Debug, Default)]
struct OfClient {
    groups: BTreeMap<Group, OfGroup>,
    places: HashMap<(Option<i32>, u32), u64, RandomState>,
}

impl Listener {
    pub(super) fn new(quotes: Quotes, scale: Scale, otherwise: Option<Encoding>) -> Self {
        let groups = scale.scores().map(|score| scale.group(score)).collect();
        Self { quotes, otherwise, period: None, of: HashMap::default(), groups }
    }

    /// Hears an answer that counts, of which its questions have just been read.
    pub(super) fn hear(
        &mut self,
        row: &impl Row,
        response: Response,
        (roles, reader, further): (&Roles, &Reader, &[Asking]),
    ) {
        let Response { region, score, day, .. } = response;
        let day = roles.date.map(|_| day);
        let otherwise = self.otherwise;
        let Some(group) = self.groups.get(score.index()).copied() else { return };
        let Some(group) = self.count((response.into(), day), group) else { return };
        let said = match further.iter().find_map(Asking::last_comment) {
            Some(said) => Cow::Borrowed(said),
            None => Cow::Owned(comment(row, &roles.comment, otherwise)),
        };
        if said.is_empty() {
            return;
        }
        group.n += 1;
        let themes: Vec<&str> = further.iter().flat_map(Asking::last_themes).collect();
        // Most are shown by no rule, and need not be made ready: none has more characters than this.
        let wants = |length| group.kept.wants(day, length, &themes);
        if !wants(said.len()) || !wants(longest(&said)) {
            return;
        }
        let text = tidied(&said);
        let length = text.chars().count();
        if !text.is_empty() && group.kept.wants(day, length, &themes) {
            group.kept.offer(Candidate {
                day,
                length,
                score: score.index(),
                text: trimmed(&text, &[], KEPT).into_owned(),
                themes: themes.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(),
                also: named(reader, region),
            });
        }
    }

    /// Hears answers that count and say nothing in words.
    pub(super) fn hear_silent(&mut self, rows: &Pending) {
        let Some((_, values)) = rows.values.first() else { return };
        for (at, value) in values.iter().enumerate() {
            let code =
                |of: &Option<Vec<u32>>| of.as_ref().and_then(|of| of.get(at)).copied().unwrap_or_default();
            let number = |of: &Option<Vec<i32>>| of.as_ref().and_then(|of| of.get(at)).copied();
            let (period, day) = (number(&rows.period).unwrap_or_default(), number(&rows.day));
            let (client, region) = (code(&rows.client), code(&rows.region));
            let placed = Placed { client, period, region, day: day.unwrap_or_default() };
            if let Some(group) = self.groups.get(*value as usize) {
                self.count((placed, day), *group);
            }
        }
    }

    /// Counts an answer, and tells what there is of its group, where it may be of the period that is reported on.
    fn count(&mut self, (placed, day): (Placed, Option<i32>), group: Group) -> Option<&mut OfGroup> {
        let Placed { client, period, region, .. } = placed;
        // Of a period before one that may be reported on nothing is told.
        if !self.quotes.reported.may_be(period) || self.period.is_some_and(|latest| period < latest) {
            return None;
        }
        if self.period.is_none_or(|latest| latest < period) {
            self.period = Some(period);
            self.of.clear();
        }
        let of_client = self.of.entry(client).or_default();
        *of_client.places.entry((day, region)).or_default() += 1;
        let Quotes { order, most, .. } = self.quotes;
        let none = || OfGroup { answers: 0, n: 0, kept: Collector::new(order, most) };
        let of = of_client.groups.entry(group).or_insert_with(none);
        of.answers += 1;
        Some(of)
    }

    /// Adds what was heard to what others heard, by name.
    pub(super) fn named(self, reader: &Reader, all: &mut QuotedOf) {
        let Some(period) = self.period else { return };
        for (client, OfClient { groups, places }) in self.of.into_iter().collect::<BTreeMap<_, _>>() {
            let mut of_regions = BTreeMap::new();
            for ((day, region), answers) in places.into_iter().collect::<BTreeMap<_, _>>() {
                *of_regions.entry((day, named(reader, region))).or_default() += answers;
            }
            let quoted = Quoted { period, groups, places: of_regions };
            all.entry(reader.client(client)).or_default().absorb(quoted);
        }
    }
}

/// How many characters a comment has at most once it is tidy: some few are written as two then, none of them in these alphabets.
fn longest(said: &str) -> usize {
    let is_one = |c: char| c < '\u{340}' || matches!(c, '\u{400}'..='\u{4ff}' | '\u{2010}'..='\u{203a}');
    if said.chars().all(is_one) { said.chars().count() } else { said.len() }
}

fn named(reader: &Reader, region: u32) -> Region {
    reader.regions().name(region).map_or(Region::NotStated, |name| Region::Named(name.to_owned()))
}
