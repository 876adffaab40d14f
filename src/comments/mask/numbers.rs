//! Numbers as people write them: groups of digits, and what stands between them. Of these, cards and accounts; phones are in
//! a file of their own, and numbers that are known by the word before them too.

use std::ops::Range;

use super::found::{Found, Kind, is_free};
use super::{phones, told};

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Words, or more than joins a number.
    Apart,
    /// White space, with a dash in it or not.
    Space,
    /// A bracket that opens.
    Open,
    /// A bracket that closes.
    Close,
    /// A dash.
    Dash,
    /// A dot.
    Dot,
}

impl Joint {
    /// Whether a number may begin after it, and end before it.
    pub(super) fn parts(self) -> bool {
        !matches!(self, Self::Dash | Self::Dot)
    }

    fn between(text: &str) -> Self {
        let (mut joint, mut is_spaced) = (Self::Apart, false);
        for (n, c) in text.chars().enumerate() {
            let next = match c {
                '(' => Self::Open,
                ')' => Self::Close,
                '.' => Self::Dot,
                c if is_dash(c) => Self::Dash,
                c if c.is_whitespace() => Self::Space,
                _ => return Self::Apart,
            };
            is_spaced |= next == Self::Space;
            // After the dot of a sentence another begins.
            if n > 2 || joint == Self::Dot && next != Self::Dot {
                return Self::Apart;
            }
            if !matches!(joint, Self::Open | Self::Close) {
                joint = next;
            }
        }
        match joint {
            Self::Dash if is_spaced => Self::Space,
            Self::Dot if is_spaced => Self::Apart,
            joint => joint,
        }
    }
}

/// A hyphen or a dash of any width.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Digits without anything between them.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Where they are in the text.
    pub place: Range<usize>,
    /// What stands between them and the group before.
    pub joint: Joint,
}

/// The groups of digits in a text, some of them in a row: a number may be.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub text: &'a str,
    pub groups: &'a [Group],
}

impl<'a> Row<'a> {
    /// The digits of all groups.
    pub(super) fn digits(self) -> String {
        self.groups.iter().filter_map(|group| self.text.get(group.place.clone())).collect()
    }

    /// How many digits there are.
    fn len(self) -> usize {
        self.groups.iter().map(|group| group.place.len()).sum()
    }

    /// How many digits each group has.
    pub(super) fn sizes(self) -> Vec<usize> {
        self.groups.iter().map(|group| group.place.len()).collect()
    }

    /// What stands between the groups.
    pub(super) fn joints(self) -> impl Iterator<Item = Joint> + 'a {
        self.groups.iter().skip(1).map(|group| group.joint)
    }

    /// Whether the groups are numbers in a list: all of them round, or all of them years.
    pub(super) fn is_list(self) -> bool {
        let groups = || self.groups.iter().filter_map(|group| self.text.get(group.place.clone()));
        let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
        self.groups.len() > 1
            && (groups().all(|group| group.ends_with('0') || group.len() == 1) || groups().all(is_year))
    }

    fn start(self) -> usize {
        self.groups.first().map_or(0, |group| group.place.start)
    }

    fn end(self) -> usize {
        self.groups.last().map_or(0, |group| group.place.end)
    }

    /// What comes before the groups.
    pub(super) fn before(self) -> &'a str {
        self.text.get(..self.start()).unwrap_or_default()
    }

    /// What comes after the groups.
    pub(super) fn after(self) -> &'a str {
        self.text.get(self.end()..).unwrap_or_default()
    }

    /// The place of the groups.
    pub(super) fn place(self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// The most groups that a number has.
const MOST_GROUPS: usize = 9;

/// All numbers in a text that have to be covered, in its order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let groups = groups(text);
    let mut all = told::ibans(text);
    let (mut others, mut at) = (Vec::new(), 0);
    while at < groups.len() {
        let (taken, found) =
            starting(text, &groups, at).map_or((1, None), |(taken, found)| (taken, Some(found)));
        at += taken;
        others.extend(found);
    }
    for mut others in [others, told::find(text)] {
        others.retain(|found| is_free(&all, found));
        all.extend(others);
        all.sort_by_key(|found| found.place.start);
    }
    all
}

/// The groups of digits of a text.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    for digits in text.split(|c: char| !c.is_ascii_digit()) {
        if !digits.is_empty() {
            let before = groups.last().and_then(|last| text.get(last.place.end..at));
            // Longer than any joint, and not to be looked through.
            let joint = before.filter(|before| before.len() <= 9).map_or(Joint::Apart, Joint::between);
            groups.push(Group { place: at..at + digits.len(), joint });
        }
        at += digits.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    groups
}

/// The number that begins with this group, and how many groups it has.
fn starting(text: &str, groups: &[Group], at: usize) -> Option<(usize, Found)> {
    let rest = groups.get(at..)?;
    let joined =
        rest.iter().skip(1).take(MOST_GROUPS - 1).take_while(|group| group.joint != Joint::Apart).count();
    let first = rest.first()?;
    let before = text.get(..first.place.start)?;
    let is_time = before.strip_suffix(':').is_some_and(|hours| hours.ends_with(|c: char| c.is_ascii_digit()));
    let is_word = before.ends_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_bound = !first.joint.parts() || is_time || is_word;
    if is_bound {
        return None;
    }
    (1..=joined + 1).rev().find_map(|taken| {
        let row = Row { text, groups: rest.get(..taken)? };
        if row.len() > 20 {
            return None;
        }
        let goes_on = rest.get(taken).is_some_and(|next| !next.joint.parts());
        if goes_on || continues(row.after()) {
            return None;
        }
        let kind = if is_account(row) {
            Kind::Account
        } else if is_card(row) {
            Kind::Card
        } else {
            let place = phones::place(row)?;
            return Some((taken, Found { place, kind: Kind::Phone }));
        };
        Some((taken, Found { place: row.place(), kind }))
    })
}

/// Whether what follows belongs to the digits before it: a Latin letter, a share, or a decimal part.
fn continues(after: &str) -> bool {
    let rest = after.strip_prefix(',').unwrap_or_default();
    let decimals = rest.chars().take(3).take_while(char::is_ascii_digit).count();
    after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '%'))
        || (1..=2).contains(&decimals)
}

/// A payment card: 13 to 19 digits in groups of three and more, with the check digit of Luhn (ISO/IEC 7812).
fn is_card(row: Row<'_>) -> bool {
    let is_grouped = row.groups.len() == 1 || row.groups.iter().all(|group| group.place.len() >= 3);
    if !is_grouped || row.is_list() || row.joints().any(|joint| !matches!(joint, Joint::Space | Joint::Dash))
    {
        return false;
    }
    let digits = row.digits();
    let is_barcode = digits.len() == 13 && checks(&digits, |digit| digit * 3);
    (13..=19).contains(&digits.len())
        && digits.starts_with(|c| matches!(c, '2'..='6'))
        && !is_barcode
        && checks(&digits, |digit| digit * 2 / 10 + digit * 2 % 10)
}

/// Whether the last digit is right: every second digit from the end, turned into another number, and the others sum to tens.
fn checks(digits: &str, turned: fn(u32) -> u32) -> bool {
    let digits = digits.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
    digits.map(|(n, digit)| if n % 2 == 0 { digit } else { turned(digit) }).sum::<u32>().is_multiple_of(10)
}

/// An account of a bank in Russia: 20 digits, of which the sixth to the eighth are its currency.
fn is_account(row: Row<'_>) -> bool {
    if row.len() != 20 {
        return false;
    }
    let digits = row.digits();
    let has_currency = digits.get(5..8).is_some_and(|code| {
        matches!(code, "810" | "643" | "840" | "978" | "156" | "398" | "933" | "980" | "826")
    });
    row.groups.len() == 1 || has_currency && digits.starts_with(['3', '4'])
}
