//! Numbers that are known by the word before them: phones of a form that other numbers have too, contracts and accounts. And
//! international numbers of accounts (IBAN), which begin with letters.

use super::found::{Found, Kind};
use super::rows::is_dash;

/// Beginnings of words for a phone.
const PHONES: [&str; 26] = [
    "тел",
    "телефон",
    "моб",
    "мобил",
    "факс",
    "номер",
    "сот",
    "звон",
    "позвон",
    "перезвон",
    "набер",
    "дзвон",
    "подзвон",
    "передзвон",
    "зателефон",
    "viber",
    "вайбер",
    "whatsapp",
    "ватсап",
    "вотсап",
    "tel",
    "phone",
    "mob",
    "fax",
    "cell",
    "call",
];

/// Beginnings of words for a contract or an account.
const ACCOUNTS: [&str; 10] =
    ["договор", "договір", "контракт", "contract", "agreement", "счет", "рахун", "account", "acct", "полис"];

/// Of these, what may have a sum of money after it.
const OF_MONEY: [&str; 4] = ["счет", "рахун", "account", "acct"];

/// Shorter ones, which have to be whole.
const SHORT: [&str; 2] = ["л/с", "р/с"];

/// Beginnings of words before "account" that say that its number follows.
const OF_PERSONS: [&str; 2] = ["лицев", "особов"];

/// What may stand between such a word and its number.
const BETWEEN: [&str; 17] = [
    "номер",
    "номеру",
    "номером",
    "номера",
    "number",
    "no",
    "nr",
    "num",
    "n",
    "по",
    "на",
    "at",
    "on",
    "me",
    "is",
    "us",
    "phone",
];

/// Those of them that say that a number follows.
const NUMBER: [&str; 9] = ["номер", "номеру", "номером", "номера", "number", "no", "nr", "num", "n"];

/// Beginnings of words after a sum of money, or after a year.
const MONEY: [&str; 21] = [
    "руб", "р.", "грн", "грив", "тыс", "тис", "млн", "usd", "eur", "uah", "rub", "dollar", "euro", "$", "€",
    "₽", "₴", "год", "г.", "hryvn", "rouble",
];

/// All numbers of a text that are known by the word before them, in its order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let (mut words, mut before) = (words(text).peekable(), String::new());
    while let Some((start, word)) = words.next() {
        let small = word.chars().take(24).collect::<String>().to_lowercase().replace('ё', "е");
        let previous = std::mem::replace(&mut before, small.clone());
        if all.last().is_some_and(|last| start < last.place.end) {
            continue;
        }
        let short = words.peek().and_then(|(next, word)| text.get(start..next + word.len()));
        let is_short = short.is_some_and(|both| SHORT.contains(&both.to_lowercase().as_str()));
        let begins = |list: &[&str]| list.iter().any(|beginning| small.starts_with(beginning));
        let kind = match () {
            () if is_short || begins(&ACCOUNTS) => Kind::Account,
            () if begins(&PHONES) => Kind::Phone,
            () => continue,
        };
        let from = if is_short {
            words.peek().map_or(start, |(next, word)| next + word.len())
        } else {
            start + word.len()
        };
        let is_of_person = OF_PERSONS.iter().any(|beginning| previous.starts_with(beginning));
        let is_signed = is_short || is_of_person || NUMBER.contains(&previous.as_str());
        let least = match kind {
            Kind::Account if begins(&OF_MONEY) => 8,
            Kind::Account => 5,
            _ => 7,
        };
        let found = after(text, from, is_signed).and_then(|(from, is_signed)| {
            let least = if is_signed { least.min(5) } else { least };
            number(text, from, (kind, is_signed), least)
        });
        all.extend(found.filter(|found| all.last().is_none_or(|last| last.place.end <= found.place.start)));
    }
    all
}

/// All international numbers of accounts in a text, in its order.
pub(super) fn ibans(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for (start, _) in words(text) {
        if all.last().is_none_or(|last| last.place.end <= start) {
            all.extend(iban(text, start).map(|end| Found { place: start..end, kind: Kind::Account }));
        }
    }
    all
}

/// The words of a text, with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let start = from;
        from = start + word.len();
        from += text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// Where the number begins that a word speaks of, which ends here, and whether it is said to be one; none where something
/// else comes next.
fn after(text: &str, from: usize, is_signed: bool) -> Option<(usize, bool)> {
    let (mut at, mut is_signed) = (from, is_signed);
    // "по номеру", "me at": a few words, and not a sentence.
    for _ in 0..4 {
        let rest = text.get(at..)?;
        let punctuation =
            |c: char| c.is_whitespace() || matches!(c, '.' | ':' | '№' | '#' | '(') || is_dash(c);
        let next = rest.trim_start_matches(punctuation);
        let between = rest.get(..rest.len() - next.len())?;
        if between.chars().count() > 4 {
            return None;
        }
        is_signed |= between.contains([':', '№', '#']);
        at += between.len();
        if next.starts_with(|c: char| c.is_ascii_digit()) {
            return Some((at, is_signed));
        }
        let word = next.split(|c: char| !c.is_alphanumeric()).next()?;
        let small = word.to_lowercase();
        if !BETWEEN.contains(&small.as_str()) {
            // The number of a contract may begin with letters.
            return (is_signed && !word.is_empty()).then_some((at, true));
        }
        is_signed |= NUMBER.contains(&small.as_str());
        at += word.len();
    }
    None
}

/// The number that begins here, if it is one of this kind; one of digits only has to have so many at least.
fn number(text: &str, from: usize, (kind, is_signed): (Kind, bool), least: usize) -> Option<Found> {
    // None is longer.
    let rest = text.get(from..)?;
    let rest = rest.char_indices().nth(64).map_or(rest, |(end, _)| rest.get(..end).unwrap_or_default());
    let is_part = |c: char| c.is_alphanumeric() || is_dash(c) || matches!(c, '/' | '_');
    let token = rest.split(|c: char| !is_part(c)).next()?;
    let token = token.trim_end_matches(|c: char| !c.is_alphanumeric());
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let next: String =
        rest.get(token.len()..)?.trim_start().chars().take(8).flat_map(char::to_lowercase).collect();
    let is_money = MONEY.iter().any(|word| next.starts_with(word));
    let is_bare = token.chars().all(|c| c.is_ascii_digit());
    let sizes: Vec<usize> = token.split(is_dash).map(str::len).collect();
    let is_grouped = token.chars().all(|c| c.is_ascii_digit() || is_dash(c));
    let is_it = match kind {
        Kind::Account if is_signed => digits(token) >= 3,
        Kind::Account => is_bare && token.len() >= least,
        _ if is_bare => (least..=15).contains(&token.len()),
        _ => is_grouped && matches!(*sizes, [3, 4 | 3] | [2 | 1, 2, 2]),
    };
    // Sums of money have gaps between their thousands.
    (is_it && !is_money).then(|| Found { place: from..from + token.len(), kind })
}

/// Where the international number of an account ends that begins here: letters of a country, its check digits, and up to
/// thirty more (ISO 13616), in groups of four or not.
fn iban(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(start..)?;
    let begins = match bytes {
        // Small letters and a gap are a word and a number.
        [a, b, b' ', c, d, ..] => {
            [a, b].iter().all(|c| c.is_ascii_uppercase()) && [c, d].iter().all(|c| c.is_ascii_digit())
        }
        [a, b, c, d, ..] => {
            [a, b].iter().all(|c| c.is_ascii_alphabetic()) && [c, d].iter().all(|c| c.is_ascii_digit())
        }
        _ => false,
    };
    if !begins {
        return None;
    }
    let mut code: Vec<u8> = Vec::new();
    let mut end = None;
    for (n, byte) in bytes.iter().enumerate() {
        let is_gap = *byte == b' ' || *byte == b'-';
        if byte.is_ascii_alphanumeric() && code.len() < 34 {
            code.push(byte.to_ascii_uppercase());
        } else if !is_gap || bytes.get(n + 1).is_none_or(|next| !next.is_ascii_alphanumeric()) {
            break;
        }
        let is_whole = bytes.get(n + 1).is_none_or(|next| !next.is_ascii_alphanumeric()) && !is_gap;
        if is_whole && is_account(&code) {
            end = Some(start + n + 1);
        }
    }
    end
}

/// Whether the check digits are right; an account of Ukraine is one by its length and digits, with a slip in it too.
fn is_account(code: &[u8]) -> bool {
    let digits = code.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_ukrainian = code.starts_with(b"UA") && code.len() == 29 && digits == 27;
    let turned = code.iter().skip(4).chain(code.iter().take(4));
    let rest = turned.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte.saturating_sub(b'A')) + 10) % 97,
    });
    is_ukrainian || (15..=34).contains(&code.len()) && digits >= 8 && rest == 1
}
