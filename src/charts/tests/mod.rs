//! What holds for every chart: readable, well-formed, nothing overlaps, nothing is cut.

mod colours;
mod funnels;
mod inputs;
mod language;
mod over_time;
mod scatters;
mod svg;

use super::bullet::Side;
use super::dots::{Emphasis, Mark};
use super::role::Role;
use super::series::Series;
use super::text::Type;
use super::{Caption, Chart, Drawn, Kind, Width};
use inputs::{Case, measured};
use language::Language;
use svg::{Box, check_well_formed, texts};

const CAPTION: Caption<'static> =
    Caption { id: "c", title: "Loyalty <rose>", description: "NPS & its interval" };

type Cases = fn(Language) -> Vec<Case>;

/// Every kind of chart, by name.
const KINDS: [(&str, Cases); 11] = [
    ("dots", inputs::dots),
    ("line", over_time::lines),
    ("spark", over_time::sparks),
    ("heat", over_time::heats),
    ("panels", over_time::panels),
    ("bars", inputs::bars),
    ("histogram", inputs::histograms),
    ("bullet", inputs::bullets),
    ("waterfall", inputs::waterfalls),
    ("funnel", funnels::funnels),
    ("scatter", scatters::scatters),
];

/// Every chart of every case in both languages and widths, part by part, with a name to fail by.
fn every_chart() -> Vec<(String, Width, String)> {
    let mut charts = Vec::new();
    for (kind, cases) in KINDS {
        for language in Language::ALL {
            for (case, input) in cases(language) {
                for width in Width::ALL {
                    let name = format!("{kind}, {case}, {language:?}, {width:?}");
                    let chart = input.draw(&language, width, &CAPTION).unwrap_or_else(|| panic!("{name}"));
                    charts.extend(parts(&chart).into_iter().map(|part| (name.clone(), width, part)));
                }
            }
        }
    }
    charts
}

/// The parts that a chart is drawn in.
fn parts(chart: &Chart) -> Vec<String> {
    chart.svg().split_inclusive("</svg>").map(str::to_owned).collect()
}

/// A wide chart in English.
fn wide(kind: &dyn Kind) -> Chart {
    kind.draw(&Language::English, Width::Wide, &CAPTION).expect("a chart")
}

/// Nothing at either width.
fn is_nothing(kind: &dyn Kind) -> bool {
    Width::ALL.iter().all(|width| kind.draw(&Language::English, *width, &CAPTION).is_none())
}

#[test]
fn a_wide_chart_of_very_many_rows_is_drawn_in_parts_that_have_room_on_paper() {
    let language = Language::Russian;
    let dots = inputs::sixty_dots(language);
    let heat = over_time::heat_of(language, &over_time::sixty_names(), language.periods(4, 2, 12));
    for (name, kind) in [("dots", &dots as &dyn Kind), ("heat", &heat)] {
        let chart = |width| kind.draw(&language, width, &CAPTION).expect("a chart");
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
        // Every row is in one of them, and each part has a key of its own.
        let said = names.join(" ") + " ";
        for row in over_time::sixty_names() {
            assert_eq!(said.matches(&format!("{row} ")).count(), 1, "{name}: {row} in {said}");
        }
        let keys = said.matches("выше остальных").count();
        assert_eq!(keys, if name == "dots" { parts.len() } else { 0 }, "{name}");
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
    let language = Language::English;
    let mut dots = inputs::usual_dots(language);
    dots.rows.iter_mut().for_each(|row| row.mark = Mark::Missing(inputs::missing(language)));
    assert!(is_nothing(&dots), "names alone are no chart");
    let periods = |length| language.periods(4, 2, length);
    assert!(is_nothing(&over_time::line_of(language, Series(vec![None, None]), periods(2))));
    assert!(is_nothing(&over_time::line_of(language, Series(Vec::new()), periods(0))));
    let alone = Series(vec![None, Some(measured(20, 30, 50))]);
    assert!(is_nothing(&over_time::spark_of(language, alone, &periods(2))), "a point is no line");
    assert!(is_nothing(&inputs::bars_of(language, vec![("Q1".into(), Err(inputs::missing(language)))])));
    assert!(is_nothing(&inputs::histogram_of(language, 0, (7, 9), &[])));
    assert!(is_nothing(&inputs::bullet_of(language, [20, 30, 50], Vec::new())));
    let mut heat = over_time::heat_of(language, &["North".to_owned()], periods(12));
    heat.rows.iter_mut().for_each(|row| row.cells.clear());
    assert!(is_nothing(&heat));
    assert!(is_nothing(&over_time::panels_of(language, &[], 4, 12)));
    let many = over_time::panels_of(language, &over_time::sixty_names()[..25], 4, 12);
    assert!(is_nothing(&many), "more than can be compared");
    let mut waterfall = inputs::waterfall_of(language, &[]);
    waterfall.rows.clear();
    assert!(is_nothing(&waterfall));
    assert!(Drawn::of(&dots, &language, &CAPTION).is_none());
}

#[test]
fn rows_without_a_figure_are_named_and_say_why() {
    let mut dots = inputs::usual_dots(Language::English);
    for row in dots.rows.iter_mut().skip(1) {
        row.mark = Mark::Missing(inputs::missing(Language::English));
    }
    let chart = wide(&dots);
    assert_eq!(chart.svg().matches("too few answers").count(), dots.rows.len() - 1);
    assert!(chart.svg().contains(">Far East</text>"));
}

#[test]
fn a_row_that_stands_out_has_a_sign_and_the_key_explains_what_occurs() {
    let mut dots = inputs::usual_dots(Language::English);
    let svg = wide(&dots).svg().to_owned();
    assert_eq!([svg.matches('▲').count(), svg.matches('▼').count()], [2 + 1, 1 + 1], "and the key");
    assert_eq!(svg.matches("s-bench\"").count(), 1);
    for word in ["above the rest", "below the rest", "the region’s benchmark", "fewer than 30 answers"] {
        assert!(svg.contains(word), "{word}");
    }
    dots.rows.truncate(3);
    for row in &mut dots.rows {
        (row.emphasis, row.benchmarks) = (Emphasis::None, Vec::new());
    }
    let svg = wide(&dots).svg().to_owned();
    for word in ["above the rest", "below the rest", "the region’s benchmark", "fewer than 30 answers"] {
        assert!(!svg.contains(word), "{word}");
    }
}

#[test]
fn the_line_is_broken_where_there_is_no_figure() {
    let chart = wide(&over_time::usual_line(Language::English));
    assert_eq!(chart.svg().matches("class=\"f-band\" d=").count(), 3);
}

#[test]
fn a_gap_is_in_the_key_where_one_is_drawn() {
    let mut line = over_time::usual_line(Language::English);
    assert_eq!(wide(&line).svg().matches("gap:").count(), 1);
    let last = line.series.runs().last().expect("a run").len();
    line.series.0.iter_mut().rev().skip(last).for_each(|point| *point = None);
    assert_eq!(wide(&line).svg().matches("gap:").count(), 0, "a line that only begins late is whole");
}

#[test]
fn the_steps_of_a_change_lead_from_one_score_to_the_other() {
    let steps = [2.0, -3.5, 0.0, 4.0].map(|effect| ("North".to_owned(), effect));
    let chart = wide(&inputs::waterfall_of(Language::English, &steps));
    let bars = ["class=\"f-above\"", "class=\"f-below\""].map(|bar| chart.svg().matches(bar).count());
    assert_eq!(bars, [3 + 1, 1 + 1], "a bar for each step, and one in the key");
    assert_eq!(chart.svg().matches("<circle").count(), 2 + 1, "both scores, and the key");
    let without = wide(&inputs::waterfall_of(Language::English, &steps[..1]));
    assert!(!without.svg().contains("lowered the score"));
}

#[test]
fn limits_are_steps_with_a_gap_and_scores_outside_have_a_cross() {
    let line = over_time::with_limits(Language::English, over_time::usual_line(Language::English));
    let chart = wide(&line);
    assert_eq!(
        chart.svg().matches("class=\"s-limit-line\"").count(),
        7,
        "both limits in three stretches, and the key"
    );
    let outside = line.limits.expect("limits").outside.into_iter().filter(|outside| *outside).count();
    assert_eq!(chart.svg().matches("<path class=\"s-ink\"").count(), 2 * (outside + 1), "and the key");
    assert!(!chart.svg().contains("<circle class=\"s-ink\""), "a ring is a low base");
    assert!(outside > 0 && chart.svg().contains(">control limits</text>"));
    assert!(chart.svg().contains("class=\"s-trailing\""));
}

#[test]
fn every_row_is_drawn_whatever_their_number() {
    let dots = inputs::sixty_dots(Language::Russian);
    let chart = dots.draw(&Language::Russian, Width::Narrow, &CAPTION).expect("a chart");
    for row in &dots.rows {
        let number = row.name.rsplit(' ').next().expect("a word");
        assert!(chart.svg().contains(&format!("{number}</text>")), "{}", row.name);
    }
}

#[test]
fn equal_inputs_are_equal_bytes() {
    for (kind, cases) in KINDS {
        for ((case, one), (_, other)) in cases(Language::English).iter().zip(cases(Language::English)) {
            assert_eq!(wide(one.as_ref()), wide(other.as_ref()), "{kind}, {case}");
        }
    }
}

#[test]
fn charts_of_all_kinds_but_the_funnel_stay_small_together() {
    let usual = |cases: &Cases| -> usize {
        let (_, input) = cases(Language::English).into_iter().next().expect("a case");
        let of = |width| input.draw(&Language::English, width, &CAPTION).expect("a chart").svg().len();
        Width::ALL.map(of).iter().sum()
    };
    let others = KINDS.iter().filter(|(kind, _)| !["funnel", "scatter"].contains(kind));
    let bytes: usize = others.map(|(_, cases)| usual(cases)).sum();
    assert!(bytes < 100_000, "{bytes} bytes");
    // That of the scatter is its own, so that it takes nothing from what the others had.
    let bytes = usual(&(scatters::scatters as Cases));
    assert!(bytes < 10_000, "{bytes} bytes");
}

#[test]
fn a_chart_measures_with_the_type_that_it_draws() {
    let text = Type { size: 12.0, bold: true, role: Role::Ink };
    let svg = "<svg viewBox=\"0 0 720 10\" font-size=\"12\"><text class=\"t-ink b\" x=\"5\" y=\"8\">ab</text></svg>";
    let (_, place) = texts(svg, Width::Wide).remove(0);
    assert!((place.width() - text.width("ab")).abs() < 1e-9);
}

#[test]
fn the_own_score_stands_beside_the_others_and_a_hidden_one_says_why() {
    let mut dots = inputs::own_beside_others(Language::English, "Riverside", "Participants in North");
    let svg = wide(&dots).svg().to_owned();
    assert_eq!(svg.matches("<circle").count(), 4, "own, two groups, and the key: {svg}");
    assert_eq!(svg.matches("f-unclear\" d=").count(), 1, "the mean is a diamond");
    assert_eq!(svg.matches("class=\"t-ink b\" x=\"0\"").count(), 1, "the own name is bold");
    let whole = svg.matches("class=\"s-grid\"").count();
    dots.rows[1].mark = Mark::Missing(inputs::missing(Language::English));
    let svg = wide(&dots).svg().to_owned();
    assert_eq!(svg.matches("too few answers").count(), 1);
    let upright = svg.matches("class=\"s-grid\"").count();
    assert_eq!(upright, 2 * whole, "no line runs through the words in the place of a mark");
}

#[test]
fn the_others_lines_are_drawn_apart_and_broken_where_they_are_hidden() {
    let line = over_time::usual_line(Language::English);
    let line = over_time::with_others(Language::English, line, "Participants in North");
    for width in Width::ALL {
        let chart = line.draw(&Language::English, width, &CAPTION).expect("a chart");
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
fn a_difference_has_a_sign_where_it_is_beyond_chance() {
    let bullet = |side| {
        let mut bullet = inputs::bullet_of(Language::English, [20, 30, 50], Vec::new());
        bullet.benchmarks.push(inputs::benchmark(Language::English, "Target", 25.0, side));
        wide(&bullet).svg().to_owned()
    };
    assert!(bullet(Side::Above).contains(">▲\u{a0}+15</text>"));
    assert!(bullet(Side::Below).contains(">▼\u{a0}+15</text>"));
    assert!(
        bullet(Side::Unclear).contains("<text class=\"t-muted b\"")
            && bullet(Side::Unclear).contains(">+15<")
    );
}

#[test]
fn scores_in_a_map_have_decimals_only_where_all_have_room_for_them() {
    let map = |columns| {
        let periods = Language::English.periods(4, 2, columns);
        let mut heat = over_time::heat_of(Language::English, &["North".to_owned()], periods);
        for cell in heat.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let super::heat::Cell::Score { score, value, .. } = cell {
                *value = format!("{score:.3}");
            }
        }
        texts(wide(&heat).svg(), Width::Wide).into_iter().any(|(text, _)| text.contains('.'))
    };
    assert!(map(6) && !map(24));
}
