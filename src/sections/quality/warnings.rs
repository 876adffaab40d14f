//! What can be read and should be doubted: the data say something else than whoever made them meant, perhaps. Each doubt is
//! a [`Warning`] for the page and for `report.json`, and a problem with its place for the terminal.
//!
//! What a client's own report says is found out from its own answers alone; what is found out from all of them is for who
//! sends the reports.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::conditions;
use super::look_alikes::{alike, groups_alike};
use super::respondents;
use super::shaped;
use super::shorter_scale::shorter_scale;
use super::sources;
use super::warning::{Doubt, Gathering, MOST_PLACES, NamesOf, Slice, Warning};
use crate::config::{Config, Current};
use crate::error::{Place, Problem, counted};
use crate::facts::{Excerpt, Facts};
use crate::figures::{are_far_apart, are_few};
use crate::responses::{Apart, Intake, Reason, RejectedRows, Signs, Told, spreadsheet_day};
use crate::sections::{Questions, Report};
use crate::statistics::Trend;
use crate::survey::{Calendar, Client, Day, Period, Region, grouped};

/// Fewer rows with faults than this gather nowhere.
const FEWEST_FAULTS: u64 = 5;

/// What should be doubted of all data together. `is_today` says that the reporting date is the day of the clock.
#[must_use]
pub fn doubts(
    config: &Config,
    (facts, signs): (&Facts, &Signs),
    period: Option<Period>,
    (as_of, is_today): (Day, bool),
) -> Vec<Doubt> {
    let look = Look { config, excerpt: &facts.all, period };
    let alike = alike(&look.by_region(), config, facts, signs);
    let further =
        config.further.iter().zip(&facts.further).filter(|(further, _)| !further.question.kind.has_options());
    let further = further.flat_map(|(further, own)| {
        let (intake, name) = (&own.all.intake, further.question.name.as_str());
        values_left_out(intake, Some(name), signs).chain(neither_yes_nor_no(intake, name, signs))
    });
    let faults = look.left_out(signs).chain(further).chain(faults(&look, facts, signs)).chain(alike);
    let all = [Look::repeated(signs), look.order(signs), look.far(signs), look.later(signs, as_of, is_today)];
    let hint = |beside: Period| {
        format!("to report on another period, name it: `periods: {{current: {}}}`", beside.key())
    };
    let more =
        [look.old(signs, as_of), look.thin(hint), look.day_numbers(signs), shorter_scale(config, &facts.all)];
    let apart = signs.apart.iter().flat_map(|apart| beside_list(config, apart));
    let sources = sources::doubts(signs, &facts.all.intake.files).chain(conditions::doubts(config, signs));
    let sources = sources.chain(shaped::doubts(config, signs));
    all.into_iter()
        .chain(respondents::doubts(config, signs))
        .chain(more)
        .flatten()
        .chain(faults)
        .chain(apart)
        .chain(sources)
        .collect()
}

/// Answers that do not go with the list of all who were asked. Their keys, which may be numbers of telephones, are told on the
/// terminal only.
fn beside_list(config: &Config, apart: &Apart) -> Vec<Doubt> {
    let answers =
        |rows: u64| if rows == 1 { "1 answer".to_owned() } else { format!("{} answers", grouped(rows)) };
    let doubt = |told: &Told, what: String, hint: &str, warning: Warning| {
        let one = |(file, row, key): &(String, u64, String)| {
            let key = if key.is_empty() { String::new() } else { format!(" (`{key}`)") };
            format!("row {row} of `{file}`{key}")
        };
        let first: Vec<String> = told.first.iter().map(one).collect();
        let more = if told.rows > first.len() as u64 { ", …" } else { "" };
        let told = Problem::new(what).at(told.place.clone()).hint(format!("{}{more}", first.join(", ")));
        Doubt { warning: Some(warning), told: told.hint(hint) }
    };
    let mut doubts = Vec::new();
    let Apart { answers: of, unlisted, without_key, again, early, region } = apart;
    if unlisted.rows > 0 {
        let without = match without_key {
            0 => String::new(),
            without => format!(", {} of them without a key", grouped(*without)),
        };
        let are = if unlisted.rows == 1 { "is" } else { "are" };
        let what = format!(
            "{} of {} {are} of nobody in the list of those who were asked{without}",
            answers(unlisted.rows),
            grouped(*of)
        );
        let hint = "they count in the score, but not in the response rate; add whom they are of to the list, or mend the keys";
        let warning = Warning::UnlistedAnswers { answers: unlisted.rows, of: *of };
        doubts.push(doubt(unlisted, what, hint, warning));
    }
    if again.rows > 0 {
        let are = if again.rows == 1 { "is of somebody who" } else { "are of people who" };
        let what = format!("{} {are} had answered before in the same period", answers(again.rows));
        let hint = "each counts in the score; the response rate counts people, and steps read the last answer of each";
        doubts.push(doubt(again, what, hint, Warning::AnsweredAgain { answers: again.rows }));
    }
    if early.rows > 0 {
        let (are, who) =
            if early.rows == 1 { ("is", "whoever gave it") } else { ("are", "those who gave them") };
        let were = if early.rows == 1 { "was" } else { "were" };
        let what = format!("{} {are} from before the day on which {who} {were} asked", answers(early.rows));
        let hint = "they count in the score, but not in the response rate; the day of the list has to be that on which each was asked";
        doubts.push(doubt(early, what, hint, Warning::EarlyAnswers { answers: early.rows }));
    }
    if let Some(column) = config.columns.region.as_ref().filter(|_| region.rows > 0) {
        let have = if region.rows == 1 { "has" } else { "have" };
        let column = column.value.clone();
        let what = format!(
            "{} {have} another `{column}` than the list of those who were asked",
            answers(region.rows)
        );
        let hint = "the score counts them where the answers have them, the response rate where the list does; make both alike";
        let warning = Warning::ListedElsewhere { answers: region.rows, column };
        doubts.push(doubt(region, what, hint, warning));
    }
    doubts
}

/// What should be doubted of a client's own answers.
#[must_use]
pub fn own_doubts(client: &Client, config: &Config, excerpt: &Excerpt, period: Option<Period>) -> Vec<Doubt> {
    let look = Look { config, excerpt, period };
    let alike = groups_alike(NamesOf::Regions, None, &look.by_region(), None);
    let (used, faults) = (excerpt.intake.rows_used, rejected(&excerpt.intake));
    let gathers = faults >= FEWEST_FAULTS && faults > used;
    let gathering = Gathering { of: Slice::Client(client.clone()), rows: faults };
    let hint = format!(
        "if answers of this client are still to come, make its report again when they are there: `--only \"{client}\"`; \
         `periods.current` would set the period of all clients"
    );
    let thin = look.thin(|_| hint);
    thin.into_iter().chain(gathers.then(|| gathered(vec![gathering]))).chain(alike).collect()
}

/// What should be doubted where few of those who were asked have answered, or clearly more or fewer than before.
#[must_use]
pub fn response_doubts(config: &Config, report: &Report) -> Vec<Doubt> {
    let Some(line) = report.sections.questions.as_ref().and_then(Questions::response) else {
        return Vec::new();
    };
    let Some(now) = line.now.estimate() else { return Vec::new() };
    let per_cent = |share: f64| format!("{:.1} %", 100.0 * share);
    let answered = report.head.response.map_or(0, |response| response.answered);
    let low = config.low_response.filter(|below| answered > 0 && now.value < *below).map(|below| {
        let (answered_of, asked) = (grouped(answered), grouped(now.n));
        let told = Problem::new(format!(
            "{answered_of} of {asked} who were asked have answered ({}), fewer than {}",
            per_cent(now.value),
            per_cent(below)
        ));
        let told = told.hint("who did not answer may think otherwise");
        Doubt { warning: Some(Warning::LowResponse { answered, asked: now.n, below }), told }
    });
    let moved = line.changes.iter().filter_map(|change| {
        let (then, gap) = (change.then.estimate()?, change.comparison?);
        let how = match gap.verdict {
            Trend::Improved => "more",
            Trend::Declined => "fewer",
            Trend::NoClearChange => return None,
        };
        let told = Problem::new(format!(
            "{} of those who were asked have answered, clearly {how} than in {} ({})",
            per_cent(now.value),
            change.period.key(),
            per_cent(then.value)
        ));
        let told = told.hint("the score may differ because others answered");
        let warning = Warning::ResponseMoved { period: change.period, then: then.value, now: now.value };
        Some(Doubt { warning: Some(warning), told })
    });
    low.into_iter().chain(moved).collect()
}

/// Single values that a good part of the rows are left out for; of another question than the leading one, as answers to it.
fn values_left_out<'a>(
    intake: &'a Intake,
    question: Option<&'a str>,
    signs: &Signs,
) -> impl Iterator<Item = Doubt> + use<'a> {
    let of = intake.rows_used + rejected(intake);
    let is_own = move |(reason, _): &(&Reason, &RejectedRows)| question.is_none() || reason.is_of_answer();
    let each = |(reason, rejects): (&Reason, &RejectedRows)| {
        let values = rejects.values.clone().into_iter();
        values.map(|(text, rows)| (*reason, text, rows)).collect::<Vec<_>>()
    };
    let considerable = move |(.., rows): &(Reason, String, u64)| is_considerable(*rows, of);
    let place = signs.only_file();
    let name = question.map_or_else(String::new, |name| format!("`{name}`: "));
    intake.rejected.iter().filter(is_own).flat_map(each).filter(considerable).map(
        move |(reason, text, rows)| {
            let (count, all) = (grouped(rows), grouped(of));
            let told = Problem::new(format!("{name}{count} of {all} rows {}: `{text}`", reason.describe()))
                .at(place.clone())
                .hint(reason.advice(Some(&text)));
            Doubt { warning: Some(Warning::ValueLeftOut { reason, text, rows, of }), told }
        },
    )
}

/// Texts that stand for neither yes nor no, though they are not so many that each is told by itself.
fn neither_yes_nor_no(intake: &Intake, name: &str, signs: &Signs) -> Option<Doubt> {
    let rejects = intake.rejected.get(&Reason::NeitherYesNorNo)?;
    let of = intake.rows_used + rejected(intake);
    let few: Vec<&(String, u64)> =
        rejects.values.iter().filter(|(_, rows)| !is_considerable(*rows, of)).collect();
    let (first, _) = few.first()?;
    let told = |(text, rows): &&(String, u64)| format!("`{text}` ({})", counted(*rows, "row"));
    let listed: Vec<String> = few.iter().map(told).collect();
    let told = Problem::new(format!("`{name}`: neither yes nor no: {}", listed.join(", ")))
        .at(signs.only_file())
        .hint(Reason::NeitherYesNorNo.advice(Some(first)));
    Some(Doubt { warning: None, told })
}

/// Rows with faults.
fn rejected(intake: &Intake) -> u64 {
    intake.rejected.values().map(|rejected| rejected.rows).sum()
}

/// Answers, and what they are looked at by.
#[derive(Clone, Copy)]
struct Look<'a> {
    config: &'a Config,
    excerpt: &'a Excerpt,
    period: Option<Period>,
}

impl Look<'_> {
    fn calendar(self) -> Calendar {
        self.config.periods.calendar
    }

    /// Answers of each period that has any, by its ordinal.
    fn by_period(self) -> BTreeMap<i32, u64> {
        let mut by_period = BTreeMap::new();
        for ((period, _), answers) in &self.excerpt.cells {
            if let Some(period) = period {
                *by_period.entry(*period).or_default() += answers.n();
            }
        }
        by_period
    }

    /// Answers of each named region, over all periods.
    fn by_region(self) -> BTreeMap<String, u64> {
        let mut by_region = BTreeMap::new();
        for ((_, region), answers) in &self.excerpt.cells {
            if let Some(Region::Named(name)) = region {
                *by_region.entry(name.clone()).or_default() += answers.n();
            }
        }
        by_region
    }

    fn repeated(signs: &Signs) -> Option<Doubt> {
        let repeated = &signs.repeated;
        let rows: u64 = repeated.by_file.values().sum();
        let most = repeated.by_file.iter().max_by_key(|(_, rows)| **rows)?;
        let place = signs.paths.get(*most.0).cloned().map(Place::File);
        let about = if repeated.about { "about " } else { "" };
        let (count, stand) = (grouped(rows), if rows == 1 { "row stands" } else { "rows stand" });
        let mut told =
            Problem::new(format!("{about}{count} {stand} in more than one file, the same in every column"))
                .at(place);
        if repeated.by_file.len() > 1 {
            let name =
                |(file, rows): (&usize, &u64)| format!("{} in `{}`", grouped(*rows), signs.name(*file));
            told = told.hint(repeated.by_file.iter().map(name).collect::<Vec<_>>().join(", "));
        }
        let told = told
            .hint("if the same answers were exported twice, leave one of the files out of `source.files`")
            .hint("if different people can answer just the same, `source.repeated: use` says so");
        let files = repeated.by_file.keys().map(|file| signs.name(*file)).collect();
        Some(Doubt { warning: Some(Warning::RepeatedRows { rows, about: repeated.about, files }), told })
    }

    fn order(self, signs: &Signs) -> Option<Doubt> {
        let found = signs.order.as_ref().filter(|found| found.rows.saturating_mul(20) < found.of)?;
        let (rows, of) = (found.rows, found.of);
        let format = self.excerpt.intake.date_format.as_deref().unwrap_or_default();
        let dates = if rows == 1 { "one date".to_owned() } else { format!("{} dates", grouped(rows)) };
        let told = Problem::new(format!(
            "that dates are {format} rests on {dates} of {}: `{}` is one, and with day and month swapped none",
            grouped(of),
            found.text
        ))
        .at(found.place.clone())
        .hint("state `source.date_format`, so that a single wrong date cannot decide it");
        Some(Doubt { warning: Some(Warning::DateOrder { rows, of, text: found.text.clone() }), told })
    }

    /// Answers before 2000, or a few that years part from all others.
    fn far(self, signs: &Signs) -> Option<Doubt> {
        let by_period = self.by_period();
        let calendar = self.calendar();
        let all: u64 = by_period.values().sum();
        let periods: Vec<(Period, u64)> =
            by_period.iter().map(|(ordinal, n)| (calendar.period(*ordinal), *n)).collect();
        let mut far: BTreeSet<i32> = BTreeSet::new();
        let century = Day::new(2000, 1, 1)?;
        far.extend(
            periods.iter().filter(|(period, _)| period.last_day() < century).map(|(p, _)| p.ordinal()),
        );
        for at in 1..periods.len() {
            let (Some((before, after)), Some((last, next))) =
                (periods.split_at_checked(at), periods.get(at - 1).zip(periods.get(at)))
            else {
                continue;
            };
            if !are_far_apart(last.0, next.0) {
                continue;
            }
            for side in [before, after] {
                if are_few(side.iter().map(|(_, n)| n).sum(), all) {
                    far.extend(side.iter().map(|(period, _)| period.ordinal()));
                }
            }
        }
        let (first, last) = (calendar.period(*far.first()?), calendar.period(*far.last()?));
        let answers: u64 = far.iter().filter_map(|ordinal| by_period.get(ordinal)).sum();
        let what = match answers {
            1 => "1 answer is".to_owned(),
            _ if answers == all => format!("all {} answers are", grouped(answers)),
            _ => format!("{} answers are", grouped(answers)),
        };
        let when = if first == last { first.key() } else { format!("{} to {}", first.key(), last.key()) };
        let place =
            |found: &Option<(Day, Option<Place>)>| found.as_ref().and_then(|(_, place)| place.clone());
        let is_early = by_period.first_key_value().is_some_and(|(first, _)| far.contains(first));
        let told = Problem::new(format!("{what} dated {when}: before 2000, or years apart from all others"))
            .at(place(if is_early { &signs.first } else { &signs.last }))
            .hint("a date that stands for no date, such as 1980-01-01, is better left blank");
        Some(Doubt { warning: Some(Warning::FarDates { answers, first, last }), told })
    }

    fn later(self, signs: &Signs, as_of: Day, is_today: bool) -> Option<Doubt> {
        let (rows, last) = signs.later?;
        let place = signs.only_file();
        let are = if rows == 1 { "row is" } else { "rows are" };
        let told = |what: &str| {
            let last = if rows == 1 { format!("on {last}") } else { format!("the last on {last}") };
            Problem::new(format!("{} {are} dated {what}, {last}", grouped(rows))).at(place.clone())
        };
        // Somewhere it is tomorrow already.
        let days = last.since_epoch() - as_of.since_epoch();
        if is_today && days <= 1 {
            return None;
        }
        if is_today || days > 366 {
            let what = if is_today { "after today" } else { "after the reporting date" };
            let told = told(what).hint("they are in no figure; is the order of day and month right?");
            return Some(Doubt { warning: Some(Warning::FutureDates { rows, last }), told });
        }
        let calendar = self.calendar();
        let reported = self.period.map_or(calendar.period_of(as_of).ordinal(), Period::ordinal);
        let is_whole = last >= calendar.period(reported + 1).last_day();
        let makes_a_period =
            is_whole || calendar.period_of(last).ordinal() > calendar.period_of(as_of).ordinal();
        let are_many = rows.saturating_mul(20) >= self.excerpt.intake.rows_read;
        (makes_a_period || are_many).then(|| Doubt {
            // Rows of a period that has only begun are no matter of the page: a report on an earlier day stays what it was.
            warning: makes_a_period.then_some(Warning::NewerAnswers { rows, last }),
            told: told(&format!("after the reporting date {as_of}")).hint(
                "they are in no figure; if the report is to be of a later period, state another `as_of`",
            ),
        })
    }

    fn old(self, signs: &Signs, as_of: Day) -> Option<Doubt> {
        let (last, place) = signs.last.as_ref()?;
        let running = self.calendar().period_of(as_of);
        let into = as_of.since_epoch() - running.first_day().since_epoch();
        let before = running.previous();
        let a_period_ago = (before.first_day().since_epoch() + into).min(before.last_day().since_epoch());
        (last.since_epoch() < a_period_ago).then(|| Doubt {
            warning: Some(Warning::OldAnswers { last: *last }),
            told: Problem::new(format!("the newest answer is of {last}, more than a period before {as_of}"))
                .at(place.clone())
                .hint("is the newest export among `source.files`?"),
        })
    }

    /// Values that one in twenty of the rows that count, or more, are left out for.
    fn left_out(self, signs: &Signs) -> impl Iterator<Item = Doubt> {
        values_left_out(&self.excerpt.intake, None, signs)
    }

    /// Numbers of days, as spreadsheets keep dates, among dates that can be read.
    fn day_numbers(self, signs: &Signs) -> Option<Doubt> {
        let intake = &self.excerpt.intake;
        let rejects = intake.rejected.get(&Reason::UnreadableDate)?;
        let is_number = |text: &str| spreadsheet_day(text.as_bytes()).is_some();
        let (text, _) = rejects.values.iter().find(|(text, _)| is_number(text))?;
        // One that is in many rows is told of by itself.
        let all = intake.rows_used + rejected(intake);
        if rejects.values.iter().any(|(text, rows)| is_number(text) && is_considerable(*rows, all)) {
            return None;
        }
        let (rows, are) = (grouped(rejects.rows), if rejects.rows == 1 { "row has" } else { "rows have" });
        let told = Problem::new(format!("{rows} {are} a date that cannot be read, such as `{text}`"))
            .at(signs.only_file())
            .hint(Reason::UnreadableDate.advice(Some(text)));
        Some(Doubt { warning: None, told })
    }

    /// A reported period that has almost nothing; `hint` says what to do about it.
    fn thin(self, hint: impl FnOnce(Period) -> String) -> Option<Doubt> {
        if matches!(self.config.periods.current, Current::Named(_)) {
            return None;
        }
        let period = self.period?;
        let by_period = self.by_period();
        let answers = |ordinal: i32| by_period.get(&ordinal).copied().unwrap_or(0);
        let own = answers(period.ordinal());
        let (n, beside) = [period.ordinal() - 1, period.ordinal() + 1]
            .into_iter()
            .map(|ordinal| (answers(ordinal), ordinal))
            .max_by_key(|(n, ordinal)| (*n, -ordinal))
            .filter(|(n, _)| own.saturating_mul(20) < *n)?;
        let beside = self.calendar().period(beside);
        let has = if own == 1 { "answer" } else { "answers" };
        let told = Problem::new(format!(
            "the reported period {} has {} {has}, and {} beside it has {}",
            period.key(),
            grouped(own),
            beside.key(),
            grouped(n)
        ))
        .hint(hint(beside));
        Some(Doubt { warning: Some(Warning::ThinPeriod { beside }), told })
    }
}

/// Whether rows are so many of all that one value which they are left out for is told.
fn is_considerable(rows: u64, of: u64) -> bool {
    rows > 1 && rows.saturating_mul(20) >= of
}

/// Where rows with faults gather: by region, by period, by client.
fn faults(look: &Look<'_>, facts: &Facts, signs: &Signs) -> Vec<Doubt> {
    let (excerpt, calendar) = (look.excerpt, look.calendar());
    let mut regions: BTreeMap<&Region, u64> = BTreeMap::new();
    for ((_, region), answers) in &excerpt.cells {
        if let Some(region) = region {
            *regions.entry(region).or_default() += answers.n();
        }
    }
    let periods = look.by_period();
    let by_region = signs.faults_by_region.iter().map(|(region, rows)| {
        let used = regions.get(region).copied().unwrap_or(0);
        (Slice::Region(region.clone()), *rows, used)
    });
    let by_period = signs.faults_by_period.iter().map(|(ordinal, rows)| {
        let used = periods.get(ordinal).copied().unwrap_or(0);
        (Slice::Period(calendar.period(*ordinal)), *rows, used)
    });
    let by_client = facts
        .intakes()
        .map(|(client, intake)| (Slice::Client(client.clone()), rejected(intake), intake.rows_used));
    let all = (rejected(&excerpt.intake), excerpt.intake.rows_used);
    [gathering(by_region, all), gathering(by_period, all), gathering(by_client, all)]
        .into_iter()
        .filter(|places| !places.is_empty())
        .map(gathered)
        .collect()
}

/// The places, each with its rows with faults and its used ones, that most of their rows are left out of, or four times the
/// share that is left out elsewhere.
fn gathering(places: impl Iterator<Item = (Slice, u64, u64)>, (faults, used): (u64, u64)) -> Vec<Gathering> {
    let is_gathered = |rows: u64, own: u64| {
        let (elsewhere, others) = (faults.saturating_sub(rows), used.saturating_sub(own));
        rows >= FEWEST_FAULTS
            && elsewhere + others > 0
            && (rows > own || is_four_times((rows, own), (elsewhere, others)))
    };
    let mut found: Vec<Gathering> = places
        .filter(|(_, rows, own)| is_gathered(*rows, *own))
        .map(|(of, rows, _)| Gathering { of, rows })
        .collect();
    // A stable sort: of as many, they stay in order.
    found.sort_by_key(|gathering| Reverse(gathering.rows));
    found
}

/// Whether a tenth or more of the rows have faults here, and four times the share of elsewhere. Each is a number of rows with
/// faults and of used ones.
fn is_four_times(here: (u64, u64), elsewhere: (u64, u64)) -> bool {
    let [(rows, used), (others, used_there)] = [here, elsewhere].map(|(a, b)| (u128::from(a), u128::from(b)));
    rows * 10 >= rows + used && rows * (others + used_there) >= 4 * others * (rows + used)
}

fn gathered(mut places: Vec<Gathering>) -> Doubt {
    let more = places.len().saturating_sub(MOST_PLACES);
    places.truncate(MOST_PLACES);
    let name = |gathering: &Gathering| {
        let of = match &gathering.of {
            Slice::Region(Region::Named(name)) => format!("the region `{name}`"),
            Slice::Region(Region::NotStated | Region::Others) => "no region".to_owned(),
            Slice::Period(period) => period.key(),
            Slice::Client(client) => format!("the client `{client}`"),
        };
        format!("{} of {of}", grouped(gathering.rows))
    };
    let named: Vec<String> = places.iter().map(name).collect();
    let and_more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let told = Problem::new(format!("rows with faults gather: {}{and_more}", named.join(", ")))
        .hint("a part of the answers may be missing as a whole: look at what these rows share");
    Doubt { warning: Some(Warning::FaultsGather { places, more: more as u64 }), told }
}
