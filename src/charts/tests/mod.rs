//! What holds for every chart of every report: readable, well-formed, nothing overlaps, nothing is cut.

mod colours;
mod funnels;
mod labels;
mod sample;
mod svg;

use super::role::Role;
use super::text::Type;
use super::{
    Caption, Chart, Labels, Width, Word, bullet, composition, funnel, heat, histogram, named, panels,
    regions, spark, standing, trend, waterfall,
};
use crate::report::{Finding, Report};
use labels::{English, Russian};
use svg::{Box, check_well_formed, texts};

type Draw = fn(&Report, &dyn Labels, Width, Caption<'_>) -> Option<Chart>;

const CHARTS: [(&str, Draw); 11] = [
    ("heat", heat),
    ("panels", panels),
    ("spark", spark),
    ("trend", trend),
    ("standing", standing),
    ("named", named),
    ("regions", regions),
    ("waterfall", |report, labels, width, caption| {
        waterfall(&report.head, report.sections.why().first()?, labels, width, caption)
    }),
    ("composition", composition),
    ("histogram", histogram),
    ("bullet", bullet),
];

const CAPTION: Caption<'static> =
    Caption { id: "c", title: "Loyalty <rose>", description: "NPS & its interval" };

/// Every chart of every sample in both languages and widths, with a name to fail by.
fn every_chart() -> Vec<(String, Width, String)> {
    let mut charts = Vec::new();
    for (case, report) in sample::all() {
        for (language, labels) in [("en", &English as &dyn Labels), ("ru", &Russian)] {
            for width in Width::ALL {
                for (name, draw) in CHARTS {
                    for part in draw(&report, labels, width, CAPTION).iter().flat_map(parts) {
                        charts.push((format!("{name}, {case}, {language}, {width:?}"), width, part));
                    }
                }
            }
        }
    }
    for (case, tier) in funnels::all() {
        for (language, labels) in [("en", &English as &dyn Labels), ("ru", &Russian)] {
            for width in Width::ALL {
                let chart = funnel(&tier, labels, width, CAPTION).expect("a funnel");
                let name = format!("funnel, {case}, {language}, {width:?}");
                charts.push((name, width, chart.svg().to_owned()));
            }
        }
    }
    charts
}

/// The parts that a chart is drawn in.
fn parts(chart: &Chart) -> Vec<String> {
    chart.svg().split_inclusive("</svg>").map(str::to_owned).collect()
}

#[test]
fn a_wide_chart_of_very_many_rows_is_drawn_in_parts_that_have_room_on_paper() {
    let report = sample::all().into_iter().find(|(case, _)| *case == "sixty regions").expect("there").1;
    for (name, draw) in [("regions", regions as Draw), ("heat", heat)] {
        let chart = |width| draw(&report, &Russian, width, CAPTION).expect("a chart");
        assert_eq!(parts(&chart(Width::Narrow)).len(), 1);
        let (mut names, parts) = (Vec::new(), parts(&chart(Width::Wide)));
        assert!((2..=4).contains(&parts.len()), "{name}: {} parts", parts.len());
        for (part, number) in parts.iter().zip(1..) {
            assert!(Box::of_view(part).height() <= 1050.0);
            assert!(part.contains(&format!(">Loyalty &lt;rose&gt; ({number}/{})</title>", parts.len())));
            let id = if number == 1 { "c-wide".to_owned() } else { format!("c-{number}-wide") };
            assert!(part.contains(&format!("aria-labelledby=\"{id}-title {id}-desc\"")));
            names.extend(texts(part, Width::Wide).into_iter().map(|(text, _)| text));
        }
        // Every region is in one of them, and each part has a key of its own.
        let said = names.join(" ") + " ";
        for row in report.sections.listed_regions() {
            let region = format!("{} ", Russian.region(&row.region));
            assert_eq!(said.matches(&region).count(), 1, "{name}: {region} in {said}");
        }
        let keys = said.matches(&Russian.word(Word::AboveRest)).count();
        assert_eq!(keys, if name == "regions" { parts.len() } else { 0 }, "{name}");
    }
}

#[test]
fn no_two_texts_overlap_and_none_leaves_the_chart() {
    let mut faults = Vec::new();
    for (name, width, svg) in every_chart() {
        let sheet = Box::of_view(&svg);
        let texts = texts(&svg, width);
        for (i, (text, place)) in texts.iter().enumerate() {
            if !place.within(sheet) {
                faults.push(format!("{name}: `{text}` leaves the chart: {place:?} of {sheet:?}"));
            }
            for (other, there) in &texts[..i] {
                if place.overlaps(*there) {
                    faults.push(format!("{name}: `{text}` overlaps `{other}`"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_chart_is_well_formed_and_its_ids_are_its_own() {
    for (name, width, svg) in every_chart() {
        check_well_formed(&svg).unwrap_or_else(|fault| panic!("{name}: {fault}\n{svg}"));
        assert!(svg.contains("<title id=\"c-") && svg.contains(">Loyalty &lt;rose&gt;"));
        assert!(svg.contains(" aria-labelledby=\"c-") && svg.contains(&format!("-{}-desc\"", width.name())));
        assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{name}");
    }
}

#[test]
fn a_text_is_never_smaller_than_twelve_units_on_wide_and_thirteen_on_narrow_charts() {
    for (name, width, svg) in every_chart() {
        let least = if width == Width::Wide { 12.0 } else { 13.0 };
        let sizes =
            svg.split("font-size=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
        assert!(sizes.clone().count() > 0 && sizes.clone().all(|size| size >= least), "{name}");
    }
}

#[test]
fn there_is_no_chart_where_there_is_nothing_to_draw() {
    for width in Width::ALL {
        for report in [sample::bare(Finding::NoAnswers), sample::bare(sample::HIDDEN)] {
            for (name, draw) in CHARTS {
                assert_eq!(draw(&report, &English, width, CAPTION), None, "{name}");
            }
        }
        let bare = sample::bare(sample::measured(20, 30, 50));
        assert!(trend(&bare, &English, width, CAPTION).is_none());
        assert!(spark(&bare, &English, width, CAPTION).is_none());
        assert!(regions(&bare, &English, width, CAPTION).is_none());
        assert!(standing(&bare, &English, width, CAPTION).is_none());
        assert!(named(&bare, &English, width, CAPTION).is_none());
        assert!(bullet(&bare, &English, width, CAPTION).is_none());
        assert!(composition(&bare, &English, width, CAPTION).is_some());
        assert!(histogram(&bare, &English, width, CAPTION).is_some());
    }
}

#[test]
fn regions_without_a_figure_are_named_and_say_why() {
    let mut report = sample::usual();
    for row in report.sections.regions_mut().iter_mut().skip(1) {
        row.finding = sample::HIDDEN;
    }
    let chart = regions(&report, &English, Width::Wide, CAPTION).expect("a chart");
    assert_eq!(chart.svg().matches("too few answers").count(), report.sections.regions().len() - 1);
    report.sections.regions_mut().iter_mut().for_each(|row| row.finding = sample::HIDDEN);
    assert_eq!(regions(&report, &English, Width::Wide, CAPTION), None, "names alone are no chart");
}

#[test]
fn the_line_of_the_trend_is_broken_where_there_is_no_figure() {
    let chart = trend(&sample::usual(), &English, Width::Wide, CAPTION).expect("a chart");
    assert_eq!(chart.svg().matches("class=\"f-band\" d=").count(), 3);
}

#[test]
fn a_gap_is_in_the_key_where_one_is_drawn() {
    let named = |report: &Report| {
        trend(report, &English, Width::Wide, CAPTION).expect("a chart").svg().matches("gap:").count()
    };
    let mut report = sample::usual();
    assert_eq!(named(&report), 1);
    let runs = crate::charts::trend::runs(report.sections.points());
    let last = runs.last().expect("a run").len();
    for point in report.sections.points_mut().iter_mut().rev().skip(last) {
        point.finding = Finding::NoAnswers;
    }
    assert_eq!(named(&report), 0, "a line that only begins late is whole");
}

#[test]
fn the_steps_of_a_change_lead_from_one_score_to_the_other_and_many_regions_are_summed_up() {
    let drawn = |wanted: &str| {
        let (_, report) = sample::all().into_iter().find(|(case, _)| *case == wanted).expect("there");
        let steps = report.sections.why()[0].steps().len();
        (
            waterfall(&report.head, &report.sections.why()[0], &English, Width::Wide, CAPTION)
                .expect("a chart"),
            steps,
        )
    };
    for (case, expected) in [("usual", 8), ("sixty regions", 10)] {
        let (chart, steps) = drawn(case);
        assert_eq!(steps, expected);
        let bars = ["class=\"f-above\"", "class=\"f-below\""].map(|bar| chart.svg().matches(bar).count());
        assert_eq!(bars.iter().sum::<usize>(), steps + 2, "a bar for each step, and two in the key");
    }
    assert!(drawn("sixty regions").0.svg().contains("Others: 50"));
}

#[test]
fn limits_are_steps_with_a_gap_and_scores_outside_have_a_cross() {
    let (_, report) = sample::all().into_iter().find(|(case, _)| *case == "controlled").expect("there");
    let chart = trend(&report, &English, Width::Wide, CAPTION).expect("a chart");
    assert_eq!(
        chart.svg().matches("class=\"s-limit-line\"").count(),
        7,
        "both limits in three stretches, and the key"
    );
    let outside = report.sections.control().expect("limits").outside.len();
    assert_eq!(chart.svg().matches("<path class=\"s-ink\"").count(), 2 * (outside + 1), "and the key");
    assert!(!chart.svg().contains("<circle class=\"s-ink\""), "a ring is a low base");
    assert!(outside > 0 && chart.svg().contains(">control limits</text>"));
    assert!(chart.svg().contains("class=\"s-trailing\""));
}

#[test]
fn every_region_is_drawn_whatever_their_number() {
    let (_, report) = sample::all().into_iter().find(|(case, _)| *case == "sixty regions").expect("there");
    let chart = regions(&report, &Russian, Width::Narrow, CAPTION).expect("a chart");
    for row in report.sections.regions() {
        let name = Russian.region(&row.region);
        let number = name.rsplit(' ').next().expect("a word");
        let shown = chart.svg().contains(&format!("{number}</text>"));
        assert!(shown, "{name}");
    }
}

#[test]
fn equal_reports_are_equal_bytes() {
    let report = sample::usual();
    for (name, draw) in CHARTS {
        let one = draw(&report, &English, Width::Wide, CAPTION);
        assert_eq!(one, draw(&report, &English, Width::Wide, CAPTION), "{name}");
    }
}

#[test]
fn a_report_s_charts_stay_small() {
    let report = sample::usual();
    let bytes: usize = Width::ALL
        .into_iter()
        .flat_map(|width| CHARTS.map(|(_, draw)| draw(&report, &English, width, CAPTION)))
        .flatten()
        .map(|chart| chart.svg().len())
        .sum();
    assert!(bytes < 90_000, "{bytes} bytes");
}

#[test]
fn a_chart_measures_with_the_type_that_it_draws() {
    let text = Type { size: 12.0, bold: true, role: Role::Ink };
    let svg = "<svg viewBox=\"0 0 720 10\" font-size=\"12\"><text class=\"t-ink b\" x=\"5\" y=\"8\">ab</text></svg>";
    let (_, place) = texts(svg, Width::Wide).remove(0);
    assert!((place.width() - text.width("ab")).abs() < 1e-9);
}

#[test]
fn the_client_stands_beside_the_others_and_a_hidden_group_says_why() {
    let mut report = sample::of_a_client(40);
    let drawn =
        |report: &Report| standing(report, &English, Width::Wide, CAPTION).expect("a chart").svg().to_owned();
    let svg = drawn(&report);
    assert_eq!(svg.matches("<circle").count(), 5, "client, peers, others, all, and the key: {svg}");
    assert_eq!(svg.matches("f-unclear\" d=").count(), 1, "the mean is a diamond");
    assert_eq!(svg.matches("s-bench\"").count(), 0, "targets stand among the benchmarks");
    let whole = svg.matches("class=\"s-grid\"").count();
    let participants = report.sections.participants.as_mut().expect("a client");
    participants.peers.as_mut().expect("peers").finding = sample::HIDDEN;
    let svg = drawn(&report);
    assert_eq!(svg.matches("too few answers").count(), 1);
    let upright = |svg: &str| svg.matches("class=\"s-grid\"").count();
    assert_eq!(upright(&svg), 2 * whole, "no line runs through the words in the place of a mark");
    let participants = report.sections.participants.as_mut().expect("a client");
    (participants.pooled.finding, participants.others.finding) = (sample::HIDDEN, sample::HIDDEN);
    participants.mean = None;
    report.head.overall = sample::HIDDEN;
    assert_eq!(standing(&report, &English, Width::Wide, CAPTION), None, "a target alone is no standing");
}

#[test]
fn the_others_lines_are_dashed_and_dotted_and_broken_where_they_are_hidden() {
    let report = sample::of_a_client(40);
    for width in Width::ALL {
        let chart = trend(&report, &English, width, CAPTION).expect("a chart");
        let lines = |class: &str| {
            let drawn = chart.svg().split("<path ").filter(|path| path.starts_with(class));
            drawn.filter(|path| path.contains("stroke-width=\"1.8\"")).count()
        };
        assert_eq!(lines("class=\"s-together\""), 1);
        assert_eq!(lines("class=\"s-peers\""), 2, "a gap in the middle");
        assert!(chart.svg().contains("t-together") && chart.svg().contains("t-peers"));
    }
}

#[test]
fn sixty_participants_are_a_table_and_fewer_a_chart_with_the_client_s_own_in_bold() {
    let chart = named(&sample::of_a_client(59), &Russian, Width::Wide, CAPTION).expect("a chart");
    assert_eq!(chart.svg().matches("class=\"t-ink b\" x=\"0\"").count(), 1);
    assert_eq!(named(&sample::of_a_client(60), &Russian, Width::Wide, CAPTION), None);
}
