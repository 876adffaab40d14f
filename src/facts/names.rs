//! The names that clients of the data can be called by.

use std::collections::BTreeMap;

use crate::error::Problem;
use crate::survey::{Client, canonical};

/// All clients of the data, by any name that one can be called.
pub struct Names<'a> {
    by_name: BTreeMap<String, Vec<&'a Client>>,
}

/// Why a name stands for no client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unresolved {
    /// There is none of that name.
    Unknown,
    /// There are several.
    Ambiguous,
}

impl<'a> Names<'a> {
    /// The names of these clients: each its own, and all of them with ` / ` between them.
    #[must_use]
    pub fn new(clients: impl IntoIterator<Item = &'a Client>) -> Self {
        let mut by_name: BTreeMap<String, Vec<&'a Client>> = BTreeMap::new();
        for client in clients {
            by_name.entry(client.to_string()).or_default().push(client);
            if client.level() > 1 {
                by_name.entry(client.name().to_owned()).or_default().push(client);
            }
        }
        Self { by_name }
    }

    /// The client of a name. Where several clients have it, one that needs no other name to be told is meant.
    ///
    /// # Errors
    /// When there is no such client, or several.
    pub fn client(&self, name: &str) -> Result<&'a Client, Unresolved> {
        let name = canonical(name);
        match self.by_name.get(&*name).map(Vec::as_slice) {
            None | Some([]) => Err(Unresolved::Unknown),
            Some([client]) => Ok(client),
            Some(several) => {
                let mut in_full = several.iter().filter(|client| client.to_string() == name);
                match (in_full.next(), in_full.next()) {
                    (Some(client), None) => Ok(client),
                    _ => Err(Unresolved::Ambiguous),
                }
            }
        }
    }

    /// What to say of a name that several clients have.
    #[must_use]
    pub fn ambiguous(&self, name: &str) -> Problem {
        let problem = Problem::new(format!("several clients are named `{name}`"));
        let name = canonical(name);
        let all = self.by_name.get(&*name).into_iter().flatten();
        let nests: Vec<String> = all
            .filter(|client| client.to_string() == name)
            .map(|client| format!("`{}`", client.path().join("` with `")))
            .collect();
        if nests.len() < 2 {
            return problem.hint("name it in full, with what it is nested in, such as `North / Acme`");
        }
        problem
            .hint(format!("in full they are {}: a name of theirs holds ` / ` itself", nests.join(" and ")))
            .hint("write that name without ` / ` in the data, so that they can be told apart")
    }

    /// All names, for "did you mean".
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}
