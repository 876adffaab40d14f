//! Addresses: e-mails, pages of the web, and what people are called in messengers.

use std::ops::Range;

use super::found::{Found, Kind};

/// Ends of names in the web that are no words: `good.by the way` and `love.it` have lost a space, and are no addresses.
const ENDS: [&str; 36] = [
    "ru",
    "su",
    "ua",
    "com",
    "net",
    "org",
    "info",
    "biz",
    "io",
    "kz",
    "uz",
    "ge",
    "ee",
    "lt",
    "lv",
    "pl",
    "de",
    "fr",
    "cz",
    "sk",
    "md",
    "tj",
    "kg",
    "uk",
    "eu",
    "gov",
    "edu",
    "рф",
    "укр",
    "бел",
    "қаз",
    "рус",
    "ру",
    "xn--p1ai",
    "xn--j1amh",
    "xn--90ais",
];

/// Short names of services whose ends are words, and which are written without `www`.
const SERVICES: [&str; 17] = [
    "t.me",
    "wa.me",
    "m.me",
    "vk.me",
    "vk.cc",
    "fb.me",
    "bit.ly",
    "goo.gl",
    "youtu.be",
    "lnkd.in",
    "is.gd",
    "cutt.ly",
    "instagr.am",
    "telegram.me",
    "viber.me",
    "onliner.by",
    "tut.by",
];

/// How the sign of an e-mail is written by who does not want it to be found.
const SPELT: [&str; 6] = [" собака ", "(собака)", "[собака]", "(at)", "[at]", " (at) "];

/// All addresses in a text, in its order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut from = 0;
    // Stretches without white space, brackets and quotation marks.
    for piece in text.split_inclusive(parts_pieces) {
        let place = from..from + piece.trim_end_matches(parts_pieces).len();
        from += piece.len();
        // An address may go on beyond a bracket, and what it went on to has been found with it.
        if all.last().is_none_or(|last| last.place.end <= place.start) {
            find_in(text, place, &mut all);
        }
    }
    all
}

fn parts_pieces(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '„' | '(' | ')' | '[' | ']')
        || matches!(c, '{' | '}' | ',' | ';' | '|' | '!' | '‘' | '’' | '…')
}

/// Adds the addresses of a piece of a text.
fn find_in(text: &str, piece: Range<usize>, all: &mut Vec<Found>) {
    let mut at = piece.start;
    while let Some((found, kind)) = first(text, at..piece.end) {
        at = found.end.max(at + 1);
        all.push(Found { place: found, kind });
        if at >= piece.end || !text.is_char_boundary(at) {
            return;
        }
    }
}

/// The first address of a piece.
fn first(text: &str, piece: Range<usize>) -> Option<(Range<usize>, Kind)> {
    let words = text.get(piece.clone())?;
    let mut from = piece.start;
    // Parts of the piece that may be an e-mail or the name of a site, with what comes after each.
    for part in words.split_inclusive(|c: char| !is_of_mail(c)) {
        let place = from..from + part.len();
        from = place.end;
        let name = part.trim_end_matches(|c: char| !is_of_mail(c));
        let found = start_of_page(text, &place, name)
            .map(|start| (start..end_of_page(text, start), Kind::Web))
            .or_else(|| mail(text, place.start, name))
            .or_else(|| site(text, place.start, name));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What e-mails and names of sites are written with.
fn is_of_mail(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '@')
}

/// Where the address of a page begins, if this part of a text is its beginning: `https` before `://`, or a name from `www.`
/// on.
fn start_of_page(text: &str, part: &Range<usize>, name: &str) -> Option<usize> {
    let after = text.get(part.start + name.len()..)?;
    let scheme = name.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    // A letter of another alphabet may take more than a byte.
    let scheme = (scheme..=name.len()).find(|at| name.is_char_boundary(*at))?;
    if after.strip_prefix("://").is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        && scheme < name.len()
    {
        return Some(part.start + scheme);
    }
    let small = name.as_bytes().windows(4).position(|four| four.eq_ignore_ascii_case(b"www."))?;
    let (before, rest) = (name.get(..small)?, name.get(small + 4..)?);
    let is_whole = !before.ends_with(|c: char| c.is_alphanumeric() || c == '@');
    (is_whole && rest.starts_with(char::is_alphanumeric)).then_some(part.start + small)
}

/// Where the address of a page that begins here ends: before white space or quotation marks, and without the punctuation of
/// the sentence that it stands in.
fn end_of_page(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let ends =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '„' | '‘' | '’');
    let mut page = rest.split(ends).next().unwrap_or_default();
    // A bracket that is not opened within belongs to the sentence.
    let (mut open, mut close) = (page.matches('(').count(), page.matches(')').count());
    while let Some(last) = page.chars().next_back() {
        let is_bare = match last {
            ')' => close > open,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | ']' | '}' | '*' | '|' | '(' => true,
            _ => false,
        };
        if !is_bare {
            break;
        }
        (open, close) = (open - usize::from(last == '('), close - usize::from(last == ')'));
        page = page.get(..page.len() - last.len_utf8()).unwrap_or_default();
    }
    start + page.len()
}

/// An e-mail or the name of somebody in a messenger, in a part of a text that begins here.
fn mail(text: &str, start: usize, part: &str) -> Option<(Range<usize>, Kind)> {
    let (before, after) = part.split_once('@')?;
    let whose = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    let host = after.split('@').next().unwrap_or_default();
    let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
    let sign = start + before.len();
    // Whatever else is written without a space goes with it.
    let end = start + part.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    if whose.is_empty() {
        // `@ 500` and `@5` are prices; names in messengers begin with a Latin letter.
        let letters =
            host.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')).count();
        let is_name = host.starts_with(|c: char| c.is_ascii_alphabetic()) && letters >= 3;
        let is_host = is_site(host);
        let page = text.get(end..).is_some_and(|rest| rest.starts_with('/'));
        let end = if is_host && page { end_of_page(text, sign) } else { end };
        return (is_name || is_host).then_some((sign..end, Kind::Web));
    }
    let is_host = host.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let is_mail = is_host && (host.contains('.') || whose.chars().any(char::is_alphabetic));
    is_mail.then_some((sign - whose.len()..end, Kind::Email))
}

/// The name of a site, with the page in it that follows.
fn site(text: &str, start: usize, part: &str) -> Option<(Range<usize>, Kind)> {
    let name = part.trim_matches(|c: char| !c.is_alphanumeric());
    if !is_site(name) {
        return None;
    }
    let from = start + part.find(name)?;
    let to = from + name.len();
    let rest = text.get(to..).unwrap_or_default();
    let has_page = rest.starts_with(['/', '?', '#'])
        || rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let to = if has_page { end_of_page(text, from).max(to) } else { to };
    let before = text.get(..from).unwrap_or_default();
    let spelt = SPELT.iter().find_map(|sign| before.strip_suffix(sign));
    let Some(before) = spelt else { return Some((from..to, Kind::Web)) };
    let whose = before.rfind(|c: char| !is_of_mail(c)).map_or(0, |at| at + 1);
    let whose = (whose..=before.len()).find(|at| before.is_char_boundary(*at))?;
    let is_told = before.len() > whose && before.len() - whose <= 64;
    Some(if is_told { (whose..to, Kind::Email) } else { (from..to, Kind::Web) })
}

/// Whether this is the name of a site: parts between dots, of which the last is one that sites end with.
fn is_site(name: &str) -> bool {
    let small = name.to_lowercase();
    let Some((before, end)) = small.rsplit_once('.') else { return false };
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if !before.split('.').all(is_part) {
        return false;
    }
    // Platforms of programs, not sites.
    let is_product = matches!(small.as_str(), "asp.net" | "ado.net" | "vb.net" | "socket.io");
    let is_digits = before.split('.').all(|part| part.chars().all(|c| c.is_ascii_digit()));
    SERVICES.contains(&small.as_str()) || ENDS.contains(&end) && !is_product && !is_digits
}
