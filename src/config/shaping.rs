//! How columns are shaped before anything is counted: variants of a name are one, and columns of names are told by others.
//!
//! All of it is a way from a text to a text, gone once for each text and not for each row.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::source::Source;
use super::stated::Named;
use crate::survey::{Client, Day};

/// How columns are shaped.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shaping {
    /// The variants of names.
    pub aliases: Vec<Aliases>,
    /// Columns that others tell.
    pub told: Vec<Told>,
    /// Tables that tell some of them.
    pub lookups: Vec<Lookup>,
    /// The clients that these tables have, where such columns name clients.
    pub clients: Vec<Client>,
}

/// Variants of the names of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Aliases {
    /// The column.
    pub column: Named<String>,
    /// What each variant stands for, with the place of the variant.
    pub names: Arc<BTreeMap<String, Named<String>>>,
}

/// A column that another one tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What it is called.
    pub column: Named<String>,
    /// The column that tells it.
    pub of: Named<String>,
    /// How.
    pub by: By,
}

/// How a column tells another one.
#[derive(Debug, Clone, PartialEq)]
pub enum By {
    /// By a table, the one at this position among all, and that of its columns.
    Table(usize, usize),
    /// By the number in it: each class and the least number that is in it, lowest first.
    Bands(Arc<Vec<(f64, String)>>),
    /// By the day in it, earliest first.
    Waves(Arc<Vec<Wave>>),
}

/// Days that have a name together.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave {
    /// The name.
    pub name: String,
    /// The first day; none: all before the last.
    pub from: Option<Day>,
    /// The last day; none: all from the first on.
    pub until: Option<Day>,
}

/// A table that tells columns by a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Lookup {
    /// Its files.
    pub source: Source,
    /// Its column that holds the keys.
    pub key: Named<String>,
    /// Its columns that are told.
    pub columns: Vec<Named<String>>,
    /// What it holds, once it is read.
    pub table: Arc<Table>,
}

/// What a table holds by key: the values of its columns, which may be blank.
pub type Table = BTreeMap<String, Vec<String>>;

/// A step of the way from the text of a cell to a name.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// Variants become names; with the position among all of these.
    Aliases(usize, &'a Aliases),
    /// Another column is told; with the position among all that are.
    Told(usize, &'a Told),
}

impl Told {
    /// The names that it may have, in their order, where that is known.
    #[must_use]
    pub fn order(&self) -> Vec<&str> {
        match &self.by {
            By::Table(..) => Vec::new(),
            By::Bands(bands) => bands.iter().map(|(_, name)| name.as_str()).collect(),
            By::Waves(waves) => waves.iter().map(|wave| wave.name.as_str()).collect(),
        }
    }
}

impl Wave {
    /// Whether a day is one of its.
    #[must_use]
    pub fn has(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Shaping {
    /// The column that is read for another one, and the steps from its cells to the names of that.
    #[must_use]
    pub fn way<'a>(&'a self, column: &'a Named<String>) -> (&'a Named<String>, Vec<Step<'a>>) {
        let (mut read, mut steps) = (column, Vec::new());
        // Columns that tell each other in a circle are told as wrong.
        for _ in 0..=self.told.len() {
            let of_column = |aliases: &&Aliases| aliases.column.value == read.value;
            let aliases = self.aliases.iter().enumerate();
            steps.extend(
                aliases.filter(|(_, aliases)| of_column(aliases)).map(|(at, of)| Step::Aliases(at, of)),
            );
            let told = self.told.iter().enumerate().find(|(_, told)| told.column.value == read.value);
            let Some((at, told)) = told else { break };
            steps.push(Step::Told(at, told));
            read = &told.of;
        }
        steps.reverse();
        (read, steps)
    }

    /// All columns on that way, itself the first.
    #[must_use]
    pub fn columns_of<'a>(&'a self, column: &'a str) -> Vec<&'a str> {
        let mut found = vec![column];
        while let Some(told) = self.told.iter().find(|told| Some(&told.column.value.as_str()) == found.last())
        {
            let of = told.of.value.as_str();
            let is_known = found.contains(&of);
            found.push(of);
            if is_known {
                break;
            }
        }
        found
    }
}
