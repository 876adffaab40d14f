//! Which comments are shown, and what is told beside each.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{Comments, MaskedOften, OfGroup, Piece, Quote};
use crate::comments::chosen::Candidate;
use crate::comments::mask::{Kind, Masked, Masks};
use crate::comments::tidy::trimmed;
use crate::config::comments::Mode;
use crate::figures::{Figures, parts, untold};
use crate::responses::{self, KEPT, Quoted};
use crate::sections::View;
use crate::survey::{Day, Group, Period, QuestionKind, Region};

/// What may begin before a comment was cut, and be known only by what comes after, is no longer.
const LONGEST: usize = 100;

impl Comments {
    /// The comments of the reported period; nothing where none may be shown.
    ///
    /// What is shown of a comment must not say whose it is: the report and the group have as many answers as are stated, and so have the
    /// region and the day that are told beside it, of which nothing is told where it is hidden elsewhere. Of all answers none are shown
    /// where clients read the report, nor where figures are told rounded.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        let Quoted { period, groups, places } = &excerpt.kept.quoted;
        let own = &config.comments;
        let ordinal = view.head.period.map(Period::ordinal);
        let is_of_period = *period == ordinal.unwrap_or_default();
        let is_left_out = ordinal.is_some_and(|ordinal| excerpt.left_out.contains(&ordinal));
        let is_untold = excerpt.is_withheld || excerpt.is_told_rounded || is_left_out || !is_of_period;
        let has_readers = !config.columns.reader.is_empty();
        // Those of a client around others are their sum: how many each group wrote there would tell it of one that is hidden.
        if config.columns.comment.is_empty()
            || own.mode == Mode::None
            || has_readers
            || view.is_around()
            || is_untold
        {
            return None;
        }
        let least = own.hide_below.max(config.method.hide_below);
        let told = parts(view.counts, view.head.period).into_iter();
        // What is not told of the comments of a region no single one tells.
        let bare = config.without_further();
        let themes = config.further.iter().zip(&excerpt.further);
        let themes = themes.filter(|(further, _)| further.question.kind == QuestionKind::Themes);
        let hidden: BTreeSet<Region> = themes
            .flat_map(|(further, own)| {
                let asking = bare.asking(further);
                untold(Figures { config: &asking, excerpt: own }, view.head.period)
            })
            .collect();
        let told = told.filter(|(region, part)| {
            part.is_visible() && part.counts.n() >= least && !hidden.contains(region)
        });
        let told = told.map(|(name, _)| name);
        let telling = Telling {
            view,
            least,
            regions: told.collect(),
            places,
            masks: (own.mode == Mode::Masked).then(|| Masks::new(&own.names, &own.words)),
        };
        let all = [Group::Promoter, Group::Passive, Group::Detractor];
        let shown = all.into_iter().filter_map(|group| telling.of_group(group, groups.get(&group)?));
        let groups: Vec<OfGroup> = shown.collect();
        let pieces = groups.iter().flat_map(|of| &of.shown).flat_map(|quote| &quote.text);
        let mut often: BTreeMap<Kind, u64> = BTreeMap::new();
        for piece in pieces {
            if let Piece::Masked(kind) = piece {
                *often.entry(*kind).or_default() += 1;
            }
        }
        let masked = often.into_iter().map(|(kind, n)| MaskedOften { kind, n }).collect();
        let (mode, order) = (own.mode, own.order);
        (!groups.is_empty()).then_some(Self { mode, order, hide_below: least, groups, masked })
    }
}

/// What is told of comments.
struct Telling<'a> {
    view: &'a View<'a>,
    least: u64,
    /// The regions that may be told.
    regions: Vec<Region>,
    /// How many answers there are of each day and region.
    places: &'a BTreeMap<(Option<i32>, Region), u64>,
    masks: Option<Masks>,
}

impl Telling<'_> {
    fn of_group(&self, group: Group, of: &responses::OfGroup) -> Option<OfGroup> {
        if of.answers < self.least {
            return None;
        }
        let shown = of.kept.clone().chosen().into_iter().filter_map(|said| self.quote(&said));
        let shown: Vec<Quote> = shown.collect();
        (!shown.is_empty()).then_some(OfGroup { group, n: of.n, shown })
    }

    fn quote(&self, said: &Candidate<Region>) -> Option<Quote> {
        let config = self.view.counts.config;
        let scale = config.question.scale;
        let score = scale.answer(scale.scores().nth(said.score)?);
        let region = Some(said.also.clone()).filter(|region| self.regions.contains(region));
        let is_near = |(day, other): &(Option<i32>, Region)| {
            *day == said.day && region.as_ref().is_none_or(|region| region == other)
        };
        let near: u64 = self.places.iter().filter(|(place, _)| is_near(place)).map(|(_, n)| n).sum();
        let day = said.day.filter(|_| near >= self.least).and_then(|day| Day::from_epoch(day.into()));
        // One that few comments are about has no name in a report.
        let of_themes = config.further.iter().filter(|of| of.question.kind == QuestionKind::Themes);
        let named: Vec<&str> = of_themes.map(|of| of.question.name.as_str()).collect();
        let themes: Vec<String> =
            said.themes.iter().filter(|theme| named.contains(&theme.as_str())).cloned().collect();
        let text = match config.comments.mode {
            Mode::Coded | Mode::None if themes.is_empty() => return None,
            Mode::Coded | Mode::None => Vec::new(),
            Mode::Full | Mode::Masked => self.pieces(said, config.comments.length),
        };
        Some(Quote { score, day, region, themes, text })
    }

    /// The pieces of a comment of at most so many characters.
    fn pieces(&self, said: &Candidate<Region>, most: usize) -> Vec<Piece> {
        let as_written = || Masked { text: said.text.clone(), markers: Vec::new() };
        let Masked { text, markers } = self.masks.as_ref().map_or_else(as_written, |masks| {
            // As long as what the page says.
            masks.cover(&said.text, |_| "[covered]")
        });
        let is_cut = said.length >= KEPT;
        let most = if is_cut { most.min(text.chars().count().saturating_sub(LONGEST)) } else { most };
        let places: Vec<_> = markers.iter().map(|(place, _)| place.clone()).collect();
        let shown = trimmed(&text, &places, most);
        let is_whole = *shown == *text;
        let end = if is_whole { shown.len() } else { shown.len().saturating_sub('…'.len_utf8()) };
        let (mut pieces, mut from) = (Vec::new(), 0);
        for (place, kind) in markers.into_iter().filter(|(place, _)| place.end <= end) {
            pieces.push(Piece::Text(shown.get(from..place.start).unwrap_or_default().to_owned()));
            pieces.push(Piece::Masked(kind));
            from = place.end;
        }
        pieces.push(Piece::Text(shown.get(from..).unwrap_or_default().to_owned()));
        pieces.retain(|piece| *piece != Piece::Text(String::new()));
        pieces
    }
}
