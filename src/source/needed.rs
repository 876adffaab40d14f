//! What is wanted of columns.

use super::parquet::Holds;
use crate::config::Named;

/// A column that is needed, and what for. What its cells mean is not known here.
#[derive(Debug, Clone)]
pub struct Needed {
    /// Its name, and where that is stated.
    pub column: Named<String>,
    /// What is wanted of it, in the plural.
    pub what: &'static str,
    /// How to write it, or where to name another.
    pub hint: &'static str,
    /// What to do where it is not there, besides.
    pub absent: Option<&'static str>,
    /// Whether a column that holds this will do.
    pub takes: fn(Holds) -> bool,
    /// The columns that it tells, which no file may have besides.
    pub tells: Vec<Named<String>>,
    /// Whether rows of files that lack it can be used, as blank as it is there.
    pub may_lack: bool,
    /// Whether no file needs to have it.
    pub is_optional: bool,
}

impl Needed {
    /// A column of that name whatever it holds, where files have it.
    #[must_use]
    pub fn any(name: &str) -> Self {
        Self {
            column: Named { value: name.to_owned(), place: None },
            what: "values",
            hint: "",
            absent: None,
            takes: |_| true,
            tells: Vec::new(),
            may_lack: true,
            is_optional: true,
        }
    }
}
