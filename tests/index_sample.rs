//! Made-up indexes: clients of every kind, as many as asked for.

use std::collections::BTreeMap;
use std::num::NonZeroU64;

use plaudit::config::{Audience, Language};
use plaudit::report::{
    Asked, Benchmark, Brand, Change, Comparison, Estimate, FileRead, Finding, Funnel, Hidden, INDEX_SCHEMA,
    Index, IndexRow, Level, Mean, Method, Missing, Quality, Rank, Rejection, Response, Shares, Since, Then,
    Tier, Versus,
};
use plaudit::responses::Reason;
use plaudit::source::FileKind;
use plaudit::statistics::{Trend, Verdict, adjusted_wald, standard_error};
use plaudit::survey::{
    Calendar, Client, Confidence, Correction, Counts, Day, Granularity, IntervalMethod, Month, Nps, Period,
    Scale,
};

fn file() -> FileRead {
    FileRead {
        name: "answers.csv".to_owned(),
        rows: 6_050,
        rows_used: 6_012,
        outside: BTreeMap::new(),
        rejected: [(Reason::ScoreNotANumber, 38)].into(),
        kind: FileKind::Csv,
        packed: None,
        delimiter: Some(','),
        sheet: None,
        encoding: None,
    }
}

/// Numbers that look drawn by lot and are the same each time: xorshift.
struct Lot(NonZeroU64);

impl Lot {
    fn next(&mut self, below: u64) -> u64 {
        let mut x = self.0.get();
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        self.0 = NonZeroU64::new(x).unwrap_or(self.0);
        x % below
    }
}

pub(crate) fn quarter(key: &str) -> Period {
    Calendar { by: Granularity::Quarter, year_starts: Month::JANUARY }.parse(key).expect("a key")
}

fn client(names: &[&str]) -> Client {
    Client::new(names.iter().map(|name| (*name).to_owned()).collect()).expect("a name")
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
pub(crate) fn measured(counts: Counts) -> Finding {
    let sample = counts.sample().expect("answers");
    let (n, nps) = (sample.n(), Nps::of(sample));
    if n < 5 {
        return Finding::Hidden { why: Hidden::TooFew };
    }
    let share = |part: u64| part as f64 / n as f64;
    Finding::Measured(Estimate {
        n,
        counts: Some(counts),
        shares: Shares {
            detractors: share(counts.detractors()),
            passives: share(counts.passives()),
            promoters: share(counts.promoters()),
        },
        nps,
        interval: adjusted_wald(sample, Confidence::NINETY_FIVE),
        standard_error: standard_error(sample),
        mean: 8.1,
        level: [0.0, 30.0, 50.0, 70.0].iter().filter(|from| nps.points() >= **from).count(),
        low_base: n < 30,
        design: None,
    })
}

/// Above, below or neither, by a plain z-test against a number.
fn compared<V>(finding: &Finding, other: f64, [up, down, unclear]: [V; 3]) -> Option<Comparison<V>> {
    let estimate = finding.estimate()?;
    let difference = estimate.nps - Nps::stated(other)?;
    let z = difference.points() / estimate.standard_error;
    let verdict = match z {
        z if z > 3.5 => up,
        z if z < -3.5 => down,
        _ => unclear,
    };
    Some(Comparison { difference, z, p: 0.01, p_adjusted: 0.02, verdict })
}

const VERDICTS: [Verdict; 3] = [Verdict::Above, Verdict::Below, Verdict::Unclear];
const TRENDS: [Trend; 3] = [Trend::Improved, Trend::Declined, Trend::NoClearChange];

/// One row with about so many answers, of about such a score.
fn row(client: Client, answers: u64, promoters: u64, lot: &mut Lot) -> IndexRow {
    let mut draw = |promoters: u64| {
        let (mut d, mut z, mut p) = (0, 0, 0);
        // Large bases in steps of ten answers: quick, and as random as needed here.
        let step = (answers / 400).max(1);
        for _ in 0..answers.div_ceil(step) {
            match lot.next(100) {
                drawn if drawn < promoters => p += step,
                drawn if drawn < promoters + 27 => z += step,
                _ => d += step,
            }
        }
        Counts::new(d, z, p)
    };
    let (now, then) = (draw(promoters), draw(promoters.saturating_sub(2)));
    let (finding, before) = (measured(now), measured(then));
    let folder = client.path().join("/").to_lowercase();
    let folder = folder.replace(|c: char| !c.is_ascii_alphanumeric() && c != '/', "-");
    let folder = if folder.trim_matches(['-', '/']).is_empty() { "client".to_owned() } else { folder };
    let change = before.estimate().and_then(|then| compared(&finding, then.nps.points(), TRENDS));
    IndexRow {
        folder,
        fault: None,
        thin_beside: None,
        region: None,
        answers: now.n(),
        rest: compared(&finding, 25.0, VERDICTS),
        before,
        change,
        response: None,
        target: None,
        rank: None,
        funnel: None,
        own_change: None,
        own_rest: None,
        questions: Vec::new(),
        last_run: None,
        client,
        finding,
    }
}

/// Puts rows in order, with their ranks and their places in the funnel.
#[expect(clippy::cast_precision_loss, reason = "small counts")]
pub(crate) fn tier(column: &str, mut rows: Vec<IndexRow>) -> Tier {
    let estimates = || rows.iter().filter_map(|row| row.finding.estimate());
    let pooled: Counts = estimates().filter_map(|estimate| estimate.counts).sum();
    let clients = estimates().count();
    let mean = estimates().map(|estimate| estimate.nps.points()).sum::<f64>() / clients as f64;
    let mean =
        (clients > 0).then(|| Mean { clients: clients as u64, nps: Nps::stated(mean).expect("in range") });
    let funnel = pooled.sample().map(|sample| {
        let centre = Nps::of(sample);
        let (n, decided) = (pooled.n() as f64, (pooled.promoters() + pooled.detractors()) as f64);
        let share = centre.points() / 100.0;
        Funnel { centre, spread: 100.0 * (decided / n - share * share).sqrt() }
    });
    let key = |row: &IndexRow| match row.finding.estimate() {
        Some(estimate) if !estimate.low_base => (0, -estimate.nps.points()),
        Some(estimate) => (1, -estimate.nps.points()),
        None => (2, 0.0),
    };
    rows.sort_by(|a, b| key(a).partial_cmp(&key(b)).expect("finite").then_with(|| a.client.cmp(&b.client)));
    let of = u32::try_from(rows.iter().filter(|row| key(row).0 == 0).count()).expect("few");
    for (row, place) in rows.iter_mut().zip(1..) {
        row.funnel = match (&funnel, row.finding.estimate()) {
            (Some(funnel), Some(estimate)) => Some(funnel.place(estimate.nps, estimate.n as f64)),
            _ => None,
        };
        if place <= of {
            let wide = of / 8 + 2;
            let (best, worst) = (place.saturating_sub(wide).max(1), (place + wide).min(of));
            row.rank = Some(Rank { place, of, best, worst });
        }
    }
    Tier { column: column.to_owned(), mean, funnel, rows }
}

fn target(finding: &Finding) -> Option<Versus> {
    let benchmark = Benchmark {
        name: "Target".to_owned(),
        value: Nps::stated(40.0)?,
        statistic: plaudit::config::Statistic::Target,
        year: None,
        n: None,
        source: None,
        region: None,
        industry: None,
    };
    Some(Versus { benchmark, comparison: compared(finding, 40.0, VERDICTS), chance_at_or_above: None })
}

/// An index of these tiers.
pub(crate) fn of(language: Language, tiers: Vec<Tier>) -> Index {
    let pooled = |tier: &Tier| -> Counts {
        tier.rows.iter().filter_map(|row| row.finding.estimate()).filter_map(|estimate| estimate.counts).sum()
    };
    let overall = tiers.last().and_then(|tier| pooled(tier).sample());
    let overall = overall.map_or(Finding::NoAnswers, |sample| measured(sample.counts()));
    let change = |since, key, points| Change {
        since,
        period: quarter(key),
        then: measured(Counts::new(60, 120, 120)),
        comparison: compared(&overall, points, TRENDS),
    };
    let changes =
        vec![change(Since::PreviousPeriod, "2026-Q2", 20.0), change(Since::YearEarlier, "2025-Q3", 24.0)];
    Index {
        questions: Vec::new(),
        at_risk: Vec::new(),
        head: plaudit::figures::Head {
            title: if language == Language::Ru {
                "Лояльность клиентов"
            } else {
                "Customer loyalty"
            }
            .to_owned(),
            organisation: Some(
                if language == Language::Ru { "Консалтинг" } else { "Acme Consulting" }.to_owned(),
            ),
            client: None,
            recipient: None,
            language,
            wording: BTreeMap::new(),
            brand: Brand::default(),
            as_of: Day::new(2026, 10, 5).expect("a day"),
            question: plaudit::survey::Question::nps("score", Scale::ZERO_TO_TEN),
            method: Method {
                interval: IntervalMethod::AdjustedWald,
                seed: None,
                correction: Correction::Holm,
                confidence: Confidence::NINETY_FIVE,
                hide_below: 5,
                low_base: 30,
                weighting: None,
            },
            levels: [-100.0, 0.0, 30.0, 50.0, 70.0].map(|from| Level { from, name: None, text: None }).into(),
            period: Some(quarter("2026-Q3")),
            periods: Vec::new(),
            rounded: false,
            overall,
            over_time: Vec::new(),
            changes,
            response: None,
            survey: plaudit::survey::Disclosure::default(),
        },
        schema: INDEX_SCHEMA.to_owned(),
        generator: "plaudit 0.1.0".to_owned(),
        audience: Audience::Sender,
        tiers,
        missing: Vec::new(),
        last_run: None,
        untold: Vec::new(),
        pdf: false,
        quality: Quality {
            files: vec![file()],
            rows_read: 6_050,
            rows_used: 6_012,
            rows_short: 0,
            rows_labelled: 0,
            repeats: None,
            repeated: None,
            outside: BTreeMap::new(),
            rejected: vec![Rejection {
                reason: Reason::ScoreNotANumber,
                rows: 38,
                first: vec![("answers.csv".to_owned(), 14), ("answers.csv".to_owned(), 1915)],
            }],
            max_rejected: 0.2,
            rows_before: 0,
            rows_shown: 6_012,
            rows_after: 0,
            days: None,
            region_not_stated: None,
            date_format: None,
            date_format_by: None,
            decimal: None,
            shaped: Vec::new(),
            warnings: Vec::new(),
            time_zone: None,
        },
    }
}

/// An index of `n` clients, some of which need care.
pub(crate) fn clients(language: Language, n: u64) -> Index {
    let mut lot = Lot(NonZeroU64::new(2_463_534_242).expect("not zero"));
    let word = if language == Language::Ru { "Клиент" } else { "Client" };
    let rows = (1..=n).map(|number| {
        let answers = match lot.next(20) {
            0 => 1 + lot.next(8),
            1 | 2 => 6 + lot.next(30),
            3 => 600 + lot.next(2_400),
            _ => 40 + lot.next(260),
        };
        let promoters = 40 + lot.next(12) + if number % 9 == 0 { lot.next(25) } else { 0 };
        row(client(&[&format!("{word} {number:03}")]), answers, promoters, &mut lot)
    });
    let mut index = of(language, vec![tier("client", rows.collect())]);
    index.missing = [(word, Some("2025-Q4")), ("Zeta", None)]
        .map(|(name, last)| Missing { client: client(&[name, "0"]), last: last.map(quarter) })
        .into();
    index
}

/// An index with everything: long names, HTML in a name, faults, regions, rates and targets.
pub(crate) fn everything(language: Language) -> Index {
    let names = [
        "Республика Северная Осетия — Алания",
        "Государственное бюджетное учреждение здравоохранения «Городская поликлиника № 12»",
        "<script>alert(1)</script> & \"Sons\"",
        "Müller–Lüdenscheidt Donaudampfschifffahrtsgesellschaft",
        "Ханты-Мансийский автономный округ — Югра",
        "O’Brien's 'Fitness'",
        "Ёлки",
    ];
    let mut index = clients(language, 40);
    let mut lot = Lot(NonZeroU64::new(88_172_645).expect("not zero"));
    let mut rows = std::mem::take(&mut index.tiers).remove(0).rows;
    for (name, promoters) in names.iter().zip([70, 12, 64, 20, 47, 45, 44]) {
        rows.push(row(client(&[name]), 420, promoters, &mut lot));
    }
    for (row, number) in rows.iter_mut().zip(0..) {
        row.region =
            (number % 7 != 0).then(|| ["North", "Дальний Восток", "South-West"][number % 3].to_owned());
        row.response = (number % 5 != 0).then(|| Response {
            answered: row.answers,
            asked: row.answers * 3 + 7,
            of: Asked::Invited,
        });
        row.target = if number % 4 == 0 { None } else { target(&row.finding) };
        row.last_run = match number % 3 {
            0 => Some(Then { nps: None, answers: 0 }),
            1 => Some(Then { nps: Nps::stated(12.5), answers: row.answers + 3 }),
            _ => None,
        };
    }
    let broken = "the template `method.html` does not render: line 3, column 7: unknown variable `nps`";
    rows[3].fault = Some(broken.to_owned());
    {
        let mut made = of_parts(index);
        made.tiers = vec![tier("client", rows)];
        made
    }
}

/// The index again, its tiers made anew.
fn of_parts(index: Index) -> Index {
    let whole = clients(index.head.language, 40);
    {
        let mut made = index;
        made.tiers = Vec::new();
        made.head.overall = whole.head.overall;
        made
    }
}

/// An index of studios in districts.
pub(crate) fn nested(language: Language) -> Index {
    let mut lot = Lot(NonZeroU64::new(521_288_629).expect("not zero"));
    let districts = ["North <1>", "Дальневосточный федеральный округ", "South"];
    let outer = districts.map(|name| row(client(&[name]), 2_000, 48, &mut lot));
    let studios = (0..60_u64).map(|number| {
        let district = districts[usize::try_from(number % 3).expect("small")];
        let answers = if number % 7 == 0 { 12 } else { 50 + lot.next(300) };
        let promoters = 40 + lot.next(20);
        row(client(&[district, &format!("Studio {number}")]), answers, promoters, &mut lot)
    });
    let studios = studios.collect();
    of(language, vec![tier("district", outer.into()), tier("studio", studios)])
}
