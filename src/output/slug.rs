//! Folder names for clients: readable, in plain letters, unique, and safe on every file system.

use std::collections::{BTreeMap, BTreeSet};

use deunicode::deunicode_with_tofu;

use super::disk::sha256;
use crate::survey::Client;

/// Longest part of a folder name that comes from a client's name, in letters.
const LONGEST: usize = 60;

/// How many digits, at least, tell apart names that are otherwise alike.
const DIGITS: usize = 6;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The folder of each client, with `/` between the parts of nested ones. A client that had a folder keeps it. Of
/// several new ones with names alike, and one that is like an old one, each has digits of its own added, so that none
/// depends on who else there is.
#[must_use]
pub fn folders<'a>(
    clients: impl IntoIterator<Item = &'a Client>,
    known: &BTreeMap<Client, String>,
) -> BTreeMap<Client, String> {
    let mut all: BTreeSet<Client> = BTreeSet::new();
    for client in clients {
        // What a client is nested in has a folder too, even where it has no report.
        all.extend(std::iter::successors(Some(client.clone()), Client::parent));
    }
    let mut folders: BTreeMap<Client, String> = BTreeMap::new();
    let mut taken: BTreeSet<String> = known.values().cloned().collect();
    let plain = |client: &Client, folders: &BTreeMap<Client, String>| {
        let parent = client.parent().and_then(|parent| folders.get(&parent).cloned());
        let slug = slug(client.name());
        parent.map_or_else(|| slug.clone(), |parent| format!("{parent}/{slug}"))
    };
    let depth = all.iter().map(Client::level).max().unwrap_or(0);
    for level in 1..=depth {
        let mut wishes: BTreeMap<String, Vec<&Client>> = BTreeMap::new();
        for client in all.iter().filter(|client| client.level() == level) {
            let parent = client.parent().and_then(|parent| folders.get(&parent).cloned());
            match known.get(client).filter(|folder| is_within(folder, parent.as_deref())) {
                Some(folder) => {
                    folders.insert(client.clone(), folder.clone());
                }
                None => wishes.entry(plain(client, &folders)).or_default().push(client),
            }
        }
        // Names that stand alone come first, so that digits can make way for them.
        let (alone, alike): (Vec<_>, Vec<_>) =
            wishes.into_iter().partition(|(_, clients)| clients.len() == 1);
        for (wish, clients) in alone.into_iter().chain(alike) {
            let told_apart = |length: usize| -> Option<Vec<String>> {
                let folder = |client: &&Client| match length {
                    0 => wish.clone(),
                    _ => format!("{wish}-{}", digits(client).get(..length).unwrap_or_default()),
                };
                let folders: Vec<String> = clients.iter().map(folder).collect();
                let unique: BTreeSet<&str> = folders.iter().map(String::as_str).collect();
                let is_free = |folder: &&str| !taken.contains(*folder);
                (unique.len() == clients.len() && unique.iter().all(is_free)).then_some(folders)
            };
            let found = std::iter::once(0).chain(DIGITS..=64).find_map(told_apart).unwrap_or_default();
            taken.extend(found.iter().cloned());
            folders.extend(clients.into_iter().cloned().zip(found));
        }
    }
    folders
}

/// Whether a folder that a client had may still be its own: made of safe parts, and within that of its parent.
fn is_within(folder: &str, parent: Option<&str>) -> bool {
    let (outer, own) = match folder.rsplit_once('/') {
        Some((outer, own)) => (Some(outer), own),
        None => (None, folder),
    };
    outer == parent
        && !own.is_empty()
        && own.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Digits that follow from the whole name of a client alone.
fn digits(client: &Client) -> String {
    sha256(client.path().join("\0").as_bytes())
}

/// A name in lower-case letters, digits and hyphens: never empty, never a device, never with a dot.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in deunicode_with_tofu(name, " ").chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && c != '\'' {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "client".to_owned()
    } else if DEVICES.contains(&slug) {
        format!("client-{slug}")
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn client(path: &[&str]) -> Client {
        Client::new(path.iter().map(|name| (*name).to_owned()).collect()).expect("a name")
    }

    #[test]
    fn names_become_readable_folders() {
        for (name, expected) in [
            ("Acme Ltd.", "acme-ltd"),
            ("Студия «Щука»", "studiia-shchuka"),
            ("ТОВ «Їжак і Ґава»", "tov-yizhak-i-gava"),
            ("../../etc", "etc"),
            ("C:\\Windows", "c-windows"),
            ("CON", "client-con"),
            ("com1.txt", "com1-txt"),
            ("O'Neill & Söhne", "oneill-sohne"),
            ("<b>x</b>", "b-x-b"),
            ("...", "client"),
            ("\u{202e}\u{0}", "client"),
            ("🦀", "crab"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert_eq!(slug(&"ab ".repeat(200)).len(), 59);
    }

    #[test]
    fn names_alike_are_told_apart_by_digits_of_their_own() {
        let (one, two) = (client(&["Acme Ltd"]), client(&["ACME, ltd"]));
        let both = folders([&one, &two], &BTreeMap::new());
        assert!(both[&one].starts_with("acme-ltd-") && both[&two].starts_with("acme-ltd-"));
        assert_ne!(both[&one], both[&two]);
        assert_eq!(folders([&one], &BTreeMap::new())[&one], "acme-ltd");
    }

    #[test]
    fn digits_that_are_another_s_name_grow_longer() {
        let (one, two) = (client(&["Acme Ltd"]), client(&["ACME, ltd"]));
        let digits = &digits(&one)[..DIGITS];
        let three = client(&[&format!("Acme Ltd {digits}")]);
        let found = folders([&one, &two, &three], &BTreeMap::new());
        assert_eq!(found[&three], format!("acme-ltd-{digits}"));
        let unique: BTreeSet<&String> = found.values().collect();
        assert_eq!(unique.len(), 3, "{found:?}");
    }

    #[test]
    fn a_client_keeps_its_folder_whoever_joins() {
        let (one, two) = (client(&["Acme Ltd"]), client(&["ACME, ltd"]));
        let known = [(one.clone(), "acme-ltd".to_owned())].into();
        for clients in [vec![&one, &two], vec![&two]] {
            let found = folders(clients, &known);
            assert!(found.get(&one).is_none_or(|folder| folder == "acme-ltd"));
            assert!(found[&two].starts_with("acme-ltd-"), "{found:?}");
        }
        let unsafe_one = [(one.clone(), "../acme".to_owned())].into();
        assert_eq!(folders([&one], &unsafe_one)[&one], "acme-ltd");
    }

    #[test]
    fn nested_clients_lie_within_what_they_are_nested_in() {
        let (inner, other) = (client(&["North", "Acme"]), client(&["South", "Acme"]));
        let found = folders([&inner, &other], &BTreeMap::new());
        assert_eq!((found[&inner].as_str(), found[&other].as_str()), ("north/acme", "south/acme"));
        assert_eq!(found[&client(&["North"])], "north");
    }

    proptest! {
        #[test]
        fn every_name_has_a_safe_folder_that_no_other_has(names in prop::collection::btree_set(".{0,20}", 1..30)) {
            let clients: Vec<Client> = names.iter().map(|name| client(&[name])).collect();
            let found = folders(&clients, &BTreeMap::new());
            let unique: BTreeSet<&String> = found.values().collect();
            prop_assert_eq!(unique.len(), clients.len());
            for folder in found.values() {
                prop_assert!(is_within(folder, None) && folder.len() <= LONGEST + 1 + DIGITS, "{}", folder);
                prop_assert!(!folder.starts_with('-') && !DEVICES.contains(&folder.as_str()));
            }
        }
    }
}
