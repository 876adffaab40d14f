//! From what the workers counted, each by codes of its own, to facts by codes that stand in the order of names.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::frame::Frame;
use super::kernel::{self, Counter, Table};
use super::{Cross, Cut, Excerpt, Facts, Given, Needs, number, unframed};
use crate::error::Error;
use crate::responses::{Intake, Names, OfClients, Parts, Reader, Roles, lineage};
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

impl Facts {
    pub(super) fn new(
        parts: Parts<Counter>,
        names: &Reader,
        (intake, of_clients): (Intake, OfClients),
        (scale, roles): (Scale, &Roles),
        needs: &Needs,
    ) -> PolarsResult<Self> {
        let codes = |names: &Names| 0..=number(names.count());
        let clients = Sorted::new(&codes(names.clients()).map(|code| names.client(code)).collect::<Vec<_>>());
        let sorted = |names: &Names| {
            Sorted::new(&codes(names).map(|code| names.name(code).map(str::to_owned)).collect::<Vec<_>>())
        };
        let cuts: Vec<Sorted<String>> = names.cuts().map(sorted).collect();
        let groupings = needs.groupings();
        let mut sums: Vec<Table> = Vec::new();
        let (crossed, mut gathered) = (needs.crossed(), Vec::new());
        for (counter, codes) in parts {
            let client = |code: u32| clients.rank(&codes.clients, code);
            let (tables, cross) = counter.tables();
            gathered.extend(cross.map(|cross| {
                let value = |at: usize, code: u32| {
                    let all = crossed.get(at).and_then(|cut| cuts.get(*cut).zip(codes.cuts.get(*cut)));
                    all.map_or(0, |(cut, codes)| cut.rank(codes, code))
                };
                cross.recoded(client, value)
            }));
            for (place, (table, grouping)) in tables.into_iter().zip(&groupings).enumerate() {
                let value = |at: usize, code: u32| {
                    let all = grouping.get(at).and_then(|cut| cuts.get(*cut).zip(codes.cuts.get(*cut)));
                    all.map_or(0, |(cut, codes)| cut.rank(codes, code))
                };
                match sums.get_mut(place) {
                    Some(sum) => sum.absorb(table, &client, &value),
                    None => sums.push(table.recoded(&client, &value)),
                }
            }
        }
        let names_of = |at: &usize| cuts.get(*at).map_or(&[][..], |cut| cut.values.as_slice());
        let crossed: Vec<&[String]> = crossed.iter().map(names_of).collect();
        let cross = Cross::new(gathered, &crossed, roles.date.is_some());
        let days = sums.first().map(Table::days).unwrap_or_default();
        let frames = sums.into_iter().zip(groupings).map(|(sum, cuts)| Frame::of(sum, cuts));
        let facts = Self {
            all: Excerpt { intake, ..Excerpt::default() },
            further: Vec::new(),
            needs: needs.clone(),
            frames: frames.collect::<PolarsResult<_>>()?,
            cross,
            days,
            clients: clients.values,
            former_clients: names.former_clients().collect(),
            intakes: BTreeMap::new(),
            names: cuts.into_iter().map(|cut| cut.values).collect(),
            together: BTreeMap::new(),
            scale,
            has_dates: roles.date.is_some(),
            has_regions: roles.region.is_some(),
        };
        Ok(facts.accounted(of_clients))
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
        let mut counted = kernel::Columns::default();
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
            clients: clients.into_iter().cloned().collect(),
            former_clients: Vec::new(),
            intakes: BTreeMap::new(),
            names: vec![regions.into_iter().cloned().collect()],
            together: BTreeMap::new(),
            scale,
            has_dates: given.iter().any(|given| given.period.is_some()),
            has_regions: given.iter().any(|given| given.region.is_some()),
        };
        Ok(facts.accounted(OfClients::new()))
    }

    /// The same with the account of each client, and the excerpt of everybody.
    fn accounted(mut self, mut of_clients: OfClients) -> Self {
        let facts = &mut self;
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
