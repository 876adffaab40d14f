//! Which columns are needed, what for, and where their cells are. A new role starts here.

use super::{Telling, Tellings};
use crate::config::{Columns, Condition, Config, Further, List, Lookup, Named, Reads, Shaping, Side, Test};
use crate::source::{Cell, Holds, Needed, Row};

/// The positions of the cells that a row is asked for, among the needed columns, by what they mean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roles {
    /// The score.
    pub score: usize,
    /// The date.
    pub date: Option<usize>,
    /// The region.
    pub region: Option<usize>,
    /// What names the client, the outermost first.
    pub client: Vec<usize>,
    /// The weight.
    pub weight: Option<usize>,
    /// What else answers are told apart by.
    pub attributes: Vec<usize>,
    /// Of each that is of two columns, the second.
    pub beside: Vec<Option<usize>>,
    /// The answers to each question besides the one that leads the report.
    pub further: Vec<usize>,
    /// What names whose answer it is, where that has to be known.
    pub respondent: Vec<usize>,
    /// What names the account it comes from, and what that is worth.
    pub account: Option<AccountColumns>,
    /// What each answer says in words.
    pub comment: Vec<usize>,
    /// What a list of those to follow up needs; nothing where there is none.
    pub follow_up: Carried,
    /// What has to be known of the base of each of them; all its columns, where each holds an option.
    pub bases: Vec<Vec<usize>>,
    /// What names a person, where all who were asked stand in a list apart.
    pub key: Vec<usize>,
    /// What is kept of an answer for its row in that list.
    pub kept: Vec<usize>,
    /// Which rows are meant: those for which all conditions of one of these hold; without any, all of them.
    pub only: Vec<Vec<(usize, Telling, Test)>>,
    /// How the names of rows are told by their cells, where they are not written there.
    pub told: Tellings,
}

/// The columns that a list of those to follow up needs: those that it has as they are, with how their cells tell what it has, and those
/// of conditions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Carried {
    /// What the list has of each row, in its order.
    pub cells: Vec<(usize, Telling)>,
    /// The rows that are meant, besides those of groups.
    pub only: Vec<Vec<(usize, Telling, Test)>>,
    /// The rows of which it is said that somebody has called back.
    pub done: Vec<Vec<(usize, Telling, Test)>>,
    /// When that was.
    pub called_on: Option<usize>,
}

/// The columns that tell from which account an answer comes, and what that is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AccountColumns {
    /// What names the account.
    pub account: usize,
    /// What it is worth.
    pub revenue: Option<usize>,
}

impl Roles {
    /// The columns of the answers that are needed, and what each is needed for.
    #[must_use]
    pub fn of_answers(config: &Config) -> (Self, Vec<Needed>) {
        let told = config.further.get(..config.told_by_answers()).unwrap_or_default();
        let (mut roles, mut needed) = Self::of(&config.columns, told);
        let others = needed.len();
        let mut condition = |condition: &Condition| {
            let need = if matches!(condition.test, Test::Days(_)) { DAY } else { CONDITION };
            let before = needed.len();
            let (at, telling) = place_told(&mut needed, &config.columns.shaping, &condition.column, need);
            if let Some(column) = needed.get_mut(at).filter(|_| at >= others) {
                column.is_optional = condition.is_optional && (at >= before || column.is_optional);
            }
            (at, telling, condition.test.clone())
        };
        let mut conditions = |only: &[Vec<Condition>]| {
            only.iter().map(|all| all.iter().map(&mut condition).collect()).collect()
        };
        roles.only = conditions(&config.source.only);
        if let Some(follow_up) = &config.follow_up {
            roles.follow_up.only = conditions(&follow_up.rows);
            roles.follow_up.done = conditions(&follow_up.done);
            let mut told = |column| place_told(&mut needed, &config.columns.shaping, column, LISTED);
            roles.follow_up.cells = follow_up.carried().into_iter().map(&mut told).collect();
            let called_on = follow_up.called_on.as_ref();
            roles.follow_up.called_on = called_on.map(|column| place(&mut needed, CALLED_ON.of(column)));
        }
        let respondent = config.columns.respondent.iter();
        let respondent =
            respondent.map(|column| place_told(&mut needed, &config.columns.shaping, column, PERSON));
        (roles.respondent, roles.told.respondent) = respondent.unzip();
        for at in &roles.respondent {
            needed.iter_mut().skip(*at).take(1).for_each(|column| column.may_lack = false);
        }
        roles.account = config.accounts.as_ref().map(|of| AccountColumns {
            account: place(&mut needed, ACCOUNT.of(&of.column)),
            revenue: of.revenue.as_ref().map(|column| place(&mut needed, REVENUE.of(column))),
        });
        let comment = config.columns.comment.iter();
        roles.comment = comment.map(|column| place(&mut needed, COMMENT.of(column))).collect();
        let Some(list) = &config.list else { return (roles, needed) };
        let kept = config.kept_for_list();
        let key: Vec<usize> = list.key.iter().map(|column| place(&mut needed, KEY.of(column))).collect();
        // Whom an answer is of must be known of all.
        for (_, column) in needed.iter_mut().enumerate().filter(|(at, _)| key.contains(at)) {
            column.may_lack = false;
        }
        let kept = kept.iter().map(|column| place(&mut needed, WORD.of(column))).collect();
        (Self { key, kept, ..roles }, needed)
    }

    /// The same of the list of all who were asked. After the cells of a row of it come those that are kept of the answer of whom it
    /// is of, the score first, and one that is always blank.
    #[must_use]
    pub fn of_list(config: &Config, list: &List) -> (Self, Vec<Needed>) {
        let (columns, further) = (&config.columns, config.further.iter().skip(config.told_by_answers()));
        let mut needed: Vec<Needed> = Vec::new();
        let mut own = |column: &Named<String>, role: Need| {
            let absent = Some(if role.0 == DATE.0 { ASKED_ON } else { CALLED });
            place(&mut needed, Needed { absent, ..role.of(&list.column(column)) })
        };
        let key = list.key.iter().map(|column| own(column, KEY)).collect();
        let date = columns.date.as_ref().map(|column| own(column, DATE));
        let mut named = |column: &Named<String>| {
            let (read, telling) = Telling::of(&columns.shaping, column);
            (own(read, Need::of_names(&telling, NAME)), telling)
        };
        let region = columns.region.as_ref().map(&mut named);
        let (client, of_client) = columns.client.iter().chain(&columns.reader).map(&mut named).unzip();
        // Of what answers are told apart by, a list has what it says so of, and what it has to have.
        let is_region =
            |column: &Named<String>| columns.region.as_ref().is_some_and(|of| of.value == column.value);
        let mut told = |at: usize, column: &Named<String>| {
            let read = columns.shaping.way(column).0;
            let is_had = columns.cluster == Some(at) || list.columns.contains_key(&read.value);
            (is_had || is_region(column)).then(|| named(column))
        };
        let of_attribute = |(at, column): (usize, &Named<String>)| match columns.pair(at) {
            Some([first, second]) => {
                let both = told(at, first).zip(told(at, second));
                both.map(|((one, first), (other, second))| ((one, Some(other)), vec![first, second]))
            }
            None => told(at, column).map(|(place, telling)| ((place, None), vec![telling])),
        };
        let attributes: Vec<_> = columns.attributes.iter().enumerate().map(of_attribute).collect();
        let steps = further.clone().flat_map(|further| match &further.reads {
            Reads::Outcome { bases, side, .. } => {
                let bases = bases.iter().map(|base| (&base.column, base.side));
                std::iter::once((&further.column, *side)).chain(bases).collect()
            }
            _ => Vec::new(),
        });
        for (column, _) in steps.filter(|(_, side)| *side == Side::Asked) {
            place(&mut needed, WORD.of(column));
        }
        let (kept, width) = (config.kept_for_list(), needed.len());
        let nothing = width + kept.len();
        let at = |column: &Named<String>, side: Side| {
            let is_it = |other: &Named<String>| other.value == column.value;
            let found = match side {
                Side::Asked => needed.iter().position(|other| is_it(&other.column)),
                Side::Answers => kept.iter().position(is_it).map(|at| width + at),
            };
            found.unwrap_or(nothing)
        };
        let of_step = |further: &Further| match &further.reads {
            Reads::Outcome { side, .. } => at(&further.column, *side),
            _ => width,
        };
        let of_bases = |further: &Further| match &further.reads {
            Reads::Outcome { bases, .. } => bases.iter().map(|base| at(&base.column, base.side)).collect(),
            _ => Vec::new(),
        };
        let none = || ((nothing, None), Vec::new());
        let (attributes, of_attributes): (Vec<_>, _) =
            attributes.into_iter().map(|of| of.unwrap_or_else(none)).unzip();
        let (attributes, beside) = attributes.into_iter().unzip();
        let (region, of_region) = region.unzip();
        let told = Tellings {
            region: of_region.unwrap_or_default(),
            client: of_client,
            attributes: of_attributes,
            respondent: Vec::new(),
        };
        let roles = Self {
            score: width,
            date,
            region,
            client,
            weight: None,
            attributes,
            beside,
            further: further.clone().map(of_step).collect(),
            bases: further.map(of_bases).collect(),
            respondent: Vec::new(),
            account: None,
            comment: Vec::new(),
            follow_up: Carried::default(),
            key,
            kept: Vec::new(),
            only: Vec::new(),
            told,
        };
        (roles, needed)
    }

    /// The columns that are needed, each once, by what it is first needed for; and what each is needed for.
    #[must_use]
    pub fn of(columns: &Columns, further: &[Further]) -> (Self, Vec<Needed>) {
        let mut needed: Vec<Needed> = Vec::new();
        let score = place(&mut needed, SCORE.of(&columns.score));
        let date = columns.date.as_ref().map(|column| place(&mut needed, DATE.of(column)));
        // The region may well be what the reports are for: what is wrong with it is said once.
        let mut named = |column: &Named<String>| place_told(&mut needed, &columns.shaping, column, NAME);
        let (region, of_region) = columns.region.as_ref().map(&mut named).unzip();
        let (client, of_client) = columns.client.iter().chain(&columns.reader).map(&mut named).unzip();
        let each = columns.attributes.iter().enumerate();
        let of_attribute = |(at, column): (usize, &Named<String>)| match columns.pair(at) {
            Some(pair) => pair.map(&mut named).to_vec(),
            None => vec![named(column)],
        };
        let of_attributes: Vec<Vec<(usize, Telling)>> = each.map(of_attribute).collect();
        let at = |of: &Vec<(usize, Telling)>, nth: usize| of.get(nth).map(|(at, _)| *at);
        let told = Tellings {
            region: of_region.unwrap_or_default(),
            client: of_client,
            attributes: of_attributes
                .iter()
                .map(|of| of.iter().map(|(_, telling)| telling.clone()).collect())
                .collect(),
            respondent: Vec::new(),
        };
        let mut place = |column: &Named<String>, role: Need| place(&mut needed, role.of(column));
        let roles = Self {
            score,
            date,
            region,
            weight: columns.weight.as_ref().map(|column| place(column, WEIGHT)),
            client,
            attributes: of_attributes.iter().filter_map(|of| at(of, 0)).collect(),
            beside: of_attributes.iter().map(|of| at(of, 1)).collect(),
            further: further
                .iter()
                .map(|question| {
                    let need = match question.reads {
                        Reads::Numbers => ANSWER,
                        Reads::Options(ref options) if options.dictionary.is_some() => COMMENT,
                        Reads::Options(_) => OPTION,
                        Reads::Response => SCORE,
                        Reads::Words { .. } | Reads::Outcome { .. } => WORD,
                    };
                    place(&question.column, need)
                })
                .collect(),
            bases: further
                .iter()
                .map(|question| match &question.reads {
                    Reads::Outcome { bases, .. } => {
                        bases.iter().map(|base| place(&base.column, WORD)).collect()
                    }
                    Reads::Options(options) => {
                        let need = if options.dictionary.is_some() { COMMENT } else { OPTION };
                        options.columns.iter().map(|column| place(column, need)).collect()
                    }
                    Reads::Numbers | Reads::Words { .. } | Reads::Response => Vec::new(),
                })
                .collect(),
            respondent: Vec::new(),
            account: None,
            comment: Vec::new(),
            follow_up: Carried::default(),
            key: Vec::new(),
            kept: Vec::new(),
            only: Vec::new(),
            told,
        };
        let of_steps = |question: &&Further| matches!(question.reads, Reads::Outcome { .. });
        let of_outcomes = further.iter().zip(roles.further.iter().zip(&roles.bases));
        let of_outcomes = of_outcomes.filter(|(question, _)| of_steps(question));
        let of_outcomes = of_outcomes.flat_map(|(_, (column, bases))| bases.iter().chain([column]));
        let vital = [&roles.score].into_iter().chain(&roles.date).chain(&roles.weight).chain(&roles.client);
        let vital: Vec<usize> = vital.chain(of_outcomes).copied().collect();
        for (at, column) in needed.iter_mut().enumerate() {
            column.may_lack = !vital.contains(&at);
        }
        (roles, needed)
    }
}

/// Where a column is among those that are needed: each once, by what it is first needed for.
fn place(needed: &mut Vec<Needed>, column: Needed) -> usize {
    needed.iter().position(|other| other.column.value == column.column.value).unwrap_or_else(|| {
        needed.push(column);
        needed.len() - 1
    })
}

/// Where the column is that is read for another one, and how its cells tell the names of that.
fn place_told(
    needed: &mut Vec<Needed>,
    shaping: &Shaping,
    column: &Named<String>,
    need: Need,
) -> (usize, Telling) {
    let (read, telling) = Telling::of(shaping, column);
    let at = place(needed, Need::of_names(&telling, need).of(read));
    let told =
        shaping.told.iter().filter(|told| shaping.columns_of(&column.value).contains(&&*told.column.value));
    if let Some(needed) = needed.get_mut(at) {
        needed.tells.extend(told.map(|told| told.column.clone()));
    }
    (at, telling)
}

/// The cell of a role, where there is one.
#[inline]
pub(crate) fn cell<R: Row>(row: &R, role: Option<usize>) -> Option<Cell<'_>> {
    role.map(|at| row.cell(at))
}

/// What is wanted of a column, how to write it, and what will do.
#[derive(Clone, Copy)]
pub(super) struct Need(&'static str, &'static str, fn(Holds) -> bool);

impl Need {
    fn of(self, column: &Named<String>) -> Needed {
        let Self(what, hint, takes) = self;
        Needed {
            column: column.clone(),
            what,
            hint,
            absent: None,
            takes,
            tells: Vec::new(),
            may_lack: false,
            is_optional: false,
        }
    }

    /// What is wanted of a column whose cells tell names so; of one that has the names itself it is this.
    fn of_names(telling: &Telling, plain: Self) -> Self {
        match () {
            () if telling.reads_days() => DAY,
            () if telling.reads_numbers() => NUMBER,
            () => plain,
        }
    }

    /// What is wanted of the columns of a table that tells others by a key, which is the first.
    pub(super) fn of_table(lookup: &Lookup) -> Vec<Needed> {
        let columns = lookup.columns.iter().map(|column| NAME.of(column));
        std::iter::once(KEY.of(&lookup.key)).chain(columns).collect()
    }
}

/// Numbers may be days: 20260930.
fn is_written(holds: Holds) -> bool {
    matches!(holds, Holds::Texts | Holds::Numbers)
}

const SCORE: Need =
    Need("scores", "write it as a column of whole numbers, or name another in `columns.score`", is_written);
const ANSWER: Need = Need("answers", "write it as a column of whole numbers, or name another", is_written);
/// Numbers too: 1 for yes.
const WORD: Need = Need("answers", "write it as a column of texts, or name another", |holds| {
    is_written(holds) || holds == Holds::Truths
});
/// Numbers and truths too: whether the option of a column was chosen.
const OPTION: Need = Need("options", "write it as a column of texts, or name another", |holds| {
    is_written(holds) || holds == Holds::Truths
});
const DATE: Need =
    Need("days", "write it as a column of dates or timestamps, or name another in `columns.date`", |holds| {
        is_written(holds) || holds == Holds::Dates
    });
const WEIGHT: Need =
    Need("weights", "write it as a column of numbers, or name another in `columns.weight`", is_written);
/// It tells whether a row is meant.
const CONDITION: Need =
    Need("conditions", "write it as a column of texts or numbers, or name another", |holds| {
        !matches!(holds, Holds::Other(_))
    });
const DAY: Need = Need("days", "write it as a column of dates or timestamps, or name another", |holds| {
    is_written(holds) || holds == Holds::Dates
});
/// On which somebody called back.
const CALLED_ON: Need = Need(
    "days",
    "write it as a column of dates or timestamps, or name another in `follow_up.called_on`",
    |holds| is_written(holds) || holds == Holds::Dates,
);
/// It tells a class.
const NUMBER: Need = Need("numbers", "write it as a column of numbers, or name another", is_written);
/// It names a person.
const KEY: Need = Need("keys", "write it as a column of texts or numbers, or name another", |holds| {
    !matches!(holds, Holds::Other(_))
});
/// It names whose answer it is.
const PERSON: Need = Need(
    "respondents",
    "write it as a column of texts or numbers, or name another in `columns.respondent`",
    |holds| !matches!(holds, Holds::Other(_)),
);
/// It names the business that an answer comes from.
const ACCOUNT: Need = Need(
    "accounts",
    "write it as a column of texts or numbers, or name another in `columns.account`",
    |holds| !matches!(holds, Holds::Other(_)),
);
/// What that is worth.
const REVENUE: Need =
    Need("revenues", "write it as a column of numbers, or name another in `columns.revenue`", is_written);
/// What is told of whoever is to be followed up.
const LISTED: Need =
    Need("texts", "write it as a column of texts or numbers, or name another in `follow_up`", |holds| {
        !matches!(holds, Holds::Other(_))
    });
/// What somebody has written.
const COMMENT: Need =
    Need("comments", "write it as a column of texts, or name another in `columns.comment`", |holds| {
        !matches!(holds, Holds::Other(_))
    });
/// What to do where a list has no column that the answers have.
const CALLED: &str =
    "if the list calls it otherwise, say so in its `columns`: {name in the answers: name in the list}";
const ASKED_ON: &str = "it is the day on which each was asked, which tells the period also of whoever did not answer; if the list has \
                        another column for it, name that in its `columns`: {name in the answers: name in the list}";
/// It names a region, a client or something else that answers share.
const NAME: Need = Need("names", "write it as a column of texts, or name another", |holds| {
    !matches!(holds, Holds::Other(_))
});
