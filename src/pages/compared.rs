//! The score against earlier scores, the other participants and benchmarks, row by row, as finished strings.

use serde::Serialize;

use crate::figures::Head;
use crate::figures::{Change, Finding, Response, Versus};
use crate::sections::Sections;
use crate::sections::participants::Whose;
use crate::sections::participants::{Group, Rank};
use crate::statistics::{Trend, Verdict};
use crate::survey::NpsChange;
use crate::wording::Words;

/// The score against one other score, or a fact of its own.
#[derive(Serialize)]
pub(super) struct Compared {
    with: String,
    /// The other score and where it comes from.
    facts: String,
    difference: Option<String>,
    verdict: String,
    /// `up`, `down` or `unclear`: how the difference is marked, beside saying it; `plain`: there is none.
    tone: &'static str,
}

/// The score against earlier ones.
pub(super) fn changes(head: &Head, words: &Words) -> Vec<Compared> {
    // Against a period with nothing to compare, a row would only say so twice.
    let worth = |change: &&Change| change.comparison.is_some() || !matches!(change.then, Finding::NoAnswers);
    head.changes.iter().filter(worth).map(|change| since(change, &head.overall, words)).collect()
}

/// The window of several periods that ends with the reported one.
pub(super) fn trailing(head: &Head, sections: &Sections, words: &Words) -> Option<Compared> {
    let [with, facts, verdict] = words.trailing_figure(head, sections)?;
    Some(Compared { with, facts, difference: None, verdict, tone: "plain" })
}

/// The score among all that take part, and how many of those asked have answered.
pub(super) fn participants(head: &Head, sections: &Sections, words: &Words) -> Vec<Compared> {
    let participants = sections.participants.as_ref();
    let groups = participants.into_iter().flat_map(|participants| {
        let mut groups: Vec<_> = Whose::compared(participants).collect();
        groups.reverse();
        groups.into_iter().map(|(whose, group)| beside(whose, group, words))
    });
    let rank = participants.and_then(|participants| participants.rank).map(|rank| ranked(rank, head, words));
    let response = head.response.map(|response| responded(response, words));
    groups.chain(rank).chain(response).collect()
}

fn since(change: &Change, now: &Finding, words: &Words) -> Compared {
    let comparison = change.comparison.as_ref();
    let difference = || {
        let scores = [now.estimate()?.nps, change.then.estimate()?.nps];
        Some(words.change_between(comparison?.difference.points(), scores))
    };
    Compared {
        with: words.since(change),
        facts: words.change_facts(change, now),
        difference: difference(),
        verdict: comparison
            .map_or(&*words.labels().no_comparison, |c| words.trend_verdict(c.verdict))
            .to_owned(),
        tone: match comparison.map(|c| c.verdict) {
            Some(Trend::Improved) => "up",
            Some(Trend::Declined) => "down",
            Some(Trend::NoClearChange) | None => "unclear",
        },
    }
}

/// The score against a benchmark; none where they cannot be compared.
pub(super) fn against(versus: &Versus, words: &Words) -> Option<Compared> {
    let comparison = versus.comparison.as_ref()?;
    let (with, facts) = (versus.benchmark.name.clone(), words.versus_facts(versus));
    Some(verdict(with, facts, Some((comparison.difference, comparison.verdict)), words))
}

fn beside(whose: Whose<'_>, group: &Group, words: &Words) -> Compared {
    let compared = group.comparison.as_ref().map(|c| (c.difference, c.verdict));
    verdict(words.whose(whose), words.group_facts(whose, group), compared, words)
}

fn verdict(with: String, facts: String, comparison: Option<(NpsChange, Verdict)>, words: &Words) -> Compared {
    Compared {
        with,
        facts,
        difference: comparison.map(|(difference, _)| words.change(difference.points())),
        verdict: comparison
            .map_or(&*words.labels().no_comparison, |(_, verdict)| words.verdict(verdict))
            .to_owned(),
        tone: match comparison.map(|(_, verdict)| verdict) {
            Some(Verdict::Above) => "up",
            Some(Verdict::Below) => "down",
            Some(Verdict::Unclear) | None => "unclear",
        },
    }
}

fn ranked(rank: Rank, head: &Head, words: &Words) -> Compared {
    let [with, verdict, facts] = words.rank(rank, &head.method);
    Compared { with, facts, difference: None, verdict, tone: "plain" }
}

fn responded(response: Response, words: &Words) -> Compared {
    let [with, facts, verdict] = words.response(response);
    Compared { with, facts, difference: None, verdict, tone: "plain" }
}
