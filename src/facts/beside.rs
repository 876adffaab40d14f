//! What is shown of several cuts of the same answers: of each as much as the others leave.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Cells;
use super::crowd::Share;
use super::shown::{Part, Visible, first_looks, hide_more, names, of_values, values};
use super::span::{self, IsShown};
use super::thin::thinned;
use super::together::Together;
use crate::survey::{Answers, Region, Scale};

/// So many hidden values of a cut are looked at once more, those with most answers first.
const MOST_LOOKED_AT: usize = 20;

/// Every value of further cuts in a period, beside the regions of the same answers, which are shown or hidden already: cut after
/// cut, as many of its smallest values are hidden as it takes so that no few answers are found by adding and subtracting what is
/// told of it and of those before it. Where answers have weights, all is told or nothing: what hidden ones weigh would be one more
/// thing that is known of them, and so would what few of one group weigh. The answers come with the values of all these cuts, the
/// regions first, by position; each cut with values of it that are withheld whatever their answers.
pub(crate) fn parts_beside(
    regions: &BTreeMap<Region, Part>,
    cuts: &[(Cells, BTreeSet<Region>)],
    (crossed, names_of_all): (Together<'_>, &[Vec<Region>]),
    (ordinal, scale, minimum): (Option<i32>, &Scale, u64),
    is_plain: bool,
) -> Option<Vec<BTreeMap<Region, Part>>> {
    let crossed = crossed.profiles(names_of_all);
    let values_of_all = crossed.values();
    let thinned = thinned(&crossed, &values_of_all, minimum);
    let (of_regions, of_cuts) = names_of_all.split_first().unwrap_or((const { &Vec::new() }, &[]));
    // The values of the last cut that a sum is made of which finds few answers, where these cuts are told.
    let finding = |told: &[&IsShown]| {
        if span::width(&values_of_all, told) > span::MOST_COLUMNS {
            return Some(None);
        }
        span::finding((&thinned, &values_of_all), told, minimum).map(Some)
    };
    let is_shown = |name: &Region| regions.get(name).is_none_or(Part::is_visible);
    let mut told: Vec<IsShown> = vec![of_regions.iter().map(is_shown).collect()];
    let looked =
        cuts.iter().zip(of_cuts).map(|(cut, names)| Beside::new(cut, names, (ordinal, scale, minimum)));
    let mut looked: Vec<Beside<'_>> = looked.collect();
    // Most often nothing is found of all cuts together, and so of no fewer.
    let first_told: Vec<IsShown> = looked.iter().map(Beside::is_shown).collect();
    if finding(&told.iter().chain(&first_told).collect::<Vec<_>>()).is_none() {
        told.extend(first_told);
    } else {
        for cut in &mut looked {
            cut.hide(|own| finding(&told.iter().chain([own]).collect::<Vec<_>>()));
            told.push(cut.is_shown());
        }
    }
    let found: Vec<BTreeMap<Region, Part>> = looked.into_iter().map(Beside::parts).collect();
    let hides = || !found.iter().chain([regions]).all(|parts| parts.values().all(Part::is_visible));
    let all_told: Vec<&IsShown> = told.iter().collect();
    let tells_weights = || span::tells_of_few_weights((&crossed.all(), &values_of_all), &all_told, minimum);
    let is_kept = is_plain || !hides() && !tells_weights();
    is_kept.then_some(found)
}

/// The values of a cut, as far as they are shown beside all before it.
struct Beside<'a> {
    answers: BTreeMap<&'a Region, Answers>,
    /// What each has, in their order.
    shares: Vec<Share>,
    visible: Vec<Visible>,
    minimum: u64,
    withheld: &'a BTreeSet<Region>,
    /// Of each value of all answers, where it is among these.
    places: Vec<Option<usize>>,
    /// Whether the cut is told at all.
    is_told: bool,
}

impl<'a> Beside<'a> {
    /// With what is shown as of regions.
    fn new(
        (cells, withheld): &'a (Cells, BTreeSet<Region>),
        all_names: &[Region],
        (ordinal, scale, minimum): (Option<i32>, &Scale, u64),
    ) -> Self {
        let answers = values(cells, &names(cells), ordinal);
        let shares: Vec<Share> = answers.values().map(|all| Share::of(all, scale)).collect();
        let by_name: BTreeMap<&Region, usize> = answers.keys().copied().zip(0..).collect();
        let places = all_names.iter().map(|name| by_name.get(name).copied()).collect();
        let visible = first_looks(answers.keys().copied(), &shares, minimum, |name| withheld.contains(name));
        let mut new = Self { answers, shares, visible, minimum, withheld, places, is_told: true };
        new.visible = new.with_more_hidden(&new.visible);
        new
    }

    fn n(&self, at: usize) -> u64 {
        self.shares.get(at).map_or(0, |share| share.counts.n())
    }

    /// What is shown where as many more are hidden as hide each other.
    fn with_more_hidden(&self, visible: &[Visible]) -> Vec<Visible> {
        let whole = [(0..self.shares.len()).collect::<Vec<usize>>()];
        hide_more(visible.to_vec(), &self.shares, &whole, self.minimum, 0)
    }

    /// Of each value of all answers, whether it is shown.
    fn is_shown(&self) -> IsShown {
        if self.is_told { self.is_shown_of(&self.visible) } else { vec![false; self.places.len()] }
    }

    fn is_shown_of(&self, visible: &[Visible]) -> IsShown {
        let is_shown = |place: &Option<usize>| place.is_none_or(|at| visible.get(at) == Some(&Visible::Yes));
        self.places.iter().map(is_shown).collect()
    }

    /// Hides the smallest values of the cut until nothing is found.
    fn hide(&mut self, finding: impl Fn(&IsShown) -> Option<Option<BTreeSet<u32>>>) {
        let mut hides_more = false;
        while let Some(parts) = finding(&self.is_shown_of(&self.visible)) {
            hides_more = true;
            if parts.is_none() {
                self.visible.fill(Visible::Complement);
            }
            let can_go = |at: &usize| self.visible.get(*at) == Some(&Visible::Yes) && self.n(*at) > 0;
            let place = |value: &u32| self.places.get(*value as usize).copied().flatten();
            let its_own = parts.iter().flatten().filter_map(place).filter(can_go);
            let smallest = its_own.min_by_key(|at| (self.n(*at), *at));
            let smallest = smallest
                .or_else(|| (0..self.shares.len()).filter(can_go).min_by_key(|at| (self.n(*at), *at)));
            let Some(smallest) = smallest.and_then(|at| self.visible.get_mut(at)) else {
                self.is_told = false;
                return;
            };
            *smallest = Visible::Complement;
            self.visible = self.with_more_hidden(&self.visible);
        }
        // What was hidden as regions are may have become needless by what was hidden for a sum: a small city needs one of its own region.
        let mut needless: Vec<usize> = if hides_more {
            let can_be_shown = |(at, name): (usize, &&Region)| {
                (!self.withheld.contains(*name) && self.visible.get(at) == Some(&Visible::Complement))
                    .then_some(at)
            };
            self.answers.keys().enumerate().filter_map(can_be_shown).collect()
        } else {
            Vec::new()
        };
        needless.sort_by_key(|at| (Reverse(self.n(*at)), *at));
        for at in needless.into_iter().take(MOST_LOOKED_AT) {
            let mut more = self.visible.clone();
            more.iter_mut().skip(at).take(1).for_each(|visible| *visible = Visible::Yes);
            if self.with_more_hidden(&more) == more && finding(&self.is_shown_of(&more)).is_none() {
                self.visible = more;
            }
        }
    }

    fn parts(self) -> BTreeMap<Region, Part> {
        of_values(self.answers, self.shares, self.visible)
    }
}
