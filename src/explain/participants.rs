//! Where a client stands among all that take part; nothing of the others beyond what its report shows.

use super::comparison::{Against, Compared, Side, comparison};
use super::estimate::finding;
use super::family::Family;
use super::interval::{said_and_adjusted, sizes};
use super::numbers::{real, short};
use super::subject::{Subject, measured};
use super::{Case, Explanation};
use crate::report::{Group, Participants, Rank};
use crate::statistics::critical;
use crate::wording::Words;

const RANKING: &str = "Klein, Wright and Wieczorek 2020, \"A joint confidence region for an overall ranking of populations\", \
                       Journal of the Royal Statistical Society C 69(3); the level is Šidák's";

/// A figure among participants, by its key.
pub(super) fn participants(
    case: &Case<'_>,
    words: &Words,
    all: &Participants,
    leaf: &[&str],
) -> Option<Explanation> {
    let at = |text: &str| text.parse::<usize>().ok();
    match leaf {
        ["min_peers"] => {
            let mut told =
                Explanation::of("How many other clients a figure of several clients is of at least.");
            told.say(
                "It is stated in the config: `reports.min_peers`. These others have at least `method.hide_below` answers.",
            );
            told.comes_to_count(all.min_peers);
            Some(told)
        }
        ["clients"] => Some(clients("have answers in the period, this one included", all.clients)),
        ["pooled", rest @ ..] => group(case, words, (all, &all.pooled), "all clients together", rest),
        ["others", rest @ ..] => group(case, words, (all, &all.others), "all other clients together", rest),
        ["peers", rest @ ..] => {
            let within = all.peers_in.as_deref().unwrap_or_default();
            group(
                case,
                words,
                (all, all.peers.as_ref()?),
                &format!("the other clients of {within} together"),
                rest,
            )
        }
        ["mean", rest @ ..] => {
            let mean = all.mean?;
            if let ["clients"] = rest {
                return Some(clients("have a score in that mean", mean.clients));
            }
            let mut told = Explanation::of(
                "The mean of the clients' scores, each counted once whatever its base, in points.",
            )
            .shown(words.nps(mean.nps.points()));
            told.say(format!(
                "The scores of {} clients were summed, divided by {0}, and the mean rounded to whole points, so that no \
                 single score can be worked out from it. The scores of others are not told.",
                mean.clients
            ));
            Some(told)
        }
        ["rank", rest @ ..] => rank(case, words, all.rank?, rest),
        ["trend", index, "pooled", rest @ ..] => {
            let moment = all.trend.get(at(index)?)?;
            let name = format!("all clients together in {}", moment.period.key());
            finding(case, words, (&moment.pooled, &Subject::others(&name)), rest)
        }
        ["trend", index, "peers", rest @ ..] => {
            let moment = all.trend.get(at(index)?)?;
            let name = format!("the other clients of the same kind in {}", moment.period.key());
            finding(case, words, (moment.peers.as_ref()?, &Subject::others(&name)), rest)
        }
        ["named", index, "finding", rest @ ..] => {
            let named = all.named.get(at(index)?)?;
            finding(
                case,
                words,
                (&named.finding, &Subject::others(&format!("the answers of {}", named.name))),
                rest,
            )
        }
        ["named", index, "rank", rest @ ..] => {
            let named = all.named.get(at(index)?)?;
            let rank = named.rank?;
            if named.is_own {
                self::rank(case, words, rank, rest)
            } else {
                Some(place_of_other(&named.name, rank))
            }
        }
        _ => None,
    }
}

fn clients(what: &str, count: u64) -> Explanation {
    let mut told = Explanation::of(format!("How many clients {what}."));
    told.say("Clients with at least one answer are counted; who they are is not told.");
    told.comes_to_count(count);
    told
}

fn group(
    case: &Case<'_>,
    words: &Words,
    (all, group): (&Participants, &Group),
    name: &str,
    leaf: &[&str],
) -> Option<Explanation> {
    let subject = Subject::others(&format!("the answers of {name}"));
    match leaf {
        ["clients"] => Some(clients("are in that group", group.clients)),
        [] => finding(case, words, (&group.finding, &subject), &["nps"]),
        ["finding", rest @ ..] => finding(case, words, (&group.finding, &subject), rest),
        ["comparison", rest @ ..] => {
            let is_peers = all.peers.as_ref().is_some_and(|peers| std::ptr::eq(peers, group));
            let p = |group: &Group| group.comparison.as_ref().map(|comparison| comparison.p);
            // The peers are some of the others: where they are as many, they are the same.
            let mut family = vec![(all.others.clients, "against all others".to_owned(), p(&all.others))];
            let peers = all.peers.iter();
            family.extend(peers.map(|peers| (peers.clients, "against the peers".to_owned(), p(peers))));
            let family =
                Family::of(("the comparisons with other clients", false), family, usize::from(is_peers))?;
            let own = Side {
                subject: Subject::all(case.report.head.period),
                sample: measured(&case.report.head.overall)?,
            };
            let other = Side { subject, sample: measured(&group.finding)? };
            let correlation = case.correlations[usize::from(is_peers)];
            let found = Compared::from(group.comparison.as_ref()?);
            comparison(case, words, (&own, &Against::Side(other, correlation)), (&found, &family), rest)
        }
        _ => None,
    }
}

fn place_of_other(name: &str, rank: Rank) -> Explanation {
    let mut told = Explanation::of(format!("The place of {name} among {} ranked clients.", rank.of));
    told.say("It is found as the client's own is: `/participants/rank`.");
    told
}

fn rank(case: &Case<'_>, words: &Words, rank: Rank, leaf: &[&str]) -> Option<Explanation> {
    let sample = measured(&case.report.head.overall)?;
    let what = match leaf {
        ["place"] => "The place among the clients whose base is not low, 1 for the highest score.",
        ["of"] => "How many clients are ranked: those whose base is not low.",
        ["best"] => "The best place that chance leaves open.",
        ["worst"] => "The worst place that chance leaves open.",
        _ => return None,
    };
    let method = &case.report.head.method;
    let [_, place, open] = words.rank(rank, method);
    let on_page = if matches!(leaf, ["best" | "worst"]) { open } else { place };
    let mut told = Explanation::of(what).shown(on_page);
    told.count(format!("{} clients have at least {} answers (`method.low_base`).", rank.of, method.low_base));
    let above = |place: u32| place.saturating_sub(1);
    match leaf {
        ["best" | "worst"] => {
            let level = method.confidence.share().powf(1.0 / f64::from(rank.of.max(1)));
            told.step(
                "level",
                "confidence^(1 / ranked clients), so that all hold together",
                format!("{}^(1 / {})", short(method.confidence.share()), rank.of),
                level,
            );
            let z = critical(level);
            told.say(format!("That share of a normal distribution lies between −z and z: z = {}.", short(z)));
            let sized = sizes(&mut told, sample, "");
            let sized = said_and_adjusted(&mut told, sized);
            let (mean, error) = (100.0 * sized.mean(), 100.0 * sized.variance().sqrt());
            told.say(format!(
                "At that level the client's own score lies between {} and {} (100 × m′ ± z × 100 × √(V′ / n′), within \
                 ±100 and holding the score).",
                short((mean - z * error).max(-100.0)),
                short((mean + z * error).min(100.0))
            ));
            if leaf == ["best"] {
                let surely = above(rank.best);
                told.say("Surely better are clients whose interval lies wholly above that; whose they are is not told.");
                told.last(
                    "best place",
                    "1 + clients surely better",
                    format!("1 + {surely}"),
                    f64::from(1 + surely),
                );
            } else {
                let surely = rank.of.saturating_sub(rank.worst);
                told.say("Surely worse are clients whose interval lies wholly below that; whose they are is not told.");
                let value = f64::from(rank.of) - f64::from(surely);
                told.last(
                    "worst place",
                    "ranked − clients surely worse",
                    format!("{} − {surely}", rank.of),
                    value,
                );
            }
            told.source(RANKING);
        }
        ["of"] => told.comes_to_count(u64::from(rank.of)),
        _ => {
            let higher = above(rank.place);
            told.say("Equal scores share a place. Who the others are is not told.");
            told.last(
                "place",
                "1 + clients with a higher score",
                format!("1 + {higher}"),
                real(u64::from(higher) + 1),
            );
        }
    }
    told.behind(&Subject::all(case.report.head.period), sample.n());
    Some(told)
}
