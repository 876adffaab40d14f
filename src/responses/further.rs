//! The answers of a row to the questions besides the one that leads the report: each is left out of its own question only.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::account::Account;
use super::comment::{CodedTopics, comment, comment_into, has_lost};
use super::names::{MOST_CHOSEN, Names};
use super::pending::{BLANK, Pending, Take};
use super::reader::whole_number;
use super::response::Placed;
use super::worded::{says as is_word, stands_in, worded};
use super::{Asks, Detail, Outside, Reading, Reason, Roles, Unusable, label, number, trimmed};
use crate::comments::{Memory, Themes};
use crate::config::{Meant, NO, Options, Reads, YES};
use crate::source::{Cell, Row, Spot};
use crate::survey::{Decimal, Encoding, Scale, Score};
use polars::prelude::PolarsResult;

/// A text as it is written.
type Text = Box<[u8]>;

/// So many words for yes and no are remembered as they are written.
const MOST_REMEMBERED: usize = 1000;

/// A column of a base, and which of its texts are in it.
type Base = (usize, BTreeMap<Text, bool>);

/// One question, and what a worker has read of it.
#[derive(Debug)]
pub(crate) struct Asking {
    asks: Asks,
    column: usize,
    decimal: Option<Decimal>,
    /// The scale of the question that leads the report.
    leading: Scale,
    /// Words as they are written.
    words: BTreeMap<Text, Result<Score, Reason>>,
    /// The columns of the base, and which of their texts are in it.
    bases: Vec<Base>,
    /// What is chosen of options, where it has any.
    chosen: Option<Chosen>,
    /// Where it has options: what was chosen, on its way.
    pending: Option<Pending>,
    /// Where themes are coded: the columns of what they are coded from.
    comments: Vec<usize>,
    /// Of comments: what each is about, with its score.
    pub(super) topics: CodedTopics,
    /// What became of every row, as far as this question is concerned.
    pub(super) account: Account,
}

/// What the question that leads the report has of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// No answer that can be used.
    None,
    /// One; which is not known where rows are those of a list of all who were asked.
    Some(Option<Score>),
}

impl From<bool> for Lead {
    /// Whether it has one, whichever that is.
    fn from(has_score: bool) -> Self {
        if has_score { Self::Some(None) } else { Self::None }
    }
}

impl Lead {
    /// Whether it has an answer.
    pub(crate) fn is_some(self) -> bool {
        self != Self::None
    }

    fn score(self) -> Option<Score> {
        if let Self::Some(score) = self { score } else { None }
    }
}

impl Asking {
    /// Every question besides the one that leads the report.
    pub(crate) fn each(roles: &Roles, asks: &[Asks], reading: &Reading) -> Vec<Self> {
        let has_options = |asks: &Asks| matches!(asks.reads, Reads::Options(_));
        let is_coded = |asks: &Asks| {
            asks.is_of_comments && matches!(&asks.reads, Reads::Options(of) if of.dictionary.is_none())
        };
        let of = |(at, ((column, bases), asks)): (usize, ((&usize, &Vec<usize>), &Asks))| Self {
            asks: asks.clone(),
            column: *column,
            decimal: reading.marks.score,
            leading: reading.scale,
            words: BTreeMap::new(),
            bases: bases.iter().map(|column| (*column, BTreeMap::new())).collect(),
            chosen: Chosen::new(&asks.reads, reading.otherwise),
            pending: has_options(asks).then(|| Pending::new(roles, at..=at)),
            comments: if is_coded(asks) { roles.comment.clone() } else { Vec::new() },
            topics: CodedTopics::default(),
            account: Account::default(),
        };
        (1..).zip(roles.further.iter().zip(&roles.bases).zip(asks)).map(of).collect()
    }

    /// Whether it has options, any number of which may be chosen.
    pub(super) fn has_options(&self) -> bool {
        self.chosen.is_some()
    }

    /// The columns that are blank in a row which has nothing of it, whatever else is there; nothing where such a row may have an answer,
    /// and where it is no question of options.
    pub(super) fn says_nothing_without(&self) -> Option<impl Iterator<Item = usize>> {
        let is_answer = self.asks.asked_up_to.is_some();
        let one = self.bases.is_empty().then_some(self.column);
        let columns =
            self.bases.iter().map(|(column, _)| *column).chain(one).chain(self.comments.iter().copied());
        (self.has_options() && !is_answer).then_some(columns)
    }

    /// Enters that a row which can be used has nothing of it.
    pub(super) fn leave_blank(&mut self, client: u32) {
        self.account.set_aside(Outside::NoAnswer, client);
    }

    /// Enters a row that cannot be used.
    #[cold]
    pub(super) fn leave_out(&mut self, why: Unusable, spot: Spot) {
        match why {
            Unusable::Rejected { reason, client } => self.account.reject(reason, client, None, spot),
            Unusable::Outside { why, client } => self.account.set_aside(why, client),
            // Nothing is read any more.
            Unusable::NotText(_) | Unusable::BadWeight => {}
        }
    }

    /// Reads the answer of a row that can be used, and of which it is known what it has of the leading question.
    pub(super) fn read(&mut self, row: &impl Row, (spot, client): (Spot, u32), lead: Lead) -> u32 {
        match self.answer(row, lead) {
            Ok(Some(score)) => u32::try_from(score.index()).unwrap_or(BLANK),
            Ok(None) => {
                self.leave_blank(client);
                BLANK
            }
            Err(reason) => {
                let text = row.cell(self.column).text();
                self.account.reject(reason, client, Some(trimmed(&text)), spot);
                BLANK
            }
        }
    }

    /// The position of the answer in a cell on its scale, where that tells it by itself; nothing where it is blank or at fault.
    #[inline]
    pub(super) fn known(&self, cell: Cell<'_>) -> Option<u32> {
        if let (Reads::Numbers, Some(answer)) = (&self.asks.reads, number::digits(cell)) {
            return u32::try_from(self.asks.scale.score(answer)?.index()).ok();
        }
        let score = match &self.asks.reads {
            _ if cell.is_blank() => return None,
            Reads::Numbers => self.asks.scale.score(whole_number(cell, self.decimal).ok()?.0)?,
            Reads::Words { .. } => self.words.get(trimmed(&cell.text())).copied()?.ok()?,
            Reads::Outcome { .. } | Reads::Options(_) | Reads::Response => return None,
        };
        u32::try_from(score.index()).ok()
    }

    /// Reads what was chosen in a row that can be used, and tells whether there is enough for a frame: it counts once for each option,
    /// and once for all.
    pub(super) fn read_options(
        &mut self,
        row: &impl Row,
        (placed, detail): (Placed, Option<&Detail>),
        lead: Lead,
    ) -> bool {
        let was_asked = self.was_asked(lead);
        let (Reads::Options(options), Some(chosen), Some(pending)) =
            (&self.asks.reads, &mut self.chosen, &mut self.pending)
        else {
            return false;
        };
        // Whoever was asked and left it blank has answered so, where only some were.
        if !was_asked {
            chosen.codes.clear();
        }
        let is_any =
            was_asked && (chosen.look(row, (self.column, &self.bases), options) || says(row, &self.comments));
        if !was_asked || !is_any && self.asks.asked_up_to.is_none() {
            self.account.set_aside(Outside::NoAnswer, placed.client);
            return false;
        }
        if let Some(score) = lead.score().filter(|_| self.asks.is_of_comments) {
            self.topics.add((placed.client, placed.period), self.leading.group(score), &chosen.codes);
        }
        let mut is_full = pending.put(placed, &[ANSWERED], detail);
        for code in &chosen.codes {
            is_full |= pending.put(placed, &[*code], detail);
        }
        is_full
    }

    /// Whether the last row has a name or a comment that is no text in the encoding of its file.
    pub(super) fn took_doubtful(&mut self) -> bool {
        let lost = self.chosen.as_mut().and_then(|chosen| chosen.finding.as_mut());
        let has_lost = lost.is_some_and(|finding| std::mem::take(&mut finding.has_lost));
        has_lost || self.options().is_some_and(Names::took_doubtful)
    }

    /// The names of all that was chosen, by code.
    pub(super) fn options(&mut self) -> Option<&mut Names> {
        self.chosen.as_mut().map(|chosen| &mut chosen.names)
    }

    /// The themes that the comment of a row is about; nothing where it was not asked, or says nothing.
    pub(super) fn themes(&mut self, row: &impl Row, lead: Lead) -> Option<Vec<&str>> {
        self.answer(row, lead).ok().flatten()?;
        let chosen = self.chosen.as_ref()?;
        Some(chosen.codes.iter().filter_map(|code| chosen.names.name(*code)).collect())
    }

    /// The themes that the comment of the row that was read last is about; none where this is no question of themes.
    pub(super) fn last_themes(&self) -> impl Iterator<Item = &str> {
        let chosen = self.chosen.iter().filter(|_| self.asks.is_of_comments);
        chosen.flat_map(|chosen| chosen.codes.iter().filter_map(|code| chosen.names.name(*code)))
    }

    /// What was chosen in that row, where it says of the score which group it is of, or of comments what they are about.
    pub(super) fn last_told(&self) -> impl Iterator<Item = &str> {
        let is_told = self.asks.is_of_comments || self.asks.asked_up_to.is_some();
        let chosen = self.chosen.iter().filter(move |_| is_told);
        chosen.flat_map(|chosen| chosen.codes.iter().filter_map(|code| chosen.names.name(*code)))
    }

    /// Whether it is asked of some scores only, and of this one.
    pub(super) fn is_asked_of_some(&self, score: Score) -> bool {
        self.asks.asked_up_to.is_some() && self.was_asked(Lead::Some(Some(score)))
    }

    /// What that comment is, where themes are found in it.
    pub(super) fn last_comment(&self) -> Option<&str> {
        self.chosen.as_ref().filter(|_| self.asks.asked_up_to.is_none())?.finding.as_ref().map(|of| &*of.said)
    }

    /// Whether a row is one of those that the question is asked of: comments are told beside a score.
    fn was_asked(&self, lead: Lead) -> bool {
        let is_told = !self.asks.is_of_comments || lead.is_some();
        let is_among = |up_to: i32| lead.score().is_some_and(|score| self.leading.answer(score) <= up_to);
        is_told && self.asks.asked_up_to.is_none_or(is_among)
    }

    /// The answer in a row, of which it is known what it has of the leading question; none where it is left blank.
    pub(crate) fn answer(&mut self, row: &impl Row, lead: Lead) -> Result<Option<Score>, Reason> {
        if matches!(self.asks.reads, Reads::Response) {
            return Ok(self.asks.scale.score(lead.is_some().into()));
        }
        let was_asked = self.was_asked(lead);
        if let (Reads::Options(options), Some(chosen)) = (&self.asks.reads, &mut self.chosen) {
            let is_any = was_asked
                && (chosen.look(row, (self.column, &self.bases), options) || says(row, &self.comments));
            let is_answered = is_any || was_asked && self.asks.asked_up_to.is_some();
            let is_meant = is_any && options.meant.as_ref().is_some_and(|meant| chosen.holds(meant));
            return Ok(self.asks.scale.score(is_meant.into()).filter(|_| is_answered));
        }
        let cell = row.cell(self.column);
        if matches!(self.asks.reads, Reads::Outcome { .. }) {
            let score = self.score(cell);
            return match (self.is_of_base(row), score) {
                (true, score) => score.map(Some),
                // It went through the step without the one before it.
                (false, Ok(score)) if score.index() > 0 && !self.shares_base_column() => {
                    Err(Reason::OutsideBase)
                }
                (false, _) => Ok(None),
            };
        }
        if cell.is_blank() { Ok(None) } else { self.score(cell).map(Some) }
    }

    /// Whether the base is told by the same column: then a row of another outcome is not in both.
    fn shares_base_column(&self) -> bool {
        self.bases.iter().any(|(column, _)| *column == self.column)
    }

    /// Whether a row is one of those that a step is of.
    fn is_of_base(&mut self, row: &impl Row) -> bool {
        let Reads::Outcome { bases, .. } = &self.asks.reads else { return true };
        bases.iter().zip(&mut self.bases).all(|(base, (column, known))| {
            let text = row.cell(*column).text();
            let text = trimmed(&text);
            if let Some(known) = known.get(text) {
                return *known;
            }
            let is_in = stands_in(&base.values, &worded(text));
            if known.len() < MOST_REMEMBERED {
                known.insert(text.into(), is_in);
            }
            is_in
        })
    }

    /// The position of its cell.
    pub(crate) fn column(&self) -> usize {
        self.column
    }

    /// The columns that a fault of an answer is in.
    pub(super) fn columns_at_fault(&self, reason: Reason) -> Vec<usize> {
        let bases = self.bases.iter().map(|(column, _)| *column).filter(|_| reason == Reason::OutsideBase);
        std::iter::once(self.column).chain(bases).collect()
    }

    /// Gives a taker what is pending of its options, the question being at that position.
    pub(super) fn hand_over(&mut self, question: usize, taker: &mut impl Take) -> PolarsResult<()> {
        let Some(pending) = &mut self.pending else { return Ok(()) };
        taker.take_options(question, &pending.take_frame()?)
    }

    fn score(&mut self, cell: Cell<'_>) -> Result<Score, Reason> {
        match &self.asks.reads {
            Reads::Numbers => {
                let number = match whole_number(cell, self.decimal) {
                    Ok((number, _)) => number,
                    Err(reason) => label::score(trimmed(&cell.text())).ok_or(reason)?,
                };
                self.asks.scale.score(number).ok_or(Reason::ScoreOutOfScale)
            }
            reads @ (Reads::Words { .. } | Reads::Outcome { .. }) => {
                let text = cell.text();
                let text = trimmed(&text);
                if let Some(known) = self.words.get(text) {
                    return *known;
                }
                let score = says_yes(reads, &worded(text))
                    .and_then(|yes| self.asks.scale.score(yes.into()).ok_or(Reason::ScoreOutOfScale));
                if self.words.len() < MOST_REMEMBERED {
                    self.words.insert(text.into(), score);
                }
                score
            }
            // Read apart: there may be several.
            Reads::Options(_) | Reads::Response => Err(Reason::ScoreNotANumber),
        }
    }
}

/// Whether a row says anything in words in these columns.
pub(super) fn says(row: &impl Row, columns: &[usize]) -> bool {
    !columns.is_empty() && !comment(row, columns, None).is_empty()
}

/// The code of having chosen anything, which no name has.
pub(crate) const ANSWERED: u32 = 0;

/// An option of more bytes is known by its beginning: somebody has written it, and no form offers it.
const LONGEST: usize = 4000;

/// What was chosen in a row.
#[derive(Debug)]
struct Chosen {
    names: Names,
    /// Of the last row: each option once.
    codes: Vec<u32>,
    /// The name of each column, where columns say whether their own option was chosen.
    own: Vec<u32>,
    /// What texts of such columns say.
    flags: BTreeMap<Text, Flag>,
    /// Where a dictionary finds them.
    finding: Option<Finding>,
}

/// What finds themes in comments.
#[derive(Debug)]
struct Finding {
    memory: Memory,
    /// The code of each theme of the dictionary.
    codes: Vec<u32>,
    /// Another encoding that bytes may be in.
    otherwise: Option<Encoding>,
    /// The themes of the last row.
    found: Themes,
    /// Whether bytes of its comment are no text.
    has_lost: bool,
    /// That comment.
    said: String,
}

/// What marks an option in a column of its own, besides the usual words for yes.
const MARKS: [&str; 10] = ["x", "х", "v", "✓", "✔", "☑", "checked", "selected", "выбрано", "обрано"];

/// What a column says of an option.
#[derive(Debug, Clone, Copy)]
enum Flag {
    NotChosen,
    Own,
    Named(u32),
}

impl Chosen {
    /// Nothing yet; none where a question has no options.
    fn new(reads: &Reads, otherwise: Option<Encoding>) -> Option<Self> {
        let Reads::Options(options) = reads else { return None };
        let mut names = Names::new(MOST_CHOSEN).otherwise(otherwise);
        let finding = options.dictionary.as_ref().map(|dictionary| Finding {
            memory: Memory::new(Arc::clone(dictionary)),
            codes: dictionary.themes().iter().map(|of| code(&mut names, of.name.as_bytes())).collect(),
            otherwise,
            found: Themes::default(),
            has_lost: false,
            said: String::new(),
        });
        let own = options.columns.iter().filter(|_| finding.is_none());
        let own = own.map(|column| code(&mut names, column.value.as_bytes())).collect();
        Some(Self { names, codes: Vec::new(), own, flags: BTreeMap::new(), finding })
    }

    /// Looks at a row, and tells whether it has an answer: columns that say of their options that none was chosen are one.
    fn look(&mut self, row: &impl Row, (column, columns): (usize, &[Base]), options: &Options) -> bool {
        let mut is_answered = false;
        self.codes.clear();
        if let Some(Finding { memory, codes, otherwise, found, has_lost: is_lost, said }) = &mut self.finding
        {
            let one = [column];
            let first = if columns.is_empty() { &one[..] } else { &[] };
            comment_into(said, row, columns.iter().map(|(column, _)| column).chain(first), *otherwise);
            *found = memory.themes(said);
            *is_lost = has_lost(said);
            self.codes.extend(found.each().filter_map(|theme| codes.get(theme)));
            self.codes.sort_unstable();
            return !said.is_empty();
        }
        for ((column, _), own) in columns.iter().zip(&self.own) {
            let text = row.cell(*column).text();
            let text = trimmed(&text);
            is_answered |= !text.is_empty();
            let known = self.flags.get(text).copied();
            let says = known.unwrap_or_else(|| flag(&mut self.names, text));
            if known.is_none() && self.flags.len() < MOST_REMEMBERED {
                self.flags.insert(text.into(), says);
            }
            match says {
                Flag::NotChosen => {}
                Flag::Own => self.codes.push(*own),
                Flag::Named(code) => self.codes.push(code),
            }
        }
        if columns.is_empty() {
            let text = row.cell(column).text();
            let mut text = trimmed(&text);
            let separator = options.separator.as_deref().unwrap_or_default().as_bytes();
            while let Some(at) = found(text, separator) {
                self.codes.push(code(&mut self.names, trimmed(&text[..at])));
                text = &text[at + separator.len()..];
            }
            self.codes.push(code(&mut self.names, trimmed(text)));
        }
        // A blank, and what is one too many, is none.
        self.codes.retain(|code| *code != ANSWERED);
        self.codes.sort_unstable();
        self.codes.dedup();
        is_answered || !self.codes.is_empty()
    }

    /// Whether the last row has chosen what is meant.
    fn holds(&self, meant: &Meant) -> bool {
        self.codes.iter().filter_map(|code| self.names.name(*code)).any(|name| meant.holds(name))
    }
}

/// Where a text stands in another.
fn found(text: &[u8], what: &[u8]) -> Option<usize> {
    if what.is_empty() { None } else { text.windows(what.len()).position(|part| part == what) }
}

/// The code of an option; 0 of a blank.
fn code(names: &mut Names, text: &[u8]) -> u32 {
    if text.len() <= LONGEST
        && let Ok(code) = names.code(text)
    {
        return code;
    }
    let text = String::from_utf8_lossy(text).replace('\0', " ");
    let text: String = match text.char_indices().nth(LONGEST / 4) {
        Some((end, _)) if text.len() > LONGEST => format!("{}…", text.get(..end).unwrap_or_default()),
        _ => text,
    };
    names.code(text.as_bytes()).unwrap_or_default()
}

/// What a text says in a column of one option.
fn flag(names: &mut Names, text: &[u8]) -> Flag {
    let word = worded(text);
    let [yes, no] = [&YES[..], &NO[..]].map(|words| words.iter().any(|known| is_word(known, &word)));
    match (yes || MARKS.contains(&word.as_str()), no || word.is_empty()) {
        (true, _) => Flag::Own,
        (_, true) => Flag::NotChosen,
        _ => Flag::Named(code(names, text)),
    }
}

/// Whether a word says yes.
fn says_yes(reads: &Reads, word: &str) -> Result<bool, Reason> {
    match reads {
        Reads::Words { yes, .. } if stands_in(yes, word) => Ok(true),
        Reads::Words { no, .. } if stands_in(no, word) => Ok(false),
        Reads::Words { .. } | Reads::Numbers | Reads::Options(_) | Reads::Response => {
            Err(Reason::NeitherYesNorNo)
        }
        Reads::Outcome { values, .. } if stands_in(values, word) => Ok(true),
        Reads::Outcome { known: Some(known), .. } if !stands_in(known, word) => Err(Reason::UnknownOutcome),
        Reads::Outcome { .. } => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_a_number_that_a_program_wrote_with_a_decimal() {
        let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let reads = Reads::Words { yes: words(&["1", "да"]), no: words(&["0.0", "нет"]) };
        for (word, says) in [("1", Some(true)), ("1.0", Some(true)), ("1,0", Some(true)), ("да", Some(true))]
        {
            assert_eq!(says_yes(&reads, word).ok(), says, "{word}");
        }
        // What is stated with a decimal is meant so.
        assert_eq!(says_yes(&reads, "0.0"), Ok(false));
        assert_eq!(says_yes(&reads, "0"), Err(Reason::NeitherYesNorNo));
    }
}
