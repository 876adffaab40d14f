//! `starter.csv`: a small clean file to begin with. Flat for a year, then clearly better.

use crate::csv::push_row;
use crate::day::Day;
use crate::random::Random;
use crate::score::counted;
use crate::words::starter_comment;

/// Detractors, passives and promoters of each region, from Q3 2025 to Q3 2026.
const REGIONS: [(&str, [[usize; 3]; 5]); 4] = [
    ("North", [[6, 6, 8], [5, 6, 9], [6, 6, 9], [6, 7, 9], [3, 9, 28]]),
    ("South", [[6, 6, 6], [6, 5, 7], [6, 6, 7], [6, 7, 7], [6, 11, 17]]),
    ("East", [[4, 5, 6], [5, 4, 6], [5, 5, 6], [5, 5, 7], [5, 9, 18]]),
    ("West", [[4, 4, 4], [3, 5, 4], [4, 4, 4], [4, 5, 4], [4, 8, 12]]),
];

/// Region and quarter of the rows whose score is blank, on top of the counts above.
const BLANK: [(&str, u32); 2] = [("East", 8), ("South", 10)];

/// Q3 2025, counted from the fourth quarter of 2023.
const FIRST_QUARTER: u32 = 7;

/// The file's text.
pub(crate) fn csv() -> String {
    let mut random = Random::new(5);
    let mut rows = Vec::new();
    for (region, quarters) in REGIONS {
        for (quarter, counts) in (FIRST_QUARTER..).zip(quarters) {
            for group in counted(counts) {
                let day = Day::between(Day::of_quarter(quarter), Day::of_quarter(quarter + 1), &mut random);
                let comment = starter_comment(group, &mut random);
                rows.push((day, random.next(), region, group.score(&mut random).to_string(), comment));
            }
        }
    }
    for (region, quarter) in BLANK {
        let day = Day::between(Day::of_quarter(quarter), Day::of_quarter(quarter + 1), &mut random);
        rows.push((day, random.next(), region, String::new(), ""));
    }
    // The random number shuffles the answers of a day.
    rows.sort_by_key(|&(day, shuffled, ..)| (day, shuffled));

    let mut text = "responded_on,region,score,comment\n".to_owned();
    for (day, _, region, score, comment) in &rows {
        push_row(&mut text, [day.to_string().as_str(), region, score, comment]);
    }
    text
}
