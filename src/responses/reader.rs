//! Reads rows into responses, one at a time.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::slice;

use super::date::{Form, leading as leading_day};
use super::filter::Filter;
use super::key::{Key as Respondent, key_of_texts};
use super::label;
use super::memo::{Key, Memo};
use super::names::{Codes, MOST_CLIENTS, MOST_REGIONS, MOST_VALUES, Names};
use super::noticed::{Noticed, NumberColumn, Opened};
use super::number;
use super::reading::{Dated, Reading, Undated};
use super::reason::{Outside, Reason};
use super::response::{Detail, Naming, Placed, Response, Unusable};
use super::roles::{Roles, cell};
use super::telling::{NESTED, Shapes, Teller, Telling};
use super::trim::trimmed;
use super::weight;
use crate::config::TIMES;
use crate::source::{Block, Cell, Row};
use crate::survey::{Client, Day, Decimal, MOST_ATTRIBUTES, Renamed, Tells};

/// Days remembered: a power of two, more than the days of ten years.
const SLOTS_LOG2: u32 = 12;

/// Reads rows, and remembers the clients, regions and dates that it has seen.
#[derive(Debug)]
pub struct Reader {
    reading: Reading,
    roles: Roles,
    clients: Names,
    regions: Names,
    attributes: Vec<Names>,
    days: Memo<Dated>,
    path: Vec<u8>,
    noticed: Noticed,
    /// What the row read last was the first to hold that may be read in two ways.
    opened: Vec<Opened>,
    /// Where not all rows are meant.
    filter: Option<Filter>,
    /// What the columns that name respondents tell, where that is not the name itself.
    respondent: Vec<Option<Box<Teller>>>,
    /// Whether some names are not as they are written.
    tells: bool,
    /// Columns of the row read last whose names are no text in the encoding of their file.
    doubtful: Vec<usize>,
}

impl Reader {
    /// A reader of these columns that has seen nothing, with the former names of clients.
    #[must_use]
    pub fn new(reading: Reading, roles: Roles, renamed: &Renamed) -> Self {
        let names = |most, parts: &[Telling]| {
            Names::new(most).otherwise(reading.otherwise).told(Teller::new(parts.to_vec(), reading))
        };
        let told = &roles.told;
        let clients = names(MOST_CLIENTS, &told.client).renamed(renamed);
        let regions = names(MOST_REGIONS, slice::from_ref(&told.region));
        let parts = |at: usize| told.attributes.get(at).map(Vec::as_slice).unwrap_or_default();
        let attributes: Vec<Names> =
            (0..roles.attributes.len()).map(|at| names(MOST_VALUES, parts(at))).collect();
        let tells = [&clients, &regions].into_iter().chain(&attributes).any(|names| names.teller.is_some());
        Self {
            filter: Filter::new(&roles.only),
            respondent: roles
                .told
                .respondent
                .iter()
                .map(|told| Teller::new(vec![told.clone()], reading))
                .collect(),
            tells,
            reading,
            roles,
            clients,
            regions,
            attributes,
            days: Memo::new(SLOTS_LOG2),
            path: Vec::new(),
            noticed: Noticed::default(),
            opened: Vec::new(),
            doubtful: Vec::new(),
        }
    }

    /// What tells which rows are meant, where not all are.
    pub(super) fn take_filter(&mut self) -> Option<Filter> {
        self.filter.take()
    }

    /// Which rows of a block are known to be meant; nothing where all are.
    pub(super) fn known_to_be_meant(&self, block: &impl Block) -> Option<Vec<bool>> {
        self.filter.as_ref().map(|filter| filter.known(block))
    }

    fn is_meant(&mut self, row: &impl Row) -> bool {
        self.filter.as_mut().is_none_or(|filter| filter.holds(row, &self.reading))
    }

    /// What was noticed since this was asked last.
    pub fn take_noticed(&mut self) -> Noticed {
        std::mem::take(&mut self.noticed)
    }

    /// What the row read last was the first to hold, since [what was noticed](Self::take_noticed) was taken, that may be read
    /// in two ways; told once.
    #[inline]
    pub fn take_opened(&mut self) -> Option<Opened> {
        self.opened.pop()
    }

    /// A column of the row read last whose name is no text in the encoding of its file; told once for each time it was read.
    #[inline]
    pub(super) fn take_doubtful(&mut self) -> Option<usize> {
        self.doubtful.pop()
    }

    /// The columns of which a cell of the row read last tells nothing, though it is not blank; said once.
    pub(super) fn take_missed(&mut self) -> BTreeSet<usize> {
        if self.tells { self.all_names().filter_map(Names::take_missed).collect() } else { BTreeSet::new() }
    }

    /// What was noticed of texts as they told names.
    pub(super) fn shapes(&self) -> Shapes {
        let mut shapes = Shapes::default();
        let of_names = [&self.clients].into_iter().chain(self.cuts()).map(|names| names.teller.as_ref());
        let of_respondents = self.respondent.iter().map(Option::as_ref);
        for teller in of_names.chain(of_respondents).flatten() {
            shapes.merge(&teller.shapes);
        }
        shapes
    }

    /// All names, of clients, regions and attributes.
    pub(super) fn all_names(&mut self) -> impl Iterator<Item = &mut Names> {
        [&mut self.clients, &mut self.regions].into_iter().chain(&mut self.attributes)
    }

    /// The regions seen so far.
    #[must_use]
    pub fn regions(&self) -> &Names {
        &self.regions
    }

    /// The clients seen so far; see [`Self::client`].
    #[must_use]
    pub fn clients(&self) -> &Names {
        &self.clients
    }

    /// The values seen so far of each cut: of the regions, which are the first, and of each attribute after them.
    pub fn cuts(&self) -> impl Iterator<Item = &Names> {
        std::iter::once(&self.regions).chain(&self.attributes)
    }

    /// The name of a code of a cut, where cells tell it and do not hold it; the regions are the first.
    pub(crate) fn told_name(&self, cut: usize, code: u32) -> Option<String> {
        let names = self.cuts().nth(cut).filter(|names| names.teller.is_some())?;
        Some(names.name(code).unwrap_or_default().to_owned())
    }

    /// The client of a code.
    #[must_use]
    pub fn client(&self, code: u32) -> Option<Client> {
        Client::new(self.clients.name(code)?.split(NESTED).map(str::to_owned).collect())
    }

    /// Clients as they were called before, as far as rows call them so.
    pub fn former_clients(&self) -> impl Iterator<Item = Client> {
        let path = |name: &str| name.split(NESTED).map(str::to_owned).collect();
        self.clients.former().filter_map(move |name| Client::new(path(name)))
    }

    /// Takes over the names that another reader of the same columns has seen: the codes here of its own.
    pub fn learn(&mut self, other: &Self) -> Codes {
        let clients = self.clients.learn(&other.clients);
        let mut cuts = vec![self.regions.learn(&other.regions)];
        for (own, other) in self.respondent.iter_mut().zip(&other.respondent) {
            own.iter_mut().zip(other).for_each(|(own, other)| own.shapes.merge(&other.shapes));
        }
        cuts.extend(self.attributes.iter_mut().zip(&other.attributes).map(|(own, others)| own.learn(others)));
        Codes { clients, cuts, options: Vec::new() }
    }

    /// Reads a row. Whether it is outside the question is told first: what is wrong with it then does not matter.
    ///
    /// # Errors
    /// With the first thing that makes it unusable, in the order of [`Reason`], the region last.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    pub fn response(&mut self, row: &impl Row) -> Result<Response, Unusable> {
        // Most rows are answers: whether one is blank is asked only of the others.
        self.answer(row).map_err(|why| match why {
            Unusable::Rejected { .. } | Unusable::Outside { .. } if row.is_blank() => {
                Unusable::Outside { why: Outside::Blank, client: 0 }
            }
            why => why,
        })
    }

    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    fn answer(&mut self, row: &impl Row) -> Result<Response, Unusable> {
        if !self.is_meant(row) {
            return Err(Unusable::Outside { why: Outside::NotMeant, client: 0 });
        }
        let dated = cell(row, self.roles.date).map(|cell| self.dated(cell)).transpose();
        if let Err(Undated::AfterReport(day, form)) = dated {
            self.note_later(day, form);
            return Err(Unusable::Outside { why: Outside::AfterReport, client: 0 });
        }
        if row.is_ragged() {
            return Err(Unusable::Rejected { reason: Reason::RaggedRow, client: 0 });
        }
        let client = if self.roles.client.is_empty() { Ok(0) } else { self.client_code(row) };
        let score = row.cell(self.roles.score);
        if score.is_blank() {
            return Err(Unusable::Outside { why: Outside::NoAnswer, client: client.unwrap_or(0) });
        }
        let client = client?;
        let rejected = |reason| Unusable::Rejected { reason, client };
        let (answer, is_labelled) = self.score(score).map_err(rejected)?;
        let score = self.reading.scale.score(answer).ok_or(rejected(Reason::ScoreOutOfScale))?;
        let Dated { period, day, .. } = match dated {
            Ok(dated) => dated.unwrap_or_default(),
            Err(Undated::Fault(reason)) => return Err(rejected(reason)),
            Err(Undated::AfterReport(..)) => Dated::default(),
        };
        let region = self.region_code(row)?;
        Ok(Response { client, period, region, score, day, is_labelled })
    }

    /// Where a row belongs that has no score: it may well answer other questions. What of it was noticed stays as it is.
    ///
    /// # Errors
    /// As [`response`](Self::response), but for the score.
    pub(crate) fn placed(&mut self, row: &impl Row) -> Result<Placed, Unusable> {
        self.place(row, Self::date, |_, _, _| {})
    }

    /// Where a row belongs of a list of all who were asked, whose dates are noticed.
    ///
    /// # Errors
    /// As [`placed`](Self::placed).
    pub(crate) fn listed(&mut self, row: &impl Row) -> Result<Placed, Unusable> {
        self.place(row, Self::dated, Self::note_later)
    }

    fn place(
        &mut self,
        row: &impl Row,
        date: impl FnOnce(&mut Self, Cell<'_>) -> Result<Dated, Undated>,
        note_later: impl FnOnce(&mut Self, Day, Form),
    ) -> Result<Placed, Unusable> {
        if row.is_blank() {
            return Err(Unusable::Outside { why: Outside::Blank, client: 0 });
        }
        // Nobody is to be known by rows of later days alone.
        let dated = cell(row, self.roles.date).map(|cell| date(self, cell)).transpose();
        if let Err(Undated::AfterReport(day, form)) = dated {
            note_later(self, day, form);
            return Err(Unusable::Outside { why: Outside::AfterReport, client: 0 });
        }
        if row.is_ragged() {
            return Err(Unusable::Rejected { reason: Reason::RaggedRow, client: 0 });
        }
        let client = if self.roles.client.is_empty() { 0 } else { self.client_code(row)? };
        let Dated { period, day, .. } = match dated {
            Ok(dated) => dated.unwrap_or_default(),
            Err(Undated::Fault(reason)) => return Err(Unusable::Rejected { reason, client }),
            Err(Undated::AfterReport(..)) => Dated::default(),
        };
        let region = self.region_code(row)?;
        Ok(Placed { client, period, region, day })
    }

    /// Takes over what another reader has seen of respondents.
    pub(super) fn respondents_of(&mut self, other: Self) {
        self.respondent = other.respondent;
    }

    /// Whose the answer of a row is, as a number; none where that is not said.
    pub(super) fn respondent(&mut self, row: &impl Row) -> Option<Respondent> {
        let told = self.roles.respondent.iter().zip(&mut self.respondent).map(|(column, teller)| {
            let cell = row.cell(*column);
            let Some(teller) = teller else { return cell.text() };
            let text = teller.typed(cell);
            let name = teller.name(&String::from_utf8_lossy(trimmed(&text)));
            Cow::Owned(name.map(|(name, _)| name.into_bytes()).unwrap_or_default())
        });
        key_of_texts(told)
    }

    /// When the answer of a row was given, in seconds since 1970-01-01, as far as its date tells.
    pub(super) fn moment(&self, row: &impl Row) -> i64 {
        let moment = cell(row, self.roles.date).and_then(|cell| self.reading.moment(cell));
        moment.unwrap_or_default()
    }

    #[inline]
    fn region_code(&mut self, row: &impl Row) -> Result<u32, Unusable> {
        let Some(column) = self.roles.region else { return Ok(0) };
        let code = self.regions.code_of(row.cell(column));
        if self.regions.took_doubtful() {
            self.doubtful.push(column);
        }
        code.map_err(|_| Unusable::NotText(Naming::Region))
    }

    /// The code of the region that a row states, whatever else is wrong with the row; 0 where it states none. Nothing where
    /// there are no regions, or that cannot be told.
    pub fn region(&mut self, row: &impl Row) -> Option<u32> {
        let code = self.regions.code_of(cell(row, self.roles.region)?).ok();
        self.regions.took_doubtful();
        self.regions.take_missed();
        code
    }

    /// The ordinal of the period that a row falls into, whatever else is wrong with the row, as far as its date can be read,
    /// were it only the beginning of it.
    #[must_use]
    pub fn period(&self, row: &impl Row) -> Option<i32> {
        let cell = cell(row, self.roles.date)?;
        let day = match self.reading.days(cell) {
            Some(days) => Day::from_epoch(days),
            None => leading_day(trimmed(&cell.text()), self.reading.order),
        };
        self.reading.dated(day?).ok().map(|dated| dated.period)
    }

    /// Reads what else is known of the answer in a row, whose client has that code.
    ///
    /// # Errors
    /// When its weight makes it unusable, or an attribute is no text.
    pub fn detail(&mut self, row: &impl Row, client: u32) -> Result<Detail, Unusable> {
        let weight = match cell(row, self.roles.weight) {
            Some(cell) => {
                let read = weight::read(cell, self.reading.marks.weight);
                let (weight, tells) = read.map_err(|fault| match fault {
                    weight::Fault::None => Unusable::Rejected { reason: Reason::NoWeight, client },
                    weight::Fault::Bad => Unusable::BadWeight,
                })?;
                if self.noticed.weight_marks.note(tells) {
                    self.opened.push(Opened::Number(NumberColumn::Weight));
                }
                weight
            }
            None => 1.0,
        };
        let mut attributes = [0; MOST_ATTRIBUTES];
        let columns = self.roles.attributes.iter().zip(&mut self.attributes).zip(&mut attributes);
        for (at, ((column, names), code)) in columns.enumerate() {
            let value = row.cell(*column);
            let found = match self.roles.beside.get(at).copied().flatten() {
                None => names.code_of(value),
                Some(second) => {
                    let values = [(*column, value), (second, row.cell(second))];
                    self.doubtful
                        .extend(values.iter().filter(|(_, cell)| is_doubtful(*cell)).map(|(at, _)| *at));
                    paired(&mut self.path, values.map(|(_, cell)| cell.text()).each_ref().map(AsRef::as_ref));
                    names.code(&self.path)
                }
            };
            if names.took_doubtful() && self.doubtful.last() != Some(column) {
                self.doubtful.push(*column);
            }
            *code = found.map_err(|_| Unusable::NotText(Naming::Attribute(at)))?;
        }
        Ok(Detail { attributes, weight })
    }

    /// The client that one cell names, or several together.
    fn client_code(&mut self, row: &impl Row) -> Result<u32, Unusable> {
        let blank = Unusable::Rejected { reason: Reason::BlankClient, client: 0 };
        let code = if let [column] = *self.roles.client {
            let code = self.clients.code_of(row.cell(column));
            if self.clients.took_doubtful() {
                self.doubtful.push(column);
            }
            code.map_err(|_| Unusable::NotText(Naming::Client(0)))?
        } else {
            self.path.clear();
            for (level, column) in self.roles.client.iter().enumerate() {
                let cell = row.cell(*column);
                let name = cell.text();
                if name.contains(&0) {
                    return Err(Unusable::NotText(Naming::Client(level)));
                }
                if is_doubtful(cell) {
                    self.doubtful.push(*column);
                }
                if level > 0 {
                    self.path.push(0);
                }
                self.path.extend_from_slice(&name);
            }
            let code = self.clients.code_joined(&self.path);
            self.clients.took_doubtful();
            code.map_err(|_| Unusable::NotText(Naming::Client(0)))?
        };
        if code == 0 { Err(blank) } else { Ok(code) }
    }

    fn dated(&mut self, cell: Cell<'_>) -> Result<Dated, Undated> {
        let dated = self.date(cell)?;
        self.note_form(dated.form);
        Ok(dated)
    }

    fn date(&mut self, cell: Cell<'_>) -> Result<Dated, Undated> {
        if let Some(days) = self.reading.days(cell) {
            self.remembered(Some(Key::of_day(days)), |reading| reading.dated_days(days))
        } else {
            let text = cell.text();
            let text = trimmed(&text);
            self.remembered(Key::of(text), |reading| reading.dated_text(text))
        }
    }

    fn note_later(&mut self, day: Day, form: Form) {
        self.note_form(form);
        let (rows, last) = self.noticed.later.unwrap_or((0, day));
        self.noticed.later = Some((rows + 1, last.max(day)));
    }

    /// When the answer of a row was given; nothing where the row has to be looked at as a whole: its date is at fault or late, or
    /// the first that may be read in two ways.
    #[inline]
    pub(super) fn known_date(&mut self, cell: Cell<'_>) -> Option<Dated> {
        let dated = self.date(cell).ok()?;
        let is_first = || self.noticed.forms.get(dated.form.place()) == Some(&0);
        (!dated.form.is_open() || !is_first()).then_some(dated)
    }

    /// The position of the score in a cell on its scale; nothing where that tells how numbers are written, or is at fault.
    #[inline]
    pub(super) fn known_score(&self, cell: Cell<'_>) -> Option<u32> {
        let answer = match number::digits(cell) {
            Some(answer) => answer,
            None => match whole_number(cell, self.reading.marks.score) {
                Ok((answer, Tells::Nothing)) if !cell.is_blank() => answer,
                _ => return None,
            },
        };
        u32::try_from(self.reading.scale.score(answer)?.index()).ok()
    }

    /// The weight in a cell; nothing where it tells how numbers are written, or is at fault.
    pub(super) fn known_weight(&self, cell: Cell<'_>) -> Option<f64> {
        let (weight, tells) = weight::read(cell, self.reading.marks.weight).ok()?;
        (tells == Tells::Nothing).then_some(weight)
    }

    /// The names of clients; those of the values of each cut, the regions first.
    pub(super) fn names(&mut self) -> (&mut Names, &mut Names, &mut [Names]) {
        (&mut self.clients, &mut self.regions, &mut self.attributes)
    }

    #[inline]
    fn note_form(&mut self, form: Form) {
        self.note_forms(form, 1);
    }

    /// Notes that so many dates are of a form.
    #[inline]
    pub(super) fn note_forms(&mut self, form: Form, many: u64) {
        if let Some(dates) = self.noticed.forms.get_mut(form.place()) {
            if *dates == 0 && form.is_open() {
                self.opened.push(Opened::Date(form));
            }
            *dates += many;
        }
    }

    #[inline]
    fn remembered(
        &mut self,
        key: Option<Key>,
        read: impl FnOnce(&Reading) -> Result<Dated, Undated>,
    ) -> Result<Dated, Undated> {
        if let Some(dated) = key.and_then(|key| self.days.get(key)) {
            return Ok(dated);
        }
        let dated = read(&self.reading)?;
        if let Some(key) = key {
            self.days.put(key, dated);
        }
        Ok(dated)
    }

    /// The whole number that a cell of a score holds, and whether it is that of a label.
    #[expect(
        clippy::inline_always,
        reason = "the innermost loop: whether it is a call must not hang on who else calls it"
    )]
    #[inline(always)]
    fn score(&mut self, cell: Cell<'_>) -> Result<(i64, bool), Reason> {
        let (answer, tells) = match whole_number(cell, self.reading.marks.score) {
            Ok(read) => read,
            Err(reason @ (Reason::ScoreNotANumber | Reason::ScoreNotWhole)) if cell.is_text() => {
                let text = cell.text();
                let text = trimmed(&text);
                self.noticed.score_marks.note(number::tells(text));
                return label::score(text).map(|score| (score, true)).ok_or(reason);
            }
            Err(reason) => return Err(reason),
        };
        if self.noticed.score_marks.note(tells) {
            self.opened.push(Opened::Number(NumberColumn::Score));
        }
        Ok((answer, false))
    }
}

/// The whole number that a cell holds, and what it tells of the mark before decimals.
#[expect(
    clippy::inline_always,
    reason = "the innermost loop: whether it is a call must not hang on who else calls it"
)]
#[inline(always)]
pub(super) fn whole_number(cell: Cell<'_>, decimal: Option<Decimal>) -> Result<(i64, Tells), Reason> {
    Ok(match cell {
        Cell::Written(_) | Cell::Coded(..) | Cell::Text(_) => {
            return number::read(trimmed(&cell.text()), decimal);
        }
        // The text of a typed number has a point before its decimals, whatever is stated of texts.
        Cell::Decimal(..) => (number::read(&cell.text(), Some(Decimal::Point))?.0, Tells::Nothing),
        Cell::Whole(number) => (number, Tells::Nothing),
        Cell::Real(number) => (number::whole(number)?, Tells::Nothing),
        Cell::Day(_) | Cell::Local(_) | Cell::Instant(_) | Cell::Uuid(_) => {
            return Err(Reason::ScoreNotANumber);
        }
    })
}

/// Whether the text of a cell is none in the encoding of its file, or one in another.
fn is_doubtful(cell: Cell<'_>) -> bool {
    if !cell.is_text() {
        return false;
    }
    let (text, encoding) = cell.coded();
    !text.is_ascii() && !encoding.text(&text).1
}

/// Two values as one; nothing where one of them is blank.
fn paired(path: &mut Vec<u8>, [first, second]: [&[u8]; 2]) {
    path.clear();
    if [first, second].iter().any(|value| trimmed(value).is_empty()) {
        return;
    }
    let sign = TIMES.as_bytes();
    for (at, value) in [first, second].into_iter().enumerate() {
        if at > 0 {
            path.extend_from_slice(sign);
        }
        // A value with the sign in it would read as two; a letter in its place, as others write it, would make two values one.
        let mut rest = trimmed(value);
        while let Some(at) = rest.windows(sign.len()).position(|part| part == sign) {
            path.extend_from_slice(&rest[..at]);
            path.extend_from_slice(" \u{2715} ".as_bytes());
            rest = &rest[at + sign.len()..];
        }
        path.extend_from_slice(rest);
    }
}
