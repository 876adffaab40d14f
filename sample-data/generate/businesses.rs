//! `businesses.csv` and `customers.csv`: what the people of business customers answer, and what these customers are worth.
//!
//! The same people are asked each quarter, and the site managers of its sites, once each. South is low until somebody calls back
//! there, large customers are less content than small ones, sites less than anybody, and whoever was called back answers higher the
//! next time.

use crate::csv::push_row;
use crate::day::Day;
use crate::random::Random;
use crate::score::Group;

/// Q3 2025, counted from the fourth quarter of 2023; and the quarter after the last one.
const QUARTERS: std::ops::Range<u32> = 7..12;
/// Q2 2026, from which on South is called back.
const CALLED_FROM: u32 = 10;
/// How many customers there are, and how many of them are large.
const CUSTOMERS: u32 = 64;
const LARGE: u32 = 8;
/// The last ones: three that nobody answers for any more, after Q1 2026, and three that never did.
const SILENT: u32 = 6;
/// With which number those begin who answer for a site of a quarter; each third is a site manager.
const SITES: u32 = 10;
const REGIONS: [&str; 4] = ["North", "South", "East", "West"];

/// Somebody who is asked.
struct Person {
    customer: u32,
    number: u32,
    was_called: bool,
}

impl Person {
    fn region(&self) -> usize {
        (self.customer % 4) as usize
    }

    /// The score of those like this one, in points.
    fn expected(&self, quarter: u32) -> i32 {
        let large = if self.customer < LARGE { -35 } else { 0 };
        let south = if self.region() == 1 && quarter < CALLED_FROM { -60 } else { 0 };
        let called = if self.was_called { 45 } else { 0 };
        let site = if self.number < SITES { 0 } else { -30 };
        (40 + large + south + called + site).clamp(-70, 70)
    }

    fn role(&self) -> &'static str {
        ["buyer", "site manager", "director"][(self.number % 3) as usize]
    }

    /// What is answered in a quarter, with the day and a number that shuffles those of a day; nothing from who is silent.
    fn answer(&mut self, quarter: u32, random: &mut Random) -> Option<(Day, u64, [String; 12])> {
        let left = CUSTOMERS - self.customer;
        let is_silent = left <= SILENT / 2 || left <= SILENT && quarter >= CALLED_FROM;
        // Drawn for all, so that who is silent changes nothing of the others.
        let answers = random.chance(80);
        let day = Day::between(Day::of_quarter(quarter), Day::of_quarter(quarter + 1), random);
        let group = Group::drawn(self.expected(quarter), random);
        let (score, shuffled) = (group.score(random), random.next());
        let ratings = [([22, 45, 58], 15), ([36, 42, 46], 22), ([40, 50, 58], 16)]
            .map(|(middle, wide)| rating(middle, wide, group, random));
        let channel = if random.chance(60) { "robot" } else { "operator" };
        let (is_called, after) = (random.chance(65), 1 + random.below(6));
        if !answers || is_silent {
            return None;
        }
        let is_open = group == Group::Detractor;
        self.was_called = is_open && is_called;
        let status = match (is_open, is_called) {
            (false, _) => "",
            (true, true) => "closed",
            (true, false) => "open",
        };
        let called_on = if self.was_called { day.later(after).to_string() } else { String::new() };
        let [speed, price, staff] = ratings;
        let cells = [
            day.to_string(),
            format!("P-{:02}-{}", self.customer + 1, self.number + 1),
            name(self.customer),
            self.role().to_owned(),
            REGIONS[self.region()].to_owned(),
            channel.to_owned(),
            score.to_string(),
            speed,
            price,
            staff,
            status.to_owned(),
            called_on,
        ];
        Some((day, shuffled, cells))
    }
}

/// A rating of 1 to 7 about a middle in tenths.
fn rating(middle: [u32; 3], wide: u32, group: Group, random: &mut Random) -> String {
    let [detractor, passive, promoter] = middle;
    let middle = match group {
        Group::Detractor => detractor,
        Group::Passive => passive,
        Group::Promoter => promoter,
    };
    // The sum of two is near its middle more often than at its ends.
    let off = random.below(wide) + random.below(wide);
    ((middle + off).saturating_sub(wide - 1) + 5).div_euclid(10).clamp(1, 7).to_string()
}

/// The file of answers.
pub(crate) fn answers() -> String {
    let (mut random, mut random_of_sites) = (Random::new(17), Random::new(19));
    let mut people: Vec<Person> = (0..CUSTOMERS)
        .flat_map(|customer| {
            let size = if customer < LARGE { 7 } else { 1 + customer % 5 };
            (0..size).map(move |number| Person { customer, number, was_called: false })
        })
        .collect();
    let mut rows = Vec::new();
    for quarter in QUARTERS {
        rows.extend(people.iter_mut().filter_map(|person| person.answer(quarter, &mut random)));
        for customer in LARGE..CUSTOMERS {
            let number = SITES + 3 * (quarter - QUARTERS.start);
            let mut once = Person { customer, number, was_called: false };
            rows.extend(once.answer(quarter, &mut random_of_sites));
        }
    }
    rows.sort_by_key(|&(day, shuffled, _)| (day, shuffled));
    let mut text =
        "answered_on,person,customer,role,region,channel,score,speed,price,people,call,called_on\n"
            .to_owned();
    for (_, _, cells) in &rows {
        push_row(&mut text, cells.iter().map(String::as_str));
    }
    text
}

fn name(customer: u32) -> String {
    format!("Customer {:02}", customer + 1)
}

/// The table of customers: what each is worth, and who looks after it.
pub(crate) fn customers() -> String {
    let mut random = Random::new(18);
    let mut text = "account,revenue,owner\n".to_owned();
    for customer in 0..CUSTOMERS {
        let worth = if customer < LARGE { 180 + random.below(90) } else { 8 + random.below(45) };
        let owner = ["Key accounts", "Sales North", "Sales South"]
            [if customer < LARGE { 0 } else { 1 + (customer % 2) as usize }];
        push_row(&mut text, [name(customer).as_str(), &(1000 * worth).to_string(), owner]);
    }
    text
}
