//! Whom to follow up: which answers somebody should call back about, and what a list of them says.

use super::source::Condition;
use super::stated::Named;
use crate::survey::Group;

/// Which answers are to be followed up, and by what they are known.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// Those in one of these groups.
    pub groups: Vec<Group>,
    /// And those that hold all of one of these.
    pub rows: Vec<Vec<Condition>>,
    /// What a person can be reached by: one column or several.
    pub key: Vec<Named<String>>,
    /// Who is to call.
    pub owner: Option<Named<String>>,
    /// What else the list says of each.
    pub columns: Vec<Named<String>>,
    /// What became of it.
    pub status: Option<Named<String>>,
    /// What it says where somebody has called back: the conditions of one column; none where that is not told.
    pub done: Vec<Vec<Condition>>,
    /// When that was.
    pub called_on: Option<Named<String>>,
    /// Whether each client gets a list of its own.
    pub for_clients: bool,
}

impl FollowUp {
    /// The columns whose cells a list holds as they are, each once, in the order in which it has them.
    #[must_use]
    pub fn carried(&self) -> Vec<&Named<String>> {
        let of_calls = self.status.iter().chain(&self.called_on);
        let all = self.key.iter().chain(&self.owner).chain(of_calls).chain(&self.columns);
        let mut each: Vec<&Named<String>> = Vec::new();
        for column in all {
            if each.iter().all(|other| other.value != column.value) {
                each.push(column);
            }
        }
        each
    }

    /// The columns that its own conditions are of.
    pub fn of_conditions(&self) -> impl Iterator<Item = &Named<String>> {
        self.conditions().map(|condition| &condition.column)
    }

    /// Its own conditions: those of rows, and then those that tell which are done.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.rows.iter().chain(&self.done).flatten()
    }

    /// Whether rows tell to whom somebody has called back.
    #[must_use]
    pub const fn tells_calls(&self) -> bool {
        !self.done.is_empty() || self.called_on.is_some()
    }
}
