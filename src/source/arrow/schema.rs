//! Which columns there are, and which buffers of a batch are whose: those of all columns stand one after another, nested ones within.

use super::fault::Fault;
use super::flat::Table;

/// What the values of a column are.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    /// Nothing.
    Null,
    /// Whole numbers of so many bytes.
    Whole {
        bytes: usize,
        is_signed: bool,
    },
    /// Numbers of so many bytes.
    Real {
        bytes: usize,
    },
    Truth,
    /// Whole numbers of so many bytes, of which so many digits stand after the point.
    Decimal {
        bytes: usize,
        scale: u32,
    },
    Day,
    /// A day and a time there, or, where a time zone is told, a moment; counted in so many parts of a second.
    Moment {
        a_second: i64,
        is_instant: bool,
    },
    /// Texts one after another, and where each ends, in so many bytes.
    Text {
        bytes: usize,
    },
    /// Texts in several buffers.
    View,
    /// Texts of so many bytes.
    Fixed {
        bytes: usize,
    },
    /// Positions in a dictionary.
    Coded {
        id: i64,
        bytes: usize,
        is_signed: bool,
    },
    /// What is of no use, in words.
    Other(&'static str),
}

/// A column that holds values itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    /// With those of the columns that it lies within, and dots between them.
    pub(super) name: String,
    pub(super) kind: Type,
}

/// What a batch has of a column, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) buffers: usize,
    /// More buffers than these, as many as the batch says.
    pub(super) has_more: bool,
    /// Which column it is, where it holds values of rows itself.
    pub(super) column: Option<usize>,
    /// What it lies within, of the steps before it.
    pub(super) outer: Option<usize>,
}

/// The columns.
#[derive(Debug, Default)]
pub(super) struct Schema {
    pub(super) columns: Vec<Leaf>,
    pub(super) steps: Vec<Step>,
    /// The values of dictionaries, by their numbers.
    dictionaries: Vec<(i64, Leaf)>,
    /// Bytes of all names so far: many columns may have one that is written once.
    names: usize,
}

/// What a column lies within.
#[derive(Debug, Default)]
struct Outer {
    name: String,
    depth: usize,
    step: Option<usize>,
    /// It has not one value for each row.
    is_apart: bool,
}

/// More columns, columns within each other, and longer names of all together are damage.
const MOST_COLUMNS: usize = 1 << 17;
const DEEPEST: usize = 64;
const LONGEST: usize = 64 << 20;

impl Schema {
    pub(super) fn read(schema: Table<'_>) -> Result<Self, Fault> {
        if schema.number(0, 2, 0)? != 0 {
            return Err(Fault::Unread("has its numbers with the highest byte first"));
        }
        let mut found = Self::default();
        for field in schema.tables(1)? {
            found.add(field?, &Outer::default())?;
        }
        Ok(found)
    }

    /// That of the values of a dictionary.
    pub(super) fn of_dictionary(values: &Leaf) -> Self {
        let (buffers, has_more) = buffers(&values.kind);
        let steps = vec![Step { buffers, has_more, column: Some(0), outer: None }];
        Self { columns: vec![values.clone()], steps, ..Self::default() }
    }

    /// What the values of a dictionary are.
    pub(super) fn dictionary(&self, id: i64) -> Option<&Leaf> {
        self.dictionaries.iter().find(|(other, _)| *other == id).map(|(_, leaf)| leaf)
    }

    fn add(&mut self, field: Table<'_>, outer: &Outer) -> Result<(), Fault> {
        if self.steps.len() >= MOST_COLUMNS || outer.depth > DEEPEST {
            return Err(Fault::damaged("it has more columns than any"));
        }
        let own = field.text(0)?.unwrap_or_default();
        self.names += outer.name.len() + own.len();
        if self.names > LONGEST {
            return Err(Fault::damaged("its columns have longer names than any"));
        }
        let name = if outer.depth == 0 { own.to_owned() } else { format!("{}.{own}", outer.name) };
        let of = (field.number(2, 1, 0)?, field.table(3)?);
        if let Some(coded) = field.table(4)? {
            let id = coded.number(0, 8, 0)?;
            // What is nested in a dictionary has no use.
            let values = kind(of)?.unwrap_or(Type::Other("values within each other"));
            self.dictionaries.push((id, Leaf { name: name.clone(), kind: values.clone() }));
            let (bytes, is_signed) = coded.table(1)?.map_or(Ok((4, true)), whole)?;
            let is_used = !matches!(values, Type::Other(_));
            let kind = if is_used { Type::Coded { id, bytes, is_signed } } else { values };
            self.leaf(outer, Leaf { name, kind }, 2, false);
            return Ok(());
        }
        if let Some(kind) = kind(of)? {
            let (buffers, has_more) = buffers(&kind);
            self.leaf(outer, Leaf { name, kind }, buffers, has_more);
            return Ok(());
        }
        let lists = Some("lists, not one value a row");
        let (buffers, what) = match of {
            (STRUCT, _) => (1, None),
            (FIXED_SIZE_LIST, _) => (1, lists),
            (LIST | LARGE_LIST, _) => (2, lists),
            (LIST_VIEW | LARGE_LIST_VIEW, _) => (3, lists),
            (MAP, _) => (2, Some("maps, not one value a row")),
            (UNION, of) => {
                let is_dense = of.map_or(Ok(0), |of| of.number(0, 2, 0))? == 1;
                (1 + usize::from(is_dense), Some("values of several types (UNION)"))
            }
            (RUN_END_ENCODED, _) => (0, Some("values with how often each is repeated (RUN_END_ENCODED)")),
            _ => return Err(Fault::damaged("a column in it is of no type that is known")),
        };
        let step = self.steps.len();
        match what {
            Some(what) => {
                self.leaf(outer, Leaf { name: name.clone(), kind: Type::Other(what) }, buffers, false);
            }
            None => self.steps.push(Step { buffers, has_more: false, column: None, outer: outer.step }),
        }
        let is_apart = outer.is_apart || what.is_some();
        let outer = Outer { name, depth: outer.depth + 1, step: Some(step), is_apart };
        for child in field.tables(5)? {
            self.add(child?, &outer)?;
        }
        Ok(())
    }

    fn leaf(&mut self, outer: &Outer, leaf: Leaf, buffers: usize, has_more: bool) {
        let column = (!outer.is_apart).then_some(self.columns.len());
        self.steps.push(Step { buffers, has_more, column, outer: outer.step });
        if column.is_some() {
            self.columns.push(leaf);
        }
    }
}

/// How many buffers a column has, and whether a batch says that there are more.
fn buffers(kind: &Type) -> (usize, bool) {
    match kind {
        Type::Null => (0, false),
        Type::Text { .. } => (3, false),
        Type::View => (2, true),
        _ => (2, false),
    }
}

/// The numbers of types that have others within them.
const LIST: i64 = 12;
const STRUCT: i64 = 13;
const UNION: i64 = 14;
const FIXED_SIZE_LIST: i64 = 16;
const MAP: i64 = 17;
const LARGE_LIST: i64 = 21;
const RUN_END_ENCODED: i64 = 22;
const LIST_VIEW: i64 = 25;
const LARGE_LIST_VIEW: i64 = 26;

/// What values are, by the number of their type and what it says besides; nothing where they are nested.
fn kind((number, of): (i64, Option<Table<'_>>)) -> Result<Option<Type>, Fault> {
    let says = |field, length, otherwise| of.map_or(Ok(otherwise), |of| of.number(field, length, otherwise));
    Ok(Some(match number {
        1 => Type::Null,
        2 => {
            let (bytes, is_signed) = of.map_or(Ok((4, false)), whole)?;
            Type::Whole { bytes, is_signed }
        }
        3 => Type::Real {
            bytes: match says(0, 2, 0)? {
                0 => 2,
                1 => 4,
                _ => 8,
            },
        },
        4 | 5 => Type::Text { bytes: 4 },
        6 => Type::Truth,
        7 => match (says(2, 4, 128)?, u32::try_from(says(1, 4, 0)?)) {
            (bits @ (32 | 64 | 128), Ok(scale @ 0..=38)) => {
                Type::Decimal { bytes: usize::try_from(bits / 8).unwrap_or(16), scale }
            }
            _ => Type::Other("decimal numbers of more than 38 digits (DECIMAL)"),
        },
        8 if says(0, 2, 1)? == 0 => Type::Day,
        8 => Type::Moment { a_second: 1_000, is_instant: false },
        9 => Type::Other("times of day without a date (TIME)"),
        10 => Type::Moment {
            a_second: match says(0, 2, 0)? {
                0 => 1,
                1 => 1_000,
                2 => 1_000_000,
                _ => 1_000_000_000,
            },
            is_instant: match of {
                Some(of) => of.text(1)?.is_some_and(|zone| !zone.is_empty()),
                None => false,
            },
        },
        11 | 18 => Type::Other("lengths of time (DURATION)"),
        15 => Type::Fixed { bytes: usize::try_from(says(0, 4, 0)?).unwrap_or(0) },
        19 | 20 => Type::Text { bytes: 8 },
        23 | 24 => Type::View,
        _ => return Ok(None),
    }))
}

/// How many bytes whole numbers have, and whether they have a sign.
fn whole(of: Table<'_>) -> Result<(usize, bool), Fault> {
    match of.number(0, 4, 0)? {
        bits @ (8 | 16 | 32 | 64) => Ok((usize::try_from(bits / 8).unwrap_or(8), of.number(1, 1, 0)? != 0)),
        _ => Err(Fault::damaged("whole numbers in it have an odd length")),
    }
}
