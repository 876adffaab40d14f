//! What the figures of this part rest on; nothing of the others beyond what the client's report shows.

use super::texts::ExplainTexts;
use super::{Group, Participants, Rank};
use crate::figures::{Beside, Finding, Outline};
use crate::statistics::interval_among;
use crate::survey::trace::recorded;
use crate::wording::{Text, Words, fill};
use crate::workings::estimate::{hidden, of_nobody};
use crate::workings::numbers::short;
use crate::workings::subject::{Subject, measured};
use crate::workings::{Explanation, Material};

impl Participants {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, leaf: &[&str]) -> Option<Explanation> {
        let texts = texts(from.words);
        let of = Explained { from, words: from.words, texts: &texts };
        let at = |text: &str| text.parse::<usize>().ok();
        let in_period = |text: &Text, at: usize| {
            let moment = self.trend.get(at)?;
            Some((moment, fill(text, &[("period", moment.period.key())])))
        };
        match leaf {
            ["min_peers"] => {
                let mut told = Explanation::stated(&texts.min_peers);
                told.comes_to_count(self.min_peers);
                Some(told)
            }
            ["clients"] => Some(of.clients(&texts.clients, self.clients)),
            ["pooled", rest @ ..] => of.group(&self.pooled, &texts.pooled, rest),
            ["others", rest @ ..] => of.group(&self.others, &texts.others, rest),
            ["peers", rest @ ..] => {
                let within = self.peers_in.as_deref().unwrap_or_default();
                of.group(self.peers.as_ref()?, &fill(&texts.peers, &[("within", within)]), rest)
            }
            ["mean", "clients"] => Some(of.clients(&texts.in_mean, self.mean?.clients)),
            ["mean", ..] => {
                let mean = self.mean?;
                let mut told = Explanation::of(&texts.mean).shown(from.words.nps(mean.nps.points()));
                told.say(fill(&texts.mean_is, &[("clients", from.words.count(mean.clients))]));
                Some(told)
            }
            ["rank", rest @ ..] => of.rank(self.rank?, rest),
            ["trend", index, "pooled", rest @ ..] => {
                let (moment, name) = in_period(&texts.pooled_in, at(index)?)?;
                of.outline(&moment.pooled, &name, rest)
            }
            ["trend", index, "peers", rest @ ..] => {
                let (moment, name) = in_period(&texts.peers_in, at(index)?)?;
                of.outline(moment.peers.as_ref()?, &name, rest)
            }
            ["named", index, "finding", rest @ ..] => {
                let named = self.named.get(at(index)?)?;
                of.outline(
                    &named.finding,
                    &fill(&from.words.explain().part, &[("region", &named.name)]),
                    rest,
                )
            }
            ["named", index, "rank", rest @ ..] => {
                let named = self.named.get(at(index)?)?;
                let rank = named.rank?;
                if named.is_own {
                    return of.rank(rank, rest);
                }
                let of = [("name", named.name.clone()), ("of", from.words.count(u64::from(rank.of)))];
                let mut told = Explanation::of(fill(&texts.place_of_other, &of));
                told.say(&texts.found_so_too);
                Some(told)
            }
            _ => None,
        }
    }

    /// The others together, and the client's place.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let (words, texts) = (from.words, texts(from.words));
        let others = Explanation::score(words, &texts.others, &self.others.finding);
        let place = self.rank.map(|rank| {
            let [_, place, _] = words.rank(rank, &from.head.method);
            ("rank".to_owned(), Explanation::of(&texts.listed_place).shown(place))
        });
        std::iter::once(("others/finding".to_owned(), others)).chain(place).collect()
    }
}

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_participants")
}

/// The part that is explained.
struct Explained<'a> {
    from: &'a Material<'a>,
    words: &'a Words,
    texts: &'a ExplainTexts,
}

impl Explained<'_> {
    fn clients(&self, what: &Text, count: u64) -> Explanation {
        let mut told = Explanation::of(what);
        told.say(&self.texts.clients_counted);
        told.comes_to_count(count);
        told
    }

    /// A group of clients together, and the client against it.
    fn group(&self, group: &Group, name: &str, leaf: &[&str]) -> Option<Explanation> {
        match leaf {
            ["clients"] => Some(self.clients(&self.texts.in_group, group.clients)),
            ["finding", rest @ ..] | rest @ [] => self.outline(&group.finding, name, rest),
            ["comparison", rest @ ..] => match &group.comparison {
                Some(beside) => self.beside(beside, name, rest),
                None => Some(Explanation::nothing(self.words, &self.words.explain().nothing.comparison)),
            },
            _ => None,
        }
    }

    /// What is told of others, which is no more than the page says.
    fn outline(&self, finding: &Finding<Outline>, name: &str, leaf: &[&str]) -> Option<Explanation> {
        let (words, texts) = (self.words, self.words.explain());
        let outline = match finding {
            Finding::Measured(outline) => outline,
            Finding::Hidden { why } => return Some(hidden(self.from, name, *why)),
            Finding::NoAnswers => return Some(of_nobody(self.from, name)),
        };
        let what = match leaf {
            [] | ["nps"] => &texts.nps,
            ["interval"] => &texts.interval,
            ["interval", "low"] => &texts.lower_end,
            ["interval", "high"] => &texts.upper_end,
            ["n"] => &texts.base,
            ["low_base"] => &texts.low_base,
            ["state"] => &texts.state,
            _ => return None,
        };
        let level = words.confidence(self.from.head.method.confidence);
        let told = Explanation::of(fill(what, &[("of", name), ("level", &level)]));
        let mut told = match leaf {
            ["n"] => told.shown(words.count(outline.n)),
            ["interval", ..] => told.shown(words.interval(outline.interval)),
            ["low_base" | "state"] => told,
            _ => told.shown(words.finding(finding)).or_shown(words.nps_to(outline.nps.points(), 1)),
        };
        told.say(&self.texts.as_own);
        Some(told)
    }

    /// The client's score beside that of others.
    fn beside(&self, beside: &Beside, name: &str, leaf: &[&str]) -> Option<Explanation> {
        let (words, texts) = (self.words, self.texts);
        let what = match leaf {
            [] | ["verdict"] => &texts.verdict,
            ["difference"] => &texts.difference,
            ["p_adjusted", ..] => &texts.p_adjusted,
            _ => return None,
        };
        let told = Explanation::of(fill(what, &[("of", name)]));
        let mut told = match leaf {
            ["p_adjusted", ..] => {
                told.shown(words.p_of(beside.p_adjusted)).or_shown(words.p_number_of(beside.p_adjusted))
            }
            _ => told.difference_shown(words, beside.difference.points()),
        };
        told.say(&texts.as_shown);
        Some(told)
    }

    /// The client's own place.
    fn rank(&self, rank: Rank, leaf: &[&str]) -> Option<Explanation> {
        let (from, texts, words) = (self.from, self.texts, self.words);
        let sample = measured(&from.head.overall)?;
        let method = &from.head.method;
        let [_, place, open] = words.rank(rank, method);
        let mut told = match leaf {
            ["place"] => Explanation::of(&texts.place).shown(place),
            ["of"] => Explanation::of(&texts.of).shown(place),
            ["best"] => Explanation::of(&texts.best).shown(open),
            ["worst"] => Explanation::of(&texts.worst).shown(open),
            _ => return None,
        };
        let clients = words.count(u64::from(rank.of));
        told.count(fill(&texts.ranked, &[("clients", clients), ("least", words.count(method.low_base))]));
        let above = |place: u32| u64::from(place.saturating_sub(1));
        match leaf {
            [end @ ("best" | "worst")] => {
                let count = usize::try_from(rank.of).unwrap_or(usize::MAX);
                let (interval, steps) =
                    recorded(|trace| interval_among(sample, count, method.confidence, trace));
                told.tell(words, &steps);
                let ends = [("low", short(interval.low())), ("high", short(interval.high()))];
                told.say(fill(&texts.own_interval, &ends));
                if *end == "best" {
                    told.say(&texts.surely_better);
                    told.place(&texts.best_form, above(rank.best));
                } else {
                    let (of, surely) = (u64::from(rank.of), u64::from(rank.of.saturating_sub(rank.worst)));
                    told.say(&texts.surely_worse);
                    let [name, form] = &texts.worst_form;
                    told.sum(name, form, format!("{of} − {surely}"), of - surely);
                }
            }
            ["of"] => told.comes_to_count(u64::from(rank.of)),
            _ => {
                told.say(&texts.places_shared);
                told.place(&texts.place_form, above(rank.place));
            }
        }
        told.behind(&Subject::now(from), sample.n());
        Some(told)
    }
}
