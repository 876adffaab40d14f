//! Answers by the account that they come from, a business whose people answer, and what each account is worth.
//!
//! Kept of an account are the groups of its answers and its revenue by period, however many answers it has.

use std::collections::{BTreeMap, HashMap};

use super::reading::Reading;
use super::response::Response;
use super::roles::AccountColumns;
use super::trim::trimmed;
use super::{Reader, Reportable};
use crate::config::accounts::{LARGEST_REVENUE, Rule};
use crate::source::{Cell, Row};
use crate::survey::{Client, Counts, Decimal, Encoding, MarksSeen, Number, Scale, Tells, canonical};

/// What is known of an account.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// Its answers by the ordinal of their period; 0 without dates.
    pub periods: BTreeMap<i32, Counts>,
    /// Its revenue in the last period in which one is stated.
    pub revenue: Option<Revenue>,
}

/// What rows state of the revenue of an account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Revenue {
    /// The largest amount in the last period with any.
    pub amount: f64,
    /// Whether that period has another amount too.
    pub differs: bool,
    period: i32,
}

impl Revenue {
    /// The later of two; of one period, the larger.
    fn with(self, other: Self) -> Self {
        if self.period != other.period {
            return if self.period > other.period { self } else { other };
        }
        let differs = self.differs || other.differs || self.amount.total_cmp(&other.amount).is_ne();
        Self { amount: self.amount.max(other.amount), differs, ..self }
    }
}

impl Account {
    /// Adds what else is known of it.
    fn absorb(&mut self, other: &Self) {
        for (period, counts) in &other.periods {
            let own = self.periods.entry(*period).or_default();
            *own = *own + *counts;
        }
        self.revenue = match (self.revenue, other.revenue) {
            (Some(own), Some(other)) => Some(own.with(other)),
            (own, other) => own.or(other),
        };
    }

    /// Its answers of a period.
    #[must_use]
    pub fn answers(&self, period: i32) -> Counts {
        self.periods.get(&period).copied().unwrap_or_default()
    }

    /// By which rules it is at risk in a period, of these; an account that answered in one of so many periods before is silent when it does
    /// not answer now.
    #[must_use]
    pub fn risks(&self, period: i32, (rules, within): (&[Rule], i32)) -> Vec<Rule> {
        let now = self.answers(period);
        let before = self.periods.range(..period).next_back();
        let holds = |rule: Rule| match rule {
            Rule::Detractor => now.detractors() > 0,
            Rule::Fall => {
                now.detractors() > 0 && before.is_some_and(|(_, then)| then.promoters() == then.n())
            }
            Rule::Silence => now.n() == 0 && before.is_some_and(|(last, _)| *last >= period - within),
        };
        rules.iter().copied().filter(|rule| holds(*rule)).collect()
    }
}

/// The accounts of a client, or of all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Accounts {
    /// Each by its name: also those whose people were asked and did not answer.
    pub named: BTreeMap<String, Account>,
    /// Answers that name no account, by the ordinal of their period.
    pub unnamed: BTreeMap<i32, u64>,
    /// How many cells hold an amount below 0.
    pub negative: u64,
    /// How many hold something that is no amount.
    pub unreadable: u64,
    /// Whether amounts may be read in two ways, and nothing says which is meant.
    pub is_open: bool,
}

/// Those of each client.
pub type AccountsOf = BTreeMap<Option<Client>, Accounts>;

impl Accounts {
    /// Adds those of others.
    pub(super) fn absorb(&mut self, other: &Self) {
        for (name, account) in &other.named {
            self.named.entry(name.clone()).or_default().absorb(account);
        }
        for (period, n) in &other.unnamed {
            *self.unnamed.entry(*period).or_default() += n;
        }
        self.negative += other.negative;
        self.unreadable += other.unreadable;
        self.is_open |= other.is_open;
    }
}

/// A revenue before it is known which mark stands before decimals: by the point, and by the comma.
type InTwoWays = [f64; 2];

/// What a worker has seen of an account.
#[derive(Debug, Default)]
struct Seen {
    periods: BTreeMap<i32, Counts>,
    /// The amounts of the last period with any, each once.
    revenue: Option<(i32, Vec<InTwoWays>)>,
}

#[derive(Debug, Default)]
struct OfClient {
    named: HashMap<Box<[u8]>, Seen>,
    unnamed: BTreeMap<i32, u64>,
    negative: u64,
    unreadable: u64,
}

/// What a worker has seen of accounts, by the codes of clients.
#[derive(Debug)]
pub(super) struct ByAccount {
    account: usize,
    revenue: Option<usize>,
    scale: Scale,
    reported: Reportable,
    clients: BTreeMap<u32, OfClient>,
    /// What amounts tell of the mark before decimals.
    pub(super) marks: MarksSeen,
}

impl ByAccount {
    /// Nothing seen yet.
    pub(super) fn new(columns: AccountColumns, reported: Reportable, reading: &Reading) -> Self {
        let AccountColumns { account, revenue } = columns;
        let (clients, marks) = (BTreeMap::new(), MarksSeen::default());
        Self { account, revenue, scale: reading.scale, reported, clients, marks }
    }

    /// Adds an answer.
    pub(super) fn look(&mut self, row: &impl Row, response: Response) {
        let Response { client, period, score, .. } = response;
        if self.reported.is_until(period) {
            let counts = Counts::of(self.scale.group(score));
            self.add(row, client, Some((period, counts)));
        }
    }

    /// Adds somebody who did not answer.
    pub(super) fn miss(&mut self, row: &impl Row, client: u32) {
        self.add(row, client, None);
    }

    fn add(&mut self, row: &impl Row, client: u32, answer: Option<(i32, Counts)>) {
        let text = row.cell(self.account).text();
        let name = trimmed(&text);
        let of = self.clients.entry(client).or_default();
        if name.is_empty() {
            if let Some((period, counts)) = answer {
                *of.unnamed.entry(period).or_default() += counts.n();
            }
            return;
        }
        let amount = match self.revenue.map(|at| amount(row.cell(at))) {
            Some(Ok(Some((amount, tells)))) => {
                self.marks.note(tells);
                Some(amount)
            }
            Some(Err(Fault::Negative)) => {
                of.negative += 1;
                None
            }
            Some(Err(Fault::Unreadable)) => {
                of.unreadable += 1;
                None
            }
            Some(Ok(None)) | None => None,
        };
        // A name that is known takes no memory of its own.
        if !of.named.contains_key(name) {
            of.named.insert(name.into(), Seen::default());
        }
        let Some(seen) = of.named.get_mut(name) else { return };
        if let Some((period, counts)) = answer {
            let own = seen.periods.entry(period).or_default();
            *own = *own + counts;
        }
        // What is known of whoever did not answer is older than any answer.
        let period = answer.map_or(i32::MIN, |(period, _)| period);
        let Some(amount) = amount else { return };
        match &mut seen.revenue {
            Some((last, _)) if *last > period => {}
            Some((last, amounts)) if *last == period => {
                if !amounts.contains(&amount) {
                    amounts.push(amount);
                }
            }
            revenue => *revenue = Some((period, vec![amount])),
        }
    }

    /// Adds all of it to what others have seen, by name: what no text is in UTF-8 is in the other encoding, where one is known, and amounts
    /// are written with this mark.
    pub(super) fn named(
        self,
        reader: &Reader,
        (otherwise, decimal): (Option<Encoding>, Option<Decimal>),
        all: &mut AccountsOf,
    ) {
        let text = |bytes: Box<[u8]>| match String::from_utf8(bytes.into()) {
            Ok(text) => canonical(&text).into_owned(),
            Err(error) => {
                let encoding = otherwise.unwrap_or(Encoding::UTF_8);
                canonical(&encoding.text(error.as_bytes()).0).into_owned()
            }
        };
        let meant = |[point, comma]: InTwoWays| if decimal == Some(Decimal::Comma) { comma } else { point };
        let is_open = self.marks.is_open() && decimal.is_none();
        for (client, of) in self.clients {
            let own = all.entry(reader.client(client)).or_default();
            let OfClient { named, unnamed, negative, unreadable } = of;
            let named = named.into_iter().map(|(name, seen)| {
                let revenue = seen.revenue.and_then(|(period, amounts)| {
                    let each = amounts.into_iter().map(|amount| Revenue {
                        amount: meant(amount),
                        differs: false,
                        period,
                    });
                    each.reduce(Revenue::with)
                });
                (text(name), Account { periods: seen.periods, revenue })
            });
            // Two spellings of one name are one account.
            let mut accounts = Accounts { unnamed, negative, unreadable, is_open, ..Accounts::default() };
            for (name, account) in named {
                accounts.named.entry(name).or_default().absorb(&account);
            }
            own.absorb(&accounts);
        }
    }
}

/// Why a cell holds no revenue, though something stands there.
enum Fault {
    Negative,
    Unreadable,
}

/// The amount in a cell, with either mark before decimals, and what it tells of that; nothing in a blank one.
fn amount(cell: Cell<'_>) -> Result<Option<(InTwoWays, Tells)>, Fault> {
    let (amounts, tells) = match cell {
        Cell::Real(number) if number.is_nan() => return Ok(None),
        Cell::Real(number) => ([number; 2], Tells::Nothing),
        cell => {
            let text = cell.text();
            let text = trimmed(&text);
            if text.is_empty() {
                return Ok(None);
            }
            let read = |decimal| Number::read(text, Some(decimal)).ok_or(Fault::Unreadable);
            let [point, comma] = [read(Decimal::Point)?, read(Decimal::Comma)?];
            // The text of a typed number has a point before its decimals.
            match cell {
                Cell::Decimal(..) => ([point.value(); 2], Tells::Nothing),
                _ => ([point.value(), comma.value()], point.tells),
            }
        }
    };
    match amounts {
        amounts if amounts.iter().any(|amount| *amount > LARGEST_REVENUE) => Err(Fault::Unreadable),
        amounts if amounts.iter().any(|amount| *amount < 0.0) => Err(Fault::Negative),
        amounts => Ok(Some((amounts, tells))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(periods: &[(i32, [u64; 3])]) -> Account {
        let periods = periods.iter().map(|(period, [d, n, p])| (*period, Counts::new(*d, *n, *p)));
        Account { periods: periods.collect(), revenue: None }
    }

    #[test]
    fn an_account_is_at_risk_by_each_rule_that_holds() {
        use Rule::{Detractor, Fall, Silence};
        let risks = |of: &Account| of.risks(10, (&[Detractor, Fall, Silence], 4));
        assert_eq!(risks(&account(&[(10, [1, 0, 5])])), [Detractor]);
        assert_eq!(risks(&account(&[(9, [0, 0, 2]), (10, [1, 0, 0])])), [Detractor, Fall]);
        // What comes before the last period with answers does not matter.
        assert_eq!(risks(&account(&[(8, [1, 0, 0]), (9, [0, 0, 1]), (10, [1, 0, 1])])), [Detractor, Fall]);
        assert_eq!(risks(&account(&[(9, [0, 1, 1]), (10, [1, 0, 0])])), [Detractor]);
        assert_eq!(risks(&account(&[(6, [0, 0, 1])])), [Silence]);
        assert_eq!(risks(&account(&[(5, [0, 0, 1])])), []);
        assert_eq!(risks(&account(&[])), []);
        assert_eq!(account(&[(10, [1, 0, 0])]).risks(10, (&[Silence], 4)), []);
    }

    #[test]
    fn the_last_revenue_counts_and_of_two_the_larger() {
        let of = |amount: f64, period: i32| Revenue { amount, differs: false, period };
        let later = of(500.0, 1).with(of(100.0, 2));
        assert_eq!((later.amount, later.differs), (100.0, false));
        let both = of(500.0, 2).with(of(100.0, 2)).with(of(900.0, 1));
        assert_eq!((both.amount, both.differs), (500.0, true));
        assert_eq!(of(100.0, 2).with(of(500.0, 2)), of(500.0, 2).with(of(100.0, 2)));
    }

    #[test]
    fn an_amount_is_read_with_either_mark() {
        let read = |text: &str| match amount(Cell::Written(text.as_bytes())) {
            Ok(found) => found.map(|(amounts, _)| amounts).ok_or("blank"),
            Err(Fault::Negative) => Err("negative"),
            Err(Fault::Unreadable) => Err("unreadable"),
        };
        assert_eq!(read("1250"), Ok([1250.0; 2]));
        assert_eq!(read("1,250"), Ok([1250.0, 1.25]));
        assert_eq!(read("0,5"), Ok([0.5; 2]));
        assert_eq!(read("1 250 000,5"), Ok([1_250_000.5; 2]));
        assert_eq!(read(" "), Err("blank"));
        assert_eq!(read("-3"), Err("negative"));
        assert_eq!(read("much"), Err("unreadable"));
    }
}
