//! The score by every further cut: all that is told of regions, of the values of another column.
//!
//! A value stands where a region does, in words that speak of the column.

use std::collections::BTreeSet;

use fixed_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::findings::{self, Offers};
use super::mode::{self, AtMix};
use super::texts::CutTexts;
use super::{RegionRow, Regions, figures_of};
use super::{mode_explain, mode_page, nested, two_way};
use crate::config::{Config, CutBy, Named, Within};
use crate::figures::{ByCut, Figures, Finding, Head, Listed, by_cuts};
use crate::sections::finding::{Candidate, KeyFindingKind, Look};
use crate::sections::table::Table;
use crate::sections::{KeyFinding, Page, Report, Section, Sections, Shown, Told, View};
use crate::survey::Region;
use crate::wording::{About, FigureTexts, MethodEntry, Words, capitalised, fill};
use crate::workings::{Explanation, Material};

/// How further cuts are told.
const CUTS: About = About("cuts");

/// What their scores rest on.
const NOW: &[About] = &[About::INTERVAL, About::COMPARISON, CUTS, About::BASES];

/// A value's score differs from that of all other answers.
pub(super) const CUT: KeyFindingKind = KeyFindingKind::new("cut");
/// A value's score changed since the period before.
pub(super) const CUT_CHANGE: KeyFindingKind = KeyFindingKind::new("cut_change");

/// The score by each further cut, in the order of the config; absent where there are none, or none may be told.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cuts(pub Vec<InCut>);

/// The score by the values of a column.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InCut {
    /// The column.
    pub name: String,
    /// What the page calls it; absent where that is the name of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether the config states an order of its values; absent where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
    /// How many values stand together as `others`, and fewer answers of the period than which each of them has; absent where none
    /// do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Gathered>,
    /// The columns of a two-way table, whose cells are its values, named `rows × columns`; absent where it is no table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<[String; 2]>,
    /// What its values lie in, as cities do in regions; absent where the config does not say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Lies>,
    /// Its values, as regions are told.
    pub values: Regions,
    /// The score at the mix of the periods of `changes`, where the values are ways in which answers came about and all of them
    /// may be shown; else absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at_earlier_mix: Vec<AtMix>,
}

/// Where the values of a cut lie.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LiesWithin")]
pub struct Lies {
    /// The column of regions, or of a cut before it.
    pub column: String,
    /// Where each named value lies, sorted.
    pub values: Vec<Lying>,
}

/// Where a value lies.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lying {
    /// The value.
    pub value: String,
    /// The value of the other column.
    pub within: String,
}

/// Values that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gathered {
    /// How many.
    pub values: usize,
    /// Each has fewer answers of the period than so many.
    pub below: u64,
}

impl InCut {
    /// What the page calls it.
    #[must_use]
    pub fn called(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// Whether it is the one that a config states: those of one value are not told.
    fn is_of(&self, stated: &CutBy, config: &Config) -> bool {
        let column = config.columns.attributes.get(stated.attribute);
        stated.is_shown && column.is_some_and(|column| column.value == self.name)
    }

    /// A report that has its values for the regions, and the words that speak of them.
    fn as_regions(&self, report: &Report) -> Option<(Report, Words)> {
        let words = Words::by_cut(&report.head, self.called()).ok()?;
        let mut values = self.values.clone();
        if !self.ordered {
            words.sort_equals(&mut values.0);
        }
        let over_time = report.over_time().cloned().collect();
        let head = Head { over_time, ..report.head.clone() };
        let sections = Sections { regions: Some(values), ..Sections::default() };
        Some((
            Report {
                head,
                commentary: None,
                sections,
                schema: report.schema.clone(),
                generator: report.generator.clone(),
            },
            words,
        ))
    }
}

impl Cuts {
    /// The same from counts; nothing where there is none.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let columns = &view.counts.config.columns;
        let cuts = columns.cuts.iter().zip(view.by_cut).enumerate().filter(|(_, (cut, _))| cut.is_shown);
        let found = cuts.filter_map(|(at, (cut, by_cut))| {
            let name = columns.attributes.get(cut.attribute)?.value.clone();
            let mut values = Regions::of(&View { counts: by_cut.figures(), by_cut: &[], ..*view })?;
            // One value alone tells nothing that all answers do not.
            if values.0.iter().filter(|row| row.finding != Finding::NoAnswers).count() < 2 {
                return None;
            }
            let place = |value: &RegionRow| {
                let is_it = |stated: &&Named<String>| matches!(&value.region, Region::Named(name) if *name == stated.value);
                cut.order.iter().position(|stated| is_it(&stated)).unwrap_or(cut.order.len())
            };
            values.0.sort_by_key(place);
            let of = by_cut.gathered.len();
            let others = (of > 0).then_some(Gathered { values: of, below: by_cut.below });
            let (label, ordered) = (cut.label.clone(), !cut.order.is_empty());
            let is_told = cut.is_mode && !view.counts.config.is_weighted();
            let at_earlier_mix = if is_told { AtMix::all(by_cut.figures(), view.head) } else { Vec::new() };
            let table = cut.pair.as_ref().map(|pair| pair.each_ref().map(|column| column.value.clone()));
            let within = cut.within.as_ref().map(|within| lies(view, at, (within, &values)));
            Some(InCut { name, label, ordered, others, table, within, values, at_earlier_mix })
        });
        Some(Self(found.collect())).filter(|cuts| !cuts.0.is_empty())
    }

    /// The table of a cut below the regions or the cut that its values lie in; none where these are not told.
    fn nested(&self, page: &Page<'_>, cut: &InCut, told: (&[RegionRow], &Words), id: &str) -> Option<Table> {
        let within = cut.within.as_ref()?;
        let of_cut = self.0.iter().find(|other| other.name == within.column);
        let of_cut = of_cut.and_then(|outer| outer.as_regions(page.report));
        let outer = match &of_cut {
            Some((report, words)) => (report.sections.regions(), words),
            None => (page.report.sections.regions(), page.words),
        };
        let names = [("outer", capitalised(&outer.1.labels().region)), ("cut", cut.called().to_owned())];
        let within = within.values.iter().map(|lying| (lying.value.as_str(), lying.within.as_str()));
        nested::table(outer, told, &within.collect(), (id, fill(&texts(page.words).nested, &names)))
    }

    /// What the cut at a position offers as key findings: more cuts are more that could be one by chance.
    fn offers(&self, at: usize) -> Offers {
        Offers {
            at: format!("/sections/cuts/{at}/values").into(),
            of: format!("cut {at}").into(),
            kinds: [CUT, CUT_CHANGE],
            families: u32::try_from(self.0.len()).unwrap_or(u32::MAX),
        }
    }

    /// Explains figures of a cut, from what it was made of.
    fn explaining<T>(
        &self,
        from: &Material<'_>,
        at: usize,
        explain: impl FnOnce(&Regions, &Material<'_>, &BTreeSet<Region>) -> Option<T>,
    ) -> Option<T> {
        let Material { head, config, excerpt, .. } = *from;
        let cut = self.0.get(at)?;
        let place = config.columns.cuts.iter().position(|stated| cut.is_of(stated, config))?;
        let by_cut: ByCut = by_cuts(Figures { config, excerpt }, head.period).into_iter().nth(place)?;
        let Figures { config, excerpt } = by_cut.figures();
        let words = Words::by_cut(head, cut.called()).ok()?;
        explain(&cut.values, &Material { head, config, excerpt, words: &words }, &by_cut.gathered)
    }
}

/// Where the values of the cut at a position lie, as far as they are told by name.
fn lies(view: &View<'_>, at: usize, (within, told): (&Within, &Regions)) -> Lies {
    let outer = within.cut.map_or(0, |cut| cut + 1);
    let found = view.counts.excerpt.cross.together(at + 1, outer);
    let told: BTreeSet<&Region> = told.0.iter().map(|row| &row.region).collect();
    let named = found.into_iter().filter(|(value, _)| told.contains(value)).filter_map(|(value, others)| {
        let within = others.into_iter().find_map(Region::name)?.to_owned();
        Some(Lying { value: value.name()?.to_owned(), within })
    });
    Lies { column: within.column.value.clone(), values: named.collect() }
}

impl CutTexts {
    /// A sentence of a cut, with its name before it.
    fn titled(&self, cut: &InCut, title: &str) -> String {
        fill(&self.title, &[("cut", capitalised(cut.called())), ("title", title.to_owned())])
    }
}

fn texts(words: &Words) -> CutTexts {
    words.of_part("cuts")
}

impl Section for Cuts {
    fn heading(words: &Words) -> String {
        texts(words).heading.to_string()
    }

    fn show(&self, page: &Page<'_>) -> Shown {
        let texts = texts(page.words);
        let mut figures = Vec::new();
        for (at, cut) in self.0.iter().enumerate() {
            let Some((report, words)) = cut.as_regions(page.report) else { continue };
            let titled = |title: &str| texts.titled(cut, title);
            let named = |texts: FigureTexts| FigureTexts {
                title: titled(&texts.title),
                description: titled(&texts.description),
                ..texts
            };
            let prefix = format!("cut-{}-", at + 1);
            if let Some(columns) = &cut.table {
                figures.extend(two_way::figure(
                    (cut.called(), columns),
                    (&report, &words),
                    (&prefix, NOW),
                    &titled,
                ));
                continue;
            }
            let all = figures_of(&Page { report: &report, words: &words }, (&prefix, NOW), &named);
            // What the map of a cut shows, the lines show too, where there are any.
            let has_lines = all.iter().any(|figure| figure.id.ends_with("-region-lines"));
            let shown = all.into_iter().filter(|figure| !has_lines || !figure.id.ends_with("-region-map"));
            for mut figure in shown {
                for table in &mut figure.tables {
                    table.id = table.id.replacen("table-", &format!("table-{prefix}"), 1);
                    table.caption = titled(&table.caption);
                }
                let is_first = figure.id.ends_with("-regions");
                let found = words.regions(&report).map(|texts| texts.title).filter(|_| is_first);
                figure.leads = found.map(|found| [capitalised(cut.called()), found]);
                figure.notes.extend(cut.others.filter(|_| is_first).map(|others| {
                    let n = words.counted(&words.texts.numbers.regions, &Decimal::from(others.values));
                    let limit = words.count(others.below);
                    fill(&texts.others, &[("n", n), ("limit", limit)])
                }));
                if is_first {
                    let told = (report.sections.regions(), &words);
                    figure.tables.extend(self.nested(page, cut, told, &format!("table-{prefix}nested")));
                }
                figures.push(figure);
            }
            let id = format!("{prefix}mix");
            figures.extend(mode_page::figures(&report, &cut.at_earlier_mix, &id, &words, &titled));
        }
        Shown { id: "by-cut", heading: texts.heading.to_string(), figures }
    }

    fn list(&self, head: &Head) -> Vec<Listed> {
        let of = |cut: &InCut| {
            let mut all = cut.values.list_by(head, ("cuts", &cut.name));
            all.extend(cut.at_earlier_mix.iter().flat_map(|at| at.list(head, &cut.name)));
            all
        };
        self.0.iter().flat_map(of).collect()
    }

    fn method(&self, _: &Head, words: &Words) -> Vec<MethodEntry> {
        let texts = texts(words);
        let names: Vec<&str> = self.0.iter().map(InCut::called).collect();
        let method = fill(&texts.method, &[("cuts", words.list(&names))]);
        let mut entries = vec![MethodEntry::new(&texts.term, method).about(CUTS)];
        if self.0.iter().any(|cut| !cut.at_earlier_mix.is_empty()) {
            entries.push(mode::method(words));
        }
        entries
    }

    fn findings(&self) -> Vec<&Finding> {
        self.0.iter().flat_map(|cut| cut.values.findings()).collect()
    }

    fn candidates(&self, look: Look<'_>) -> Vec<Candidate> {
        let of = |(at, cut): (usize, &InCut)| {
            let mixes = mode::candidates(look, &cut.at_earlier_mix, at);
            mixes.into_iter().chain(findings::candidates(look, &cut.values.0, &self.offers(at)))
        };
        self.0.iter().enumerate().flat_map(of).collect()
    }

    fn tell(&self, finding: &KeyFinding, report: &Report, words: &Words) -> Option<Told> {
        let at = *finding.places().first()?;
        let cut = self.0.get(at).filter(|_| [CUT, CUT_CHANGE, mode::CUT_MIX].contains(&finding.kind))?;
        let own = Words::by_cut(&report.head, cut.called()).ok()?;
        let (sentence, figure) = if finding.kind == mode::CUT_MIX {
            let place = *finding.places().get(1)?;
            (cut.at_earlier_mix.get(place)?.title(&report.head, words), "mix")
        } else {
            let (pattern, values) = cut.values.told(finding, report, &own, &self.offers(at))?;
            (fill(pattern, &values), "regions")
        };
        let texts = texts(words);
        let values = vec![("cut", capitalised(cut.called())), ("sentence", sentence)];
        Some(Told::new(format!("cut-{}-{figure}", at + 1), (&texts.finding, values)))
    }

    fn explain(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        if let [_, "within", ..] = keys {
            return Some(Explanation::stated(&texts(from.words).of_within));
        }
        if let [_, "others", ..] = keys {
            return Some(Explanation::stated(&texts(from.words).of_others));
        }
        if let [at, "at_earlier_mix", place, leaf @ ..] = keys {
            let (at, place) = (at.parse::<usize>().ok()?, place.parse::<usize>().ok()?);
            let told = self.explaining(from, at, |_, from, _| {
                mode_explain::explained(&self.0.get(at)?.at_earlier_mix, (place, leaf), from)
            })?;
            return Some(Explanation { what: texts(from.words).titled(self.0.get(at)?, &told.what), ..told });
        }
        let [at, "values", leaf @ ..] = keys else { return None };
        let at = at.parse::<usize>().ok()?;
        let (texts, cut) = (texts(from.words), self.0.get(at)?);
        let stated = from.config.columns.cuts.iter().find(|stated| cut.is_of(stated, from.config));
        let attribute = stated.map(|stated| stated.attribute);
        self.explaining(from, at, |values, from, gathered| {
            let mut told = values.explained(from, leaf)?;
            told.what = texts.titled(self.0.get(at)?, &told.what);
            for behind in &mut told.rows {
                behind.selection.by = attribute;
                behind.selection.gathered.clone_from(gathered);
            }
            Some(told)
        })
    }

    fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let of_cut = |at: usize| {
            let all = self.explaining(from, at, |values, from, _| {
                let mut all = values.in_list(from);
                for (_, told) in &mut all {
                    told.what = texts(from.words).titled(self.0.get(at)?, &told.what);
                }
                Some(all)
            });
            all.into_iter().flatten().map(move |(path, told)| (format!("{at}/values/{path}"), told))
        };
        (0..self.0.len()).flat_map(of_cut).collect()
    }

    fn fault(&self, head: &Head) -> Option<&'static str> {
        let is_of_periods = |at: &AtMix| at.over_time.len() == head.periods.len();
        if !self.0.iter().flat_map(|cut| &cut.at_earlier_mix).all(is_of_periods) {
            return Some("the scores at an earlier mix are not of the periods of the report");
        }
        self.0.iter().find_map(|cut| cut.values.disagrees_with(head))
    }
}
