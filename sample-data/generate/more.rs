//! The later columns of `answers.csv`. Each draws from random numbers of its own, so that a change to one
//! moves neither the others nor what stood in the file before them.

use crate::random::Random;
use crate::score::Group;

/// Their names.
pub(crate) const HEADER: [&str; 8] =
    ["goals_score", "satisfied", "reason", "services", "collector", "status", "review_left", "size"];

/// What a row's later cells depend on.
pub(crate) struct Asked {
    /// Counted from Q4 2023.
    pub(crate) quarter: u32,
    /// Whether late deliveries are what annoys people.
    pub(crate) late: bool,
    /// None where nobody answered.
    pub(crate) group: Option<Group>,
    /// Whether the row has all its cells and the date that was planned.
    pub(crate) sound: bool,
}

/// Of 100 answers of a group, how many rate the kitchen 1, 2, … 7; the others leave it blank.
const GOALS: [[u32; 7]; 3] =
    [[9, 17, 24, 24, 13, 5, 2], [1, 4, 12, 26, 29, 16, 6], [0, 1, 5, 15, 26, 28, 19]];
/// Of 100 ratings of a quarter, how many are one higher than they would have been before 2026.
const GOALS_RISE: [u32; 13] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 33, 47, 47];
/// Ratings that cannot be read, and how many rows have each.
const GOALS_FAULTS: [(&str, usize); 2] = [("8", 3), ("n/a", 3)];

/// Of 100 answers of a group, how many are satisfied.
const SATISFIED: [u32; 3] = [15, 80, 97];
/// Of 100 satisfied, how many have left a review.
const REVIEW_LEFT: u32 = 23;

const REASONS: [&str; 5] = ["quality", "price", "deadline", "service", "other"];
const REASON: [[u32; 5]; 3] = [[25, 20, 15, 30, 10], [26, 30, 14, 20, 10], [42, 12, 10, 28, 8]];
/// The same for detractors where deliveries are late.
const REASON_LATE: [u32; 5] = [7, 6, 74, 9, 4];

const SERVICES: [&str; 4] = ["design", "delivery", "assembly", "credit"];
/// Of 100 customers, how many take each; credit from 2026 on more.
const SERVICE: [u32; 4] = [62, 80, 55, 15];
const CREDIT_2026: u32 = 24;
/// Q1 2025: the first quarter in which the question is asked.
const SERVICES_ASKED: u32 = 5;
/// Q1 2026.
const YEAR_2026: u32 = 9;

/// Of 100 answers of a quarter, how many a bot collects.
const BOT: [u32; 13] = [10, 10, 10, 10, 10, 10, 10, 10, 25, 33, 42, 50, 50];

const SIZES: [&str; 3] = ["small", "medium", "large"];
/// Of 100 answers of a group, how many are about each; the others do not say.
const SIZE: [[u32; 3]; 3] = [[34, 36, 23], [40, 36, 17], [44, 36, 13]];

/// The cells of each row.
pub(crate) fn cells(asked: &[Asked]) -> Vec<[String; 8]> {
    let [mut reason, mut services, mut size] = [3, 4, 8].map(stream);
    let goals = goals(asked);
    let satisfied = satisfied(asked);
    let collectors = collectors(asked);
    let rows = asked.iter().zip(goals).zip(satisfied).zip(collectors);
    rows.map(|(((row, goals), [satisfied, status, review]), collector)| {
        let reason = row.group.map_or("", |group| {
            let late = row.late && group == Group::Detractor;
            let shares = if late { REASON_LATE } else { REASON[group as usize] };
            drawn(shares, &mut reason).map_or("", |at| REASONS[at])
        });
        let size_shares = SIZE[row.group.unwrap_or(Group::Passive) as usize];
        let size = drawn(size_shares, &mut size).map_or("", |at| SIZES[at]);
        let services = taken(row, &mut services);
        [goals.as_str(), satisfied, reason, &services, collector, status, review, size].map(str::to_owned)
    })
    .collect()
}

/// The random numbers of a column.
const fn stream(column: u64) -> Random {
    Random::new(2_026_000 + column)
}

/// Which of some things it is, given how many of 100 each gets; none for what is left of the 100.
fn drawn<const N: usize>(shares: [u32; N], random: &mut Random) -> Option<usize> {
    let mut number = random.below(100);
    shares.into_iter().position(|share| {
        let found = number < share;
        number = number.saturating_sub(share);
        found
    })
}

fn goals(asked: &[Asked]) -> Vec<String> {
    let mut random = stream(1);
    let mut column: Vec<String> = asked
        .iter()
        .map(|row| {
            let rating = row.group.and_then(|group| drawn(GOALS[group as usize], &mut random));
            let rise = random.chance(GOALS_RISE[row.quarter as usize]);
            rating.map_or_else(String::new, |at| (at + 1 + usize::from(rise)).min(7).to_string())
        })
        .collect();
    let mut order = shuffled(asked.len(), &mut random).into_iter().filter(|&row| asked[row].sound);
    for (fault, n) in GOALS_FAULTS {
        for row in order.by_ref().filter(|&row| !column[row].is_empty()).take(n).collect::<Vec<_>>() {
            fault.clone_into(&mut column[row]);
        }
    }
    column
}

/// Whether they are satisfied, what became of asking them, and whether they have left a review. The outcome is
/// known for some who leave the question itself blank.
fn satisfied(asked: &[Asked]) -> impl Iterator<Item = [&'static str; 3]> {
    let [mut answer, mut review] = [2, 6].map(stream);
    asked.iter().map(move |row| {
        let Some(group) = row.group else { return ["", "нет ответа", ""] };
        let is_satisfied = answer.chance(SATISFIED[group as usize]);
        let [yes, no] = if answer.chance(70) { ["да", "нет"] } else { ["yes", "no"] };
        let written = if is_satisfied { yes } else { no };
        let written = if answer.chance(8) { "" } else { written };
        if !is_satisfied {
            return [written, "не доволен", ""];
        }
        [written, "доволен", if review.chance(REVIEW_LEFT) { "да" } else { "нет" }]
    })
}

/// The services a customer took, at least one; blank where it was not asked or not answered.
fn taken(row: &Asked, random: &mut Random) -> String {
    if row.group.is_none() || row.quarter < SERVICES_ASKED {
        return String::new();
    }
    let [shares @ .., credit] = SERVICE;
    let credit = if row.quarter < YEAR_2026 { credit } else { CREDIT_2026 };
    let shares = shares.into_iter().chain([credit]);
    let taken = SERVICES.into_iter().zip(shares).filter(|&(_, share)| random.chance(share));
    let taken: Vec<&str> = taken.map(|(service, _)| service).collect();
    if taken.is_empty() { "delivery".to_owned() } else { taken.join(";") }
}

/// Who asked. In each quarter the counts are set so that the NPS of what the bot collects is 10 points below
/// that of what the agency does, and so is a quarter's total the lower the more the bot collects.
fn collectors(asked: &[Asked]) -> Vec<&'static str> {
    let mut random = stream(5);
    let share = |row: &Asked| BOT[row.quarter as usize];
    let mut column: Vec<&str> =
        asked.iter().map(|row| if random.chance(share(row)) { "bot" } else { "agency" }).collect();
    let order = shuffled(asked.len(), &mut random);
    let mut order: Vec<usize> = order.into_iter().filter(|&row| asked[row].sound).collect();
    order.sort_by_key(|&row| asked[row].quarter);
    for quarter in order.chunk_by(|&one, &other| asked[one].quarter == asked[other].quarter) {
        let answers = quarter.iter().filter(|&&row| asked[row].group.is_some()).count();
        for group in [Group::Detractor, Group::Passive, Group::Promoter] {
            let rows: Vec<usize> =
                quarter.iter().copied().filter(|&row| asked[row].group == Some(group)).collect();
            let bots =
                rows.first().map_or(0, |&row| bots(rows.len(), answers, share(&asked[row]) as usize, group));
            for (at, row) in rows.into_iter().enumerate() {
                column[row] = if at < bots { "bot" } else { "agency" };
            }
        }
    }
    column
}

/// How many answers of a group a bot collects, of so many of the group and so many of all: its share, and of
/// all it collects 5 % × the agency's share more detractors, and as many fewer promoters.
const fn bots(of_group: usize, of_all: usize, share: usize, group: Group) -> usize {
    let even = 2000 * share * of_group;
    let shift = share * (100 - share) * of_all;
    let bots = match group {
        Group::Detractor => even + shift,
        Group::Passive => even,
        Group::Promoter => even.saturating_sub(shift),
    };
    (bots + 100_000) / 200_000
}

/// The numbers below `n` in a random order.
fn shuffled(n: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_cached_key(|_| random.next());
    order
}
