//! What columns may be for: by how they are called, in the languages that plaudit speaks, and by what is in them.

use crate::config::{DateOrder, Preset};
use crate::survey::{Calendar, Day, Granularity, Month};

use super::columns::{Column, plain};
use super::names::{
    CLIENTS, CUTS, DATES, LATER_DATES, NO_SCORES, PERSONS, REGIONS, SCORES, SURVEY_OWN, WEIGHTS, rank, says,
};

/// What a column may be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The score that leads the report.
    Score,
    /// Another question of 0 to 10.
    AnotherScore,
    /// A rating on a shorter scale.
    Rating,
    /// When the answer was given.
    Date,
    /// Another date.
    AnotherDate,
    /// Days as numbers, as spreadsheets keep them.
    DayNumbers,
    /// The region.
    Region,
    /// What else answers may be told apart by.
    Cut,
    /// How much an answer weighs.
    Weight,
    /// Whom reports may be for.
    Client,
    /// What was said.
    Comment,
    /// What names a person or an answer.
    Person,
    /// The same in all rows.
    Same,
    /// Nothing.
    Empty,
    /// Anything else.
    Other,
}

/// What the columns of an export may be for, by their positions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roles {
    /// Of each column.
    pub all: Vec<Option<Role>>,
    /// The score.
    pub score: Option<usize>,
    /// The lowest and highest point of its scale.
    pub scale: Option<[i64; 2]>,
    /// The date, and in which order it is written where that has to be stated.
    pub date: Option<(usize, Option<DateOrder>)>,
    /// Whether nothing tells which of day and month comes first.
    pub is_order_open: bool,
    /// The region.
    pub region: Option<usize>,
    /// What else answers are told apart by.
    pub cuts: Vec<usize>,
}

/// So many cuts a first config has.
const MOST_CUTS: usize = 4;

/// So many values a cut has at most.
const MOST_OF_CUT: usize = 12;

/// So many values regions have at most.
const MOST_OF_REGION: usize = 60;

/// Most of many.
fn most(part: u64, whole: u64) -> bool {
    whole > 0 && part * 20 >= whole * 19
}

/// Guesses what columns are for.
pub(super) fn guess(columns: &[Column], rows: u64, preset: Option<&Preset>) -> Roles {
    let mut roles = Roles { all: vec![None; columns.len()], ..Roles::default() };
    let position = |name: &str| columns.iter().position(|column| column.name == name);
    let of_preset = |column: fn(&Preset) -> &Option<crate::config::Named<String>>| {
        column(preset?).as_ref().and_then(|named| position(&named.value))
    };
    let date = of_preset(|preset| &preset.date).or_else(|| date(columns));
    roles.score = of_preset(|preset| &preset.score).or_else(|| score(columns, date));
    if let Some(column) = roles.score.and_then(|at| columns.get(at)) {
        roles.scale = scale(column);
    }
    if let Some((at, column)) = date.and_then(|at| Some((at, columns.get(at)?))) {
        let is_stated =
            preset.is_some_and(|preset| preset.source.date_format != crate::config::DateFormat::Auto);
        let (order, is_open) = if is_stated { (None, false) } else { order(column) };
        roles.date = Some((at, order));
        roles.is_order_open = is_open;
    }
    let is_taken = |at: usize, roles: &Roles| roles.score == Some(at) || date == Some(at);
    let shared = |column: &Column, most: usize| {
        !column.has_more
            && (2..=most).contains(&column.different())
            && column.filled >= column.different() as u64 * 3
    };
    let is_named = |column: &Column| column.numbers * 2 < column.filled;
    let of_regions = columns.iter().enumerate().filter(|(at, column)| {
        !is_taken(*at, &roles)
            && is_named(column)
            && shared(column, MOST_OF_REGION)
            && !says(&column.name, &["other"])
    });
    roles.region = of_regions
        .filter_map(|(at, column)| Some((rank(&column.name, &REGIONS)?, at)))
        .min()
        .map(|(_, at)| at);
    for (at, column) in columns.iter().enumerate() {
        let role = if roles.score == Some(at) {
            Role::Score
        } else if date == Some(at) {
            Role::Date
        } else if roles.region == Some(at) {
            Role::Region
        } else {
            other(column, rows, &shared)
        };
        if let Some(slot) = roles.all.get_mut(at) {
            *slot = Some(role);
        }
    }
    let is_called = |at: &usize| {
        columns.get(*at).is_some_and(|column| says(&column.name, &CUTS) || says(&column.name, &REGIONS))
    };
    let cuts = roles.all.iter().enumerate().filter(|(_, role)| **role == Some(Role::Cut)).map(|(at, _)| at);
    roles.cuts = cuts.filter(is_called).take(MOST_CUTS).collect();
    roles
}

/// What a column may be for that is neither the score, the date nor the region.
fn other(column: &Column, rows: u64, shared: &impl Fn(&Column, usize) -> bool) -> Role {
    let name = column.name.as_str();
    let is_own = says(name, &SURVEY_OWN);
    if column.filled == 0 {
        Role::Empty
    } else if column.different() == 1 && column.filled == rows && rows > 1 {
        Role::Same
    } else if most(column.dates(), column.filled) && !most(column.numbers, column.filled) {
        Role::AnotherDate
    } else if most(column.day_numbers, column.filled) && (says(name, &DATES) || says(name, &LATER_DATES)) {
        Role::DayNumbers
    } else if says(name, &WEIGHTS) && most(column.numbers, column.filled) {
        Role::Weight
    } else if says(name, &PERSONS) && !is_own {
        Role::Person
    } else if is_full(column) && called(column).is_some() {
        Role::AnotherScore
    } else if is_score(column) {
        match column.range {
            Some([_, most]) if most >= 9 => Role::AnotherScore,
            _ if scale(column).is_some() => Role::Rating,
            _ => Role::Other,
        }
    } else if says(name, &CLIENTS)
        && !most(column.numbers, column.filled)
        && column.filled > column.different() as u64
    {
        Role::Client
    } else if is_own {
        Role::Other
    } else if column.numbers * 2 < column.filled
        && shared(column, MOST_OF_CUT)
        && column.letters < column.filled * 40
    {
        Role::Cut
    } else if column.numbers * 2 < column.filled && column.letters > column.filled * 15 {
        Role::Comment
    } else {
        Role::Other
    }
}

/// Whether a column holds whole numbers as answers on a scale do: few different ones, from 0 or 1 up to at most 10.
fn is_score(column: &Column) -> bool {
    let is_within = column.range.is_some_and(|[least, most]| least >= 0 && (2..=10).contains(&most));
    (most(column.wholes, column.filled) || has_labelled_ends(column))
        && is_within
        && !is_numbered(column)
        && !says(&column.name, &NO_SCORES)
}

/// The column that is called as a score is, and holds numbers as one does; without such a name the only one of 0 to 10.
fn score(columns: &[Column], date: Option<usize>) -> Option<usize> {
    let may_be = |(at, column): &(usize, &Column)| Some(*at) != date && is_score(column);
    let of = |at: usize, column: &Column| Some((!is_full(column), called(column)?, at));
    let by_name = columns
        .iter()
        .enumerate()
        .filter(|(at, _)| Some(*at) != date)
        .filter_map(|(at, column)| of(at, column));
    if let Some((.., at)) = by_name.min() {
        return Some(at);
    }
    let unnamed = columns.iter().enumerate().filter(may_be).filter(|(_, column)| is_full(column));
    unnamed
        .max_by_key(|(at, column)| (column.labelled, column.filled, std::cmp::Reverse(*at)))
        .map(|(at, _)| at)
}

/// How much a column is called as a score is, the less the more, where it holds numbers as one does: a few may be beyond the scale by mistake.
fn called(column: &Column) -> Option<usize> {
    let is_mostly = column.wholes * 10 >= column.filled * 8 && column.within * 2 >= column.filled
        || has_labelled_ends(column);
    let holds = is_mostly && !is_numbered(column);
    let is_short = column.different() <= 40 && column.filled > 0;
    (holds && is_short && !says(&column.name, &NO_SCORES)).then(|| rank(&column.name, &SCORES)).flatten()
}

/// Why a column that is called as a score is holds none, and what can be done.
pub(super) fn unfit(column: &Column) -> Option<String> {
    let is_called = says(&column.name, &SCORES) && !says(&column.name, &NO_SCORES);
    if !is_called || !most(column.numbers, column.filled) || column.is_day_or_time() {
        return None;
    }
    let name = plain(&column.name);
    let [low, high] = column.range.unwrap_or_default();
    if column.wholes * 10 < column.filled * 8 {
        return Some(format!(
            "`{name}` holds fractions, as averages do: a score is one answer of 0 to 10. Export the single answers."
        ));
    }
    if column.within * 2 >= column.filled {
        return None;
    }
    Some(if (-100..0).contains(&low) && high <= 100 {
        format!(
            "`{name}` goes from {low} to {high}, as NPS that is worked out already does: nobody answers that. Export the single answers of 0 \
             to 10."
        )
    } else if low >= 0 && high <= 100 {
        format!(
            "`{name}` goes from {low} to {high}, which is no scale of NPS: the score is one of 0 to 10, and answers are never turned into \
             others. If it was asked so, tell it beside the score: as a question in `questions`, with `kind: rating` and its `scale`."
        )
    } else {
        format!("`{name}` goes from {low} to {high}, and the score is one of 0 to 10: it is no score.")
    })
}

/// Whether a column holds numbers of a scale, of which the ends, or one more point, are told by their labels: where scores are asked for
/// they are numbers too.
fn has_labelled_ends(column: &Column) -> bool {
    let is_number = |value: &&String| value.parse::<u32>().is_ok();
    let numbers = column.values.keys().filter(is_number).count();
    column.has_labels && numbers >= 5 && column.values.len() - numbers <= 3
}

/// Whether a column holds names that differ by their numbers alone, such as `Studio 1` and `Studio 2`: no label of a scale does.
fn is_numbered(column: &Column) -> bool {
    let words = |value: &String| value.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let mut values = column.values.keys();
    let first = values.next().map(words);
    column.labelled * 2 > column.filled && values.len() > 0 && values.all(|value| Some(words(value)) == first)
}

/// Whether numbers go up to the top of 0 to 10.
fn is_full(column: &Column) -> bool {
    column.range.is_some_and(|[_, most]| most >= 9)
}

/// The lowest and highest point of a scale that is not 0 to 10.
fn scale(column: &Column) -> Option<[i64; 2]> {
    let [least, most] = column.range?;
    match most {
        3..=5 => Some([least.min(1), 5]),
        6 | 7 => Some([least.min(1), 7]),
        _ => None,
    }
}

/// The column of dates that is called most like the day of an answer.
fn date(columns: &[Column]) -> Option<usize> {
    let of = |(at, column): (usize, &Column)| {
        let is_plain = most(column.dates(), column.filled);
        let is_called = rank(&column.name, &DATES);
        let is_unix = most(column.unix_times, column.filled) && is_called.is_some();
        // A number of eight digits may be a day, and by its name it is.
        let is_number = most(column.numbers, column.filled) && is_called.is_none();
        if column.filled == 0 || !(is_plain && !is_number || is_unix) {
            return None;
        }
        let is_later = says(&column.name, &LATER_DATES);
        Some((is_later, is_called.unwrap_or(DATES.len()), std::cmp::Reverse(column.filled), at))
    };
    columns.iter().enumerate().filter_map(of).min().map(|(.., at)| at)
}

/// The order of dates where it has to be stated, and whether nothing tells which of day and month comes first.
fn order(column: &Column) -> (Option<DateOrder>, bool) {
    let [_, day_first, month_first] = column.orders;
    if most(column.unix_times, column.filled) && column.dates() * 2 < column.filled {
        return (Some(DateOrder::UnixTime), false);
    }
    if column.ambiguous == 0 && column.either == 0 {
        return (None, false);
    }
    match (day_first > 0, month_first > 0) {
        (true, true) => (None, true),
        (true, false) => (Some(DateOrder::DayMonthYear), false),
        (false, true) => (Some(DateOrder::MonthDayYear), false),
        // With points the day is first wherever dates are written so; with other marks nothing tells.
        (false, false) => {
            (Some(DateOrder::DayMonthYear), !column.first.iter().all(|date| date.contains('.')))
        }
    }
}

/// How days are best cut into periods: by months within half a year, by years beyond eight, by quarters else. Where no period with answers
/// has ended before today, by shorter ones, and of weeks the one that is going on is reported on.
pub(super) fn periods([first, last]: [Day; 2], today: Day) -> String {
    let by = match last.since_epoch() - first.since_epoch() {
        ..=200 => Granularity::Month,
        201..=3_000 => Granularity::Quarter,
        _ => Granularity::Year,
    };
    let shorter = [Granularity::Year, Granularity::Quarter, Granularity::Month, Granularity::Week];
    let calendar = |by| Calendar { by, year_starts: Month::JANUARY };
    let has_ended = |by: &Granularity| calendar(*by).period_of(first).last_day() < today;
    let found = shorter.into_iter().skip_while(|other| *other != by).find(has_ended);
    let name = |by| match by {
        Granularity::Week => "week",
        Granularity::Month => "month",
        Granularity::Quarter => "quarter",
        Granularity::HalfYear => "half-year",
        Granularity::Year => "year",
    };
    match found {
        Some(by) => format!("{{by: {}}}", name(by)),
        None => format!("{{by: {}, current: {}}}", name(by), calendar(by).period_of(last).key()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_labels_at_their_ends_are_scores_where_labels_stand_for_numbers() {
        let values = ["not at all", "1", "2", "3", "4", "5", "6", "7", "8", "9", "certainly"];
        let column = |has_labels| Column {
            name: "Q1".to_owned(),
            filled: 22,
            wholes: 18,
            values: values.iter().map(|value| ((*value).to_owned(), 2)).collect(),
            range: Some([1, 9]),
            has_labels,
            ..Column::default()
        };
        assert_eq!([true, false].map(|has_labels| score(&[column(has_labels)], None)), [Some(0), None]);
    }

    #[test]
    fn names_with_numbers_and_other_days_are_not_taken_for_scores_and_dates() {
        let values = (0..9).map(|number| (format!("Studio {number}"), 3)).collect();
        let studios = Column {
            name: "NPS studio".to_owned(),
            filled: 27,
            wholes: 27,
            labelled: 27,
            range: Some([0, 9]),
            values,
            ..Column::default()
        };
        assert_eq!(score(&[studios], None), None);
        let dates = |names: [&str; 2]| {
            let of = |name: &str| Column {
                name: name.to_owned(),
                filled: 9,
                orders: [9, 0, 0],
                ..Column::default()
            };
            date(&names.map(of))
        };
        for names in [["Дата рождения", "Дата"], ["Дата заказа", "Дата ответа"], ["Дата народження", "Дата"]]
        {
            assert_eq!(dates(names), Some(1), "{names:?}");
        }
    }
}
