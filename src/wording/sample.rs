//! Reports for the tests of wording.

use std::collections::BTreeMap;

use crate::config::Asked;
use crate::config::{Keep, Language, Statistic};
use crate::figures::{
    Benchmark, Beside, Brand, Change, Comparison, DesignFigures, Estimate, Finding, Hidden, Level, Margin,
    Method, Response, Shares, Since, Versus, Weighting,
};
use crate::responses::{EncodingBy, EncodingRead, Outside, Reason, RepeatedRows};
use crate::sections::participants::{Group, Mean, Moment, Named, Participants, Rank};
use crate::sections::quality::{
    FileRead, FormatBy, Gathering, NamesOf, Quality, Rejection, Shaped, ShapedBy, Slice, Warning,
};
use crate::sections::regions::{RegionRow, Standing};
use crate::sections::trend::Point;
use crate::sections::{Report, SCHEMA};
use crate::source::{FileKind, Packing, SheetRead};
use crate::statistics::{Trend, Verdict};
use crate::survey::{
    Calendar, Client, Confidence, Correction, Counts, Day, Days, Decimal, Disclosure, Granularity, Histogram,
    Interval, IntervalMethod, Month, Nps, NpsChange, Period, Region, Scale,
};

/// A period by its key.
pub(crate) fn period(by: Granularity, year_starts: u8, key: &str) -> Period {
    let calendar = Calendar { by, year_starts: Month::new(year_starts).expect("a month") };
    calendar.parse(key).expect("a key")
}

/// What some answers measure, with an interval of ±9 points.
pub(crate) fn estimate(detractors: u64, passives: u64, promoters: u64) -> Estimate {
    let counts = Counts::new(detractors, passives, promoters);
    let sample = counts.sample().expect("not empty");
    let nps = Nps::of(sample);
    let n = sample.n();
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let share = |part: u64| part as f64 / n as f64;
    Estimate {
        n,
        counts: Some(counts),
        shares: Shares {
            detractors: share(detractors),
            passives: share(passives),
            promoters: share(promoters),
        },
        nps,
        interval: Interval::around(nps, nps.points() - 9.0, nps.points() + 9.0),
        standard_error: 4.5,
        mean: 8.1,
        level: 1,
        low_base: n < 30,
        design: None,
    }
}

/// A comparison that found this difference.
pub(crate) fn comparison<V>(points: f64, verdict: V) -> Comparison<V> {
    let half = Nps::stated(points / 2.0).expect("in range");
    let other = Nps::stated(-points / 2.0).expect("in range");
    let difference: NpsChange = half - other;
    Comparison { difference, z: 2.5, p: 0.012, p_adjusted: 0.024, verdict }
}

/// The reported period against an earlier one.
pub(crate) fn change(since: Since, points: f64, verdict: Trend) -> Change {
    let earlier = match since {
        Since::PreviousPeriod => "2026-Q2",
        Since::YearEarlier => "2025-Q3",
        Since::Named => "2024-Q1",
    };
    Change {
        since,
        period: period(Granularity::Quarter, 1, earlier),
        then: Finding::Measured(estimate(60, 120, 120)),
        comparison: Some(comparison(points, verdict)),
    }
}

/// A benchmark with all its facts.
pub(crate) fn versus(name: &str, points: f64, verdict: Verdict) -> Versus {
    Versus {
        benchmark: Benchmark {
            name: name.to_owned(),
            value: Nps::stated(37.0).expect("in range"),
            statistic: Statistic::Median,
            year: Some(2025),
            n: Some(1200),
            source: Some("Example Institute".to_owned()),
            region: None,
            industry: Some("Airlines".to_owned()),
        },
        comparison: Some(comparison(points, verdict)),
        chance_at_or_above: None,
    }
}

/// A region of the reported period.
pub(crate) fn region(name: &str, rank: u32, points: f64, verdict: Verdict) -> RegionRow {
    RegionRow {
        region: Region::Named(name.to_owned()),
        standing: Standing::Rank(rank),
        finding: Finding::Measured(estimate(60, 100, 140)),
        rest: Some(comparison(points, verdict)),
        then: Some(Finding::Measured(estimate(57, 100, 143))),
        change: Some(comparison(-3.0, Trend::NoClearChange)),
        benchmarks: Vec::new(),
        history: Vec::new(),
    }
}

/// So many clients together, and how the report's own compares with them.
pub(crate) fn together(clients: u64, verdict: Verdict) -> Group {
    let finding = Finding::Measured(estimate(600, 1000, 1400)).outlined();
    Group { clients, finding, comparison: Some(Beside::of(&comparison(5.0, verdict), 0.05)) }
}

/// Twelfth of forty.
pub(crate) const RANK: Rank = Rank { place: 12, of: 38, best: 5, worst: 25 };

/// The report of a client among forty, with everything in it but names.
pub(crate) fn of_a_client() -> Report {
    let mut report = report();
    report.head.client = crate::survey::Client::new(vec!["North".to_owned(), "Acme".to_owned()]);
    report.head.recipient = Some("Jane Doe, manager".to_owned());
    report.head.response = Some(Response { answered: 300, asked: 600, of: Asked::Invited });
    let mut target = versus("Target", 4.0, Verdict::Above);
    target.benchmark.statistic = Statistic::Target;
    report.sections.benchmarks_mut().push(target);
    let moment = |point: &Point| Moment {
        period: point.period,
        pooled: Finding::Measured(estimate(600, 1000, 1400)).outlined(),
        peers: Some(Finding::Measured(estimate(60, 100, 140)).outlined()),
    };
    report.sections.participants = Some(Participants {
        min_peers: 3,
        clients: 40,
        pooled: Group { comparison: None, ..together(40, Verdict::Above) },
        others: together(39, Verdict::Above),
        mean: Some(Mean { clients: 38, nps: Nps::stated(21.55).expect("in range") }),
        peers_in: Some("North".to_owned()),
        peers: Some(together(11, Verdict::Unclear)),
        rank: Some(RANK),
        trend: report.sections.points().iter().map(moment).collect(),
        named: Vec::new(),
        not_named: 0,
        pseudonym: None,
    });
    report
}

/// The same with all participants by name, its own among them.
pub(crate) fn by_name() -> Report {
    let mut report = of_a_client();
    let named = ["Zenith", "Acme", "Small"].map(|name| Named {
        name: name.to_owned(),
        is_own: name == "Acme",
        finding: Finding::Measured(estimate(60, 100, 140)).outlined(),
        rank: (name != "Small").then_some(RANK),
    });
    if let Some(participants) = &mut report.sections.participants {
        participants.named = named.into();
    }
    report
}

/// Rows that are left out for a fault.
fn rejected() -> Vec<Rejection> {
    let first = [14, 1915].map(|row| ("answers.csv".to_owned(), row)).into();
    vec![Rejection { reason: Reason::ScoreNotANumber, rows: 38, first }]
}

/// A report on the third quarter of 2026 with everything in it.
pub(crate) fn report() -> Report {
    let quarter = |key| period(Granularity::Quarter, 1, key);
    let measured = |d, z, p| Finding::Measured(estimate(d, z, p));
    Report {
        schema: SCHEMA.to_owned(),
        generator: "plaudit 0.1.0".to_owned(),
        head: crate::figures::Head {
            title: "Passengers".to_owned(),
            organisation: Some("Acme".to_owned()),
            client: None,
            recipient: None,
            language: Language::En,
            wording: BTreeMap::new(),
            brand: Brand::default(),
            as_of: Day::new(2026, 10, 5).expect("a day"),
            question: crate::survey::Question::nps("score", Scale::ZERO_TO_TEN),
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
            periods: ["2026-Q1", "2026-Q2", "2026-Q3"].map(quarter).into(),
            rounded: false,
            overall: measured(60, 100, 140),
            over_time: Vec::new(),
            changes: vec![
                change(Since::PreviousPeriod, 9.2, Trend::Improved),
                change(Since::YearEarlier, -2.0, Trend::NoClearChange),
            ],
            response: None,
            survey: Disclosure::default(),
        },
        commentary: None,
        sections: crate::sections::Sections {
            key_findings: None,
            composition: Some(crate::sections::Composition {
                histogram: Some(Histogram::new(vec![0, 0, 0, 0, 0, 20, 40, 50, 50, 60, 80])),
                weighted_histogram: None,
            }),
            trend: Some(crate::sections::Trend {
                points: vec![
                    Point { period: quarter("2026-Q1"), finding: measured(60, 120, 120), trailing: None },
                    Point { period: quarter("2026-Q2"), finding: Finding::NoAnswers, trailing: None },
                    Point { period: quarter("2026-Q3"), finding: measured(60, 100, 140), trailing: None },
                ],
                trailing: None,
                control: None,
            }),
            participants: None,
            regions: Some(crate::sections::Regions(vec![
                region("North", 1, 12.0, Verdict::Above),
                region("West", 2, 0.0, Verdict::Unclear),
                RegionRow {
                    region: Region::NotStated,
                    standing: Standing::Unranked,
                    finding: Finding::Hidden { why: Hidden::TooFew },
                    rest: None,
                    then: None,
                    change: None,
                    benchmarks: vec![versus("Own", 1.0, Verdict::Above)],
                    history: Vec::new(),
                },
            ])),
            why: None,
            benchmarks: Some(crate::sections::Benchmarks(vec![versus("Industry", -10.3, Verdict::Below)])),
            quality: Quality {
                files: files(),
                rows_read: 6_050,
                rows_used: 6_012,
                rows_short: 0,
                rows_labelled: 0,
                repeats: None,
                repeated: Some(RepeatedRows { rows: 0, about: false }),
                outside: BTreeMap::new(),
                rejected: rejected(),
                max_rejected: 0.2,
                rows_before: 1_000,
                rows_shown: 5_000,
                rows_after: 12,
                days: Day::new(2026, 7, 2)
                    .zip(Day::new(2026, 9, 28))
                    .map(|(first, last)| Days { first, last }),
                region_not_stated: Some(7),
                date_format: Some("DD.MM.YYYY".to_owned()),
                date_format_by: Some(FormatBy::Found),
                decimal: None,
                shaped: Vec::new(),
                warnings: Vec::new(),
                time_zone: Some("Europe/Kyiv".to_owned()),
            },
            ..crate::sections::Sections::default()
        },
    }
}

/// Columns shaped in every way.
fn shaped() -> Vec<Shaped> {
    let of = |by, rows| Shaped {
        column: "region".to_owned(),
        by,
        of: (by != ShapedBy::Aliases).then(|| "city".to_owned()),
        rows: (by != ShapedBy::Aliases).then_some(rows),
        values: Some(2),
    };
    let all = [ShapedBy::Aliases, ShapedBy::Table, ShapedBy::Bands, ShapedBy::Waves];
    all.into_iter().zip([0, 12, 0, 3]).map(|(by, rows)| of(by, rows)).collect()
}

/// The full report on data of which everything should be doubted, with numbers read either way.
pub(crate) fn doubtful() -> Vec<Report> {
    let mut full = report();
    let quality = &mut full.sections.quality;
    quality.rows_short = 4;
    quality.rows_labelled = 20;
    quality.outside = [
        (Outside::NotMeant, 7),
        (Outside::AfterReport, 40),
        (Outside::AnsweredAgain, 9),
        (Outside::NoAnswer, 12),
        (Outside::Blank, 3),
    ]
    .into();
    quality.shaped = shaped();
    let quarter = |key| period(Granularity::Quarter, 1, key);
    let (first, last) = (quarter("1980-Q1"), quarter("1981-Q2"));
    let day = Day::new(2026, 7, 31).expect("a day");
    let names = vec!["North".to_owned(), "NORTH".to_owned()];
    let place = |of| Gathering { of, rows: 9 };
    let places = vec![
        place(Slice::Region(Region::Named("North".to_owned()))),
        place(Slice::Region(Region::NotStated)),
        place(Slice::Period(quarter("2026-Q2"))),
        place(Slice::Client(Client::new(vec!["Acme".to_owned()]).expect("a client"))),
    ];
    let left_out =
        |reason, text: &str| Warning::ValueLeftOut { reason, text: text.to_owned(), rows: 20, of: 140 };
    let weighed_together = |periods: &[Period]| Warning::WeighedTogether {
        column: "age".to_owned(),
        values: names.clone(),
        periods: periods.to_vec(),
    };
    let of_names = [NamesOf::Regions, NamesOf::Clients, NamesOf::Values];
    quality.warnings = of_names
        .map(|of| Warning::LookAlikeNames {
            of,
            column: (of == NamesOf::Values).then(|| "channel".to_owned()),
            names: names.clone(),
            by_letters: of == NamesOf::Clients,
            more: if of == NamesOf::Regions { 0 } else { 3 },
        })
        .into();
    quality.warnings.extend([
        Warning::RepeatedRows { rows: 7, about: false, files: vec!["a.csv".to_owned()] },
        Warning::RepeatedRows {
            rows: 70_000,
            about: true,
            files: vec!["a.csv".to_owned(), "b.csv".to_owned()],
        },
        Warning::LowResponse { answered: 30, asked: 100, below: 0.4 },
        Warning::UnlistedAnswers { answers: 3, of: 1_200 },
        Warning::AnsweredAgain { answers: 1 },
        Warning::AnsweredTwice { answers: 5 },
        Warning::EarlyAnswers { answers: 2 },
        Warning::ListedElsewhere { answers: 2, column: "region".to_owned() },
        Warning::HiddenRows { rows: 7, sheet: "May".to_owned(), file: "a.xlsx".to_owned() },
        Warning::EncodingGuessed { encoding: "KOI8-U".to_owned(), files: vec!["a.csv".to_owned()] },
        Warning::DoubtfulNames { cells: 1, encoding: None },
        Warning::DoubtfulNames { cells: 833, encoding: Some("KOI8-U".to_owned()) },
        Warning::MissingColumn { column: "region".to_owned(), files: vec!["a.csv".to_owned()] },
        Warning::ResponseMoved { period: first, then: 0.6, now: 0.3 },
        Warning::ResponseMoved { period: first, then: 0.3, now: 0.6 },
        Warning::FarDates { answers: 12, first, last },
        Warning::FarDates { answers: 1, first, last: first },
        Warning::FutureDates { rows: 2, last: day },
        Warning::NewerAnswers { rows: 1_222, last: day },
        Warning::OldAnswers { last: day },
        Warning::ThinPeriod { beside: quarter("2026-Q2") },
        Warning::DateOrder { rows: 1, of: 108, text: "13.09.2026".to_owned() },
        left_out(Reason::ScoreNotANumber, "n/a"),
        left_out(Reason::UnreadableDate, "2026"),
        Warning::TooFewClients { periods: vec![quarter("2026-Q2"), quarter("2026-Q3")] },
        weighed_together(&[]),
        weighed_together(&[quarter("2026-Q2"), quarter("2026-Q3")]),
        Warning::FaultsGather { places: places.clone(), more: 0 },
        Warning::FaultsGather { places, more: 5 },
    ]);
    let marked = [Decimal::Comma, Decimal::Point].map(|decimal| {
        let mut report = full.clone();
        // Rows after the reporting date are told once: by a warning or among the others.
        report.sections.quality.warnings.retain(|warning| {
            decimal == Decimal::Comma
                || !matches!(warning, Warning::FutureDates { .. } | Warning::NewerAnswers { .. })
        });
        let quality = &mut report.sections.quality;
        quality.decimal = Some(decimal);
        quality.days = Some(Days { first: day, last: day });
        quality.repeats = Some(match decimal {
            Decimal::Comma => Keep::Last,
            Decimal::Point => Keep::First,
        });
        quality.repeated = Some(match decimal {
            Decimal::Comma => RepeatedRows { rows: 7, about: false },
            Decimal::Point => RepeatedRows { rows: 70_000, about: true },
        });
        report
    });
    marked.into()
}

/// The full report by every other method, against a target and a score of so many answers.
pub(crate) fn of_choices() -> Vec<Report> {
    let methods = [
        (IntervalMethod::Wald, Correction::BenjaminiHochberg),
        (IntervalMethod::Tango, Correction::None),
        (IntervalMethod::Bootstrap, Correction::Holm),
    ];
    let mut full = report();
    full.sections.benchmarks_mut().extend([target(0.12), versus("Rival", -4.0, Verdict::Unclear)]);
    if let Some(rival) = full.sections.benchmarks_mut().last_mut() {
        rival.benchmark.statistic = Statistic::Score;
    }
    full.head.survey.by_chance = Some(false);
    let with = |(interval, correction)| {
        let mut other = full.clone();
        let seed = (interval == IntervalMethod::Bootstrap).then_some(7);
        other.head.method = Method { interval, seed, correction, ..other.head.method };
        other
    };
    methods.map(with).into_iter().chain([weighted(), of_few_clusters()]).collect()
}

/// A target and how likely it is to be met.
pub(crate) fn target(chance: f64) -> Versus {
    let mut target = versus("Target", -11.0, Verdict::Below);
    target.benchmark.statistic = Statistic::Target;
    target.chance_at_or_above = Some(chance);
    target
}

/// All that can be stated of how a survey was made.
fn disclosure() -> Disclosure {
    let text = |text: &str| Some(text.to_owned());
    Disclosure {
        commissioned_by: text("Acme Ltd"),
        conducted_by: text("Fieldwork House"),
        languages: text("English"),
        population: text("Customers of the quarter"),
        source: text("The list of orders"),
        selection: text("Every tenth order"),
        by_chance: Some(true),
        collected: text("Telephone interviews"),
        channels: text("Telephone"),
        fieldwork: text("1 to 20 September"),
        processing: text("Test answers taken out"),
        limits: text("Nobody without a telephone"),
    }
}

/// A report on answers of few clusters.
fn of_few_clusters() -> Report {
    let mut report = weighted();
    report.head.rounded = true;
    if let Finding::Measured(Estimate { design: Some(design), .. }) = &mut report.head.overall {
        design.clusters = Some(4);
    }
    report
}

/// A report on weighted answers in clusters, of a small population.
pub(crate) fn weighted() -> Report {
    let mut report = report();
    report.head.question.ask = Some("How likely are you to recommend us?".to_owned());
    report.head.survey = disclosure();
    let design =
        DesignFigures { weighted_n: 312.4, effective_n: 244.2, clusters: Some(40), population: Some(900) };
    report.head.overall = Finding::Measured(Estimate { design: Some(design), ..estimate(60, 100, 140) });
    let margin = |column: &str, shares: [(&str, f64); 2]| Margin {
        column: column.to_owned(),
        shares: shares.map(|(value, share)| (value.to_owned(), share)).into(),
    };
    report.head.method.weighting = Some(Weighting {
        column: Some("weight".to_owned()),
        margins: vec![
            margin("age", [("18–39", 0.4), ("40+", 0.6)]),
            margin("sex", [("f", 0.52), ("m", 0.48)]),
        ],
        smallest: Some(0.2),
        largest: Some(5.0),
        cluster: Some("company".to_owned()),
    });
    report
}

/// Files of each kind, with encodings that are known in each way.
pub(crate) fn files() -> Vec<FileRead> {
    let encoding = |by| Some(EncodingRead { name: "KOI8-U".to_owned(), by });
    let csv = FileRead {
        name: "answers.csv".to_owned(),
        rows: 6_044,
        rows_used: 6_005,
        outside: [(Outside::NoAnswer, 1)].into(),
        rejected: [(Reason::ScoreNotANumber, 38)].into(),
        kind: FileKind::Csv,
        packed: None,
        delimiter: Some(';'),
        sheet: None,
        encoding: encoding(EncodingBy::Stated),
    };
    let of = |kind| {
        let (outside, rejected) = (BTreeMap::new(), BTreeMap::new());
        let (rows, name) = (1, "more".to_owned());
        FileRead {
            kind,
            name,
            rows,
            rows_used: rows,
            outside,
            rejected,
            delimiter: None,
            encoding: None,
            ..csv.clone()
        }
    };
    let tabs = FileRead { delimiter: Some('\t'), encoding: encoding(EncodingBy::Mark), ..of(FileKind::Csv) };
    let guessed =
        FileRead { packed: Some(Packing::Zstd), encoding: encoding(EncodingBy::Guess), ..tabs.clone() };
    let sheet = Some(SheetRead { name: "May".to_owned(), header_row: 3, hidden_rows: 7 });
    let workbook = FileRead { sheet, ..of(FileKind::Workbook) };
    let others = [FileKind::Parquet, FileKind::Json, FileKind::Spss, FileKind::TripleS].map(of);
    [csv, tabs, guessed, workbook].into_iter().chain(others).collect()
}
