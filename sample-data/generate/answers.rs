//! `answers.csv`: three years of a quality-monitoring programme, as [`crate::plan`] has it.

use crate::csv::push_row;
use crate::day::Day;
use crate::more::{self, Asked};
use crate::plan::{FAULTS, Fault, NO_PRODUCT_SCORE, PARTS, Part, Shape, UNUSUAL};
use crate::random::Random;
use crate::score::{Group, counted};
use crate::words::comment;

/// The columns before those of [`crate::more`].
const HEADER: [&str; 9] = [
    "response_id",
    "responded_on",
    "district",
    "округ",
    "studio",
    "recommend_studio",
    "recommend_product",
    "channel",
    "comment",
];

/// Ural declines from Q4 2025 on, counted from Q4 2023.
const DECLINE: u32 = 8;
/// Q1 2026: the first quarter whose counts are planned exactly.
const FIRST_COUNTED: u32 = 9;
/// South opens three more studios with Q2 2026.
const OPENING: u32 = 10;
/// Q4 2026, which has only begun.
const BEGUN: u32 = 12;

/// A row of the file before it gets its number.
struct Row {
    quarter: u32,
    late: bool,
    day: Day,
    shuffled: u64,
    shape: Shape,
    date: String,
    district: [&'static str; 2],
    studio: String,
    studio_score: String,
    product_score: String,
    channel: &'static str,
    comment: String,
}

impl Row {
    /// What the later columns go by: the answer as it stands in the file, faults and all.
    fn asked(&self) -> Asked {
        let group = Group::read(&self.studio_score);
        let sound = self.shape == Shape::Whole && self.date == self.day.to_string();
        Asked { quarter: self.quarter, late: self.late, group, sound }
    }
}

/// The file's text.
pub(crate) fn csv() -> String {
    let mut random = Random::new(2026);
    let mut rows = Vec::new();
    for part in &PARTS {
        push_planned(&mut rows, part, &mut random);
    }
    write_oddly(&mut rows, &mut random);
    for fault in &FAULTS {
        rows.extend((0..fault.rows).map(|_| faulty(fault, &mut random)));
    }
    // The random number shuffles the answers of a day.
    rows.sort_by_key(|row| (row.day, row.shuffled));

    let mut text = String::new();
    push_row(&mut text, HEADER.into_iter().chain(more::HEADER));
    let asked: Vec<Asked> = rows.iter().map(Row::asked).collect();
    for (number, (row, more)) in (1..).zip(rows.iter().zip(more::cells(&asked))) {
        push(&mut text, number, row, &more);
    }
    text
}

fn push_planned(rows: &mut Vec<Row>, part: &Part, random: &mut Random) {
    for (quarter, (n, nps)) in (0..).zip(part.answers.into_iter().zip(part.nps)) {
        rows.extend((0..n).map(|_| row(part, quarter, Group::drawn(nps, random), random)));
    }
    for (quarter, counts) in (FIRST_COUNTED..).zip(part.counted) {
        rows.extend(counted(counts).map(|group| row(part, quarter, group, random)));
    }
    let [.., nps] = part.nps;
    rows.extend((0..part.begun).map(|_| row(part, BEGUN, Group::drawn(nps, random), random)));
}

fn row(part: &Part, quarter: u32, group: Group, random: &mut Random) -> Row {
    let end = if quarter == BEGUN { Day::new(2026, 10, 5) } else { Day::of_quarter(quarter + 1) };
    let day = Day::between(Day::of_quarter(quarter), end, random);
    let (first, mut last) = part.studios;
    if part.district.contains(&"South") && quarter >= OPENING {
        last += 3;
    }
    // The lower of two draws, so that studios differ in size.
    let studio = first + random.below(last - first + 1).min(random.below(last - first + 1));
    let late = part.district.contains(&"Ural") && quarter >= DECLINE;
    let score = group.score(random);
    Row {
        quarter,
        late,
        day,
        shuffled: random.next(),
        shape: Shape::Whole,
        date: day.to_string(),
        district: part.district,
        studio: format!("Studio {studio:02}"),
        studio_score: score.to_string(),
        product_score: product_score(score, late, random).to_string(),
        channel: random.pick(&["e-mail", "e-mail", "e-mail", "e-mail", "web", "web", "phone"]),
        comment: comment(group, late, random),
    }
}

/// Mostly near the studio's score; what the studio does late is not the product's fault.
fn product_score(studio_score: u32, late: bool, random: &mut Random) -> u32 {
    if late || random.chance(35) {
        Group::drawn(46, random).score(random)
    } else {
        studio_score.saturating_add_signed(random.pick(&[-1, 0, 0, 0, 0, 1])).min(10)
    }
}

/// Writes some valid scores in unusual ways and leaves some second questions without an answer.
fn write_oddly(rows: &mut [Row], random: &mut Random) {
    let mut order: Vec<&mut Row> = rows.iter_mut().collect();
    order.sort_by_cached_key(|_| random.next());
    for (score, unusual, n) in UNUSUAL {
        let plain = score.to_string();
        for row in order.iter_mut().filter(|row| row.studio_score == plain).take(n) {
            unusual.clone_into(&mut row.studio_score);
        }
    }
    for row in order.iter_mut().rev().take(NO_PRODUCT_SCORE) {
        row.product_score.clear();
    }
}

/// A row that would be an answer if it had not its fault.
fn faulty(fault: &Fault, random: &mut Random) -> Row {
    let quarter = fault.quarter.unwrap_or_else(|| random.below(BEGUN));
    let [named @ .., _not_stated] = PARTS.each_ref();
    let part = random.pick(&named);
    let mut row = row(part, quarter, Group::drawn(40, random), random);
    row.shape = fault.shape;
    if let Some(score) = fault.score {
        score.clone_into(&mut row.studio_score);
    }
    if let Some(date) = fault.date {
        date.clone_into(&mut row.date);
    }
    row
}

fn push(text: &mut String, number: u32, row: &Row, more: &[String]) {
    let number = format!("R-{number:06}");
    let [english, russian] = row.district;
    let cells = [
        &number,
        &row.date,
        english,
        russian,
        &row.studio,
        &row.studio_score,
        &row.product_score,
        row.channel,
    ];
    let more = more.iter().map(String::as_str);
    match row.shape {
        Shape::Whole => push_row(text, cells.into_iter().chain([row.comment.as_str()]).chain(more)),
        Shape::CutOff => push_row(text, cells.into_iter().take(7)),
        Shape::Unquoted => push_row(text, cells.into_iter().chain(["Быстро", " вежливо"]).chain(more)),
    }
}
