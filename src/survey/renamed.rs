//! Former names of clients.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::client::Client;

/// What clients were called before, and are called now. A name alone stands for every client, and everything that
/// clients are nested in, of that name; several stand for the one client that they lead to, and for all within it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Renamed {
    /// By former names, the outermost first: as many present ones.
    now: Arc<BTreeMap<Vec<String>, Vec<String>>>,
}

impl Renamed {
    /// From former names and present ones, as many of each, in their canonical form.
    #[must_use]
    pub fn new(now: BTreeMap<Vec<String>, Vec<String>>) -> Self {
        Self { now: Arc::new(now) }
    }

    /// Whether nobody was called otherwise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.now.is_empty()
    }

    /// The present names of a client, the outermost first; nothing where they are what they were.
    #[must_use]
    pub fn present(&self, path: &[String]) -> Option<Vec<String>> {
        if self.is_empty() {
            return None;
        }
        let whole = |path: &[String]| {
            (2..=path.len()).rev().find_map(|level| {
                let (outer, inner) = path.split_at_checked(level)?;
                self.now.get(outer).map(|now| now.iter().chain(inner).cloned().collect::<Vec<_>>())
            })
        };
        let one = |name: &String| {
            let now = self.now.get(std::slice::from_ref(name)).and_then(|now| now.first());
            now.unwrap_or(name).clone()
        };
        // What a client is in may have been renamed too, before or after the client itself.
        let each: Vec<String> = whole(path).as_deref().unwrap_or(path).iter().map(one).collect();
        let present = whole(&each).unwrap_or(each);
        (present != path).then_some(present)
    }

    /// Whether this former name, of one client or what clients are in, is one that a client of these names is called by.
    #[must_use]
    pub fn calls(&self, former: &[String], path: &[String]) -> bool {
        if let [name] = former {
            return path.contains(name);
        }
        // What the client is in may have been renamed too.
        let one =
            |name: &String| self.present(std::slice::from_ref(name)).and_then(|now| now.into_iter().next());
        let each: Vec<String> = path.iter().map(|name| one(name).unwrap_or_else(|| name.clone())).collect();
        path.starts_with(former) || each.starts_with(former)
    }

    /// What a client is called now; nothing where that is what it was called.
    #[must_use]
    pub fn client(&self, client: &Client) -> Option<Client> {
        self.present(client.path()).and_then(Client::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_alone_stand_for_all_of_that_name_and_several_for_one_and_what_is_in_it() {
        let path = |names: &str| names.split('/').map(str::to_owned).collect::<Vec<_>>();
        let now = [("Alfa", "Acme"), ("North/Beta", "South/Zeta"), ("Nord", "North")];
        let renamed = Renamed::new(now.iter().map(|(then, now)| (path(then), path(now))).collect());
        for (then, expected) in [
            ("Alfa", Some("Acme")),
            ("North/Alfa", Some("North/Acme")),
            ("Nord/Alfa/x", Some("North/Acme/x")),
            ("North/Beta", Some("South/Zeta")),
            ("North/Beta/Alfa", Some("South/Zeta/Acme")),
            ("Nord/Beta", Some("South/Zeta")),
            ("Beta", None),
            ("South/Beta", None),
            ("Acme", None),
        ] {
            assert_eq!(renamed.present(&path(then)), expected.map(path), "{then}");
            assert_eq!(Renamed::default().present(&path(then)), None);
        }
        for (former, then, is_called) in [
            ("Alfa", "North/Alfa", true),
            ("Alfa", "North/Alfaa", false),
            ("North/Beta", "Nord/Beta", true),
            ("North/Beta", "North/Beta/x", true),
            ("North/Beta", "South/Beta", false),
        ] {
            assert_eq!(renamed.calls(&path(former), &path(then)), is_called, "{former}, {then}");
        }
    }
}
