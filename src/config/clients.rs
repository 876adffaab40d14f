//! Reads the table of clients: what is stated of single ones, and what they were called before.

use std::collections::BTreeMap;
use std::path::Path;

use super::benchmarks;
use super::brand;
use super::colour::Colour;
use super::comments::Mode;
use super::language::AllGiven;
use super::settings::{Addressee, Asked, Benchmark, Named, Override};
use super::table::{self, Counts, Kind, Row};
use super::wording;
use crate::error::{Place, Problem};
use crate::survey::{Decimal, Renamed, canonical};

const TABLE: Kind<24> = Kind {
    what: "table of clients",
    columns: [
        "client",
        "title",
        "organisation",
        "language",
        "logo",
        "accent",
        "recipient",
        "email",
        "target",
        "industry",
        "invited",
        "population",
        "config",
        "benchmark",
        "benchmark_name",
        "benchmark_year",
        "benchmark_source",
        "benchmark_statistic",
        "cover",
        "footer",
        "confidential",
        "formerly",
        "pseudonym",
        "comments",
    ],
    required: 1,
};

/// The columns of a client's own benchmark, in the order of the benchmark table's: name, value, year, n, statistic,
/// source.
const BENCHMARK: [Option<usize>; 6] = [Some(14), Some(13), Some(15), None, Some(17), Some(16)];

/// How many people were invited, and how many there are.
const COUNTS: [usize; 2] = [10, 11];

/// Whether two names differ in capitals at most.
fn is_alike(name: &str, other: &str) -> bool {
    name.to_lowercase() == other.to_lowercase()
}

/// Reads every row, gathering all problems. Paths are relative to the folder; `decimal` is the mark before decimals, where
/// it is stated; `languages` gains those that files of the table give.
pub(super) fn read(
    path: &Path,
    folder: &Path,
    industries: &[Benchmark],
    (decimal, languages): (Option<Decimal>, &mut AllGiven),
    problems: &mut Vec<Problem>,
) -> Vec<Override> {
    let mut overrides: Vec<Override> = Vec::new();
    let rows = table::read(path, &TABLE, problems);
    let counts = COUNTS.map(|column| (column, Counts::of(&rows, column, decimal)));
    for row in rows {
        let mut cells = Cells { row: &row, counts, path, problems };
        let Some(read) = cells.read(folder, industries, languages) else { continue };
        if let Some(Place::Row { row: first, .. }) =
            overrides.iter().find(|other| other.client == read.client).map(|other| &other.place)
        {
            let problem = Problem::new(format!("the client `{}` stands in row {first} already", read.client));
            problems.push(problem.at(read.place));
            continue;
        }
        if let Some(Named { value, place }) = &read.pseudonym
            && let Some(other) = overrides
                .iter()
                .find(|other| other.pseudonym.as_ref().is_some_and(|own| is_alike(&own.value, value)))
        {
            let what = format!("the pseudonym `{value}` is that of `{}` already", other.client);
            problems.push(Problem::new(what).hint("give each client one of its own").at(place.clone()));
        }
        overrides.push(read);
    }
    overrides
}

/// Stands between the names of a nested client.
pub(super) const WITHIN: &str = " / ";

/// A name as it is compared, each part of it for itself.
fn in_full(name: &str) -> String {
    canonical(name).split(WITHIN).map(|part| canonical(part).into_owned()).collect::<Vec<_>>().join(WITHIN)
}

/// What clients were called before, and where each former name stands: a name alone is one within what the client is in. A
/// former name that is somebody's present one, or that two clients have, is a problem.
pub(super) fn renamed(
    overrides: &[Override],
    problems: &mut Vec<Problem>,
) -> (Renamed, Vec<Named<Vec<String>>>) {
    let mut all = Vec::new();
    let mut now: BTreeMap<Vec<String>, (Vec<String>, Place)> = BTreeMap::new();
    let path = |name: &str| name.split(WITHIN).map(str::to_owned).collect::<Vec<_>>();
    let present: BTreeMap<Vec<String>, &Override> =
        overrides.iter().map(|row| (path(&row.client), row)).collect();
    for row in overrides {
        let own = path(&row.client);
        for Named { value, place } in &row.formerly {
            let mut former = path(value);
            if let ([_], [outer @ .., _]) = (former.as_slice(), own.as_slice()) {
                former = outer.iter().chain(&former).cloned().collect();
            }
            let mut tell = |problem: Problem, hint: &str| problems.push(problem.at(place.clone()).hint(hint));
            let number = |place: &Place| match place {
                Place::Row { row, .. } => format!("row {row}"),
                _ => "another row".to_owned(),
            };
            if former.len() != own.len() {
                let problem = Problem::new(format!("`{value}` is not nested as deep as `{}`", row.client));
                tell(problem, "name both in full, such as `North / Acme`, or both by their own names alone");
            } else if former == own {
                let problem = Problem::new(format!("`{value}` is what the client is called now"));
                tell(problem, "`formerly` is for names that it had before");
            } else if let Some(other) = present.get(&former) {
                let what = format!(
                    "`{value}` cannot be a former name of `{}`: it is the client of {}",
                    row.client,
                    number(&other.place)
                );
                tell(Problem::new(what), "remove that row if they are one client, or else this former name");
            } else if let Some((_, first)) = now.get(&former).filter(|(other, _)| *other != own) {
                let what = format!("`{value}` is a former name of the client of {} already", number(first));
                tell(
                    Problem::new(what),
                    "its answers can count for one client only: name it in one of the rows",
                );
            } else {
                all.push(Named { value: former.clone(), place: place.clone() });
                now.insert(former, (own.clone(), row.place.clone()));
            }
        }
    }
    (Renamed::new(now.into_iter().map(|(former, (present, _))| (former, present)).collect()), all)
}

/// The cells of a row, as they are read.
struct Cells<'a> {
    row: &'a Row<24>,
    /// The columns of [`COUNTS`], and how they are written.
    counts: [(usize, Counts); 2],
    path: &'a Path,
    problems: &'a mut Vec<Problem>,
}

impl Cells<'_> {
    fn read(
        &mut self,
        folder: &Path,
        industries: &[Benchmark],
        languages: &mut AllGiven,
    ) -> Option<Override> {
        let Some(client) = self.text(0).map(|name| canonical(&name).into_owned()) else {
            self.problem(0, Problem::new("the row names no client"));
            return None;
        };
        let language = self.text(3).map(|text| wording::stated(&text, folder, languages));
        let language = language.transpose().unwrap_or_else(|problems| {
            for problem in problems {
                match problem.place {
                    None => self.problem(3, problem),
                    Some(_) => self.problems.push(problem),
                }
            }
            None
        });
        let accent = self.valid(5, Colour::parse, |text| {
            Problem::new(format!("`{text}` is not a colour")).hint("write it as #12436d")
        });
        let accent = accent.map(|value| Named { value, place: Some(self.place(5)) });
        let cover = self.written(18, brand::paragraphs);
        let footer = self.written(19, brand::paragraphs);
        let confidential = self.written(20, brand::line);
        let target = self
            .valid(8, table::points, |text| Problem::new(format!("`{text}` is not an NPS from -100 to 100")));
        let known = |text: &str| {
            let name = canonical(text);
            industries.iter().any(|row| row.industry.as_deref() == Some(&*name)).then(|| name.into_owned())
        };
        let industry = self.valid(9, known, |text| {
            let problem = Problem::new(format!("the benchmark table has no industry `{text}`"));
            problem.did_you_mean(text, industries.iter().filter_map(|row| row.industry.as_deref()))
        });
        let [invited, population] = self.counts.map(|(column, counts)| {
            self.written(column, |text| counts.read(text, "a number of people from 1 on").map(Some))
        });
        let asked = invited.map(|n| (n, Asked::Invited)).or(population.map(|n| (n, Asked::Population)));
        let former = self.text(21).unwrap_or_default();
        let former = former.split(';').map(in_full).filter(|name| !name.is_empty());
        let formerly = former.map(|value| Named { value, place: Some(self.place(21)) }).collect();
        let pseudonym =
            self.text(22).map(|text| canonical(&text).into_owned()).filter(|text| !text.is_empty());
        let pseudonym = pseudonym.map(|value| Named { value, place: Some(self.place(22)) });
        let mode = |text: &str| {
            let name = text.trim().to_lowercase();
            Mode::ALL.into_iter().find(|(own, _)| *own == name).map(|(_, mode)| mode)
        };
        let comments = self.valid(23, mode, |text| {
            let names = || Mode::ALL.into_iter().map(|(name, _)| name);
            let known = names().collect::<Vec<_>>().join(", ");
            let problem = Problem::new(format!("comments cannot be shown as `{text}`"));
            problem.did_you_mean(text, names()).hint(format!("state one of {known}"))
        });
        Some(Override {
            place: self.place(0),
            formerly,
            has_pseudonyms: self.row.has.get(22).copied().unwrap_or_default(),
            pseudonym,
            title: self.text(1),
            organisation: self.text(2),
            language,
            logo: self.text(4).map(|path| (folder.join(path), self.place(4))),
            accent,
            cover,
            footer,
            confidential,
            addressee: Addressee {
                recipient: self.text(6),
                email: self.text(7),
                asked,
                population,
                row: Some(self.place(0)),
            },
            target,
            industry,
            benchmark: self.benchmark(),
            config: self.text(12).map(|path| folder.join(path)),
            comments,
            client,
        })
    }

    /// The client's own benchmark, where any of its columns is filled.
    fn benchmark(&mut self) -> Option<Benchmark> {
        let row = self.row;
        let cell =
            |at: usize| row.cells.get(BENCHMARK.get(at).copied().flatten()?).and_then(Option::as_deref);
        (0..BENCHMARK.len()).find_map(cell)?;
        let (benchmark, found) = benchmarks::one(cell, Counts::default());
        for (at, problem) in found {
            self.problem(BENCHMARK.get(at).copied().flatten().unwrap_or_default(), problem);
        }
        benchmark.map(|benchmark| Benchmark { place: Some(self.place(13)), ..benchmark })
    }

    fn text(&self, column: usize) -> Option<String> {
        self.row.cells.get(column).cloned().flatten()
    }

    fn valid<T>(
        &mut self,
        column: usize,
        valid: impl FnOnce(&str) -> Option<T>,
        wrong: impl FnOnce(&str) -> Problem,
    ) -> Option<T> {
        let text = self.text(column)?;
        let value = valid(&text);
        if value.is_none() {
            self.problem(column, wrong(&text));
        }
        value
    }

    /// What is made of a text; nothing, and a problem, where it cannot be used.
    fn written<T>(
        &mut self,
        column: usize,
        read: impl FnOnce(&str) -> Result<Option<T>, Problem>,
    ) -> Option<T> {
        read(&self.text(column)?).unwrap_or_else(|problem| {
            self.problem(column, problem);
            None
        })
    }

    fn place(&self, column: usize) -> Place {
        self.row.place(&TABLE, self.path, column)
    }

    fn problem(&mut self, column: usize, problem: Problem) {
        self.problems.push(problem.at(self.place(column)));
    }
}

impl Override {
    /// Whether the client has a config of its own.
    pub(crate) const fn has_config(&self) -> bool {
        self.config.is_some()
    }

    /// What should be doubted of where its report is sent.
    #[must_use]
    pub fn doubtful_email(&self) -> Option<Problem> {
        let email = self.addressee.email.as_deref()?;
        let is_one = email.split([',', ';']).all(|one| {
            one.trim().split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        });
        let problem =
            Problem::new(format!("`{email}` is no e-mail address, and stands in mailing.csv as it is"));
        (!is_one).then(|| problem.at(self.place.clone().in_column("email")))
    }

    /// How many could have answered, where that is stated.
    #[must_use]
    pub fn population(&self) -> Option<u64> {
        self.addressee.population
    }
}
