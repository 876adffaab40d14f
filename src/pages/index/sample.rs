//! Indexes for the tests of wording, and all that is said about one.

use super::cell_words::FunnelLimits;
use crate::config::Audience;
use crate::figures::{Finding, Hidden, Since};
use crate::report::{
    Funnel, INDEX_SCHEMA, InFunnel, Index, IndexRow, LastRun, Missing, NewName, Restated, Then, Tier,
};
use crate::sections::participants::{Mean, Rank};
use crate::sections::questions::{Gap, Gauge, Level, OfAll, OfClient};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Client, Correction, Nps, Question};
use crate::wording::sample::{change, comparison, estimate, report};
use crate::wording::{FigureTexts, Words};

fn client(name: &str) -> Client {
    Client::new(vec!["North".to_owned(), name.to_owned()]).expect("a name")
}

fn level() -> Finding<Level> {
    Finding::Measured(Level { n: 40, value: 0.5, lower: None, upper: None, low_base: false })
}

fn gap() -> Gap<Trend> {
    Gap { gap: 0.1, z: 0.9, p: 0.4, p_adjusted: 0.4, verdict: Trend::NoClearChange }
}

fn row(name: &str, moved: Trend, stands: Verdict, lies: InFunnel) -> IndexRow {
    IndexRow {
        client: client(name),
        folder: name.to_lowercase(),
        fault: None,
        thin_beside: None,
        region: None,
        answers: 300,
        finding: Finding::Measured(estimate(60, 100, 140)),
        rank: Some(Rank { place: 2, of: 4, best: 1, worst: 3 }),
        rest: Some(comparison(5.0, stands)),
        before: Finding::Measured(estimate(60, 120, 120)),
        change: Some(comparison(7.0, moved)),
        response: None,
        target: None,
        funnel: Some(lies),
        own_change: Some(Trend::Declined),
        own_rest: None,
        questions: vec![OfClient { finding: level(), change: Some(gap()) }],
        last_run: None,
    }
}

/// Five clients, one of each kind.
pub(crate) fn usual() -> Index {
    let report = report();
    let mut low = row("Dogwood", Trend::NoClearChange, Verdict::Unclear, InFunnel::Within);
    (low.finding, low.rank) = (Finding::Measured(estimate(3, 4, 5)), None);
    let rows = vec![
        row("Aspen", Trend::Improved, Verdict::Above, InFunnel::VeryHigh),
        row("Birch", Trend::Improved, Verdict::Above, InFunnel::High),
        row("Cedar", Trend::NoClearChange, Verdict::Unclear, InFunnel::Low),
        low,
        row("Elm", Trend::Declined, Verdict::Below, InFunnel::VeryLow),
    ];
    let points = |points| Nps::stated(points).expect("in range");
    Index {
        head: crate::figures::Head {
            title: report.head.title,
            organisation: report.head.organisation,
            client: None,
            recipient: None,
            language: report.head.language,
            wording: report.head.wording.clone(),
            brand: report.head.brand,
            as_of: report.head.as_of,
            question: report.head.question,
            method: report.head.method,
            levels: report.head.levels,
            period: report.head.period,
            periods: Vec::new(),
            rounded: false,
            overall: report.head.overall,
            over_time: Vec::new(),
            changes: vec![change(Since::PreviousPeriod, 7.0, Trend::Improved)],
            response: None,
            survey: crate::survey::Disclosure::default(),
        },
        schema: INDEX_SCHEMA.to_owned(),
        generator: report.generator,
        audience: Audience::Sender,
        questions: vec![OfAll {
            question: Question::yes_no("happy".to_owned()),
            measure: Gauge::Yes,
            finding: level(),
        }],
        tiers: vec![Tier {
            column: "studio".to_owned(),
            mean: Some(Mean { clients: 5, nps: points(25.0) }),
            funnel: Some(Funnel { centre: points(26.0), spread: 75.0 }),
            rows,
        }],
        last_run: None,
        untold: Vec::new(),
        pdf: false,
        at_risk: Vec::new(),
        missing: vec![
            Missing { client: client("Fir"), last: report.head.period },
            Missing { client: client("Gorse"), last: None },
        ],
        quality: report.sections.quality,
    }
}

/// Indexes in every state that a sentence tells apart.
pub(crate) fn all() -> Vec<Index> {
    let usual = usual();
    let with = |change: &dyn Fn(&mut Index)| {
        let mut index = usual.clone();
        change(&mut index);
        index
    };
    let keeping = |names: &[usize]| {
        with(&|index| {
            let rows = &mut index.tiers[0].rows;
            *rows = names.iter().map(|place| rows[*place].clone()).collect();
        })
    };
    let hidden = |index: &mut Index| index.head.overall = Finding::Hidden { why: Hidden::TooFewClients };
    let undated = |index: &mut Index| {
        (index.head.period, index.head.changes) = (None, Vec::new());
        index.tiers[0].rows.iter_mut().for_each(|row| row.change = None);
    };
    let outside_only = |correction| {
        with(&|index| {
            index.head.method.correction = correction;
            index.tiers[0].rows[4].rest = Some(comparison(-9.0, Verdict::Unclear));
        })
    };
    let low_base = |index: &mut Index| {
        if let Finding::Measured(estimate) = &mut index.tiers[0].rows[0].finding {
            estimate.low_base = true;
        }
    };
    let nobody = |index: &mut Index| index.tiers[0].rows.clear();
    let silent = |index: &mut Index| {
        for row in &mut index.tiers[0].rows {
            (row.change, row.rest) = (None, None);
        }
    };
    vec![
        usual.clone(),
        keeping(&[0, 1]),
        keeping(&[2, 3]),
        keeping(&[4]),
        with(&hidden),
        with(&low_base),
        with(&undated),
        with(&silent),
        with(&nobody),
        with(&|index| index.audience = Audience::Clients),
        outside_only(Correction::Holm),
        outside_only(Correction::None),
        with(&|index| index.head.method.correction = Correction::BenjaminiHochberg),
        with(&|index| index.head.method.correction = Correction::None),
        with(&|index| {
            undated(index);
            hidden(index);
        }),
        with(&|index| {
            undated(index);
            nobody(index);
        }),
        with(&|index| index.tiers.push(usual.tiers[0].clone())),
        with(&|index| {
            let mut whole = usual.tiers[0].rows[0].clone();
            whole.client = whole.client.parent().expect("nested");
            whole.change = Some(comparison(7.0, Trend::NoClearChange));
            index.tiers.insert(0, Tier { rows: vec![whole], ..usual.tiers[0].clone() });
        }),
        with(&|index| {
            let gone = vec![client("Hazel")];
            let renamed = vec![NewName { then: client("Beech"), now: client("Birch") }];
            let (as_of, period) = (index.head.as_of, index.head.period);
            let restated = vec![Restated { client: client("Birch"), then: 38, now: 50 }];
            index.last_run = Some(LastRun { as_of, period, gone, renamed, restated });
            index.tiers[0].rows[0].last_run = Some(Then { nps: None, answers: 0 });
            index.tiers[0].rows[1].last_run = Some(Then { nps: None, answers: 299 });
        }),
        with(&|index| {
            let period = index.head.period.map(crate::survey::Period::previous);
            let (gone, renamed, restated) = (Vec::new(), Vec::new(), Vec::new());
            index.last_run = Some(LastRun { as_of: index.head.as_of, period, gone, renamed, restated });
            for row in &mut index.tiers[0].rows {
                let nps = row.before.estimate().map(|before| before.nps);
                row.last_run = Some(Then { nps, answers: 300 });
            }
        }),
        with(&|index| {
            undated(index);
            let (gone, renamed, restated) = (Vec::new(), Vec::new(), Vec::new());
            index.last_run = Some(LastRun { as_of: index.head.as_of, period: None, gone, renamed, restated });
        }),
        with(&|index| {
            if let Finding::Measured(level) = &mut index.tiers[0].rows[0].questions[0].finding {
                level.low_base = true;
            }
            index.tiers[0].rows.iter_mut().for_each(|row| row.questions[0].change = None);
        }),
        with(&|index| index.tiers[0].rows[0].fault = Some("no space left".to_owned())),
    ]
}

/// Everything that can be said about an index.
pub(crate) fn said(words: &Words, index: &Index) -> Vec<String> {
    let mut said = vec![words.index_headline(index), words.index_counts(index), words.clients_caption(index)];
    // Their parts are wordings too.
    for whole in said.clone() {
        let parts = [". ", ": ", "; "].into_iter().flat_map(|stop| whole.match_indices(stop));
        said.extend(parts.map(|(at, stop)| whole[at + stop.len()..].to_owned()));
    }
    said.push(words.questions_caption(index));
    said.retain(|text| !text.is_empty());
    said.extend(words.index_notes(index));
    for limits in [FunnelLimits::Inner, FunnelLimits::Outer] {
        said.extend([words.funnel_limits(limits), words.above_limits(limits), words.below_limits(limits)]);
    }
    for tier in &index.tiers {
        said.extend(words.moved(index, tier));
        said.extend(tier.mean.as_ref().map(|mean| words.clients_mean(mean)));
        if let Some(FigureTexts { title, subtitle, description, how_to_read, caption }) =
            words.funnel(index, tier)
        {
            said.extend([title, subtitle, description, how_to_read, caption]);
        }
        for row in &tier.rows {
            said.extend(row.rank.as_ref().map(|rank| words.client_rank(rank)));
            said.extend(words.movement(row));
            said.extend(words.under_base_why(index, row));
            let levels = row.questions.iter().filter_map(|of| of.finding.estimate());
            said.extend(levels.map(|level| words.base_of(level)));
            said.extend(row.own_change.map(|own| words.in_own_report(words.trend_verdict(own))));
        }
    }
    said.extend(index.missing.iter().map(|missing| words.last_answers(missing)));
    for entry in words.index_method(index) {
        said.extend([entry.term.to_string(), entry.text]);
        said.extend(entry.source.map(|source| source.text.to_string()));
    }
    said
}
