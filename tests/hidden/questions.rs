//! What readers find out from the questions besides the leading one: whose base is small is told of by none of them, and what is
//! left of a total without the shown regions is enough, of several regions, and not all alike.

use std::cell::Cell as Count;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::num::NonZeroUsize;

use plaudit::Run;
use plaudit::config;
use plaudit::report::Report;
use plaudit::sections::questions::{Gauge, Line};
use plaudit::survey::Region;
use proptest::prelude::*;

use super::{LEAST, Lot, bases, check, is_hidden};
use crate::support::folder;

/// A row: region, then the score, a rating from 1 to 7, yes or no, and one of three options, each blank in some.
type Row = (usize, Option<u8>, Option<u8>, Option<bool>, Option<usize>);

/// Options, of which the last is rare.
const OPTIONS: [&str; 3] = ["price", "speed", "place"];

/// Rows of some regions, of which some leave most of a question blank.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    (2_usize..6).prop_flat_map(|regions| {
        bases(Just(regions)).prop_map(|(bases, seed, _)| {
            let mut lot = Lot(seed);
            let mut rows = Vec::new();
            for (region, base) in bases.into_iter().enumerate() {
                // How rarely each question is answered here.
                let rare = [lot.below(4), lot.below(4), lot.below(4), lot.below(4)];
                for _ in 0..base {
                    let mut answers = |at: usize| lot.below(1 + rare[at]) == 0;
                    let [score, rating, yes, option] = [answers(0), answers(1), answers(2), answers(3)];
                    rows.push((
                        region,
                        score.then(|| [3, 8, 10][lot.below(3)]),
                        rating.then(|| u8::try_from(1 + lot.below(7)).expect("few")),
                        yes.then(|| lot.below(2) == 0),
                        option.then(|| [0, 0, 0, 0, 0, 1, 1, 2][lot.below(8)]),
                    ));
                }
            }
            rows
        })
    })
}

/// The report on some rows, whose weights are by their region where there are any.
fn report(rows: &[Row], more: &str, is_weighted: bool) -> Option<Report> {
    let mut csv = "s,r,g,y,w,c,o\n".to_owned();
    for (at, (region, score, rating, yes, option)) in rows.iter().enumerate() {
        let text = |number: &Option<u8>| number.map_or_else(String::new, |number| number.to_string());
        let yes = yes.map_or("", |yes| if yes { "yes" } else { "no" });
        let weight = if is_weighted { 1 + region % 3 } else { 1 };
        let (score, rating) = (text(score), text(rating));
        let option = option.map_or("", |option| OPTIONS[option]);
        writeln!(csv, "{score},R{region},{rating},{yes},{weight},C{},{option}", at % 9).expect("a string");
    }
    let weight = if is_weighted { ", weight: w" } else { "" };
    let yaml = format!(
        "title: P\nas_of: 2026-12-31\nsource: {{files: a.csv}}\ncolumns: {{region: r{weight}}}\n{more}questions:\n  \
         - {{name: lead, column: s, kind: nps}}\n  - {{name: goals, column: g, kind: rating, scale: {{low: 1, high: 7}}}}\n  \
         - {{name: happy, column: y, kind: yes_no}}\n  - {{name: why, column: o, kind: choice}}\n"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &csv)]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("a config");
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    plaudit::counts(loaded, &run).ok()?.shown().ok()
}

/// Of each region that answered a question, how many did and how many of them are in the upper group.
fn answered(rows: &[Row], gauge: Gauge, option: (&str, &[&str])) -> BTreeMap<String, [u64; 2]> {
    let mut all: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    let (asked, named) = option;
    // Those without a name are what is left.
    let is_meant = |option: &usize| {
        let chosen = OPTIONS[*option];
        chosen == asked || asked.is_empty() && !named.contains(&chosen)
    };
    for (region, score, rating, yes, option) in rows {
        let upper = match gauge {
            Gauge::Nps => score.map(|score| score >= 9),
            Gauge::Mean | Gauge::TopBox => rating.map(|rating| rating >= 6),
            Gauge::Yes | Gauge::Outcome | Gauge::Response => *yes,
            Gauge::Option => option.as_ref().map(is_meant),
        };
        if let Some(upper) = upper {
            let [n, up] = all.entry(format!("R{region}")).or_default();
            *n += 1;
            *up += u64::from(upper);
        }
    }
    all
}

fn name(region: &Region) -> String {
    if let Region::Named(name) = region { name.clone() } else { String::new() }
}

/// What of a question follows from what is shown of it, and should not.
fn found(
    rows: &[Row],
    (option, line): ((&str, &[&str]), &Line),
    hidden_by_lead: &BTreeSet<String>,
) -> Option<String> {
    let answered = answered(rows, line.measure, option);
    let shown: BTreeSet<String> = line
        .regions
        .iter()
        .filter(|row| row.finding.estimate().is_some())
        .map(|row| name(&row.region))
        .collect();
    for region in &shown {
        if answered[region][0] < LEAST {
            return Some(format!("{region} of few answers"));
        }
        if hidden_by_lead.contains(region) {
            return Some(format!("{region}, which the leading question does not tell"));
        }
    }
    let untested = line.regions.iter().filter(|row| !shown.contains(&name(&row.region)));
    if untested.clone().any(|row| row.rest.is_some()) {
        return Some("a hidden region against the rest".to_owned());
    }
    line.now.estimate()?;
    let hidden: Vec<[u64; 2]> =
        answered.iter().filter(|(region, _)| !shown.contains(*region)).map(|(_, of)| *of).collect();
    let [n, up] = hidden.iter().fold([0, 0], |[n, up], of| [n + of[0], up + of[1]]);
    // All of one kind tell each of them in the total already.
    let all_alike = answered.values().all(|[_, up]| *up == 0) || answered.values().all(|[n, up]| n == up);
    let is_kept = n == 0 || (hidden.len() > 1 && n >= LEAST && (all_alike || (up > 0 && up < n)));
    (!is_kept).then(|| format!("{n} answers, {up} of them upper, of {} regions", hidden.len()))
}

/// Looks at so many sets, and says of how many a question hides something and is told of.
fn attacked(sets: u32, is_weighted: bool) -> [u32; 2] {
    let counts = [(); 2].map(|()| Count::new(0));
    let [looked, hides] = &counts;
    check(sets, &rows(), |rows| {
        let Some(report) = report(&rows, "", is_weighted) else { return Ok(()) };
        let regions = report.sections.regions().iter().filter(|row| is_hidden(&row.finding));
        let hidden: BTreeSet<String> = regions.map(|row| name(&row.region)).collect();
        let Some(questions) = &report.sections.questions else { return Ok(()) };
        let lines = questions.0.iter().flat_map(|asked| asked.measures.iter().map(move |line| (asked, line)));
        let named: Vec<&str> = questions.0.iter().map(|asked| asked.question.name.as_str()).collect();
        let mut of_options: BTreeSet<BTreeSet<String>> = BTreeSet::new();
        for (asked, line) in lines {
            let found = found(&rows, ((&asked.question.name, &named), line), &hidden);
            if line.measure == Gauge::Option {
                let hidden = line.regions.iter().filter(|row| is_hidden(&row.finding));
                of_options.insert(hidden.map(|row| name(&row.region)).collect());
            }
            prop_assert!(found.is_none(), "{:?}: {found:?} of {rows:?}", line.measure);
            let some = line.regions.iter().any(|row| is_hidden(&row.finding));
            let all = line.regions.iter().all(|row| row.finding.estimate().is_none());
            prop_assert!(!is_weighted || !some || all, "some regions of weighted answers");
            hides.set(hides.get() + u32::from(some && line.now.estimate().is_some()));
        }
        // All others together tell of one what is hidden of it.
        prop_assert!(
            of_options.len() <= 1,
            "regions hidden of some options only: {of_options:?} of {rows:?}"
        );
        prop_assert!(
            !is_weighted || report.head.rounded,
            "weighted answers to several questions are rounded"
        );
        looked.set(looked.get() + 1);
        Ok(())
    });
    counts.map(Count::into_inner)
}

#[test]
fn no_few_answers_to_any_question_follow_from_what_is_shown() {
    let [looked, hides] = attacked(60, false);
    assert!(looked > 20 && hides > looked / 4, "{hides} of {looked} hide something");
}

#[test]
fn no_few_weighted_answers_to_any_question_follow_from_what_is_shown() {
    let [looked, hides] = attacked(40, true);
    assert!(looked > 10 && hides > looked / 4, "{hides} of {looked} hide something");
}

/// Two clients alone would know how many answers each other gave to a question.
#[test]
fn clients_who_read_a_report_learn_nothing_of_a_question_that_two_of_them_answered() {
    let rows: Vec<Row> = (0..180)
        .map(|at| {
            (
                at % 2,
                Some([3, 8, 10][at % 3]),
                Some([3, 5, 6, 7][at % 4]),
                (at % 9 < 2).then_some(at % 5 < 2),
                Some(at % 3),
            )
        })
        .collect();
    let report = report(&rows, "privacy: {read_by: c}\n", false).expect("a report");
    let questions = report.sections.questions.expect("questions");
    assert!(questions.0.iter().all(|asked| asked.account.is_none()), "no account of rows");
    let [goals, happy] = [0, 1].map(|at| &questions.0[at].measures[0]);
    assert!(goals.now.estimate().is_some(), "all of them answered {goals:?}");
    assert!(is_hidden(&happy.now), "and two of them {happy:?}");
    assert!(
        !happy.regions.is_empty() && happy.regions.iter().all(|row| is_hidden(&row.finding)),
        "{happy:?}"
    );
}
