//! A score stands on the same side of a level's border in every place where it is shown.

use std::num::NonZeroUsize;

use plaudit::pages::Templates;
use plaudit::report::Report;
use plaudit::{Run, config};

use crate::support::folder;

/// A report on so many detractors, passives and promoters in each of two regions and two quarters.
fn report(counts: [u64; 3], language: &str, levels: &str) -> Report {
    let rows: String = [("2026-08-01", "N"), ("2026-08-01", "S"), ("2026-05-01", "N"), ("2026-05-01", "S")]
        .iter()
        .flat_map(|cells| [3, 8, 10].into_iter().zip(counts).map(move |pair| (cells, pair)))
        .map(|((day, region), (score, n))| {
            format!("{score},{day},{region}\n").repeat(usize::try_from(n).expect("few"))
        })
        .collect();
    let yaml = format!(
        "title: T\nas_of: 2026-10-05\nlanguage: {language}\nsource: {{files: a.csv, date_format: YYYY-MM-DD}}\n\
         columns: {{score: nps, date: d, region: r}}\n{levels}"
    );
    let folder = folder(&[("c.yaml", &yaml), ("a.csv", &format!("nps,d,r\n{rows}"))]);
    let loaded = config::load(&folder.path().join("c.yaml")).expect("YAML");
    let as_of = loaded.config.as_of.expect("stated");
    let run = Run { as_of, is_over: true, threads: NonZeroUsize::MIN, progress: &|_, _| () };
    plaudit::counts(loaded, &run).expect("counted").report()
}

/// Page and e-mail of a report.
fn texts(report: &Report) -> [String; 3] {
    let templates = Templates::new(None).expect("built in");
    let page = plaudit::page(report, &templates).expect("a page").html;
    let summary = plaudit::summary(report, "report.html", &templates).expect("a summary");
    [page, summary.text, summary.html]
}

/// How often a text says a number, not as a part of another one.
fn times(text: &str, number: &str) -> usize {
    let is_part = |c: char| c.is_ascii_digit() || ['.', ',', '\u{2212}'].contains(&c);
    text.match_indices(number)
        .filter(|(at, _)| {
            let (before, after) = (&text[..*at], &text[at + number.len()..]);
            let joined = after.chars().next().is_some_and(|c| c.is_ascii_digit());
            !before.ends_with(is_part) && !joined
        })
        .count()
}

/// 1,000 answers a region and quarter, 1 fewer promoter than the border takes: −0.1, 29.9, 49.9, 69.9 in whole points would
/// be on the border, and of 3,000 in tenths too.
#[test]
fn a_score_just_below_a_border_is_not_shown_as_the_border() {
    for (counts, level, shown, border) in [
        ([334, 333, 333], "critical", "\u{2212}0.1", ["0.0", "0"]),
        ([1001, 999, 1000], "critical", "\u{2212}0.03", ["0.0", "0"]),
        ([351, 0, 649], "needs improvement", "29.8", ["30.0", "30"]),
        ([0, 2101, 899], "needs improvement", "29.97", ["30.0", "30"]),
        ([0, 1501, 1499], "good", "49.97", ["50.0", "50"]),
        ([0, 901, 2099], "great", "69.97", ["70.0", "70"]),
    ] {
        let report = report(counts, "en", "");
        let estimate = report.head.overall.estimate().expect("measured");
        let [page, text, html] = texts(&report);
        assert_eq!(
            estimate.level + 1,
            report.head.levels.iter().position(|l| l.from.to_string() == border[1]).expect("a border"),
            "{level}"
        );
        for said in [&page, &text, &html] {
            assert!(times(said, shown) > 0, "{shown} is said");
        }
        // In charts: the score, beside the ticks of an axis.
        assert!(times(&page, shown) > 6, "{shown}: {}", times(&page, shown));
        for said in [&text, &html] {
            // A difference of nothing from a score of −0.1 is 0.0.
            let tenths = if border[1] == "0" { "NPS 0.0" } else { border[0] };
            assert_eq!(
                times(said, &format!("NPS {}", border[1])) + times(said, tenths),
                0,
                "{shown}: {said}"
            );
        }
        let figures = page.split("<table").skip(1).filter_map(|part| part.split("</table>").next());
        // A difference may be 0.0.
        for table in figures.filter(|_| border[1] != "0") {
            assert_eq!(times(table, &format!(">{}<", border[0])), 0, "{shown}: {table}");
        }
    }
}

#[test]
fn scores_at_and_above_a_border_are_rounded_as_ever() {
    for (counts, shown) in
        [([1000, 1000, 1000], "0.0"), ([999, 1000, 1001], "0.1"), ([0, 1499, 1501], "50.0")]
    {
        assert!(texts(&report(counts, "en", ""))[1].contains(&format!("{shown} (")), "{shown}");
    }
}

#[test]
fn a_border_with_decimals_and_another_language_keep_their_sides() {
    // 36.5667 of 3,000: below 36.57, and in tenths and hundredths not.
    let levels = "levels: [{from: -100, name: A}, {from: 36.57, name: B}]\n";
    for (language, shown) in [("en", "36.567 (A)"), ("ru", "36,567 (A)"), ("uk", "36,567 (A)")] {
        let [_, text, _] = texts(&report([0, 1903, 1097], language, levels));
        assert!(text.contains(shown), "{text}");
    }
}
