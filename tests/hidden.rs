//! Nothing hidden can be worked out from what is shown, by whatever arithmetic: to every hidden figure there is a *twin* of
//! the data in which it is another and every number shown is the same. A page is made from its report alone, so that equal
//! reports are equal pages; that a page says nothing in words is looked at besides.
//!
//! A total whose answers all agree says of each of them what it was, so that no twin is asked for there; nor where small
//! named clients all agree, or all but one, and who knows the rule can tell so by more being hidden than their bases ask for.
//!
//! Bases are looked at by linear algebra, as what a rule hides may bound a base, if not what was answered: of everything
//! that is shown of a set of cells, no sum is one hidden cell's own.

mod acted;
mod client;
mod cuts;
mod designs;
mod found;
mod friends;
mod index;
mod late;
mod questions;
mod returned;
mod runs;
mod search;
mod segments;
mod spoken;
mod weights;

use std::collections::{BTreeMap, BTreeSet};

use plaudit::config::{self, Config};
use plaudit::facts::{Facts, Given};
use plaudit::page;
use plaudit::pages::Templates;
use plaudit::report::{Finding, Report};
use plaudit::survey::{Client, Region, Scale, Score};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner};

use crate::support::{folder, without_regions_over_time};

const LEAST: u64 = 5;

/// Client (empty without clients), period and region.
type Cell = (String, i32, Region);

/// Whether a client, with the names of those it is nested in before its own, is another one or within it.
fn is_within(client: &str, outer: &str) -> bool {
    client == outer || client.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

/// Answers from 0 to 10 of every cell that has any.
#[derive(Debug, Clone, PartialEq)]
struct Answers(BTreeMap<Cell, [u64; 11]>);

/// Of a score: −1, 0 or 1.
fn coded(score: usize) -> i32 {
    i32::from(score >= 9) - i32::from(score <= 6)
}

impl Answers {
    fn n(&self, is_in: impl Fn(&Cell) -> bool) -> u64 {
        self.0.iter().filter(|(cell, _)| is_in(cell)).map(|(_, answers)| answers.iter().sum::<u64>()).sum()
    }

    /// 1 for each cell that is among some, else 0.
    fn row(&self, is_in: &dyn Fn(&Cell) -> bool) -> Vec<i64> {
        self.0.keys().map(|cell| i64::from(is_in(cell))).collect()
    }

    fn clients(&self) -> BTreeSet<&str> {
        self.0.keys().map(|(client, ..)| client.as_str()).collect()
    }

    fn facts(&self) -> Facts {
        let scores: Vec<Score> = Scale::ZERO_TO_TEN.scores().collect();
        let given = self.0.iter().flat_map(|((client, period, region), answers)| {
            let path = client.split('/').map(str::to_owned).collect();
            let client = Client::new(path).filter(|_| !client.is_empty());
            let of = move |(score, answers): (&Score, &u64)| Given {
                client: client.clone(),
                period: Some(*period),
                region: Some(region.clone()),
                score: *score,
                answers: *answers,
            };
            scores.iter().zip(answers).filter(|(_, answers)| **answers > 0).map(of)
        });
        Facts::given(Scale::ZERO_TO_TEN, &given.collect::<Vec<_>>()).expect("they fit a frame")
    }

    /// The same with one answer of a cell changed to another group.
    fn changed<'a>(&'a self, cell: &'a Cell) -> impl Iterator<Item = Self> + 'a {
        let pairs = (0..11).flat_map(|from| [0, 7, 9].map(|to| (from, to)));
        let pairs = pairs.filter(|(from, to)| self.0[cell][*from] > 0 && coded(*from) != coded(*to));
        pairs.map(|(from, to)| {
            let mut twin = self.clone();
            let answers = twin.0.get_mut(cell).expect("the cell");
            answers[from] -= 1;
            answers[to] += 1;
            twin
        })
    }

    /// The same with a cell of many more answers.
    fn grown<'a>(&'a self, cell: &'a Cell) -> impl Iterator<Item = Self> + 'a {
        [0, 9].into_iter().map(|score| {
            let mut twin = self.clone();
            twin.0.get_mut(cell).expect("the cell")[score] += 500;
            twin
        })
    }

    /// The same with answers of different groups exchanged between two cells.
    fn exchanged<'a>(&'a self, one: &'a Cell, other: &'a Cell) -> impl Iterator<Item = Self> + 'a {
        let pairs = (0..11).flat_map(|from| (0..11).map(move |to| (from, to)));
        let has = |cell: &Cell, score: usize| self.0[cell][score] > 0;
        let pairs = pairs.filter(move |(a, b)| has(one, *a) && has(other, *b) && coded(*a) != coded(*b));
        pairs.map(move |(a, b)| {
            let mut twin = self.clone();
            for (cell, gone, come) in [(one, a, b), (other, b, a)] {
                let answers = twin.0.get_mut(cell).expect("the cell");
                answers[gone] -= 1;
                answers[come] += 1;
            }
            twin
        })
    }

    /// The answers of some cells dealt out among them anew: as many as it has to each, or at least one.
    fn dealt(&self, among: &[&Cell], lot: &mut Lot, keeps_bases: bool) -> Self {
        let mut twin = self.clone();
        let mut answers: Vec<usize> = Vec::new();
        let mut places: Vec<usize> = Vec::new();
        for (at, cell) in among.iter().enumerate() {
            let old = std::mem::take(twin.0.get_mut(*cell).expect("the cell"));
            answers.extend((0..11).flat_map(|score| (0..old[score]).map(move |_| score)));
            places.resize(answers.len(), at);
        }
        if !keeps_bases {
            let weights: Vec<usize> = among.iter().map(|_| [1, 1, 4, 16][lot.below(4)]).collect();
            let all: usize = weights.iter().sum();
            for (at, place) in places.iter_mut().enumerate() {
                let mut rest = lot.below(all);
                let fits = |weight: &usize| rest.checked_sub(*weight).inspect(|less| rest = *less).is_none();
                let drawn = weights.iter().position(fits).unwrap_or_default();
                *place = if at < among.len() { at } else { drawn };
            }
        }
        for at in 0..answers.len() {
            answers.swap(at, lot.below(at + 1));
        }
        for (score, place) in answers.into_iter().zip(places) {
            twin.0.get_mut(among[place]).expect("the cell")[score] += 1;
        }
        twin
    }

    /// The answers of a client.
    fn row_of(&self, client: &str) -> Vec<(&Cell, &[u64; 11])> {
        self.0.iter().filter(|(cell, _)| cell.0 == client).collect()
    }

    /// The region that most answers of a client come from in a period, the first of several.
    fn main_region(&self, client: &str, at: i32) -> Option<&Region> {
        let cells = self.0.iter().rev().filter(|(cell, _)| cell.0 == client && cell.1 == at);
        cells.max_by_key(|(_, answers)| answers.iter().sum::<u64>()).map(|(cell, _)| &cell.2)
    }

    /// Whether a cell is of a client with few answers in the period.
    fn is_small(&self, cell: &Cell) -> bool {
        self.n(|other| (&other.0, other.1) == (&cell.0, cell.1)) < LEAST
    }

    /// Whether all answers but one are of one group, or all are.
    fn nearly_agree(&self, is_in: impl Fn(&Cell) -> bool) -> bool {
        let groups = self.groups(is_in);
        groups.iter().sum::<u64>() <= groups.iter().max().unwrap_or(&0) + 1
    }

    /// Whether all answers are of one group, which a total that is shown says of each.
    fn agree(&self, is_in: impl Fn(&Cell) -> bool) -> bool {
        let groups = self.groups(is_in);
        groups.iter().sum::<u64>() == groups.into_iter().max().unwrap_or(0)
    }

    /// Promoters less detractors.
    fn net(&self, is_in: impl Fn(&Cell) -> bool) -> i64 {
        let counts =
            self.0.iter().filter(|(cell, _)| is_in(cell)).flat_map(|(_, counts)| counts.iter().enumerate());
        counts.map(|(score, n)| i64::from(coded(score)) * i64::try_from(*n).expect("few")).sum()
    }

    /// Detractors, passives and promoters.
    fn groups(&self, is_in: impl Fn(&Cell) -> bool) -> [u64; 3] {
        let mut groups = [0; 3];
        for (_, answers) in self.0.iter().filter(|(cell, _)| is_in(cell)) {
            for (score, n) in answers.iter().enumerate() {
                groups[usize::from(score >= 7) + usize::from(score >= 9)] += n;
            }
        }
        groups
    }

    /// Whether other data have as many answers of each group in each of some periods, which costs little to see.
    fn sums_alike(&self, periods: &[i32]) -> impl Fn(&Self) -> bool + use<> {
        let of = |answers: &Self, at: i32| answers.groups(|cell| cell.1 == at);
        let sums: Vec<_> = periods.iter().map(|at| (*at, of(self, *at))).collect();
        move |other| sums.iter().all(|(at, groups)| of(other, *at) == *groups)
    }

    /// Data in which the answers of some cells are dealt out among them anew, many times.
    fn dealt_anew<'a>(&'a self, among: &'a [&'a Cell], times: usize) -> impl Iterator<Item = Self> + 'a {
        let mut lot = Lot(7);
        (0..if among.len() > 1 { times } else { 0 }).map(move |at| self.dealt(among, &mut lot, at % 2 == 0))
    }

    /// Data in which some cells together have another score: with one answer changed, many more, or two exchanged with another
    /// cell of the period, or those of several cells, all that are hidden, dealt out anew.
    fn twins<'a>(
        &'a self,
        of: impl Fn(&Cell) -> bool + Copy + 'a,
        hidden: &'a [&'a Cell],
    ) -> impl Iterator<Item = Self> + 'a {
        let cells = || self.0.keys().filter(move |cell| of(cell));
        let partners = move |own: &'a Cell| {
            let others = self.0.keys().filter(move |cell| cell.1 == own.1 && !of(cell));
            others.flat_map(move |other| self.exchanged(own, other))
        };
        let deals = self.dealt_anew(hidden, 5_000).filter(move |twin| twin.net(of) != self.net(of));
        let alone = |cell: &'a Cell| self.changed(cell).chain(self.grown(cell));
        cells().flat_map(alone).chain(cells().flat_map(partners)).chain(deals)
    }
}

/// Numbers that look drawn by lot and are the same each time.
struct Lot(u64);

impl Lot {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }
}

fn settings(yaml: &str) -> Config {
    let head = "title: P\nas_of: 2026-12-31\nsource: {files: a.csv, date_format: YYYY-MM-DD}\nperiods: {by: quarter}\n";
    let folder = folder(&[("c.yaml", &format!("{head}{yaml}")), ("a.csv", "s,d,r,c\n")]);
    config::load(&folder.path().join("c.yaml")).expect("a config").config
}

/// The ordinal of the period to report on.
fn now(config: &Config) -> i32 {
    config.periods.calendar.period_of(config.as_of.expect("stated")).ordinal()
}

/// Bases that are mostly small, or mostly not, with a number that scores follow from and the shares of two groups.
fn bases(of: impl Strategy<Value = usize>) -> impl Strategy<Value = (Vec<u64>, u64, [usize; 2])> {
    let (of, lot, shares) = (of, any::<u64>(), [0_usize..9, 0_usize..9]);
    (of, prop::bool::ANY, lot, shares).prop_flat_map(|(of, small, lot, shares)| {
        let [none, few, more] = if small { [3, 4, 2] } else { [1, 1, 6] };
        let base = prop_oneof![none => Just(0_u64), few => 1_u64..5, more => 5_u64..12, 1 => 12_u64..50];
        (prop::collection::vec(base, of), Just(lot), Just(shares))
    })
}

/// Answers of a base, drawn with shares out of 16 of detractors and of passives.
fn answers(base: u64, lot: &mut Lot, [detractors, passives]: [usize; 2]) -> [u64; 11] {
    let mut answers = [0; 11];
    for _ in 0..base {
        let (group, score) = (lot.below(16), lot.below(2));
        answers[score
            + if group < detractors {
                3
            } else if group < detractors + passives {
                7
            } else {
                9
            }] += 1;
    }
    answers
}

/// So many sets of data, or more where `PLAUDIT_SETS` says so.
fn sets(usual: u32) -> u32 {
    let stated = std::env::var("PLAUDIT_SETS").ok();
    stated.map_or(usual, |sets| usual.max(sets.parse().expect("PLAUDIT_SETS is a number")))
}

fn check<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config =
        ProptestConfig { cases: sets(cases), failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let found = runner.run(strategy, test);
    assert!(found.is_ok(), "{}", found.err().map(|error| error.to_string()).unwrap_or_default());
}

fn is_hidden<E>(finding: &Finding<E>) -> bool {
    matches!(finding, Finding::Hidden { .. })
}

const REGIONS: [&str; 5] = ["East", "North", "South", "West", ""];

fn region(at: usize) -> Region {
    if REGIONS[at].is_empty() { Region::NotStated } else { Region::Named(REGIONS[at].to_owned()) }
}

fn report_on_all(config: &Config, answers: &Answers) -> Option<Report> {
    let (excerpt, as_of) = (answers.facts().all, config.as_of?);
    let period = plaudit::report::period(config, &excerpt, as_of).ok()?;
    Some(plaudit::report::build(config, &excerpt, period, as_of))
}

#[test]
fn no_hidden_region_or_period_can_be_worked_out_from_a_report() {
    let config = settings("columns: {score: s, date: d, region: r}\n");
    let now = now(&config);
    let templates = Templates::new(None).expect("built in");
    let strategy = (1_usize..10, 1_usize..=5).prop_flat_map(|(periods, regions)| {
        (bases(Just(periods * regions)), Just(regions), prop::option::of(2_u32..4), 1_u32..9)
    });
    check(400, &strategy, |((bases, seed, shares), regions, trailing, show)| {
        let mut lot = Lot(seed);
        let mut config = config.clone();
        (config.periods.trailing, config.periods.show) = (trailing, show);
        let mut all = Answers(BTreeMap::new());
        for (at, base) in bases.into_iter().enumerate().filter(|(_, base)| *base > 0) {
            let period = now - i32::try_from(at / regions).expect("few");
            all.0.insert((String::new(), period, region(at % regions)), answers(base, &mut lot, shares));
        }
        let Some(report) = report_on_all(&config, &all) else { return Ok(()) };
        // A report that shows a period's score shows its counts.
        let shown = report.sections.points().iter().filter(|point| point.finding.estimate().is_some());
        let alike = all.sums_alike(&shown.map(|point| point.period.ordinal()).collect::<Vec<_>>());
        let same = |twin: &Answers| alike(twin) && report_on_all(&config, twin).as_ref() == Some(&report);
        let answered: BTreeSet<i32> = all.0.keys().map(|cell| cell.1).collect();
        for at in answered.into_iter().filter(|at| !all.agree(|cell| cell.1 == *at)) {
            let period = config.periods.calendar.period(at);
            // What a report on that period would show.
            let then = plaudit::report::build(&config, &all.facts().all, Some(period), report.head.as_of);
            let would_hide = |cell: &&Cell| {
                cell.1 == at
                    && then
                        .sections
                        .regions()
                        .iter()
                        .any(|row| row.region == cell.2 && is_hidden(&row.finding))
            };
            let hidden: Vec<&Cell> = all.0.keys().filter(would_hide).collect();
            for cell in &hidden {
                let mut twins = all.twins(|other| other == *cell, &hidden);
                prop_assert!(twins.any(|twin| same(&twin)), "{:?} in {at} of {all:?}", cell.2);
            }
        }
        for point in report.sections.points().iter().filter(|point| is_hidden(&point.finding)) {
            let of = |cell: &Cell| cell.1 == point.period.ordinal();
            prop_assert!(all.twins(of, &[]).any(|twin| same(&twin)), "{:?} of {all:?}", point.period);
        }
        bases_stay_unknown(&report, &all)?;
        words_say_nothing(&report, &templates)
    });
}

/// Which cells (1, else 0) each sum that is shown is of, the account of rows aside: its numbers of rows tell how many
/// answers there are.
fn known_sums(report: &Report, all: &Answers) -> Vec<Vec<i64>> {
    let mut sums = Vec::new();
    let mut know = |is_in: &dyn Fn(&Cell) -> bool| sums.push(all.row(is_in));
    let now = report.head.period.expect("dated").ordinal();
    let mut periods: Vec<(i32, i32, &Finding)> = vec![(now, now, &report.head.overall)];
    for point in report.sections.points() {
        let last = point.period.ordinal();
        periods.push((last, last, &point.finding));
        if let (Some(finding), Some(length)) = (&point.trailing, report.sections.trailing()) {
            periods.push((last + 1 - i32::try_from(length).expect("few"), last, finding));
        }
    }
    for change in &report.head.changes {
        periods.push((change.period.ordinal(), change.period.ordinal(), &change.then));
    }
    for (first, last, _) in periods.into_iter().filter(|(.., finding)| !is_hidden(finding)) {
        know(&|cell| (first..=last).contains(&cell.1));
    }
    for row in report.sections.regions() {
        if !is_hidden(&row.finding) {
            know(&|cell| cell.1 == now && cell.2 == row.region);
        }
        if row.change.is_some() {
            know(&|cell| cell.1 == now - 1 && cell.2 == row.region);
        }
        for (point, _) in
            report.sections.points().iter().zip(&row.history).filter(|(_, then)| !is_hidden(then))
        {
            know(&|cell| cell.1 == point.period.ordinal() && cell.2 == row.region);
        }
    }
    for why in report.sections.why() {
        let named: Vec<&Region> = why.lines.iter().filter_map(|line| line.region.as_ref()).collect();
        for at in [now, why.period.ordinal()] {
            know(&|cell| cell.1 == at && !named.contains(&&cell.2));
            for region in &named {
                know(&|cell| cell.1 == at && cell.2 == **region);
            }
        }
    }
    sums
}

/// Whether a sum of cells follows from others: it adds nothing to their rank. Exact, in whole numbers modulo a prime.
fn follows(from: &[Vec<i64>], sum: Vec<i64>) -> bool {
    const PRIME: i64 = 1_000_000_007;
    let inverse = |number: i64| {
        let (mut result, mut base, mut exponent) = (1, number, PRIME - 2);
        while exponent > 0 {
            if exponent % 2 == 1 {
                result = result * base % PRIME;
            }
            (base, exponent) = (base * base % PRIME, exponent / 2);
        }
        result
    };
    let mut reduced: Vec<(usize, Vec<i64>)> = Vec::new();
    let reduce = |row: &mut Vec<i64>, reduced: &[(usize, Vec<i64>)]| {
        for (pivot, other) in reduced {
            let times = row[*pivot];
            row.iter_mut().zip(other).for_each(|(a, b)| *a = (*a - times * b).rem_euclid(PRIME));
        }
    };
    for row in from {
        let mut row = row.clone();
        reduce(&mut row, &reduced);
        if let Some(pivot) = row.iter().position(|number| *number != 0) {
            let times = inverse(row[pivot]);
            for number in &mut row {
                *number = *number * times % PRIME;
            }
            reduced.push((pivot, row));
        }
    }
    let mut sum = sum;
    reduce(&mut sum, &reduced);
    sum.iter().all(|number| *number == 0)
}

fn bases_stay_unknown(report: &Report, all: &Answers) -> Result<(), TestCaseError> {
    let known = known_sums(report, all);
    let now = report.head.period.expect("dated").ordinal();
    let hidden =
        report.sections.regions().iter().filter(|row| is_hidden(&row.finding)).map(|row| (now, &row.region));
    let small =
        all.0.keys().filter(|cell| all.n(|other| other == *cell) < LEAST).map(|cell| (cell.1, &cell.2));
    for (at, region) in hidden.chain(small) {
        let cell = all.row(&|cell| cell.1 == at && cell.2 == *region);
        prop_assert!(!follows(&known, cell), "the base of {region:?} in {at} of {all:?}");
    }
    for point in report.sections.points().iter().filter(|point| is_hidden(&point.finding)) {
        let period = all.row(&|cell| cell.1 == point.period.ordinal());
        prop_assert!(!follows(&known, period), "the base of {:?} of {all:?}", point.period);
    }
    Ok(())
}

/// No row of a table and no text of a chart that names a hidden region has a number; of periods it has none in the reported
/// one, the last.
fn words_say_nothing(report: &Report, templates: &Templates) -> Result<(), TestCaseError> {
    if !report.sections.regions().iter().any(|row| is_hidden(&row.finding) && row.region != Region::NotStated)
    {
        return Ok(());
    }
    let page = page(report, templates).expect("a page").html;
    let (page, over_time) = without_regions_over_time(&page);
    let body = page.split_once("</style>").map_or(page.as_str(), |(_, body)| body);
    for row in report.sections.regions().iter().filter(|row| is_hidden(&row.finding)) {
        let Region::Named(name) = &row.region else { continue };
        let has_number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let text_of = |html: &str| -> String {
            html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
        };
        let rows = |html: &'_ str| -> Vec<String> {
            let all = html.split("<tr>").skip(1).filter_map(|rest| rest.split("</tr>").next());
            all.filter(|cells| cells.contains(&format!(">{name}<"))).map(str::to_owned).collect()
        };
        for cells in rows(body) {
            prop_assert!(!has_number(&text_of(&cells)), "{cells}");
        }
        let map = over_time.split_once("table-region-lines").map_or(over_time.as_str(), |(map, _)| map);
        if let Some(cells) = rows(map).last() {
            let reported = cells.rsplit("<td").next().and_then(|cell| cell.split_once('>'));
            prop_assert!(!has_number(&text_of(reported.expect("a cell").1)), "{cells}");
        }
        for text in body.split(['<', '>']).filter(|text| text.contains(name.as_str())) {
            prop_assert!(!has_number(text), "{text}");
        }
    }
    Ok(())
}

/// Answers of up to fourteen clients in up to three periods, each client mostly in a region of its own.
fn of_clients(now: i32) -> impl Strategy<Value = Answers> {
    (2_usize..15, 1_usize..4)
        .prop_flat_map(|(clients, periods)| (bases(Just(clients * periods * 2)), Just(clients)))
        .prop_map(move |((bases, seed, shares), clients)| {
            let (mut all, mut lot) = (Answers(BTreeMap::new()), Lot(seed));
            for (at, base) in bases.into_iter().enumerate().filter(|(_, base)| *base > 0) {
                let (client, period, second) = (at % clients, at / clients / 2, at / clients % 2);
                let cell = (
                    format!("C{client:02}"),
                    now - i32::try_from(period).expect("few"),
                    region((client + second * lot.below(3)) % 3),
                );
                // Nearly always of one region, so that there are peers.
                if second == 0 || lot.below(4) == 0 {
                    all.0.insert(cell, answers(base, &mut lot, shares));
                }
            }
            all
        })
}

#[test]
fn very_many_regions_of_too_few_answers_are_told_in_one_note() {
    let row = |town: &str, score: usize, day: &str| format!("{score},{day},{town}\n");
    let large: String = ["North", "South"]
        .iter()
        .flat_map(|town| (0..40).map(move |i| row(town, i % 11, "2026-08-03")))
        .collect();
    let small = |towns: usize| -> String {
        (0..towns).map(|n| row(&format!("Town {n:03}"), n % 11, "2026-08-04").repeat(2)).collect()
    };
    let before = row("Bygone", 9, "2026-05-04").repeat(20);
    let read = |towns: usize, language: &str| {
        let config = format!(
            "title: T\nlanguage: {language}\nas_of: 2026-10-05\nsource: {{files: a.csv}}\ncolumns: {{score: nps, date: day, region: town}}\n\
             periods: {{by: quarter}}\n"
        );
        let data = format!("nps,day,town\n{large}{before}{}", small(towns));
        let home = crate::support::folder(&[("c.yaml", &config), ("a.csv", &data)]);
        let output = crate::support::run(home.path(), ["build", "c.yaml"]);
        assert!(output.status.success(), "{}", crate::support::stderr(&output));
        let text =
            |file: &str| std::fs::read_to_string(home.path().join("report").join(file)).expect("there");
        (text("report.html").replace('\u{a0}', " "), text("report.json"))
    };
    for (language, note) in [
        ("en", "Regions not listed, as their scores are not shown: 300; their answers together: 600."),
        (
            "ru",
            "Регионы, NPS которых не раскрывается, отдельно не перечислены: 300; ответов в них всего: 600.",
        ),
        (
            "uk",
            "Регіони, NPS яких не розкривається, окремо не перелічено: 300; відповідей у них усього: 600.",
        ),
    ] {
        let (page, json) = read(300, language);
        assert_eq!(page.matches(note).count(), 1, "{language}");
        assert!(!page.contains("Town 0") && page.contains("North"), "{language}");
        assert!(json.contains("Town 017"), "all regions are in the JSON");
    }
    // So few that their names are of use.
    let (page, _) = read(10, "en");
    assert!(page.contains("Town 009") && !page.contains("Regions not listed"));
    // A region without answers in the period has a row where it has a score only.
    let table = page.split("id=\"table-regions\"").nth(1).and_then(|rest| rest.split("</table>").next());
    let table = table.expect("a table");
    assert!(table.contains("North") && table.contains("Town 009") && !table.contains("Bygone"), "{table}");
    assert!(page.contains("Bygone"), "over time it has");
}
