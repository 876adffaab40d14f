//! The parts of a report, one folder each: what a part needs to be counted, its figures, words, charts and tables, and what
//! explains its figures.
//!
//! No part knows another one: what several of them need is in `View`.

pub mod accounts;
pub mod actions;
pub mod benchmarks;
mod cell;
mod chart;
pub mod comments;
pub mod composition;
pub mod costs;
pub mod drivers;
pub(crate) mod finding;
pub mod follow_up;
pub mod key_findings;
mod method;
pub mod moved;
pub mod need;
pub(crate) mod paper;
pub mod participants;
pub mod quality;
pub mod questions;
pub mod reach;
pub mod regions;
mod report;
pub mod search;
pub(crate) mod shown;
pub(crate) mod table;
pub mod trend;
mod view;
pub mod why;

use std::fmt;

use schemars::JsonSchema;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use crate::config::{Config, Named};
use crate::error::Problem;
use crate::figures::{Finding, Head, Listed, Versus};
use crate::survey::{Histogram, Region};
use crate::wording::{MethodEntry, Words};
use crate::workings::{Explanation, Material};

use finding::{Candidate, Look};
use regions::RegionRow;
use trend::{Control, Point};
use why::Why;

pub use actions::Actions;
pub use benchmarks::Benchmarks;
pub(crate) use chart::drawn;
pub use comments::Comments;
pub use composition::Composition;
pub use costs::Costs;
pub use drivers::Drivers;
pub use finding::{KeyFinding, KeyFindingKind, Told};
pub use follow_up::FollowUp;
pub use key_findings::KeyFindings;
pub use moved::Moved;
pub use need::Need;
pub use participants::{Field, Participants};
pub use quality::Quality;
pub use questions::{Questions, Themes};
pub use reach::Reach;
pub use regions::{Cuts, Regions};
pub use report::{Report, SCHEMA};
pub use search::Search;
pub(crate) use shown::{Figure, Shown};
pub use trend::Trend;
pub(crate) use view::View;
pub use why::Accounts;

/// A part of a report: its own figures, which are its part of `report.json`.
pub(crate) trait Section {
    /// What the page calls the part.
    fn heading(words: &Words) -> String
    where
        Self: Sized;

    /// The part as the page shows it; without figures where there is nothing to see.
    fn show(&self, page: &Page<'_>) -> Shown;

    /// The definitions that only this part needs, in reading order.
    fn method(&self, _: &Head, _: &Words) -> Vec<MethodEntry> {
        Vec::new()
    }

    /// What it offers as key findings; of equal weights, the first ones come first.
    fn candidates(&self, _: Look<'_>) -> Vec<Candidate> {
        Vec::new()
    }

    /// One of its key findings in words; nothing where it is none of them.
    fn tell(&self, _: &KeyFinding, _: &Report, _: &Words) -> Option<Told> {
        None
    }

    /// Its figures as a list has them, in the order of the page.
    fn list(&self, head: &Head) -> Vec<Listed>;

    /// Every finding in it.
    fn findings(&self) -> Vec<&Finding> {
        Vec::new()
    }

    /// What a figure of it rests on, by the keys that lead to it; nothing where it is stated and not computed, and then only
    /// its value and place are told.
    fn explain(&self, _: &Material<'_>, _: &[&str]) -> Option<Explanation> {
        None
    }

    /// Its main figures for the list of those that can be explained: where each is in it, what it is, and how the page shows it.
    fn main_figures(&self, _: &Material<'_>) -> Vec<(String, Explanation)> {
        Vec::new()
    }

    /// What of it does not agree with itself or the head of the report, if anything does not: it may come from anywhere.
    fn fault(&self, _: &Head) -> Option<&'static str> {
        None
    }
}

/// What a part is shown with.
pub(crate) struct Page<'a> {
    /// The report that it is part of.
    pub(crate) report: &'a Report,
    /// The words of its language.
    pub(crate) words: &'a Words,
}

/// The parts of a report, in the order of the page: each with its name in `report.json` and in the config, the parts that it
/// is told by, which cannot be left out where it is shown, and the groups of texts that are its own.
macro_rules! parts {
    ($( $(#[$doc:meta])* $name:ident: $figures:ty $(, told by $other:literal)* $(, says $group:literal: $texts:ty)*; )+) => {
        /// The parts of a report that it has.
        #[derive(Debug, Clone, Default, PartialEq, JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct Sections {
            /// What matters most of all this, chosen by the rule of [`key_findings`], at most five; absent where
            /// there is nothing to tell.
            #[schemars(skip_serializing_if = "Option::is_none")]
            pub key_findings: Option<KeyFindings>,
            $( $(#[$doc])* #[schemars(skip_serializing_if = "Option::is_none")] pub $name: Option<$figures>, )+
            /// What was read and what was left out.
            pub quality: Quality,
            /// The names of the parts in the order of the page; none where it is the usual one.
            #[schemars(skip)]
            pub(crate) order: Vec<&'static str>,
        }

        /// The names of all parts that a page may show in any order.
        const NAMES: &[&str] = &[$( stringify!($name) ),+];

        /// Parts, and others that each is told by.
        const TOLD_BY: &[(&str, &[&str])] = &[$( (stringify!($name), &[$( $other ),*]) ),+];

        impl Sections {
            /// The figures of all parts that the report is to have.
            pub(crate) fn of(view: &View<'_>) -> Self {
                let wanted = view.counts.config.sections.as_deref();
                let is_wanted = |name| wanted.is_none_or(|all| all.iter().any(|part| part.value == name));
                let mut sections = Self {
                    key_findings: None,
                    $( $name: is_wanted(stringify!($name)).then(|| <$figures>::of(view)).flatten(), )+
                    quality: Quality::of(view),
                    order: Vec::new(),
                };
                let order = wanted.into_iter().flatten().map(|part| part.value.as_str());
                sections.put_in_order(order.filter_map(named).collect());
                sections.key_findings =
                    KeyFindings::of(view.head, &sections).filter(|_| is_wanted(KEY_FINDINGS));
                sections
            }

            /// The parts that there are, each with its name, in the usual order.
            fn in_usual_order(&self) -> Vec<(&'static str, &dyn Section)> {
                let all: [(&'static str, Option<&dyn Section>); NAMES.len()] =
                    [$( (stringify!($name), self.$name.as_ref().map(|part| part as &dyn Section)) ),+];
                all.into_iter().filter_map(|(name, part)| Some((name, part?))).collect()
            }
        }

        /// What the page calls each part that it may have, by name.
        pub(crate) fn headings(words: &Words) -> Vec<(&'static str, String)> {
            let labels = words.labels();
            let first = (KEY_FINDINGS, labels.key_findings.to_string());
            let last = [(QUALITY, labels.data_quality.to_string()), (METHOD, labels.method.to_string())];
            let parts = [$( (stringify!($name), <$figures as Section>::heading(words)) ),+];
            [first].into_iter().chain(parts).chain(last).collect()
        }

        /// Shows all texts that parts have of their own.
        #[cfg(test)]
        pub(crate) fn see_texts(seen: &mut crate::wording::texts::Seen<'_>) {
            use crate::wording::texts::Visit;
            $( $( <$texts>::default().visit($group, seen); )* )+
            quality::ExplainTexts::default().visit("explain_quality", seen);
            quality::ShapedTexts::default().visit("shaped", seen);
        }

        impl Serialize for Sections {
            /// The parts in the order of the page.
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut parts = serializer.serialize_map(None)?;
                if let Some(found) = &self.key_findings {
                    parts.serialize_entry(KEY_FINDINGS, found)?;
                }
                for (name, _) in self.each() {
                    match name {
                        $( stringify!($name) => parts.serialize_entry(name, &self.$name)?, )+
                        _ => {}
                    }
                }
                parts.serialize_entry(QUALITY, &self.quality)?;
                parts.end()
            }
        }

        impl<'de> Deserialize<'de> for Sections {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Parts;
                impl<'de> Visitor<'de> for Parts {
                    type Value = Sections;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("the parts of a report by name")
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Sections, A::Error> {
                        let (mut sections, mut quality, mut order) = (Sections::default(), None, Vec::new());
                        while let Some(name) = map.next_key::<String>()? {
                            match name.as_str() {
                                KEY_FINDINGS => sections.key_findings = Some(map.next_value()?),
                                QUALITY => quality = Some(map.next_value()?),
                                $( stringify!($name) => {
                                    sections.$name = Some(map.next_value()?);
                                    order.push(stringify!($name));
                                } )+
                                _ => return Err(A::Error::unknown_field(&name, NAMES)),
                            }
                        }
                        sections.quality = quality.ok_or_else(|| A::Error::missing_field(QUALITY))?;
                        sections.put_in_order(order);
                        Ok(sections)
                    }
                }
                deserializer.deserialize_map(Parts)
            }
        }
    };
}

parts! {
    /// Who recommends; absent where the report as a whole is not measured.
    composition: Composition, told by "trend", says "explain_composition": composition::ExplainTexts;
    /// The score over time; absent without dates.
    trend: Trend, says "control": trend::ControlTexts, says "explain_trend": trend::ExplainTexts;
    /// Where the client stands among all that take part; absent for a report on all answers.
    participants: Participants, says "explain_participants": participants::ExplainTexts;
    /// The score by region; absent without regions.
    regions: Regions, says "explain_regions": regions::ExplainTexts;
    /// The score by each further cut; absent without any, and where they may not be told.
    cuts: Cuts, says "cuts": regions::CutTexts, says "cut_mode": regions::ModeTexts;
    /// The pair of values of different cuts that stands out; absent with fewer than two cuts, where there is no pair to look at, and
    /// where answers have weights or clusters.
    search: Search, says "search": search::SearchTexts, says "explain_search": search::ExplainTexts;
    /// Why the score changed; absent where regions and further cuts do not tell it.
    why: Accounts, told by "regions", says "explain_why": why::ExplainTexts;
    /// The score against benchmarks; absent where none is stated.
    benchmarks: Benchmarks, says "explain_benchmarks": benchmarks::ExplainTexts;
    /// What was done, and what came of it; absent where nothing is stated of it.
    actions: Actions, says "actions": actions::ActionTexts, says "explain_actions": actions::ExplainTexts;
    /// What would reach a stated target; absent where the config does not list the part, where none is stated that is not reached, and where answers have weights or a low base.
    reach: Reach, says "reach": reach::ReachTexts, says "explain_reach": reach::ExplainTexts;
    /// The questions besides the one that leads the report; absent without any.
    questions: Questions, says "questions": questions::QuestionTexts, says "explain_questions": questions::ExplainTexts;
    /// Who of those that answered before has moved to another group; absent where it is not known who answered, or may not be told.
    moved: Moved, says "moved": moved::MovedTexts, says "explain_moved": moved::ExplainTexts;
    /// The accounts that answers come from, and the score by account; absent where no column names them, and where they may not be told.
    accounts: accounts::Accounts, says "accounts": accounts::AccountTexts, says "explain_accounts": accounts::ExplainTexts;
    /// Whom somebody has called back; absent where rows do not tell it, or it may not be told.
    follow_up: FollowUp, says "follow_up": follow_up::FollowUpTexts, says "explain_follow_up": follow_up::ExplainTexts;
    /// What goes together with the score; absent where no drivers are stated, and where they may not be told.
    drivers: Drivers, says "drivers": drivers::DriverTexts, says "explain_drivers": drivers::ExplainTexts;
    /// What comments are about; absent where nothing says it.
    themes: Themes, says "themes": questions::ThemeTexts, says "explain_themes": questions::ExplainThemeTexts;
    /// What people say in their own words; absent where none is shown.
    comments: Comments, says "comments": comments::CommentTexts, says "explain_comments": comments::ExplainTexts;
    /// Whether there are answers enough for the margin of error that is needed, and how many to ask next time; absent where no margin
    /// is stated, where figures are told rounded, and where clients read the report together.
    need: Need, says "need": need::NeedTexts, says "explain_need": need::ExplainTexts;
    /// What fieldwork cost; absent where that is not stated, and for clients.
    costs: Costs, says "costs": costs::CostTexts, says "explain_costs": costs::ExplainTexts;
}

/// The part that stands at the head of the page, wherever it is listed.
pub(crate) const KEY_FINDINGS: &str = "key_findings";
/// Parts that stand at the end of every page: what all others rest on.
pub(crate) const QUALITY: &str = "quality";
pub(crate) const METHOD: &str = "method";

/// The name of a part as the list of parts has it.
fn named(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|own| **own == name).copied()
}

/// Whether a config lists a part by name: some are shown only where it does.
pub(crate) fn is_listed(config: &Config, name: &str) -> bool {
    config.sections.iter().flatten().any(|part| part.value == name)
}

/// A config, and what is wrong with the parts that it lists.
#[must_use]
pub fn checked(config: Config) -> (Config, Vec<Problem>) {
    let faults = faults(&config);
    (config, faults)
}

/// What is wrong with the parts that a config lists: unknown or repeated ones, and those that are told by others that are
/// not among them.
#[must_use]
pub fn faults(config: &Config) -> Vec<Problem> {
    let Some(listed) = &config.sections else { return Vec::new() };
    let all = || [KEY_FINDINGS].into_iter().chain(NAMES.iter().copied()).chain([QUALITY, METHOD]);
    let mut problems = Vec::new();
    for (at, Named { value: name, place }) in listed.iter().enumerate() {
        let is_repeated = listed.iter().take(at).any(|other| other.value == *name);
        let others = TOLD_BY.iter().find(|(part, _)| part == name).map_or(&[][..], |(_, others)| others);
        let has = |other: &str| match other {
            "trend" => config.columns.date.is_some(),
            _ => config.columns.region.is_some(),
        };
        let lacks = others.iter().find(|other| has(other) && listed.iter().all(|part| part.value != **other));
        let problem = if !all().any(|own| own == name) {
            let known = all().collect::<Vec<_>>().join(", ");
            let problem = Problem::new(format!("a report has no part `{name}`")).did_you_mean(name, all());
            problem.hint(format!("its parts are {known}"))
        } else if is_repeated {
            Problem::new(format!("the part `{name}` is listed twice"))
        } else if let Some(other) = lacks {
            let problem =
                Problem::new(format!("`{name}` is told by what `{other}` shows, which is left out"));
            problem.hint(format!("list `{other}` too, or leave out `{name}` as well"))
        } else {
            continue;
        };
        problems.push(problem.at(place.clone()));
    }
    for last in [QUALITY, METHOD] {
        if listed.iter().all(|part| part.value != last) {
            let what = "say what was read and how it was computed: every other part rests on them";
            let problem =
                Problem::new(format!("`{last}` cannot be left out: `{QUALITY}` and `{METHOD}` {what}"));
            let place = listed.first().and_then(|first| first.place.clone());
            problems.push(problem.at(place).hint("list both; they stand at the end of the page"));
            break;
        }
    }
    problems
}

impl Sections {
    /// The parts that there are, each with its name, in the order of the page.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&'static str, &dyn Section)> {
        let mut parts = self.in_usual_order();
        let place =
            |name: &str| self.order.iter().position(|other| *other == name).unwrap_or(self.order.len());
        parts.sort_by_key(|(name, _)| place(name));
        parts.into_iter()
    }

    /// Tells how many to ask next time, by how many have answered of those who were asked, as far as the report tells that.
    pub(crate) fn invite(&mut self, head: &Head) {
        let (Some(need), Some(of_all)) = (&mut self.need, head.response) else { return };
        // The share of weighted answers is none of people.
        let line = self.questions.as_ref().and_then(Questions::response).filter(|_| !head.has_weights());
        let regions = line.into_iter().flat_map(|line| line.regions.iter().map(|row| (None, row)));
        let cuts = line.into_iter().flat_map(|line| &line.cuts);
        let cuts = cuts.flat_map(|cut| cut.values.iter().map(|row| (Some(cut.name.as_str()), row)));
        let told = regions.chain(cuts).filter_map(|(cut, row)| {
            let level = row.finding.estimate()?;
            Some(((cut, &row.region), [level.answered(), level.n]))
        });
        need.invite(of_all, &told.collect());
    }

    /// Whether the page shows a part, by its name.
    pub(crate) fn shows(&self, name: &str) -> bool {
        match name {
            KEY_FINDINGS => !self.key_findings().is_empty(),
            QUALITY | METHOD => true,
            _ => self.each().any(|(own, _)| own == name),
        }
    }

    /// Puts the parts in this order, by name.
    fn put_in_order(&mut self, order: Vec<&'static str>) {
        let usual: Vec<&str> = self.in_usual_order().into_iter().map(|(name, _)| name).collect();
        let order: Vec<&str> = order.into_iter().filter(|name| usual.contains(name)).collect();
        self.order = if order == usual { Vec::new() } else { order };
    }

    /// The key findings, the first one first.
    #[must_use]
    pub fn key_findings(&self) -> &[KeyFinding] {
        self.key_findings.as_ref().map_or(&[], |found| &found.0)
    }

    /// The periods of the trend, oldest first.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        self.trend.as_ref().map_or(&[], |trend| &trend.points)
    }

    /// Which share of those who were asked answered in each period of the report, in their order; none where it is not told.
    pub(crate) fn response_over_time(&self) -> impl Iterator<Item = Option<f64>> {
        let line = self.questions.as_ref().and_then(Questions::response);
        let all = line.into_iter().flat_map(|line| &line.over_time);
        all.map(|finding| finding.estimate().map(|level| level.value))
    }

    /// The same of each region in the reported period; none where it is not told.
    pub(crate) fn response_by_region(&self) -> impl Iterator<Item = (&Region, Option<f64>)> {
        let line = self.questions.as_ref().and_then(Questions::response);
        let all = line.into_iter().flat_map(|line| &line.regions);
        all.map(|row| (&row.region, row.finding.estimate().map(|level| level.value)))
    }

    /// The limits of the trend.
    #[must_use]
    pub fn control(&self) -> Option<&Control> {
        self.trend.as_ref()?.control.as_ref()
    }

    /// The regions, in the order of the report.
    #[must_use]
    pub fn regions(&self) -> &[RegionRow] {
        self.regions.as_ref().map_or(&[], |regions| &regions.0)
    }

    /// The regions that the page lists.
    pub fn listed_regions(&self) -> impl Iterator<Item = &RegionRow> {
        self.regions.iter().flat_map(Regions::listed)
    }

    /// The regions that the page lists over time.
    pub fn regions_over_time(&self) -> impl Iterator<Item = &RegionRow> {
        self.regions.iter().flat_map(Regions::over_time)
    }

    /// The length of the windows of the trend, in periods.
    #[must_use]
    pub fn trailing(&self) -> Option<u32> {
        self.trend.as_ref()?.trailing
    }

    /// The answers of the period by score, unweighted.
    #[must_use]
    pub fn histogram(&self) -> Option<&Histogram> {
        self.composition.as_ref()?.histogram.as_ref()
    }

    /// Their weights by score.
    #[must_use]
    pub fn weighted_histogram(&self) -> Option<&Vec<f64>> {
        self.composition.as_ref()?.weighted_histogram.as_ref()
    }

    /// The accounts of why the score changed.
    #[must_use]
    pub fn why(&self) -> &[Why] {
        self.why.as_ref().map_or(&[], |accounts| &accounts.0)
    }

    /// The score against each stated benchmark.
    #[must_use]
    pub fn benchmarks(&self) -> &[Versus] {
        self.benchmarks.as_ref().map_or(&[], |benchmarks| &benchmarks.0)
    }

    /// Every finding of any part.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.each().flat_map(|(_, part)| part.findings())
    }

    /// The figures of all parts, one after another.
    pub(crate) fn list(&self, head: &Head) -> Vec<Listed> {
        self.each().flat_map(|(_, part)| part.list(head)).collect()
    }

    /// What a figure of a part rests on, by the keys that lead to it in that part; nothing where it is not computed.
    pub(crate) fn explain(&self, part: &str, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        if part == QUALITY {
            return self.quality.explained(from, keys);
        }
        self.each().find(|(name, _)| *name == part)?.1.explain(from, keys)
    }

    /// The main figures of all parts, each with its pointer.
    pub(crate) fn main_figures(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let of_parts = self
            .each()
            .flat_map(|(name, part)| part.main_figures(from).into_iter().map(move |figure| (name, figure)));
        let all = of_parts.chain([(QUALITY, self.quality.in_list(from))]);
        all.map(|(name, (at, told))| (format!("/sections/{name}/{at}"), told)).collect()
    }

    /// What of any part does not agree with itself or the head of the report, if anything does not.
    pub(crate) fn fault(&self, head: &Head) -> Option<&'static str> {
        self.each().find_map(|(_, part)| part.fault(head)).or_else(|| self.quality.fault(head)).or_else(
            || {
                // A report may do without them.
                let follow = self.key_findings.is_none() || KeyFindings::of(head, self) == self.key_findings;
                (!follow).then_some("the key findings do not follow from the figures")
            },
        )
    }
}

/// All that the page says of a part, but for its charts.
#[cfg(test)]
pub(crate) fn all_said(words: &Words, report: &Report, part: &impl Section) -> Vec<String> {
    let shown = part.show(&Page { report, words });
    let mut told = vec![shown.heading];
    for entry in part.method(&report.head, words) {
        told.extend([entry.term.to_string(), entry.text]);
        told.extend(entry.source.map(|source| source.text.to_string()));
    }
    for figure in shown.figures {
        told.extend([figure.texts.title, figure.texts.subtitle, figure.texts.how_to_read]);
        told.extend(figure.notes);
        for table in figure.tables {
            told.push(table.caption);
            told.extend(table.head.into_iter().chain(table.rows.into_iter().flatten()).map(|cell| cell.text));
        }
    }
    told
}

/// For tests that make reports by hand.
#[cfg(test)]
impl Sections {
    pub(crate) fn trend_mut(&mut self) -> &mut Trend {
        self.trend.get_or_insert_with(|| Trend { points: Vec::new(), trailing: None, control: None })
    }

    pub(crate) fn points_mut(&mut self) -> &mut Vec<Point> {
        &mut self.trend_mut().points
    }

    pub(crate) fn regions_mut(&mut self) -> &mut Vec<RegionRow> {
        &mut self.regions.get_or_insert_default().0
    }

    pub(crate) fn why_mut(&mut self) -> &mut Vec<Why> {
        &mut self.why.get_or_insert_default().0
    }

    pub(crate) fn benchmarks_mut(&mut self) -> &mut Vec<Versus> {
        &mut self.benchmarks.get_or_insert_default().0
    }
}
