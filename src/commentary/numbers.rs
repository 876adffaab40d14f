//! Numbers as people write them: `41`, `−3.5`, `6,012`, `41,2 %`, `6 012`.

use std::ops::Range;

/// A number that a text has written out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Where it is in the text, its sign with it.
    pub(super) range: Range<usize>,
    /// What it may say: a mark may part thousands, or decimals.
    pub(super) readings: Vec<Reading>,
    /// The numbers that its parts are by themselves, where only spaces part them.
    pub(super) parts: Vec<Reading>,
    /// Whether a sign is written before it.
    pub(super) is_signed: bool,
    pub(super) is_percent: bool,
}

/// What a number may say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    pub(super) number: f64,
    pub(super) decimals: u8,
}

/// Spaces that may part thousands.
const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];
/// Signs before a number.
const MINUS: [char; 3] = ['-', '\u{2212}', '\u{2013}'];

/// All numbers of a text, in its order. A number that a letter stands before is part of a name, as in `Q3` and `COVID-19`.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at + start;
        let before = text.get(..start).unwrap_or_default();
        let end = start + length(text.get(start..).unwrap_or_default());
        at = end;
        let mut last = before.chars().rev();
        let (sign, outer) = (last.next(), last.next());
        let is_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let is_hyphen = sign == Some('-') && outer.is_some_and(char::is_alphabetic);
        if is_of_word(sign) || is_hyphen {
            // The rest of the name is, too.
            let rest = text.get(start..).unwrap_or_default();
            at = start + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            continue;
        }
        let is_minus = sign.is_some_and(|sign| MINUS.contains(&sign)) && !is_of_word(outer);
        let is_plus = sign == Some('+') && !is_of_word(outer);
        let written = text.get(start..end).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default().trim_start_matches(SPACES);
        let signed = |reading: Reading| Reading {
            number: if is_minus { -reading.number } else { reading.number },
            ..reading
        };
        let from = sign.filter(|_| is_minus || is_plus).map_or(start, |sign| start - sign.len_utf8());
        found.push(Number {
            range: from..end,
            readings: readings(written).into_iter().map(signed).collect(),
            parts: parts(written).into_iter().map(signed).collect(),
            is_signed: is_minus || is_plus,
            is_percent: after.starts_with('%'),
        });
    }
    found
}

/// How long a number is: digits, with single marks between them, and spaces before three digits.
fn length(text: &str) -> usize {
    let mut end = 0;
    loop {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
        end += digits(text.get(end..).unwrap_or_default());
        let rest = text.get(end..).unwrap_or_default();
        let Some(mark) = rest.chars().next() else { return end };
        let after = digits(rest.get(mark.len_utf8()..).unwrap_or_default());
        let goes_on = match mark {
            '.' | ',' => after > 0,
            mark if SPACES.contains(&mark) || mark == '\'' || mark == '\u{2019}' => {
                let first = digits(text);
                after == 3 && first <= 3
            }
            _ => false,
        };
        if !goes_on {
            return end;
        }
        end += mark.len_utf8();
    }
}

fn reading(whole: &str, decimals: &str) -> Option<Reading> {
    let number = format!("{whole}.{decimals}0").parse().ok()?;
    Some(Reading { number, decimals: u8::try_from(decimals.len()).ok()? })
}

/// What digits with marks between them may say.
fn readings(written: &str) -> Vec<Reading> {
    let groups: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
    let marks: Vec<char> = written.chars().filter(|c| !c.is_ascii_digit()).collect();
    let (Some((first, rest)), Some((last, whole))) = (groups.split_first(), groups.split_last()) else {
        return Vec::new();
    };
    let are_thousands = |groups: &[&str]| first.len() <= 3 && groups.iter().all(|group| group.len() == 3);
    let all_alike = |marks: &[char]| marks.windows(2).all(|pair| pair[0] == pair[1]);
    let mut found = Vec::new();
    if marks.is_empty() || (are_thousands(rest) && all_alike(&marks)) {
        found.extend(reading(&groups.concat(), ""));
    }
    if let Some((mark, before)) = marks.split_last()
        && matches!(mark, '.' | ',')
        && !before.contains(mark)
        && all_alike(before)
        && (before.is_empty() || are_thousands(whole.get(1..).unwrap_or_default()))
    {
        found.extend(reading(&whole.concat(), last));
    }
    found
}

/// The numbers of a row of them: parted by spaces, or by marks of which no number has so many.
fn parts(written: &str) -> Vec<Reading> {
    let is_row = readings(written).is_empty();
    let is_end = |c: char| !c.is_ascii_digit() && (is_row || c == ' ');
    let parts: Vec<&str> = written.split(is_end).collect();
    if parts.len() < 2 {
        Vec::new()
    } else {
        parts.into_iter().filter_map(|part| readings(part).first().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each number of a text may say: the numbers with their decimals.
    fn read(text: &str) -> Vec<(&str, Vec<(f64, u8)>)> {
        let said = |number: &Number| number.readings.iter().map(|one| (one.number, one.decimals)).collect();
        numbers(text).iter().map(|number| (&text[number.range.clone()], said(number))).collect()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("NPS 41", vec![("41", vec![(41.0, 0)])]),
            ("NPS 41.", vec![("41", vec![(41.0, 0)])]),
            ("41,2 and 41.25", vec![("41,2", vec![(41.2, 1)]), ("41.25", vec![(41.25, 2)])]),
            ("fell by −3.5 (-4)", vec![("−3.5", vec![(-3.5, 1)]), ("-4", vec![(-4.0, 0)])]),
            ("+9", vec![("+9", vec![(9.0, 0)])]),
            ("6,012", vec![("6,012", vec![(6012.0, 0), (6.012, 3)])]),
            ("1,234,567.5", vec![("1,234,567.5", vec![(1_234_567.5, 1)])]),
            ("6\u{a0}012,5", vec![("6\u{a0}012,5", vec![(6012.5, 1)])]),
            ("6 012", vec![("6 012", vec![(6012.0, 0)])]),
            ("in 2026 120 of", vec![("2026", vec![(2026.0, 0)]), ("120", vec![(120.0, 0)])]),
            (
                "9–10 or 0-6",
                vec![
                    ("9", vec![(9.0, 0)]),
                    ("10", vec![(10.0, 0)]),
                    ("0", vec![(0.0, 0)]),
                    ("6", vec![(6.0, 0)]),
                ],
            ),
            ("Q3, COVID-19, B2B and x_1", vec![]),
            ("1.2.3", vec![("1.2.3", vec![])]),
            ("5-й, 41pp", vec![("5", vec![(5.0, 0)]), ("41", vec![(41.0, 0)])]),
            ("", vec![]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(
            numbers("41 %, 41%, 41").iter().map(|one| one.is_percent).collect::<Vec<_>>(),
            [true, true, false]
        );
        let parts = |text: &str| numbers(text)[0].parts.iter().map(|one| one.number).collect::<Vec<_>>();
        assert_eq!(
            (parts("41 120"), parts("1.2.3"), parts("6,012")),
            (vec![41.0, 120.0], vec![1.0, 2.0, 3.0], vec![])
        );
    }

    #[test]
    fn long_digits_are_no_matter() {
        let long = "9".repeat(100_000);
        assert_eq!(numbers(&long).len(), 1);
        assert_eq!(numbers(&"1,".repeat(50_000)).len(), 1);
    }
}
