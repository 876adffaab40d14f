//! Responses in, facts out: how many answers of each client, each period and each value of the cuts that somebody needs gave
//! each score, and what they weigh. They are counted in one pass, and are polars frames from then on.
//!
//! What is needed is declared as groupings, and each becomes a frame of the columns `client`, `period`, one for each cut,
//! `value`, `n` and, where answers are weighted, `sum` and `squares` of their weights. Codes stand in the order of the names
//! that they stand for, and the rows in the order of codes. A report is made from an [`Excerpt`]: all facts, or one client's.

mod beside;
mod coded;
mod columns;
mod cross;
mod crowd;
mod excerpt;
mod frame;
mod groups;
mod kernel;
mod lane;
mod names;
mod packed;
mod pairs;
mod parity;
mod picks;
mod profiles;
mod rows;
mod selection;
mod shown;
mod space;
mod span;
mod sums;
mod table;
#[cfg(test)]
mod tests;
mod thin;
mod together;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use polars::prelude::{PolarsError, PolarsResult};

use crate::config::{Meant, Reads};
use crate::error::{Error, Kind, Problem};
use crate::responses::{self, Asks, Call, Intake, Kept, Marks, Parts, Read, Settings, Signs, TopicsOf};
use crate::source::Inputs;
use crate::survey::{Answers, Client, Day, Days, Encoding, Region, Scale, Score, Topics, Weight};

use frame::{Frame, Total};
use kernel::{Counter, Counters};
use profiles::Profiler;

pub(crate) use beside::parts_beside;
pub use cross::Cross;
pub(crate) use cross::{MOST_REGIONS, MOST_VALUES};
pub(crate) use crowd::{Least, Share};
pub use excerpt::{Cells, Excerpt};
pub use names::{Names, Unresolved};
pub(crate) use pairs::{Asked, Bunch, Pairs};
pub use profiles::{ProfileNeeds, Profiles};
pub use rows::{RowFound, RowsFound, rows};
pub use selection::{Selection, Which};
pub(crate) use shown::{Part, Visible, hide_each_other, hide_more, is_mixed, names, parts, visible_in};
pub(crate) use sums::{Guard, Member, Told, choices, told};

/// A column that answers are told apart by: regions are the first, and each attribute is one after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut(usize);

impl Cut {
    /// Regions.
    pub const REGION: Self = Self(0);

    /// An attribute, by its position among those of the config.
    #[must_use]
    pub const fn attribute(at: usize) -> Self {
        Self(at + 1)
    }
}

/// What has to be counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// The cuts that answers are shown by, the regions first; each by client and period too.
    pub by: Vec<Cut>,
    /// Of each answer, the cuts that its weight depends on.
    pub margins: Vec<Cut>,
    /// The cut that names the cluster of an answer.
    pub cluster: Option<Cut>,
    /// Whether answers have weights.
    pub is_weighted: bool,
    /// What answers say to several questions at once; none where nobody needs that.
    pub profiles: Option<ProfileNeeds>,
}

impl Needs {
    /// What has to be counted of the options of a question: with weights or clusters they are shown by region only.
    fn of_options(&self) -> Self {
        let by = if self.is_weighted || self.cluster.is_some() { 1 } else { self.by.len() };
        Self { by: self.by.iter().take(by).copied().collect(), ..self.clone() }
    }

    /// The cuts of each grouping, each cut once.
    fn groupings(&self) -> Vec<Vec<usize>> {
        let of = |by: &Cut| {
            let mut cuts = vec![*by];
            for cut in self.margins.iter().chain(&self.cluster) {
                if !cuts.contains(cut) {
                    cuts.push(*cut);
                }
            }
            cuts.into_iter().map(|Cut(at)| at).collect()
        };
        self.by.iter().map(of).collect()
    }

    /// The cuts whose values are crossed: what is hidden of the ones could be worked out from the others. None where there is
    /// one alone.
    fn crossed(&self) -> Vec<usize> {
        if self.by.len() > 1 { self.by.iter().map(|Cut(at)| *at).collect() } else { Vec::new() }
    }
}

/// All counts, and the account of all rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Everybody's.
    pub all: Excerpt,
    /// Those of each further question.
    pub further: Vec<Facts>,
    needs: Needs,
    /// What is counted by each cut that is needed.
    frames: Vec<Frame>,
    /// Which values of all these cuts answers have together.
    cross: Cross,
    /// The first and the last day of the answers of each client and period, by their codes; nothing without dates, and of a
    /// further question.
    days: BTreeMap<(u32, i32), [i32; 2]>,
    /// What comments are about.
    topics: TopicsOf,
    /// What is kept of answers besides: comments that may be shown, who answered, and what became of it.
    pub kept: Kept,
    /// What answers of each client, by its code, say to several questions at once.
    profiles: BTreeMap<u32, Profiles>,
    /// The clients that answers are given for, by their codes: in the order of their names.
    clients: Vec<Client>,
    /// Clients as they were called before, as far as rows call them so, by name.
    pub former_clients: Vec<Client>,
    /// The account of every client's rows: also of those with none that is used, and of those that hold others.
    intakes: BTreeMap<Client, Intake>,
    /// The names of the values of each cut, by their codes from 0, in their order; the code after them stands for none.
    names: Vec<Vec<String>>,
    /// By period, cut and code: the code of the value that it is weighted together with.
    together: BTreeMap<(Option<i32>, usize, u32), u32>,
    scale: Scale,
    has_dates: bool,
    has_regions: bool,
}

/// Answers of a period that share the values of the cuts that weights depend on.
#[derive(Debug, Clone, PartialEq)]
pub struct Margins<'a> {
    /// Ordinal of the period; none without dates.
    pub period: Option<i32>,
    /// The value of each cut; none where it is blank.
    pub values: Vec<Option<&'a str>>,
    /// How many they are.
    pub n: u64,
    /// What they weigh together.
    pub weight: f64,
}

/// Answers by cuts that weights depend on and the codes of their values: by each cut, and by all of them together.
pub(crate) type ByMargin = BTreeMap<Vec<(usize, u32)>, Share>;

/// Answers of one score that something else has counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Whose they are; none without clients.
    pub client: Option<Client>,
    /// Ordinal of their period; none without dates.
    pub period: Option<i32>,
    /// Their region; none without regions.
    pub region: Option<Region>,
    /// Their score.
    pub score: Score,
    /// How many there are.
    pub answers: u64,
}

/// What a weight is multiplied by, by the period and the values of the cuts that weights depend on.
pub type Factor<'a> = dyn Fn(Option<i32>, &[Option<&str>]) -> f64 + 'a;

/// Facts, and what was noticed on the way.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The counts.
    pub facts: Facts,
    /// The options of each further question, in the order of their facts; none of one that has none.
    pub options: Vec<Vec<Meant>>,
    /// The answers to follow up, of the last period that may be reported.
    pub calls: Vec<Call>,
    /// What may give rise to doubt, though every row was read.
    pub signs: Signs,
    /// How numbers were read that may be read in two ways.
    pub marks: Marks,
    /// What bytes were taken for that are no UTF-8 where they should be; none where there are none.
    pub otherwise: Option<Encoding>,
}

/// Reads all rows and counts them. Progress is told as [`responses::read`] does.
///
/// # Errors
/// As [`responses::read`], and when the counts do not fit a frame.
pub fn count(
    inputs: &Inputs,
    settings: &Settings,
    needs: &Needs,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Counted, Error> {
    let taker = taker(settings, needs);
    let read = responses::read(inputs, settings, progress, &taker)?;
    counted(read, settings, needs)
}

/// Makes what counts the responses of a worker.
fn taker(settings: &Settings, needs: &Needs) -> impl Fn() -> Counters + Sync {
    let has_options = |asks: &Asks| matches!(asks.reads, Reads::Options(_));
    let with_options: Vec<bool> = settings.further.iter().map(has_options).collect();
    let further = (1..).zip(&settings.further).filter(|(_, asks)| !has_options(asks));
    let further = further.map(|(at, asks)| (at, asks.scale));
    let questions: Vec<(usize, Scale)> = std::iter::once((0, settings.scale)).chain(further).collect();
    let (groupings, crossed) = (needs.groupings(), needs.crossed());
    let of_options = needs.of_options();
    let of_options = (of_options.groupings(), of_options.crossed());
    let (is_weighted, has_dates) = (settings.roles.weight.is_some(), settings.roles.date.is_some());
    let (profiles, scale) = (needs.profiles.clone(), settings.scale);
    move || {
        let mut scores = Counter::new((&groupings, &crossed), &questions, is_weighted);
        scores.keep_profiles(Profiler::new(profiles.as_ref(), scale));
        if has_dates {
            scores.keep_days();
        }
        let options = (1..).zip(&with_options).map(|(at, has_options)| {
            has_options.then(|| Counter::of_options((&of_options.0, &of_options.1), at, is_weighted))
        });
        Counters { scores, options: options.collect() }
    }
}

fn counted(read: Read<Counters>, settings: &Settings, needs: &Needs) -> Result<Counted, Error> {
    let Read {
        parts,
        names,
        intake,
        of_clients,
        further,
        options,
        topics,
        kept,
        calls,
        signs,
        marks,
        otherwise,
    } = read;
    let mut scores: Parts<Counter> = Vec::new();
    let mut of_options: Vec<Parts<Counter>> = further.iter().map(|_| Vec::new()).collect();
    let mut profilers = Vec::new();
    for (mut counters, codes) in parts {
        profilers.push((counters.scores.take_profiles(), codes.clone()));
        for (parts, counter) in of_options.iter_mut().zip(counters.options) {
            parts.extend(counter.map(|counter| (counter, codes.clone())));
        }
        scores.push((counters.scores, codes));
    }
    let roles = &settings.roles;
    let (mut with_one_answer, mut accounts) = (Vec::new(), Vec::new());
    for (account, asks) in further.into_iter().zip(&settings.further) {
        if matches!(asks.reads, Reads::Options(_)) {
            accounts.push(Some(account));
        } else {
            accounts.push(None);
            with_one_answer.push((asks.scale, account));
        }
    }
    let leading = ((settings.scale, (intake, of_clients)), needs);
    let scores = Facts::of_scores(scores, (&names, roles), leading, (with_one_answer, needs));
    let (mut leading, scores) = scores.map_err(|error| unframed(&error))?;
    let mut scores = scores.into_iter();
    let mut found = Vec::new();
    let of_each = of_options.into_iter().zip(accounts).zip(&settings.further).zip(&options).enumerate();
    for (at, (((parts, account), asks), chosen)) in of_each {
        if let (Reads::Options(options), Some(account)) = (&asks.reads, account) {
            let of = (options, roles, settings.least_named);
            let made = Facts::of_options((parts, at, chosen), &names, &account, of, &needs.of_options());
            let (facts, meant) = made.map_err(|error| unframed(&error))?;
            leading.further.extend(facts);
            found.push(meant);
        } else {
            leading.further.extend(scores.next());
            found.push(Vec::new());
        }
    }
    leading.topics = topics;
    leading.kept = kept;
    leading.profiles = Facts::profiles_of_each(profilers, &names, needs);
    leading.see_all();
    Ok(Counted { facts: leading, options: found, calls, signs, marks, otherwise })
}

fn unframed(error: &PolarsError) -> Error {
    Error::new(Kind::Other, Problem::new(format!("the answers do not fit a frame: {error}")))
}

impl Facts {
    /// Makes the excerpt of everybody anew.
    pub(crate) fn see_all(&mut self) {
        let everybody = self.excerpt(None);
        let further = self.further.iter().map(|question| question.all.clone());
        self.all = Excerpt {
            intake: std::mem::take(&mut self.all.intake),
            further: further.collect(),
            topics: self.topics_of(None),
            kept: self.kept.of(None),
            ..everybody
        };
    }

    /// The clients that a report of its own is for, sorted: also those with rows that are not used only, and those that hold
    /// others.
    pub fn clients(&self) -> impl Iterator<Item = &Client> {
        self.intakes.keys()
    }

    /// The facts of a client and of those within it, which say nothing of files and the rows in them; none where there is no
    /// such client.
    #[must_use]
    pub fn of(&self, client: &Client) -> Option<Excerpt> {
        let intake = self.intakes.get(client)?.clone();
        let further = self.further.iter().map(|question| question.of(client).unwrap_or_default());
        let topics = self.topics_of(Some(client));
        Some(Excerpt {
            intake,
            further: further.collect(),
            topics,
            kept: self.kept.of(Some(client)),
            ..self.excerpt(Some(&self.within(client)))
        })
    }

    /// The account of each client's rows.
    pub fn intakes(&self) -> impl Iterator<Item = (&Client, &Intake)> {
        self.intakes.iter()
    }

    /// The facts of each client.
    pub fn each(&self) -> impl Iterator<Item = (&Client, Excerpt)> {
        self.clients().filter_map(|client| Some((client, self.of(client)?)))
    }

    /// The codes of a client and of those within it: names come before longer ones that start with them.
    fn within(&self, client: &Client) -> Range<u32> {
        let start = self.clients.partition_point(|other| other < client);
        let is_within = |other: &&Client| other.is_within(client);
        let clients = self.clients.iter().skip(start).take_while(is_within).count();
        number(start)..number(start + clients)
    }

    fn excerpt(&self, clients: Option<&Range<u32>>) -> Excerpt {
        let mut by = self.frames.iter().zip(&self.needs.by).map(|(frame, by)| {
            let answers = excerpt::ByCut {
                names: self.names_of(*by),
                scale: &self.scale,
                has_dates: self.has_dates,
                has_values: *by != Cut::REGION || self.has_regions,
                is_weighted: self.needs.is_weighted,
                cluster: self.needs.cluster.map(|cut| (cut.0, self.names_of(cut).len())),
            };
            answers.cells(&frame.part(clients))
        });
        let cells = by.next().unwrap_or_default();
        let cross = clients.map_or_else(|| self.cross.clone(), |clients| self.cross.of(clients));
        let (days, profiles) = (self.days_of(clients), self.profiles_of(clients));
        Excerpt { cells, by_cut: by.collect(), cross, days, profiles, ..Excerpt::default() }
    }

    /// What answers say to several questions at once, of clients with these codes, of all where none are given.
    fn profiles_of(&self, clients: Option<&Range<u32>>) -> Profiles {
        let mut found = Profiles::default();
        let of_clients = self.profiles.range(clients.cloned().unwrap_or(0..u32::MAX));
        of_clients.for_each(|(_, profiles)| found.absorb(profiles));
        found
    }

    /// The first and the last day of the answers of each period, of clients with these codes, of all where none are given.
    fn days_of(&self, clients: Option<&Range<u32>>) -> BTreeMap<i32, Days> {
        let codes = clients.cloned().unwrap_or(0..u32::MAX);
        let mut found: BTreeMap<i32, Days> = BTreeMap::new();
        for ((_, period), days) in self.days.range((codes.start, i32::MIN)..(codes.end, i32::MIN)) {
            let [Some(first), Some(last)] = days.map(|day| Day::from_epoch(day.into())) else { continue };
            let days = Days { first, last };
            found.entry(*period).and_modify(|all| *all = all.and(days)).or_insert(days);
        }
        found
    }

    /// What comments of each period are about, of a client and those within it, of all where none is given.
    fn topics_of(&self, client: Option<&Client>) -> BTreeMap<Option<i32>, Topics> {
        let mut found: BTreeMap<Option<i32>, Topics> = BTreeMap::new();
        for ((own, period), topics) in &self.topics {
            let is_within = |client: &Client| own.as_ref().is_some_and(|own| own.is_within(client));
            if client.is_none_or(is_within) {
                found.entry(self.has_dates.then_some(*period)).or_default().absorb(topics);
            }
        }
        found
    }

    fn names_of(&self, Cut(at): Cut) -> &[String] {
        self.names.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// How many values a cut has.
    #[must_use]
    pub fn count_values(&self, cut: Cut) -> usize {
        self.names_of(cut).len()
    }

    /// How many answers name each value of a cut.
    #[must_use]
    pub fn values(&self, cut: Cut) -> BTreeMap<String, u64> {
        let frame = self.frames.iter().find(|frame| frame.has(cut.0));
        let by_code = frame.map(|frame| frame.by_code(cut.0)).unwrap_or_default();
        let named = |(code, n): (u32, u64)| Some((self.name(cut.0, code)?.to_owned(), n));
        by_code.into_iter().filter_map(named).collect()
    }

    /// How many answers of each period there are and what they weigh, by their values of the cuts that weights depend on.
    ///
    /// # Errors
    /// When polars cannot group the facts.
    pub fn margins(&self) -> Result<Vec<Margins<'_>>, Error> {
        let cuts: Vec<usize> = self.needs.margins.iter().map(|cut| cut.0).collect();
        let Some(frame) = self.frames.first() else { return Ok(Vec::new()) };
        let totals = frame.totals(&cuts).map_err(|error| unframed(&error))?.into_iter();
        let margins = totals.map(|total| Margins {
            period: self.has_dates.then_some(total.period),
            values: self.named(&cuts, &total.cuts),
            n: total.n,
            weight: total.sum,
        });
        Ok(margins.collect())
    }

    /// The answers of a client and of those within it, by period and by each value of the cuts that weights depend on, those that
    /// name none among them; and by all their values together, where there are several such cuts.
    pub(crate) fn by_margin(&self, client: &Client) -> BTreeMap<Option<i32>, ByMargin> {
        let mut found: BTreeMap<Option<i32>, ByMargin> = BTreeMap::new();
        let Some(frame) = self.frames.first().filter(|_| !self.needs.margins.is_empty()) else {
            return found;
        };
        let scores: Vec<Score> = self.scale.scores().collect();
        let frame = frame.part(Some(&self.within(client)));
        let frame::Slices { periods, cuts, values, n, weights, .. } = frame.read();
        let margins: Vec<_> =
            cuts.into_iter().filter(|(cut, _)| self.needs.margins.contains(&Cut(*cut))).collect();
        for (at, ((period, value), n)) in periods.iter().zip(values).zip(n).enumerate() {
            let Some(score) = scores.get(*value as usize) else { continue };
            let mut answers = Answers::default();
            match weights.and_then(|[sums, squares]| Some((*sums.get(at)?, *squares.get(at)?))) {
                Some((sum, squares)) => answers.weigh(*score, Weight { answers: *n, sum, squares }),
                None => answers.add(*score, *n),
            }
            let share = Share::of(&answers, &self.scale);
            let period = self.has_dates.then_some(*period);
            let value_of = |(cut, codes): &(usize, &[u32])| {
                let code = *codes.get(at)?;
                Some((*cut, self.together.get(&(period, *cut, code)).copied().unwrap_or(code)))
            };
            let values: Vec<(usize, u32)> = margins.iter().filter_map(value_of).collect();
            let together = (values.len() > 1).then(|| values.clone());
            let of_period = found.entry(period).or_default();
            for key in values.into_iter().map(|value| vec![value]).chain(together) {
                let all = of_period.entry(key).or_default();
                *all = all.and(share);
            }
        }
        found
    }

    /// Takes a value of a cut that weights depend on for another one in a period: answers of both weigh as one.
    pub(crate) fn weigh_together(&mut self, period: Option<i32>, cut: Cut, values: [&str; 2]) {
        let names = self.names.get(cut.0).map(Vec::as_slice).unwrap_or_default();
        let code = |value: &str| names.iter().position(|name| name == value).map(number);
        if let [Some(value), Some(other)] = values.map(code) {
            self.together.insert((period, cut.0, value), other);
        }
    }

    /// For each cut that answers are shown by, in their order: how many answers are the fewest of a period that share its value and
    /// all those that weights depend on.
    ///
    /// # Errors
    /// When polars cannot group the facts.
    pub fn fewest(&self, counts: impl Fn(Option<i32>) -> bool) -> Result<Vec<u64>, Error> {
        let fewest = |(frame, by): (&Frame, &Cut)| {
            let mut cuts = vec![by.0];
            cuts.extend(self.needs.margins.iter().map(|cut| cut.0).filter(|cut| *cut != by.0));
            let totals = frame.totals(&cuts).map_err(|error| unframed(&error))?.into_iter();
            let mut answers: BTreeMap<(Option<i32>, Vec<u32>), u64> = BTreeMap::new();
            for Total { period, cuts: mut codes, n, .. } in totals {
                let period = self.has_dates.then_some(period);
                for (cut, code) in cuts.iter().zip(&mut codes).skip(1) {
                    *code = self.together.get(&(period, *cut, *code)).copied().unwrap_or(*code);
                }
                *answers.entry((period, codes)).or_default() += n;
            }
            let of_periods = answers.into_iter().filter(|((period, _), _)| counts(*period));
            Ok(of_periods.map(|(_, n)| n).min().unwrap_or_default())
        };
        self.frames.iter().zip(&self.needs.by).map(fewest).collect()
    }

    /// What the answers of a client and of those within it weigh in each period, and in which clusters they are, as a text that
    /// is another where that is another; nothing where every answer counts once and by itself. Of raked weights it is told what
    /// they are raked by: they themselves depend on everybody's answers.
    #[must_use]
    pub fn weighed(&self, client: &Client) -> BTreeMap<Option<i32>, String> {
        let Needs { margins, cluster, is_weighted, .. } = &self.needs;
        let cuts: Vec<usize> = margins.iter().chain(cluster).map(|cut| cut.0).collect();
        let Some(frame) = self.frames.first().filter(|_| *is_weighted || !cuts.is_empty()) else {
            return BTreeMap::new();
        };
        let frame = frame.part(Some(&self.within(client)));
        let facts = frame.read();
        let weights = facts.weights.filter(|_| margins.is_empty());
        let mut weighed: BTreeMap<_, (u64, [f64; 2])> = BTreeMap::new();
        for (at, ((period, value), n)) in facts.periods.iter().zip(facts.values).zip(facts.n).enumerate() {
            let code = |cut: &usize| {
                let (_, codes) = facts.cuts.iter().find(|(other, _)| other == cut)?;
                self.name(*cut, *codes.get(at)?)
            };
            let names: Vec<Option<&str>> = cuts.iter().map(code).collect();
            let (answers, sums) = weighed.entry((*period, names, *value)).or_default();
            *answers += n;
            for (sum, of) in sums.iter_mut().zip(weights.into_iter().flatten()) {
                *sum += of.get(at).copied().unwrap_or_default();
            }
        }
        let mut texts: BTreeMap<Option<i32>, String> = BTreeMap::new();
        for ((period, names, value), (n, [sum, squares])) in weighed {
            let text = texts.entry(self.has_dates.then_some(period)).or_default();
            // The last digits of a sum depend on the order of adding.
            let _ = writeln!(text, "{names:?} {value} {n} {sum:.6} {squares:.6}");
        }
        texts
    }

    /// The same facts with every weight multiplied by a factor, which depends on the period and the values of those cuts.
    ///
    /// # Errors
    /// When polars cannot put them beside the facts.
    pub fn weighted(self, factor: &Factor<'_>) -> Result<Self, Error> {
        let cuts: Vec<usize> = self.needs.margins.iter().map(|cut| cut.0).collect();
        let of =
            |period: i32, codes: &[u32]| factor(self.has_dates.then_some(period), &self.named(&cuts, codes));
        let frames = self.frames.iter().map(|frame| frame.times(&cuts, &of)).collect::<PolarsResult<_>>();
        let frames = frames.map_err(|error| unframed(&error))?;
        let mut facts = Self { frames, ..self };
        facts.see_all();
        Ok(facts)
    }

    /// The values of several cuts, by the code of each.
    fn named(&self, cuts: &[usize], codes: &[u32]) -> Vec<Option<&str>> {
        cuts.iter().zip(codes).map(|(cut, code)| self.name(*cut, *code)).collect()
    }

    fn name(&self, cut: usize, code: u32) -> Option<&str> {
        self.names.get(cut)?.get(code as usize).map(String::as_str)
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
