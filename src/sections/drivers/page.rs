//! The drivers in words, as a chart and as a table.

use super::texts::DriverTexts;
use super::types::{DRIVERS, Driver, Drivers, InCut, OfValue, Refused, SECTION, Told, Within};
use crate::charts::Format;
use crate::charts::scatter::{Point, Scatter, ScatterWords};
use crate::sections::table::{Cell, Table, number, text};
use crate::sections::{Figure, Page};
use crate::wording::{About, FigureTexts, Words, capitalised, fill};

pub(super) fn texts(words: &Words) -> DriverTexts {
    words.of_part(SECTION)
}

/// How numbers in per cent are written along an axis.
struct PerCent<'a>(&'a Words);

impl Format for PerCent<'_> {
    fn score(&self, points: f64) -> String {
        self.0.points(points, 0)
    }

    fn count(&self, n: u64) -> String {
        self.0.count(n)
    }
}

/// Everything that the page has of drivers.
pub(super) fn figure(drivers: &Drivers, page: &Page<'_>) -> Option<Figure> {
    let Page { report, words } = page;
    let texts = texts(words);
    let [subject, _] = words.dated_subject(&report.head, None);
    let title =
        drivers.told.as_ref().map_or_else(|| texts.refused_title.to_string(), |told| title(told, &texts));
    let figure_texts = FigureTexts {
        description: title.clone(),
        title,
        subtitle: fill(&texts.subtitle, std::slice::from_ref(&subject)),
        how_to_read: texts.how.to_string(),
        caption: fill(&texts.caption, &[subject]),
    };
    let caption = figure_texts.caption.clone();
    let chart = drivers.told.as_ref().map(|told| scatter(told, page, &texts));
    let rests_on = &[DRIVERS, About::BASES];
    let figure = Figure::in_format(
        "drivers",
        Some(figure_texts),
        ("chart-drivers", chart),
        rests_on,
        &PerCent(words),
    )?;
    let tables = drivers.told.iter().map(|told| table(told, caption.clone(), (words, &texts)));
    let by_cut = drivers.by_cut.iter().enumerate();
    let by_cut = by_cut.map(|(at, cut)| table_by(drivers, (at, cut), page, &texts));
    Some(figure.with_tables(tables.chain(by_cut)).with_notes(notes(drivers, page, &texts)))
}

/// Which goes together with the score most, where that is clear: where its interval lies above all others.
fn title(told: &Told, texts: &DriverTexts) -> String {
    let sorted = told.sorted();
    match sorted.split_first() {
        Some((first, others)) if others.iter().all(|other| other.weight_high < first.weight_low) => {
            fill(&texts.leads, &[("first", first.name.clone())])
        }
        _ => texts.none_leads.to_string(),
    }
}

/// What has to be known of all of it.
fn notes(drivers: &Drivers, page: &Page<'_>, texts: &DriverTexts) -> Vec<String> {
    let words = page.words;
    let mut notes: Vec<String> = drivers.refused.iter().map(|refused| why(refused, words, texts)).collect();
    if let (Some(n), Some(left)) = (drivers.n, drivers.left_out) {
        notes.push(fill(&texts.base, &[("n", words.count(n)), ("left", words.count(left))]));
    }
    if let Some(told) = &drivers.told {
        let percent = |share| words.percent_to(share, 1);
        let values = [
            ("r", percent(told.r_squared)),
            ("low", percent(told.r_squared_low)),
            ("high", percent(told.r_squared_high)),
            ("confidence", words.confidence(page.report.head.method.confidence)),
        ];
        notes.push(fill(&texts.explained, &values));
        notes.push(texts.no_cause.to_string());
    }
    notes
}

/// Why there are no weights.
fn why(refused: &Refused, words: &Words, texts: &DriverTexts) -> String {
    match refused {
        Refused::Weighted => texts.weighted.to_string(),
        Refused::TooFew { least } => fill(&texts.too_few, &[("least", words.count(*least))]),
        Refused::OneGroup => texts.one_group.to_string(),
        Refused::Constant { driver } => fill(&texts.constant, &[("driver", driver.clone())]),
        Refused::Groups { driver } => fill(&texts.groups, &[("driver", driver.clone())]),
        Refused::Same { drivers } => fill(&texts.same, &[("drivers", words.list(drivers))]),
        Refused::Follow { drivers } => fill(&texts.follow, &[("drivers", words.list(drivers))]),
    }
}

/// How each is rated, across, and what it weighs, upwards.
fn scatter(told: &Told, page: &Page<'_>, texts: &DriverTexts) -> Scatter {
    let point = |driver: &Driver| Point {
        name: driver.name.clone(),
        at: [100.0 * driver.performance, 100.0 * driver.weight],
        ends: [driver.weight_low, driver.weight_high].map(|end| 100.0 * end),
        stands_out: told.quadrant(driver) == [false, true],
    };
    let [out, others, means] = texts.keys.each_ref().map(ToString::to_string);
    Scatter {
        points: told.each.iter().map(point).collect(),
        means: told.means().map(|mean| 100.0 * mean),
        words: ScatterWords {
            axes: texts.axes.each_ref().map(ToString::to_string),
            dots: [out, others],
            means,
            interval: page.words.interval_name(page.report.head.method.confidence),
        },
    }
}

/// All of them, the one with the largest weight first.
fn table(told: &Told, caption: String, (words, texts): (&Words, &DriverTexts)) -> Table {
    let [name, heads @ .., place] = &texts.heads;
    let heads = [text(name)].into_iter().chain(heads.iter().map(number)).chain([text(place)]);
    let percent = |share: f64| number(words.percent_to(share, 1));
    let row = |driver: &Driver| -> Vec<Cell> {
        let [is_rated_high, weighs_more] = told.quadrant(driver);
        let place = 2 * usize::from(weighs_more) + usize::from(is_rated_high);
        vec![
            text(&driver.name),
            percent(driver.weight),
            percent(driver.weight_low),
            percent(driver.weight_high),
            percent(driver.share),
            number(words.points(driver.correlation, 2)),
            number(words.points(driver.mean, 2)),
            percent(driver.performance),
            text(texts.quadrants.get(place).map_or("", |place| place)),
        ]
    };
    let rows = told.sorted().into_iter().map(row).collect();
    Table::new("table-drivers", caption, heads.collect(), rows)
}

/// The weights of all in the answers of each value of a cut.
fn table_by(drivers: &Drivers, (at, cut): (usize, &InCut), page: &Page<'_>, texts: &DriverTexts) -> Table {
    let Page { report, words } = page;
    let labels = words.labels();
    let called = cut.label.as_ref().or(cut.name.as_ref()).cloned();
    let called = called.unwrap_or_else(|| capitalised(&labels.region));
    let [subject, _] = words.dated_subject(&report.head, None);
    let caption = fill(&texts.by_caption, &[("cut", called.clone()), subject]);
    let head = [text(called), number(&labels.n), number("R²")].into_iter();
    let head = head.chain(drivers.of.iter().map(number));
    let share = |of: &Within| {
        let [weight, low, high] =
            [of.weight, of.weight_low, of.weight_high].map(|share| words.percent_to(share, 1));
        number(format!("{weight} ({})", words.between(&low, &high)))
    };
    let row = |of: &OfValue| -> Vec<Cell> {
        let first = [text(words.region(&of.region)), number(words.count(of.n)), share(&of.r_squared)];
        first.into_iter().chain(of.weights.iter().map(share)).collect()
    };
    let rows = cut.values.iter().map(row).collect();
    Table::new(&format!("table-drivers-by-{}", at + 1), caption, head.collect(), rows)
}
