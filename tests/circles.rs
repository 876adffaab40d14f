//! Within a room files form no circle: whoever follows what a file names comes to an end, and can read from there.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::sources;

/// A module by its path from the root.
type Module = Vec<String>;

/// Files that gather what their rooms hold, and that what they gather may name.
const GATHERS: [(&str, &str); 3] = [
    ("sections", "a report is its parts, and each part is shown within its report"),
    ("explain", "an explanation is made by all that describe figures"),
    (
        "explain/estimate",
        "an estimate is explained by its design and its interval, which are told as figures of it",
    ),
];

/// A path that a file names.
struct Named {
    path: Module,
    /// What the file calls the last of it, where that is brought in by `use`.
    alias: Option<String>,
    /// Whether the file only hands it on to others.
    is_for_others: bool,
}

/// Every path in the text of a file, which has modules of these names within it.
fn paths(text: &str, children: &[&str]) -> Vec<Named> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n").replace("pub(in crate", "pub(in");
    let (mut named, mut rest) = (Vec::new(), String::new());
    for statement in code.split_inclusive(';') {
        let before = |at: &usize| statement[..*at].rsplit('\n').next().unwrap_or_default().trim();
        let start =
            statement.find("use ").filter(|at| before(at).is_empty() || before(at).starts_with("pub"));
        let (own, tree) = statement.split_at(start.unwrap_or(statement.len()));
        rest.push_str(own);
        if let Some(tree) = tree.strip_prefix("use ") {
            let is_for_others = start.is_some_and(|at| !before(&at).is_empty());
            let mut found = Vec::new();
            expand(&[], tree.trim_end_matches(';'), &mut found);
            let found = found.into_iter();
            named.extend(found.map(|(path, alias)| Named { path, alias: Some(alias), is_for_others }));
        }
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = rest.split(|c: char| !is_part(c)).filter(|word| word.contains("::"));
    for word in words {
        let path: Module = word.split("::").map(str::to_owned).collect();
        if ["crate", "super", "self"].contains(&path[0].as_str()) || children.contains(&path[0].as_str()) {
            named.push(Named { path, alias: None, is_for_others: false });
        }
    }
    named
}

/// The paths of a tree such as `super::{a, b::{c, d as e}}`, each with what the last of it is called.
fn expand(before: &[String], tree: &str, found: &mut Vec<(Module, String)>) {
    let mut depth = 0;
    let branches = tree.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    for branch in branches.map(str::trim).filter(|branch| !branch.is_empty()) {
        let segments = |path: &str| -> Module {
            let own = path.split("::").map(str::trim).filter(|segment| !segment.is_empty());
            before.iter().cloned().chain(own.map(str::to_owned)).collect()
        };
        if let Some((path, inner)) = branch.split_once('{') {
            expand(&segments(path), inner.rsplit_once('}').map_or(inner, |(inner, _)| inner), found);
            continue;
        }
        let (path, alias) =
            branch.split_once(" as ").map_or((branch, None), |(path, alias)| (path, Some(alias)));
        let mut path = segments(path);
        path.pop_if(|last| last == "self");
        let alias = alias.map(str::to_owned).or(path.last().cloned()).unwrap_or_default();
        found.push((path, alias));
    }
}

/// A path from the root, as a module names it; nothing where it leads to another crate.
fn from_root(path: &[String], module: &[String], children: &[&str]) -> Option<Module> {
    let ups = path.iter().take_while(|segment| *segment == "super").count();
    let (base, rest) = match path.first()?.as_str() {
        "crate" => (&[][..], &path[1..]),
        "self" => (module, &path[1..]),
        "super" => (&module[..module.len().saturating_sub(ups)], &path[ups..]),
        child if children.contains(&child) => (module, path),
        _ => return None,
    };
    Some(base.iter().chain(rest).cloned().collect())
}

/// The module where what a path names is written, however many others hand it on.
fn home(mut path: Module, aliases: &BTreeMap<Module, BTreeMap<String, Module>>) -> Option<Module> {
    for _ in 0..8 {
        let depth = (1..=path.len()).rev().find(|depth| aliases.contains_key(&path[..*depth]))?;
        let (module, rest) = path.split_at(depth);
        let handed_on = rest.first().and_then(|name| aliases[module].get(name));
        let Some(target) = handed_on.filter(|target| *target != &path) else { return Some(module.to_vec()) };
        path = target.iter().chain(&rest[1..]).cloned().collect();
    }
    None
}

#[test]
fn files_of_a_room_form_no_circle() {
    let files: BTreeMap<Module, String> = sources()
        .into_iter()
        .filter(|(file, _)| file != "lib.rs" && file != "main.rs")
        .map(|(file, text)| {
            let path = file.trim_end_matches(".rs").split('/').filter(|segment| *segment != "mod");
            (path.map(str::to_owned).collect(), text)
        })
        .collect();
    let children = |module: &[String]| -> Vec<&str> {
        let inner = files.keys().filter(|other| other.len() == module.len() + 1 && other.starts_with(module));
        inner.filter_map(|other| other.last().map(String::as_str)).collect()
    };
    let named: BTreeMap<&Module, Vec<Named>> = files
        .iter()
        .map(|(module, text)| {
            let inner = children(module);
            let found = paths(text, &inner).into_iter();
            let found = found
                .filter_map(|named| Some(Named { path: from_root(&named.path, module, &inner)?, ..named }));
            (module, found.collect())
        })
        .collect();
    let brought_in = |named: &Named| Some((named.alias.clone()?, named.path.clone()));
    let aliases: BTreeMap<Module, BTreeMap<String, Module>> = named
        .iter()
        .map(|(module, named)| ((*module).clone(), named.iter().filter_map(brought_in).collect()))
        .collect();
    let gathers = |module: &Module| GATHERS.iter().any(|(file, _)| module.join("/") == *file);
    let mut knows: BTreeMap<&Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, named) in named.iter().filter(|(module, _)| !gathers(module)) {
        let own = named.iter().filter(|named| !named.is_for_others || !named.path.starts_with(module));
        let others = own.filter_map(|named| home(named.path.clone(), &aliases));
        let others = others.filter(|other| other != *module && other[0] == module[0] && !gathers(other));
        knows.insert(module, others.collect());
    }
    assert!(knows.values().flatten().count() > 300, "what files name is found");
    // Whoever knows nobody that is left is in no circle, and neither is whom nobody knows.
    loop {
        let before = knows.len();
        let left: BTreeSet<Module> = knows.keys().map(|module| (*module).clone()).collect();
        for others in knows.values_mut() {
            others.retain(|other| left.contains(other));
        }
        let named: BTreeSet<Module> = knows.values().flatten().cloned().collect();
        knows.retain(|module, others| !others.is_empty() && named.contains(*module));
        if knows.len() == before {
            break;
        }
    }
    let circles: Vec<String> = knows
        .iter()
        .flat_map(|(module, others)| {
            others.iter().map(|other| format!("src/{} knows {}", module.join("/"), other.join("/")))
        })
        .collect();
    assert!(circles.is_empty(), "{circles:#?}");
}
