//! When nothing is counted although every row was read: no rows, no regions worth the name, too many rows that
//! cannot be used.

use super::counted::Counted;
use super::list::{Beside, FIRST, first_key};
use super::{Account, Asks, OfClients, Reason, RejectedRows, Settings};
use super::{MOST_CHOSEN, MOST_CLIENTS, MOST_REGIONS, MOST_VALUES, Names, Outside};
use crate::config::Reads;
use crate::error::{Error, Kind, Place, Problem, all_or_nothing};
use crate::source::{Inputs, Spot};
use crate::survey::grouped;

/// How much of a value a message quotes, in characters.
const QUOTED: usize = 40;

/// Refuses what no report can be made of.
///
/// # Errors
/// When there are no rows, more regions than are told apart, no usable row, or more rows with faults, as a share of these and
/// the usable ones, than allowed.
pub(super) fn check<T>(inputs: &Inputs, settings: &Settings, counted: &Counted<T>) -> Result<(), Error> {
    let (read, rejected) = (counted.account.rows_read(), counted.account.rows_rejected());
    let (asked, max_rejected) = (read - counted.account.rows_outside(), settings.max_rejected);
    let problem = if read == blank_rows(&counted.account) {
        let problem =
            Problem::new("there are no answers: no file has a row after its header").at(only_file(inputs));
        if inputs.files.iter().any(|input| input.rows_passed_over() > 0) {
            problem.hint("rows are passed over by `source.header_rows`, `source.skip_rows` or the preset: are these in the files?")
        } else {
            problem
        }
    } else if let Some(problem) = too_many(inputs, settings, counted) {
        problem
    } else if asked == 0 {
        nobody_answered(inputs, settings, counted)
    } else if rejected == asked {
        let message = match read {
            1 => "the only row cannot be used".to_owned(),
            _ => format!("none of the {} rows can be used", grouped(read)),
        };
        with_reasons(Problem::new(message), inputs, counted)
    } else if share(rejected, asked) > max_rejected {
        let message = format!(
            "{} of {} rows ({:.1} %) cannot be used, more than the {} % allowed",
            grouped(rejected),
            grouped(asked),
            share(rejected, asked) * 100.0,
            // Rounded, as a share such as 0.07 is not exact in binary.
            (max_rejected * 1e12).round() / 1e10,
        );
        with_reasons(Problem::new(message), inputs, counted)
            .hint("if the rest of such rows is rightly left out, allow more of them by `source.max_rejected`")
    } else {
        return all_or_nothing(Kind::Data, of_further(inputs, settings, counted, |_| false));
    };
    Err(Error::new(Kind::Data, problem))
}

/// What is wrong with the answers to further questions, of which columns may be kept of answers for the rows of a list.
fn of_further<T>(
    inputs: &Inputs,
    settings: &Settings,
    counted: &Counted<T>,
    is_kept: impl Fn(usize) -> bool,
) -> Vec<Problem> {
    let of_each = settings.roles.further.iter().zip(&settings.further).zip(&counted.further);
    let problem = |((column, asks), (account, _)): ((&usize, &Asks), &(Account, OfClients))| {
        // Outcomes sum to those who were asked, or the data are wrong.
        let most = if matches!(asks.reads, Reads::Outcome { .. }) { 0.0 } else { settings.max_rejected };
        let problem = unreadable(inputs, *column, account, most)?;
        let hint = "the column is one of the answers, and the rows are those of the list";
        Some(if is_kept(*column) { problem.hint(hint) } else { problem })
    };
    let mut problems: Vec<Problem> = Vec::new();
    // Steps of one column have its faults in common.
    for found in of_each.filter_map(problem) {
        if !problems.contains(&found) {
            problems.push(found);
        }
    }
    problems
}

/// Refuses a list of all who were asked that does not say of each of them, once, who it is and where it belongs: what is left out
/// of it would make the response rate another one.
///
/// # Errors
/// With all that is wrong with it: no rows, none of a day that is reported on, rows with faults, keys that are blank or stand there
/// several times, no answer that is of somebody in it, answers of another client, and outcomes that do not add up.
pub(super) fn check_list<T>(
    (list, settings): (&Inputs, &Settings),
    counted: &mut Counted<T>,
    beside: &Beside<'_>,
    (answers, of_answers, account): (&Inputs, &Settings, &Account),
) -> Result<(), Error> {
    let (read, blank) = (counted.account.rows_read(), blank_rows(&counted.account));
    let wrong = if read == blank {
        Some(Problem::new("the list of those who were asked is empty: no file has a row after its header"))
    } else if read == counted.account.rows_outside() {
        let problem = Problem::new(format!("nobody in the list was asked on {} or earlier", settings.as_of));
        Some(problem.hint("state a later reporting date as `as_of` or with `--as-of`"))
    } else {
        too_many(list, settings, counted)
    };
    if let Some(problem) = wrong {
        return Err(Error::new(Kind::Data, problem.at(only_file(list))));
    }
    let mut problems = Vec::new();
    if counted.account.rows_rejected() > 0 {
        let what = match counted.account.rows_rejected() {
            1 => {
                "a row of the list cannot be used, and whom it is of would be missing from all who were asked"
                    .to_owned()
            }
            rows => format!(
                "{} rows of the list cannot be used, and whom they are of would be missing from all who were asked",
                grouped(rows)
            ),
        };
        let problem = with_reasons(Problem::new(what), list, counted);
        let is_of_day = |reason: &Reason| matches!(reason, Reason::BlankDate | Reason::UnreadableDate);
        let hint =
            "if the list has another column with the day on which each was asked, name it in its `columns`";
        let faults = counted.account.intake(list).rejected;
        problems.push(if faults.keys().any(is_of_day) { problem.hint(hint) } else { problem });
    }
    let (rows, first) = &counted.found.nameless;
    if *rows > 0 {
        let column = list.column(settings.roles.key.first().copied()).unwrap_or_default();
        let what = if *rows == 1 {
            "a row of the list has no key".to_owned()
        } else {
            format!("{} rows of the list have no key", grouped(*rows))
        };
        let at = numbers((list, &counted.account), first, *rows);
        let problem = Problem::new(format!("{what}, so that no answer is found ({at})")).at(only_file(list));
        problems.push(problem.hint(format!("fill in `{column}`, or name another column as the `key`")));
    }
    if beside.has_none() {
        problems.push(no_match((list, settings), (answers, of_answers), beside));
    }
    if let Some(early) = counted.found.all_early() {
        let what = format!(
            "all {} answers of people in the list are from before the day on which they were asked",
            grouped(early)
        );
        let column = list.column(settings.roles.date).unwrap_or_default();
        let problem = Problem::new(what).at(only_file(list));
        problems.push(problem.hint(format!(
            "is `{column}` that day? If the list has another column for it, name that in its `columns`"
        )));
    }
    let [_, of_others] = &counted.found.elsewhere;
    if !of_others.is_empty() {
        let rows = of_others.len() as u64;
        let what =
            if rows == 1 { "an answer is".to_owned() } else { format!("{} answers are", grouped(rows)) };
        let at = numbers((answers, account), of_others, rows);
        let problem = Problem::new(format!("{what} of another client than the list says ({at})"));
        let hint = "one client would be told of another's answer: name the same client in both";
        problems.push(problem.at(only_file(answers)).hint(hint));
    }
    let repeated = counted.found.repeated(list, &settings.roles);
    if !repeated.is_empty() {
        let named = repeated.iter().take(FIRST).map(|(key, rows)| {
            let at = numbers((list, &counted.account), rows, rows.len() as u64);
            format!("`{}` ({at})", shortened(key))
        });
        let named = named.collect::<Vec<_>>().join("; ");
        let more = if repeated.len() > FIRST { "; …" } else { "" };
        let what = match repeated.len() {
            1 => "a key stands in several rows of the list".to_owned(),
            keys => format!("{} keys stand in several rows of the list each", grouped(keys as u64)),
        };
        let problem = Problem::new(format!("{what}: {named}{more}")).at(only_file(list));
        let hint = "who stands there twice would count twice: remove the other rows, or, where people are asked again and again, \
                    name what tells the times apart too: key: [id, wave]";
        problems.push(problem.hint(hint));
    }
    // After the cells of a row of the list come those of its answer, the score first.
    problems.extend(of_further(list, settings, counted, |column| column >= settings.roles.score));
    all_or_nothing(Kind::Data, problems)
}

/// Rows by number, the first few of so many: `row 3`, `rows 3, 9, …`.
fn numbers((inputs, account): (&Inputs, &Account), first: &[Spot], rows: u64) -> String {
    let number = |spot: &Spot| {
        let row = account.row_number(inputs, *spot);
        if inputs.files.len() == 1 {
            row.to_string()
        } else {
            format!("{row} of `{}`", inputs.name(spot.file))
        }
    };
    let first: Vec<String> = first.iter().take(FIRST).map(number).collect();
    let what = if rows == 1 { "row" } else { "rows" };
    let more = if rows > first.len() as u64 { ", …" } else { "" };
    format!("{what} {}{more}", first.join(", "))
}

/// The problem that no answer is of anybody in the list.
fn no_match(
    (list, settings): (&Inputs, &Settings),
    (answers, of_answers): (&Inputs, &Settings),
    beside: &Beside<'_>,
) -> Problem {
    let what = match beside.answered.count {
        1 => "the only answer is of nobody in the list of those who were asked".to_owned(),
        answers => {
            format!("none of {} answers is of anybody in the list of those who were asked", grouped(answers))
        }
    };
    let sides = [(answers, of_answers), (list, settings)];
    let [own, others] = sides.map(|(inputs, settings)| {
        let column = inputs.column(settings.roles.key.first().copied()).unwrap_or_default();
        let first = first_key(inputs, &settings.roles);
        first.map_or_else(
            || format!("`{column}` is blank"),
            |key| format!("`{column}` begins with `{}`", shortened(&key)),
        )
    });
    Problem::new(what)
        .at(only_file(list))
        .hint(format!("in the answers {own}, in the list {others}"))
        .hint("is it the same in both? Leading zeros and capitals count; white space around a key does not")
}

/// Rows with nothing in them.
fn blank_rows(account: &Account) -> u64 {
    account.outside().get(&Outside::Blank).copied().unwrap_or(0)
}

/// The problem that there are more regions, clients, values or options than are told apart.
fn too_many<T>(inputs: &Inputs, settings: &Settings, counted: &Counted<T>) -> Option<Problem> {
    let mut attributes = settings.roles.attributes.iter().zip(counted.names.cuts().skip(1));
    let overfull = attributes.find(|(_, names)| names.has_too_many());
    let overfull = overfull.map(|(column, _)| inputs.column(Some(*column)).unwrap_or_default());
    Some(if counted.names.regions().has_too_many() {
        let column = inputs.column(settings.roles.region).unwrap_or_default();
        Problem::new(format!(
            "column `{column}` holds more than {} different regions",
            grouped(MOST_REGIONS as u64)
        ))
        .hint("set `columns.region` to the column that holds the region, or leave it out")
    } else if counted.names.clients().has_too_many() {
        Problem::new(format!(
            "the columns of `reports.one_per` name more than {} different clients",
            grouped(MOST_CLIENTS as u64)
        ))
        .hint("name the column that holds the client, not one that differs from answer to answer")
    } else if let Some(column) = overfull {
        Problem::new(format!(
            "the column `{column}` holds more than {} different values",
            grouped(MOST_VALUES as u64)
        ))
        .hint("name a column that answers share, not one that differs from answer to answer")
    } else if let Some(at) = counted.options.iter().position(Names::has_too_many) {
        let column = inputs.column(settings.roles.further.get(at).copied()).unwrap_or_default();
        Problem::new(format!(
            "the column `{column}` holds more than {} different options",
            grouped(MOST_CHOSEN as u64)
        ))
        .hint("name a column that people choose from, not one that they write in")
    } else {
        return None;
    })
}

/// The problem that too many answers to a further question cannot be read.
fn unreadable(inputs: &Inputs, column: usize, account: &Account, max_rejected: f64) -> Option<Problem> {
    let column = inputs.column(Some(column)).unwrap_or_default();
    let intake = account.intake(inputs);
    // Rows with other faults answer no question, and are told of already.
    let own = |reason: &Reason| reason.is_of_answer();
    let faults: u64 = intake.rejected.iter().filter(|(reason, _)| own(reason)).map(|(_, of)| of.rows).sum();
    let asked = intake.rows_used + faults;
    // A question may well be new.
    if faults == 0 || share(faults, asked) <= max_rejected {
        return None;
    }
    if max_rejected <= 0.0 && intake.rejected.keys().any(|reason| reason.is_of_outcome()) {
        let mut problem = Problem::new(format!("the outcomes in the column `{column}` do not add up"));
        for (reason, rejects) in intake.rejected.iter().filter(|(reason, _)| reason.is_of_outcome()) {
            problem = problem.hint(told(inputs, reason.describe(), rejects)).hint(reason.advice(None));
        }
        return Some(problem.at(only_file(inputs)));
    }
    let message = format!(
        "{} of {} answers in the column `{column}` ({:.1} %) cannot be used, more than the {} % allowed",
        grouped(faults),
        grouped(asked),
        share(faults, asked) * 100.0,
        (max_rejected * 1e12).round() / 1e10,
    );
    let mut problem = Problem::new(message).at(only_file(inputs));
    for (reason, rejects) in intake.rejected.iter().filter(|(reason, _)| own(reason)) {
        problem = problem.hint(told(inputs, reason.describe(), rejects));
    }
    for (reason, _) in intake.rejected.iter().filter(|(reason, _)| own(reason)) {
        problem = problem.hint(match reason {
            Reason::ScoreOutOfScale => "if the question had another scale, state it as its `scale`",
            Reason::NeitherYesNorNo => "list what stands for each as `yes` and `no` of the question",
            _ => "leave the cell blank where there is no answer; an answer is a whole number, alone or beside its label",
        });
    }
    Some(problem.hint("if they are rightly left out, allow more of them by `source.max_rejected`"))
}

/// The problem that all rows are outside the question.
fn nobody_answered<T>(inputs: &Inputs, settings: &Settings, counted: &Counted<T>) -> Problem {
    let outside = counted.account.outside();
    let later = outside.get(&Outside::AfterReport).copied().unwrap_or(0);
    let message = match later {
        0 => {
            let column = inputs.column(Some(settings.roles.score)).unwrap_or_default();
            format!("no row has an answer in the column `{column}`")
        }
        _ => format!("no row has an answer of {} or earlier", settings.as_of),
    };
    let problem = with_reasons(Problem::new(message), inputs, counted);
    if later > 0 {
        problem.hint("state a later reporting date as `as_of` or with `--as-of`")
    } else {
        problem
    }
}

/// A few hints for each reason why rows are left out or outside the question: how many rows, which, for what values, and what
/// to do about them.
fn with_reasons<T>(problem: Problem, inputs: &Inputs, counted: &Counted<T>) -> Problem {
    let rows = |rows| if rows == 1 { "row" } else { "rows" };
    let intake = counted.account.intake(inputs);
    let mut problem = problem.at(only_file(inputs));
    for (reason, rejects) in &intake.rejected {
        problem = problem.hint(told(inputs, reason.describe(), rejects));
    }
    for (why, count) in &intake.outside {
        problem = problem.hint(format!("{} {} {}", grouped(*count), rows(*count), why.describe()));
    }
    for (reason, rejects) in &intake.rejected {
        problem = problem.hint(reason.advice(rejects.values.first().map(|(value, _)| value.as_str())));
    }
    problem
}

/// How many rows are left out, for what values, and which.
fn told(inputs: &Inputs, what: &str, rejects: &RejectedRows) -> String {
    let first: Vec<_> = match inputs.files.len() {
        1 => rejects.first.iter().map(|(_, row)| row.to_string()).collect(),
        _ => rejects.first.iter().map(|(file, row)| format!("{row} of `{file}`")).collect(),
    };
    let more = if rejects.rows > first.len() as u64 { ", …" } else { "" };
    let rows = if rejects.rows == 1 { "row" } else { "rows" };
    let (count, values, first) = (grouped(rejects.rows), values(rejects), first.join(", "));
    format!("{count} {rows} {what}{values} ({rows} {first}{more})")
}

/// After a colon, the values that rows are left out for, the commonest first, and how often each is there.
fn values(rejects: &RejectedRows) -> String {
    let one = |(value, rows): &(String, u64)| {
        let value =
            if value.is_empty() { "a blank cell".to_owned() } else { format!("`{}`", shortened(value)) };
        if *rows == 1 { value } else { format!("{value} ({} times)", grouped(*rows)) }
    };
    let each: Vec<String> = rejects.values.iter().map(one).collect();
    if each.is_empty() {
        return String::new();
    }
    let told: u64 = rejects.values.iter().map(|(_, rows)| rows).sum();
    let more = if told < rejects.rows { ", …" } else { "" };
    format!(": {}{more}", each.join(", "))
}

/// A value as messages quote it.
fn shortened(value: &str) -> String {
    match value.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

/// The file, where there is only one.
fn only_file(inputs: &Inputs) -> Option<Place> {
    match inputs.files.as_slice() {
        [input] => Some(Place::File(input.path.clone())),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}
