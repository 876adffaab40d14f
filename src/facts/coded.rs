//! From what the workers counted, each by codes of its own, to facts by codes that stand in the order of names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::thread;

use polars::prelude::PolarsResult;

use super::columns::Columns;
use super::cross::{Gathered, Gatherer};
use super::frame::Frame;
use super::kernel::Counter;
use super::picks::Picks;
use super::profiles::{Profiler, Profiles};
use super::table::Table;
use super::{Cross, Cut, Excerpt, Facts, Given, Needs, number, unframed};
use crate::config::{MOST_OPTIONS, Meant, Options};
use crate::error::Error;
use crate::responses::{
    ANSWERED, Codes, Intake, Kept, Names, OfClients, Parts, Reader, Roles, TopicsOf, lineage,
};
use crate::survey::{Client, Region, Scale};

/// What codes of all workers stand for, sorted, and where each is among them: a code is a position from 0 from there on, and
/// that after the last one stands for none.
struct Sorted<T> {
    values: Vec<T>,
    ranks: Vec<u32>,
}

impl<T: Ord + Clone> Sorted<T> {
    /// What the codes from 0 stand for.
    fn new(by_code: &[Option<T>]) -> Self {
        let values: BTreeSet<&T> = by_code.iter().flatten().collect();
        let values: Vec<T> = values.into_iter().cloned().collect();
        let rank = |value: &Option<T>| {
            let found = value.as_ref().and_then(|value| values.binary_search(value).ok());
            number(found.unwrap_or(values.len()))
        };
        let ranks = by_code.iter().map(rank).collect();
        Self { values, ranks }
    }

    /// The position of what a worker's code stands for, whose codes are these among those of all.
    fn rank(&self, codes: &[u32], code: u32) -> u32 {
        let common = (code as usize).checked_sub(1).and_then(|at| codes.get(at)).copied().unwrap_or(0);
        self.ranks.get(common as usize).copied().unwrap_or_default()
    }
}

/// What all workers have counted, by common codes.
struct Summed {
    clients: Vec<Client>,
    cuts: Vec<Vec<String>>,
    /// Of each grouping, with the values of the cuts of each joint value.
    tables: Vec<(Table, Vec<Vec<u32>>)>,
    /// Of each question.
    crosses: Vec<Cross>,
}

impl Summed {
    /// Adds up what the workers have counted of so many questions.
    fn of_scores(
        parts: Parts<Counter>,
        names: &Reader,
        (needs, has_dates): (&Needs, bool),
        questions: usize,
    ) -> Self {
        let all = SortedNames::new(names);
        let (mut tables, mut gatherers) = (Vec::new(), Vec::new());
        for (counter, codes) in parts {
            let (own, cross) = counter.tables();
            gatherers.push((cross, codes.clone()));
            tables.push((own, codes));
        }
        let gathered = all.gathered(gatherers, needs);
        let names_of = |at: &usize| all.cuts.get(*at).map_or(&[][..], |cut| cut.values.as_slice());
        let values: Vec<&[String]> = needs.crossed().iter().map(names_of).collect();
        let crosses = Cross::each(gathered, &values, has_dates, questions);
        let tables = all.sum(tables, needs);
        all.summed(tables, crosses)
    }

    /// The same of the options of a question at a position, which have these codes among those of all; and what was chosen of them.
    fn of_options(parts: Parts<Counter>, names: &Reader, needs: &Needs, question: usize) -> (Self, Picks) {
        let all = SortedNames::new(names);
        let (mut picks, cuts) = (Picks::default(), needs.crossed());
        let mut of = |(counter, codes): (Counter, Codes)| {
            let options = codes.options.get(question);
            let common = |code: u32| match code {
                ANSWERED => ANSWERED,
                own => options.and_then(|all| all.get(own as usize - 1)).copied().unwrap_or_default(),
            };
            let (tables, own) = counter.tables_of_options();
            let client = |code: u32| all.clients.rank(&codes.clients, code);
            picks.learn(own, (client, common), |at, code| all.value(&codes, cuts.get(at), code));
            (tables.into_iter().map(|table| table.revalued(&common)).collect(), codes)
        };
        let tables = parts.into_iter().map(&mut of).collect();
        let tables = all.sum(tables, needs);
        (all.summed(tables, Vec::new()), picks)
    }
}

/// All names in their order.
struct SortedNames {
    clients: Sorted<Client>,
    cuts: Vec<Sorted<String>>,
}

impl SortedNames {
    fn new(names: &Reader) -> Self {
        let codes = |names: &Names| 0..=number(names.count());
        let clients = codes(names.clients()).map(|code| names.client(code)).collect::<Vec<_>>();
        let sorted = |names: &Names| {
            Sorted::new(&codes(names).map(|code| names.name(code).map(str::to_owned)).collect::<Vec<_>>())
        };
        Self { clients: Sorted::new(&clients), cuts: names.cuts().map(sorted).collect() }
    }

    /// The position of a value of a cut, which has that code with one worker.
    fn value(&self, codes: &Codes, cut: Option<&usize>, code: u32) -> u32 {
        let all = cut.and_then(|cut| self.cuts.get(*cut).zip(codes.cuts.get(*cut)));
        all.map_or(0, |(cut, codes)| cut.rank(codes, code))
    }

    /// What the workers have gathered. They put their rows in order side by side: where there are many, this takes long.
    fn gathered(&self, gatherers: Vec<(Gatherer, Codes)>, needs: &Needs) -> Vec<Gathered> {
        let (workers, cuts) = (gatherers.len(), needs.crossed());
        let left = Mutex::new(gatherers);
        let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let recoded = |(cross, codes): (Gatherer, Codes)| {
            let value = |at: usize, code: u32| self.value(&codes, cuts.get(at), code);
            cross.recoded(|code| self.clients.rank(&codes.clients, code), value)
        };
        let work = || std::iter::from_fn(next).map(recoded).collect::<Vec<_>>();
        thread::scope(|scope| {
            // Where the system gives no more threads, those that there are do the work.
            let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
            let handles: Vec<_> = (1..workers).map_while(spawn).collect();
            let mine = work();
            // A panic is a defect, and goes on as one.
            let join = |handle: thread::ScopedJoinHandle<'_, _>| {
                handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            handles.into_iter().flat_map(join).chain(mine).collect()
        })
    }

    /// The tables of all workers as one for each grouping.
    fn sum(&self, parts: Vec<(Vec<Table>, Codes)>, needs: &Needs) -> Vec<(Table, Vec<Vec<u32>>)> {
        let groupings = needs.groupings();
        let mut sums: Vec<Table> = Vec::new();
        for (tables, codes) in parts {
            let client = |code: u32| self.clients.rank(&codes.clients, code);
            for (place, (table, grouping)) in tables.into_iter().zip(&groupings).enumerate() {
                let value = |at: usize, code: u32| self.value(&codes, grouping.get(at), code);
                match sums.get_mut(place) {
                    Some(sum) => sum.absorb(table, &client, &value),
                    None => sums.push(table.recoded(&client, &value)),
                }
            }
        }
        let with_joints = |mut table: Table| {
            let joints = table.sort_joints();
            (table, joints)
        };
        sums.into_iter().map(with_joints).collect()
    }

    fn summed(self, tables: Vec<(Table, Vec<Vec<u32>>)>, crosses: Vec<Cross>) -> Summed {
        let cuts = self.cuts.into_iter().map(|cut| cut.values).collect();
        Summed { clients: self.clients.values, cuts, tables, crosses }
    }
}

/// Which options are told: those that are stated, else those that were chosen often enough, most often first. All others are told
/// together where one excludes the others.
fn told(asks: &Options, chosen: &Names, answers: &BTreeMap<u32, u64>, least: u64) -> Vec<Meant> {
    let of_code = |(code, n): (&u32, &u64)| Some((*n, chosen.name(*code)?.to_owned()));
    let mut found: Vec<(u64, String)> = answers.iter().filter_map(of_code).collect();
    found.sort_by(|(n, name), (other, other_name)| other.cmp(n).then(name.cmp(other_name)));
    let is_column = |name: &String| asks.columns.iter().any(|column| column.value == *name);
    let often = found.iter().filter(|(n, name)| *n >= least || is_column(name)).map(|(_, name)| name.clone());
    // Where columns are named by their options, those that nobody chose are options too.
    let are_columns = found.iter().any(|(_, name)| is_column(name));
    let unchosen = asks.columns.iter().map(|column| &column.value).filter(|_| are_columns);
    let unchosen = unchosen.filter(|name| !found.iter().any(|(_, other)| other == *name)).cloned();
    let named: Vec<String> = match asks.stated.as_slice() {
        [] => often.take(MOST_OPTIONS).chain(unchosen).collect(),
        stated => stated.iter().map(|option| option.value.clone()).collect(),
    };
    let is_left = found.iter().any(|(_, name)| !named.contains(name));
    let is_one_of_all = asks.separator.is_none() && asks.columns.is_empty();
    let others = (is_left && is_one_of_all).then(|| Meant::Others(named.clone()));
    named.into_iter().map(Meant::Named).chain(others).collect()
}

/// What was chosen that is none of the stated options, most often first, where any are stated; not what few have chosen.
fn unlisted(asks: &Options, chosen: &Names, answers: &BTreeMap<u32, u64>, least: u64) -> Vec<(String, u64)> {
    let is_stated = |name: &str| asks.stated.iter().chain(&asks.columns).any(|option| option.value == name);
    let often = answers.iter().filter(|(_, n)| **n >= least && !asks.stated.is_empty());
    let named = often.filter_map(|(code, n)| Some((chosen.name(*code)?.to_owned(), *n)));
    let mut found: Vec<(String, u64)> = named.filter(|(name, _)| !is_stated(name)).collect();
    found.sort_by(|(name, n), (other_name, other)| other.cmp(n).then(name.cmp(other_name)));
    found
}

/// The scale of a question with one answer, and the account of its rows.
type Scored = (Scale, (Intake, OfClients));

impl Facts {
    /// The facts of the question that leads the report, and those of each further one with one answer, what is needed of these being
    /// given. Their accounts come with their scales.
    pub(super) fn of_scores(
        parts: Parts<Counter>,
        (names, roles): (&Reader, &Roles),
        (leading, needs): (Scored, &Needs),
        (further, of_further): (Vec<Scored>, &Needs),
    ) -> PolarsResult<(Self, Vec<Self>)> {
        let questions = 1 + further.len();
        let summed = Summed::of_scores(parts, names, (needs, roles.date.is_some()), questions);
        let of = |at: usize, (scale, account): Scored, needs: &Needs| {
            Self::new((&summed, at), names, account, (scale, roles), needs)
        };
        let further = (1..).zip(further).map(|(at, scored)| of(at, scored, of_further));
        let further = further.collect::<PolarsResult<_>>()?;
        Ok((of(0, leading, needs)?, further))
    }

    /// The facts of a question at a position among those that are counted together.
    fn new(
        (summed, question): (&Summed, usize),
        names: &Reader,
        account: (Intake, OfClients),
        scale: (Scale, &Roles),
        needs: &Needs,
    ) -> PolarsResult<Self> {
        let tables = summed.tables.iter().zip(needs.groupings());
        let frame = |((table, joints), cuts): (&(Table, Vec<Vec<u32>>), Vec<usize>)| {
            Frame::new(table.facts(question), joints, cuts)
        };
        let frames = tables.map(frame).collect::<PolarsResult<_>>()?;
        let leading = summed.tables.first().filter(|_| question == 0);
        let days = leading.map(|(table, _)| table.days()).unwrap_or_default();
        let is_crossed = !needs.crossed().is_empty();
        let cross = summed.crosses.get(question).filter(|_| is_crossed).cloned().unwrap_or_default();
        let former_clients = names.former_clients().collect();
        let facts = Self { frames, cross, days, former_clients, ..Self::bare(summed, scale, needs) };
        Ok(facts.accounted(account))
    }

    /// The facts of a question with options, at that position, once for each of them: whether it was chosen. Which they are comes
    /// with them.
    pub(super) fn of_options(
        (parts, at, chosen): (Parts<Counter>, usize, &Names),
        names: &Reader,
        account: &(Intake, OfClients),
        (asks, roles, least): (&Options, &Roles, u64),
        needs: &Needs,
    ) -> PolarsResult<(Vec<Self>, Vec<Meant>)> {
        let (summed, picks) = Summed::of_options(parts, names, needs, at);
        let tables = summed.tables.iter().map(|(table, joints)| (table.facts(0), joints));
        let tables: Vec<(Columns, &Vec<Vec<u32>>)> = tables.collect();
        let mut answers: BTreeMap<u32, u64> = BTreeMap::new();
        let first = tables.first().into_iter().flat_map(|(columns, _)| columns.value.iter().zip(&columns.n));
        for (value, n) in first {
            *answers.entry(*value).or_default() += n;
        }
        let found = told(asks, chosen, &answers, least);
        let (mut intake, of_clients) = account.clone();
        intake.unlisted = unlisted(asks, chosen, &answers, least);
        let bare = Self::bare(&summed, (Scale::NO_OR_YES, roles), needs);
        let codes_of = |meant: &Meant| -> BTreeSet<u32> {
            let is_meant = |code: &&u32| chosen.name(**code).is_some_and(|name| meant.holds(name));
            answers.keys().filter(is_meant).copied().collect()
        };
        let codes: Vec<BTreeSet<u32>> = found.iter().map(codes_of).collect();
        let crossed = needs.crossed();
        let names_of = |at: &usize| summed.cuts.get(*at).map_or(&[][..], Vec::as_slice);
        let values: Vec<&[String]> = crossed.iter().map(names_of).collect();
        let each = Cross::of_parts(picks.rows(&codes), &values, roles.date.is_some(), codes.len());
        let of = |(own, cross): (&BTreeSet<u32>, Cross)| {
            let frames = tables
                .iter()
                .zip(needs.groupings())
                .map(|((columns, joints), cuts)| Frame::new(columns.chosen(ANSWERED, own), joints, cuts));
            let cross = if crossed.is_empty() { Cross::default() } else { cross };
            let facts = Self { frames: frames.collect::<PolarsResult<_>>()?, cross, ..bare.clone() };
            Ok(facts.accounted((intake.clone(), of_clients.clone())))
        };
        Ok((codes.iter().zip(each).map(of).collect::<PolarsResult<_>>()?, found))
    }

    /// The profiles of answers by the codes of clients, where they are needed.
    pub(super) fn profiles_of_each(
        parts: Parts<Profiler>,
        names: &Reader,
        needs: &Needs,
    ) -> BTreeMap<u32, Profiles> {
        let mut found = BTreeMap::new();
        let Some(needs) = &needs.profiles else { return found };
        let all = SortedNames::new(names);
        for (profiler, codes) in parts {
            let value = |place: usize, code: u32| {
                let cut = place.checked_sub(1).map_or(Some(0), |at| Some(needs.cuts.get(at)? + 1));
                let values =
                    cut.and_then(|cut| all.cuts.get(cut)).map_or(&[][..], |cut| cut.values.as_slice());
                let name = values.get(all.value(&codes, cut.as_ref(), code) as usize).cloned();
                name.map_or(Region::NotStated, Region::Named)
            };
            profiler.named(&mut found, |code| all.clients.rank(&codes.clients, code), value);
        }
        found
    }

    /// No facts yet, by these codes.
    fn bare(summed: &Summed, (scale, roles): (Scale, &Roles), needs: &Needs) -> Self {
        Self {
            all: Excerpt::default(),
            further: Vec::new(),
            needs: needs.clone(),
            frames: Vec::new(),
            cross: Cross::default(),
            days: BTreeMap::new(),
            topics: TopicsOf::new(),
            kept: Kept::default(),
            profiles: BTreeMap::new(),
            clients: summed.clients.clone(),
            former_clients: Vec::new(),
            intakes: BTreeMap::new(),
            names: summed.cuts.clone(),
            together: BTreeMap::new(),
            scale,
            has_dates: roles.date.is_some(),
            has_regions: roles.region.is_some(),
        }
    }

    /// Facts that something else has counted, by region: unweighted, and with no rows but those of the answers.
    ///
    /// # Errors
    /// When they do not fit a frame.
    pub fn given(scale: Scale, given: &[Given]) -> Result<Self, Error> {
        let clients: BTreeSet<&Client> = given.iter().filter_map(|given| given.client.as_ref()).collect();
        let regions = given.iter().filter_map(|given| match &given.region {
            Some(Region::Named(name)) => Some(name),
            _ => None,
        });
        let regions: BTreeSet<&String> = regions.collect();
        let (clients, regions): (Vec<_>, Vec<_>) =
            (clients.into_iter().collect(), regions.into_iter().collect());
        let fact = |given: &Given| {
            let client = given.client.as_ref().and_then(|client| clients.binary_search(&client).ok());
            let region = match &given.region {
                Some(Region::Named(name)) => regions.binary_search(&name).ok(),
                _ => None,
            };
            let client = number(client.unwrap_or(clients.len()));
            let region = number(region.unwrap_or(regions.len()));
            let key = (client, given.period.unwrap_or_default(), region);
            (key, number(given.score.index()), given.answers)
        };
        let mut sorted: Vec<_> = given.iter().map(fact).collect();
        sorted.sort_unstable();
        let mut counted = Columns::default();
        for (key, value, n) in sorted {
            counted.push(key, value, n);
        }
        let needs = Needs { by: vec![Cut::REGION], ..Needs::default() };
        let frame = Frame::new(counted, &[], vec![0]).map_err(|error| unframed(&error))?;
        let rows = given.iter().map(|given| given.answers).sum();
        let facts = Self {
            all: Excerpt {
                intake: Intake { rows_read: rows, rows_used: rows, ..Intake::default() },
                ..Excerpt::default()
            },
            further: Vec::new(),
            needs,
            frames: vec![frame],
            cross: Cross::default(),
            days: BTreeMap::new(),
            topics: TopicsOf::new(),
            kept: Kept::default(),
            profiles: BTreeMap::new(),
            clients: clients.into_iter().cloned().collect(),
            former_clients: Vec::new(),
            intakes: BTreeMap::new(),
            names: vec![regions.into_iter().cloned().collect()],
            together: BTreeMap::new(),
            scale,
            has_dates: given.iter().any(|given| given.period.is_some()),
            has_regions: given.iter().any(|given| given.region.is_some()),
        };
        let account = (facts.all.intake.clone(), OfClients::new());
        Ok(facts.accounted(account))
    }

    /// The same with the account of each client, and the excerpt of everybody.
    fn accounted(mut self, (intake, mut of_clients): (Intake, OfClients)) -> Self {
        let facts = &mut self;
        facts.all.intake = intake;
        let with_answers = facts.clients.iter().flat_map(|client| lineage(Some(client.clone())));
        let all: BTreeSet<Client> = with_answers.chain(of_clients.keys().cloned()).collect();
        for client in all {
            let unused = of_clients.remove(&client).unwrap_or_default();
            let within = facts.within(&client);
            let used = facts.frames.first().map_or(0, |frame| frame.n(within));
            let intake = Intake::of_client(used, unused, &facts.all.intake);
            facts.intakes.insert(client, intake);
        }
        facts.see_all();
        self
    }
}
