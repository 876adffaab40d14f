//! What the names of files tell: a column with the name, and columns with parts of it.

use std::path::{Path, PathBuf};

use super::head::Head;
use super::inputs::Faults;
use super::names::name;
use crate::config::{NamePart, Source};
use crate::error::Problem;
use crate::survey::canonical;

/// What programs add to the name of a file that they pack.
const PACKED: [&str; 4] = [".gz", ".gzip", ".zst", ".zstd"];

/// The columns that the name of each file tells, each with its text.
pub(super) fn columns(
    source: &Source,
    heads: &[(PathBuf, Head)],
    faults: &mut Faults,
) -> Vec<Vec<(String, String)>> {
    let of_file = |(path, head): &(PathBuf, Head)| {
        let mut told: Vec<(String, String)> = Vec::new();
        if let Some(column) = &source.file_column {
            told.push((column.value.clone(), canonical(&name(path)).into_owned()));
        }
        if let Some(pattern) = &source.file_pattern {
            if let Some(found) = parts(&pattern.value, path) {
                told.extend(found);
            } else {
                let what = format!("the name of `{}` does not fit `source.file_pattern`", path.display());
                let hint = "each {…} stands for a part of the name, and all else for itself; take the file out of \
                            `source.files`, or rename it";
                faults.data.push(Problem::new(what).at(pattern.place.clone()).hint(hint));
            }
        }
        for (column, _) in told.iter().filter(|(column, _)| head.names.contains(column)) {
            let what = format!("`{}` has a column `{column}`, which its name is to tell too", name(path));
            let hint = "call the column in `source.file_column` or `source.file_pattern` otherwise";
            faults.config.push(Problem::new(what).in_file(path).hint(hint));
        }
        told
    };
    heads.iter().map(of_file).collect()
}

/// The columns with parts of the name, each with its text in one: files of other parts are of others.
pub(super) fn parts_of(source: &Source, told: &[(String, String)]) -> Vec<String> {
    let is_whole = |column: &String| source.file_column.as_ref().is_some_and(|own| own.value == *column);
    let parts = told.iter().filter(|(column, _)| !is_whole(column));
    parts.map(|(column, text)| format!("{column}\0{text}")).collect()
}

/// What the parts of a pattern stand for in a path, of which as many folders are looked at as the pattern has; the ending of a
/// packed file may be left out.
fn parts(pattern: &[NamePart], path: &Path) -> Option<Vec<(String, String)>> {
    let depth = pattern.iter().map(|part| match part {
        NamePart::Text(text) => text.matches('/').count(),
        NamePart::Column(_) => 0,
    });
    let components: Vec<String> =
        path.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let first = components.len().checked_sub(depth.sum::<usize>() + 1)?;
    let whole = canonical(&components.get(first..)?.join("/")).into_owned();
    let unpacked = PACKED.iter().find_map(|ending| whole.strip_suffix(ending));
    fit(pattern, &whole).or_else(|| fit(pattern, unpacked?))
}

/// The same of a text: each column takes as little as it can, and never a whole folder.
fn fit(pattern: &[NamePart], text: &str) -> Option<Vec<(String, String)>> {
    let Some((part, rest)) = pattern.split_first() else { return text.is_empty().then(Vec::new) };
    match part {
        NamePart::Text(own) => fit(rest, text.strip_prefix(own.as_str())?),
        NamePart::Column(column) => {
            let folder = text.find('/').unwrap_or(text.len());
            let ends = text.char_indices().skip(1).map(|(at, _)| at).chain([text.len()]);
            let mut ends = ends.filter(|end| *end > 0 && *end <= folder);
            ends.find_map(|end| {
                let (own, after) = text.split_at(end);
                let mut found = vec![(column.clone(), canonical(own).into_owned())];
                found.extend(fit(rest, after)?);
                Some(found)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_name_are_found() {
        let of = |pattern: &str, path: &str| {
            let pattern = NamePart::parts(pattern).expect("a pattern");
            let found = parts(&pattern, Path::new(path))?;
            Some(
                found
                    .into_iter()
                    .map(|(column, text)| format!("{column}={text}"))
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        for (pattern, path, expected) in [
            ("{period} {region}.csv", "exports/2026-Q3 North.csv", Some("period=2026-Q3 region=North")),
            ("{period} {region}.csv", "2026-Q3 North West.csv", Some("period=2026-Q3 region=North West")),
            ("{period} {region}.csv", "2026-Q3 Київ.csv.gz", Some("period=2026-Q3 region=Київ")),
            ("{region}.csv.gz", "North.csv.gz", Some("region=North")),
            ("{region}/{day}.csv", "a/North/2026-09-30.csv", Some("region=North day=2026-09-30")),
            ("{a}-{b}.csv", "x-y-z.csv", Some("a=x b=y-z")),
            ("{a}.{b}", "a.b.c", Some("a=a b=b.c")),
            ("{period} {region}.csv", "North.csv", None),
            ("{period} {region}.csv", "2026-Q3 .csv", None),
            ("{region}/{day}.csv", "x.csv", None),
            ("answers {region}.csv", "exports/North.csv", None),
        ] {
            assert_eq!(of(pattern, path).as_deref(), expected, "{pattern} {path}");
        }
    }
}
