//! Reports in every state that a sentence tells apart, and everything that can be said about them, for tests.

use super::sample::{
    RANK, by_name, change, doubtful, estimate, files, of_a_client, of_choices, period, region, report,
    together, versus,
};
use super::{FigureTexts, Words, fill};
use crate::commentary::CommentaryTexts;
use crate::config::Asked;
use crate::figures::{Estimate, Finding, Hidden, Response, Since};
use crate::sections::Report;
use crate::sections::accounts::tests as accounts_tests;
use crate::sections::actions::tests as actions_tests;
use crate::sections::comments::tests as comments_tests;
use crate::sections::costs::tests as costs_tests;
use crate::sections::drivers::tests as drivers_tests;
use crate::sections::follow_up::tests as follow_up_tests;
use crate::sections::key_findings::words_tests::{self as key_findings_tests, of_findings};
use crate::sections::moved::tests as moved_tests;
use crate::sections::need::tests as need_tests;
use crate::sections::participants::Whose;
use crate::sections::participants::{Group, Rank};
use crate::sections::quality::{FormatBy, Quality};
use crate::sections::questions::{theme_tests, words_tests as questions_tests};
use crate::sections::reach::tests as reach_tests;
use crate::sections::regions::RegionRow;
use crate::sections::regions::cut_tests;
use crate::sections::regions::history_tests::{self, of_histories};
use crate::sections::search::tests as search_tests;
use crate::sections::trend::control_tests::{self, of_trends};
use crate::sections::why::words_tests::{self as why_tests, of_changes};
use crate::statistics::{Trend, Verdict};
use crate::survey::{Granularity, Histogram, Scale};

/// Reports in every state that a sentence tells apart.
#[expect(clippy::too_many_lines, reason = "one list of states")]
pub(crate) fn reports() -> Vec<Report> {
    let full = report();
    let mut reports = vec![full.clone(), {
        let mut made = full.clone();
        made.head.organisation = None;
        made
    }];
    let findings = [
        Finding::NoAnswers,
        Finding::Hidden { why: Hidden::TooFew },
        Finding::Hidden { why: Hidden::Complement },
        Finding::Hidden { why: Hidden::TooFewClients },
        Finding::Measured(estimate(3, 4, 5)),
        Finding::Measured(estimate(100, 20, 90)),
        Finding::Measured(estimate(50, 20, 50)),
    ];
    for overall in findings {
        let dated = {
            let mut made = full.clone();
            made.head.overall = overall.clone();
            made
        };
        reports.push({
            let mut made = dated.clone();
            made.head.changes = Vec::new();
            made
        });
        reports.push({
            let mut made = dated.clone();
            made.head.period = None;
            made.head.changes = Vec::new();
            *made.sections.points_mut() = Vec::new();
            made.head.periods = Vec::new();
            made
        });
        reports.push(dated);
        let mut earlier = full.clone();
        for change in &mut earlier.head.changes {
            change.then = overall.clone();
            change.comparison = change.comparison.clone().filter(|_| overall.estimate().is_some());
        }
        for point in earlier.sections.points_mut() {
            point.finding = overall.clone();
        }
        reports.push(earlier);
    }
    for verdict in [Trend::Improved, Trend::Declined, Trend::NoClearChange] {
        for since in [Since::PreviousPeriod, Since::YearEarlier, Since::Named] {
            reports.push({
                let mut made = full.clone();
                made.head.changes = vec![change(since, -0.3, verdict)];
                made
            });
        }
    }
    reports.extend(doubtful());
    reports.extend(of_changes().into_iter().chain(of_trends()).chain(of_findings()).chain(of_histories()));
    for verdict in [Verdict::Above, Verdict::Below, Verdict::Unclear] {
        let regions = ["A", "B", "C", "D"].map(|name| region(name, 1, 5.0, verdict));
        let benchmarks = vec![versus("Peers", 5.0, verdict)];
        reports.push({
            let mut made = full.clone();
            made.sections.regions = Some(crate::sections::Regions(regions.into()));
            made.sections.benchmarks = Some(crate::sections::Benchmarks(benchmarks));
            made
        });
    }
    let mut mixed = full.clone();
    let hidden = Finding::Hidden { why: Hidden::TooFew };
    let town =
        |_| RegionRow { finding: hidden.clone(), rest: None, ..region("Town", 1, 0.0, Verdict::Unclear) };
    let folded = {
        let mut made = full.clone();
        made.sections.regions = Some(crate::sections::Regions((0..30).map(town).collect()));
        made
    };
    reports.extend([
        {
            let mut made = folded.clone();
            made.head.overall = hidden.clone();
            made
        },
        {
            let mut made = folded.clone();
            let village = RegionRow {
                finding: Finding::Measured(Estimate { low_base: true, ..estimate(1, 2, 3) }),
                ..region("Village", 2, 0.0, Verdict::Unclear)
            };
            made.sections.regions_mut().extend([region("City", 1, 20.0, Verdict::Above), village]);
            made
        },
        folded,
    ]);
    mixed.sections.regions_mut().push(region("South", 3, -12.0, Verdict::Below));
    mixed.sections.benchmarks_mut().push(versus("Target", 4.0, Verdict::Above));
    reports.push(mixed);
    let mut incomparable = full.clone();
    incomparable.head.changes.iter_mut().for_each(|change| change.comparison = None);
    incomparable.sections.benchmarks_mut().iter_mut().for_each(|versus| versus.comparison = None);
    incomparable.sections.regions_mut().retain(|row| row.rest.is_none());
    incomparable.sections.quality.rejected.clear();
    reports.push(incomparable);
    let mut other_method = full.clone();
    other_method.head.question.scale = Scale::new(-3, 3, 0, 1).expect("a scale");
    other_method.head.method.hide_below = 1;
    other_method.sections.composition = Some(crate::sections::Composition {
        histogram: Some(Histogram::new(vec![5; 7])),
        weighted_histogram: None,
    });
    reports.push(other_method);
    for (by, key) in [
        (Granularity::Week, "2026-W37"),
        (Granularity::Month, "2026-09"),
        (Granularity::HalfYear, "2026/27-H1"),
        (Granularity::Year, "2026/27"),
    ] {
        let mut other = full.clone();
        let reported = period(by, if key.contains('/') { 4 } else { 1 }, key);
        other.head.period = Some(reported);
        other.head.changes.iter_mut().for_each(|change| change.period = reported.previous());
        other.sections.points_mut().iter_mut().for_each(|point| point.period = reported);
        other.head.periods.fill(reported);
        reports.push(other);
    }
    reports.extend(of_choices());
    reports.extend(of_clients());
    reports
}

/// A client among the others in every state that a sentence tells apart.
fn of_clients() -> Vec<Report> {
    let mut reports = vec![of_a_client(), by_name()];
    let mut with = |change: &dyn Fn(&mut Report)| {
        let mut report = by_name();
        change(&mut report);
        reports.push(report);
    };
    let participants =
        |report: &mut Report, change: &dyn Fn(&mut crate::sections::participants::Participants)| {
            report.sections.participants.iter_mut().for_each(change);
        };
    for verdict in [Verdict::Above, Verdict::Below, Verdict::Unclear] {
        for clients in [1, 2, 5, 21] {
            with(&|report| {
                participants(report, &|all| {
                    all.others = together(clients, verdict);
                    all.pooled = Group { comparison: None, ..all.others.clone() };
                    all.peers = Some(together(clients, verdict));
                    all.clients = clients;
                });
            });
        }
    }
    with(&|report| {
        participants(report, &|all| {
            (all.others, all.peers) = (together(39, Verdict::Unclear), Some(together(11, Verdict::Above)));
        });
    });
    let hidden =
        Group { clients: 2, finding: Finding::Hidden { why: Hidden::TooFewClients }, comparison: None };
    with(&|report| {
        report.head.overall = Finding::Hidden { why: Hidden::TooFew };
        participants(report, &|all| {
            (all.pooled, all.peers, all.mean, all.rank) = (hidden.clone(), Some(hidden.clone()), None, None);
            all.others = hidden.clone();
            all.trend.iter_mut().for_each(|moment| moment.pooled = hidden.finding.clone());
            all.named.iter_mut().for_each(|named| named.rank = None);
        });
    });
    with(&|report| {
        participants(report, &|all| {
            (all.peers_in, all.peers, all.others.comparison) = (None, None, None);
            all.rank = Some(Rank { best: 12, worst: 12, ..RANK });
        });
        report.head.response = Some(Response { answered: 1, asked: 1000, of: Asked::Population });
        report.head.organisation = None;
        report.head.client = None;
    });
    for not_named in [21, 959] {
        with(&|report| {
            participants(report, &|all| {
                all.not_named = not_named;
                all.pseudonym = Some("P 7".to_owned());
                all.named.iter_mut().filter(|_| not_named > 21).for_each(|named| named.rank = None);
            });
        });
    }
    with(&|report| {
        report.sections.quality.files.clear();
        (report.head.period, report.sections.trend, report.head.changes) = (None, None, Vec::new());
        report.head.periods = Vec::new();
        participants(report, &|all| all.trend.clear());
    });
    reports.extend(questions_tests::reports());
    reports.extend(theme_tests::reports());
    reports.extend(cut_tests::reports());
    reports.extend(search_tests::reports());
    reports.extend(drivers_tests::reports());
    reports.extend(comments_tests::reports());
    reports.extend(moved_tests::reports().into_iter().chain(follow_up_tests::reports()));
    reports.extend(accounts_tests::reports().into_iter().chain(actions_tests::reports()));
    reports.extend(costs_tests::reports());
    reports.extend(reach_tests::reports());
    reports.extend(need_tests::reports());
    reports
}

/// Everything that can be said about a report.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let mut said = vec![
        words.headline(&report.head),
        words.dateline(&report.head),
        words.window_title(&report.head),
        words.footer(&report.generator, &report.head),
        words.compared_regions_caption(report),
        words.region_benchmarks_caption(&report.head),
        words.benchmarks_caption(&report.head),
        words.interval_name(report.head.method.confidence),
        words.low_base_key(&report.head.method),
        words.mail_subject(&report.head),
        words.attached("report.html"),
    ];
    said.extend(report.head.recipient.iter().map(|recipient| words.recipient(recipient)));
    said.extend(report.head.overall.estimate().map(|estimate| words.score_and_level(&report.head, estimate)));
    // Rows may say how many were asked.
    let of_rows = report.head.response.map(|response| Response { of: Asked::Rows, ..response });
    said.extend(of_rows.into_iter().flat_map(|response| words.response(response)));
    said.extend(report.head.response.map(|response| words.response_note(response)));
    said.extend(report.head.response.into_iter().flat_map(|response| words.response(response)));
    if let Some(participants) = &report.sections.participants {
        said.push(words.participants_heading().to_owned());
        said.extend(words.participants_head().map(str::to_owned));
        said.push(words.whose(Whose::own(&report.head)));
        for (whose, group) in Whose::groups(participants) {
            said.extend([words.whose(whose), words.whose_note(whose), words.group_facts(whose, group)]);
        }
        said.extend(words.groups_left_out(report));
        said.extend(words.pseudonym(report));
        if let Some(mean) = participants.mean {
            let whose = Whose::Mean(mean.clients);
            said.extend([words.whose(whose), words.whose_note(whose)]);
        }
        said.extend(participants.rank.into_iter().flat_map(|rank| words.rank(rank, &report.head.method)));
        said.extend(participants.named.iter().map(|named| words.named_participant(named)));
        said.extend(participants.named.iter().filter_map(|named| Some(words.open_places(named.rank?))));
    }
    said.extend(
        report.head.overall.estimate().map(|estimate| words.precision(estimate, &report.head.method)),
    );
    let figures = [
        words.composition(report),
        words.histogram(report),
        words.trend(report),
        words.regions(report),
        words.benchmarks(report),
        words.standing(report),
        words.named(report),
    ];
    said.extend(words.named_selection(report));
    said.extend(words.folded_regions(report));
    for FigureTexts { title, subtitle, description, how_to_read, caption } in figures.into_iter().flatten() {
        said.extend([title, subtitle, description, how_to_read, caption]);
    }
    said.extend(why_tests::said(words, report));
    said.extend(super::design::tests::said(words, &report.head));
    said.extend(control_tests::said(words, report));
    said.extend(history_tests::said(words, report));
    said.extend(questions_tests::said(words, report));
    said.extend(theme_tests::said(words, report));
    said.extend(cut_tests::said(words, report));
    said.extend(search_tests::said(words, report));
    said.extend(drivers_tests::said(words, report));
    said.extend(comments_tests::said(words, report));
    said.extend(accounts_tests::said(words, report));
    said.extend(actions_tests::said(words, report));
    said.extend(moved_tests::said(words, report));
    said.extend(follow_up_tests::said(words, report));
    said.extend(costs_tests::said(words, report));
    said.extend(reach_tests::said(words, report));
    said.extend(need_tests::said(words, report));
    said.extend(key_findings_tests::said(words, report));
    let commentary: CommentaryTexts = words.of_part("commentary");
    said.extend([&commentary.analyst, &commentary.machine, &commentary.checked].map(ToString::to_string));
    said.push(fill(&commentary.named, &[("name", "N. N.")]));
    for change in &report.head.changes {
        said.extend([words.since(change), words.change_facts(change, &report.head.overall)]);
        said.extend([words.period(change.period), words.period_axis(change.period)]);
    }
    for versus in report.sections.benchmarks() {
        said.extend([words.versus_facts(versus), words.benchmark_facts(&versus.benchmark)]);
        said.extend([words.chance_head().to_owned(), words.p_head(&report.head.method).to_owned()]);
    }
    said.extend(report.sections.regions().iter().map(|row| words.finding(&row.finding)));
    said.extend(words.note(&report.head.overall, &report.head.method));
    said.extend(words.quality(&report.sections.quality));
    // Of a single file all is said in a sentence.
    for (file, by) in files().into_iter().zip([FormatBy::Stated, FormatBy::Found].into_iter().cycle()) {
        let quality = report.sections.quality.clone();
        said.extend(words.quality(&Quality { files: vec![file], date_format_by: Some(by), ..quality }));
    }
    said.extend(words.number_of_warnings(&report.sections.quality));
    said.extend(words.warnings(&report.sections.quality));
    said.extend(report.sections.quality.rejected.iter().map(|rejection| words.first_rows(rejection)));
    for entry in words.method(&report.head, &report.sections) {
        said.extend([entry.term.to_string(), entry.text]);
        said.extend(entry.source.map(|source| source.text.to_string()));
    }
    said
}
