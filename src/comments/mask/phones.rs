//! Which groups of digits are a phone: by how numbers are written in Russia, Ukraine, Belarus, Kazakhstan, the United States and
//! the United Kingdom, and by the code of a country anywhere else.

use std::ops::Range;

use super::rows::{Joint, Row};

/// Where the phone is that these groups are, with its plus and bracket; none where they are none.
pub(super) fn place(row: Row<'_>) -> Option<Range<usize>> {
    let digits = row.digits();
    if !(7..=17).contains(&digits.len()) {
        return None;
    }
    let (before, after_first) = (row.before(), row.groups.first().map_or(0, |group| group.place.end));
    let closes = row.text.get(after_first..).is_some_and(|rest| rest.starts_with(')'));
    let bare = before.strip_suffix('(').filter(|_| closes);
    let is_bracketed = bare.is_some();
    let before = bare.unwrap_or(before);
    let trimmed = before.strip_suffix(' ').unwrap_or(before);
    let before_plus = trimmed.strip_suffix('+').filter(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()));
    let sizes = row.sizes();
    if let Some(before) = before_plus {
        return is_international(row, &digits).then_some(before.len()..row.place().end);
    }
    let number = Number { sizes: &sizes, digits: &digits, row, is_bracketed };
    let is_phone = number.is_russian()
        || number.is_ukrainian()
        || number.has_no_prefix()
        || number.is_american()
        || number.is_british()
        || number.is_of_city()
        || number.dials_abroad();
    is_phone.then_some(before.len()..row.place().end)
}

/// Whether these groups are a number after a plus: of its country's length where that is known, and no sum of money.
fn is_international(row: Row<'_>, digits: &str) -> bool {
    let known = [("380", 12), ("375", 12), ("99", 12), ("7", 11), ("1", 11)];
    let of = known.iter().find(|(code, _)| digits.starts_with(code));
    let is_of_length = of.map_or((8..=15).contains(&digits.len()), |(_, length)| digits.len() == *length);
    // A last group of a digit is another number, and so is whatever follows a whole one.
    let sizes = row.sizes();
    let is_whole = of.is_some()
        || row.joints().last() != Some(Joint::Space)
        || sizes.last() != Some(&1) && digits.len() - sizes.last().unwrap_or(&0) <= 10;
    let threes = sizes.iter().skip(1).all(|size| *size == 3) && sizes.len() > 1;
    let is_sum = threes && digits.ends_with("000") || digits.trim_end_matches('0').len() <= 2;
    is_of_length && is_whole && !is_sum
}

struct Number<'a> {
    sizes: &'a [usize],
    digits: &'a str,
    row: Row<'a>,
    /// Whether the first group is in brackets.
    is_bracketed: bool,
}

impl Number<'_> {
    fn digit(&self, at: usize) -> u8 {
        self.digits.as_bytes().get(at).copied().unwrap_or(b' ')
    }

    /// Whether only white space is between the groups: then they may be a list of numbers.
    fn is_loose(&self) -> bool {
        !self.is_bracketed && self.row.joints().all(|joint| joint == Joint::Space)
    }

    /// A code of three to five digits, and the rest of ten.
    fn is_coded(sizes: &[usize]) -> bool {
        match sizes {
            [10] => true,
            [code @ 3..=5, rest @ ..] => ends_as(rest, 10 - code),
            _ => false,
        }
    }

    /// `8 912 345-67-89`: ten digits after an 8 or a 7; old numbers of Ukraine and Belarus after an 8 too.
    fn is_russian(&self) -> bool {
        let first = self.digit(0);
        let begins = match first {
            b'8' => {
                matches!(self.digit(1), b'3' | b'4' | b'7'..=b'9')
                    || self.digit(1) == b'0' && self.digit(2) != b'0'
            }
            b'7' => matches!(self.digit(1), b'3' | b'4' | b'7'..=b'9'),
            _ => false,
        };
        begins
            && self.digits.len() == 11
            && match self.sizes {
                [11] => true,
                [1, rest @ ..] => Self::is_coded(rest),
                [size @ 4..=6, rest @ ..] => ends_as(rest, 11 - size),
                _ => false,
            }
    }

    /// `067 123-45-67` and `380 67 123 45 67`.
    fn is_ukrainian(&self) -> bool {
        if self.digits.len() == 12 {
            return (self.digits.starts_with("380") || self.digits.starts_with("375"))
                && match self.sizes {
                    [12] | [3, 9] | [2, 10] => true,
                    [3, 2, rest @ ..] | [2, 3, rest @ ..] | [5, rest @ ..] => ends_as(rest, 7),
                    _ => false,
                };
        }
        self.digits.len() == 10
            && self.digit(0) == b'0'
            && matches!(self.digit(1), b'3'..=b'9')
            && match self.sizes {
                [10] | [1, 9] => true,
                [1, 2, 3, 4] => !self.is_loose(),
                [1, 2, rest @ ..] | [3, rest @ ..] => ends_as(rest, 7),
                [1, 3, rest @ ..] | [4, rest @ ..] => ends_as(rest, 6),
                [5, rest @ ..] => ends_as(rest, 5),
                _ => false,
            }
    }

    /// `912 345-67-89` and `(495) 123-45-67`: a Russian number without its 8.
    fn has_no_prefix(&self) -> bool {
        let begins = matches!(self.digit(0), b'3' | b'4' | b'8' | b'9');
        let is_known =
            self.digit(0) == b'9' || ["495", "499", "812"].iter().any(|code| self.digits.starts_with(code));
        if self.digits.len() != 10 || !begins {
            return false;
        }
        match self.sizes {
            [10] => self.digit(0) == b'9',
            [3, 3, 2, 2] | [3, 2, 2, 3] | [3, 7] => {
                if self.is_loose() {
                    is_known && !self.row.is_list()
                } else {
                    true
                }
            }
            [3..=5, rest @ ..] => self.is_bracketed && Self::is_coded(self.sizes) && rest.len() > 1,
            _ => false,
        }
    }

    /// `(555) 123-4567`, with or without a 1 before it.
    fn is_american(&self) -> bool {
        let (sizes, at) = match self.sizes {
            [1, sizes @ ..] if self.digit(0) == b'1' => (sizes, 1),
            sizes => (sizes, 0),
        };
        if *sizes != [3, 3, 4] || !matches!(self.digit(at), b'2'..=b'9') {
            return false;
        }
        let last = self.digits.get(self.digits.len() - 4..).unwrap_or_default();
        let is_year = last.starts_with("19") || last.starts_with("20");
        !self.is_loose() || !is_year && !self.row.is_list() && matches!(self.digit(at + 3), b'2'..=b'9')
    }

    /// `020 7946 0958` and `07911 123456`.
    fn is_british(&self) -> bool {
        let is_long =
            self.digits.len() == 11 && self.digit(0) == b'0' && matches!(self.digit(1), b'1'..=b'9');
        is_long
            && match self.sizes {
                [11] => self.digit(1) == b'7',
                [3, 4, 4] | [5, 6] | [4, 3, 4] | [5, 3, 3] => true,
                _ => false,
            }
    }

    /// `123-45-67`: seven digits within a city, only with dashes.
    fn is_of_city(&self) -> bool {
        self.sizes == [3, 2, 2]
            && self.digit(0) != b'0'
            && self.row.joints().all(|joint| joint == Joint::Dash)
    }

    /// `00 44 20 7946 0958` and `8-10-44-20-7946-0958`: dialled from home.
    fn dials_abroad(&self) -> bool {
        let begins = match self.sizes {
            [2..=5, _, ..] | [_] => self.digits.starts_with("00") && self.digit(2) != b'0',
            [1, 2, _, ..] => self.digits.starts_with("810"),
            _ => false,
        };
        begins && self.digits.len() >= 12
    }
}

/// How the last so many digits of a phone are grouped.
fn ends_as(sizes: &[usize], digits: usize) -> bool {
    match digits {
        7 => matches!(
            sizes,
            [7] | [3, 4] | [4, 3] | [3, 2, 2] | [2, 2, 3] | [2, 3, 2] | [1, 3, 3] | [1, 2, 2, 2] | [3, 1, 3]
        ),
        6 => matches!(sizes, [6] | [2, 2, 2] | [3, 3] | [2, 4] | [4, 2]),
        5 => matches!(sizes, [5] | [1, 2, 2] | [2, 3] | [3, 2] | [1, 4]),
        _ => false,
    }
}
