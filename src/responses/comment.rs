//! What a row says in words, and what that is about.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use foldhash::fast::RandomState;

use super::names::Names;
use super::trimmed;
use crate::comments::words;
use crate::source::Row;
use crate::survey::{Client, Encoding, Group, Topics, is_unseen};

/// What stands for bytes that are no text.
const LOST: char = '\u{fffd}';

/// What a row says in these columns, each on a line of its own: bytes that are no text stand for what they are in the other encoding,
/// where one is known. A comment without a letter or digit says nothing, and is none.
pub(super) fn comment<'a>(
    row: &impl Row,
    columns: impl IntoIterator<Item = &'a usize>,
    otherwise: Option<Encoding>,
) -> String {
    let mut said = String::new();
    comment_into(&mut said, row, columns, otherwise);
    said
}

/// The same, into a text that is used again.
pub(super) fn comment_into<'a>(
    said: &mut String,
    row: &impl Row,
    columns: impl IntoIterator<Item = &'a usize>,
    otherwise: Option<Encoding>,
) {
    said.clear();
    columns.into_iter().for_each(|column| say(said, &row.cell(*column).text(), otherwise));
}

/// The same of the texts of these columns.
pub(super) fn said(texts: impl Iterator<Item = impl AsRef<[u8]>>, otherwise: Option<Encoding>) -> String {
    let mut said = String::new();
    texts.for_each(|text| say(&mut said, text.as_ref(), otherwise));
    said
}

/// Adds what a column says.
fn say(said: &mut String, text: &[u8], otherwise: Option<Encoding>) {
    let text = match (simdutf8::basic::from_utf8(text), otherwise) {
        (Ok(text), _) => Cow::Borrowed(text.trim_matches(is_unseen)),
        (Err(_), Some(encoding)) => encoding.text(trimmed(text)).0,
        (Err(_), None) => String::from_utf8_lossy(trimmed(text)),
    };
    // What bytes stand for that are no text may have been words.
    if words(&text).next().is_some() || has_lost(&text) {
        if !said.is_empty() {
            said.push('\n');
        }
        said.push_str(&text);
    }
}

/// Whether something stands for bytes that are no text.
pub(super) fn has_lost(text: &str) -> bool {
    // Its first byte begins hardly any other character.
    text.as_bytes().contains(&0xef) && text.contains(LOST)
}

/// What answers with a comment are about, by client and period; periods are 0 where no dates are read.
pub type TopicsOf = BTreeMap<(Option<Client>, i32), Topics>;

/// The same by the codes of a worker: of the client, the theme (0 for none), and by the group of an answer and how many themes it is
/// about.
#[derive(Debug, Default)]
pub(super) struct CodedTopics(HashMap<(u32, i32), OfPlace, RandomState>);

/// The answers of a client and period.
type OfPlace = HashMap<(u32, Group, u32), u64, RandomState>;

impl CodedTopics {
    /// Adds an answer about these themes.
    pub(super) fn add(&mut self, place: (u32, i32), group: Group, themes: &[u32]) {
        let count = u32::try_from(themes.len()).unwrap_or(u32::MAX);
        let of_place = self.0.entry(place).or_default();
        let none = [0];
        for theme in if themes.is_empty() { &none[..] } else { themes } {
            *of_place.entry((*theme, group, count)).or_default() += 1;
        }
    }

    /// Adds all of them to others, by name.
    pub(super) fn named(self, client: impl Fn(u32) -> Option<Client>, themes: &Names, all: &mut TopicsOf) {
        // Whatever the order of a worker's, sums are the same.
        for ((of, period), counts) in self.0.into_iter().collect::<BTreeMap<_, _>>() {
            let topics = all.entry((client(of), period)).or_default();
            for ((theme, group, count), answers) in counts.into_iter().collect::<BTreeMap<_, _>>() {
                topics.add(themes.name(theme), (group, count), answers);
            }
        }
    }
}
