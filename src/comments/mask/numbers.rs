//! Numbers that have to be covered: cards and accounts here; phones are in a file of their own, and so are numbers that are known by
//! the word before them.

use super::found::{Found, Kind, is_free};
use super::rows::{Group, Joint, Row, groups};
use super::{phones, told};

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
