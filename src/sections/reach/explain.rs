//! What the figures of what would reach a target rest on.

use super::show::texts as page_texts;
use super::texts::ExplainTexts;
use super::types::{Lag, Reach, Target};
use crate::survey::Counts;
use crate::wording::{Text, Words, fill};
use crate::workings::numbers::{after_sign, real, short};
use crate::workings::subject::Subject;
use crate::workings::{Explanation, Formula, Material, listed};

/// What would reach a target, by name.
const MOVES: [&str; 3] = ["detractors_to_passives", "passives_to_promoters", "detractors_to_promoters"];

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_reach")
}

impl Reach {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        match keys {
            ["targets", at, leaf] => of_target(from, self.targets.get(at.parse::<usize>().ok()?)?, leaf),
            ["regions", at, leaf] => of_region(from, self.regions.get(at.parse::<usize>().ok()?)?, leaf),
            _ => None,
        }
    }

    /// What each target lacks and would reach it, and what would be gained by each region.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let of_target =
            |at: usize| ["short"].iter().chain(&MOVES).map(move |leaf| format!("targets/{at}/{leaf}"));
        let targets = (0..self.targets.len()).flat_map(of_target);
        let regions = (0..self.regions.len()).map(|at| format!("regions/{at}/gain"));
        listed(targets.chain(regions), |keys| self.explained(from, keys))
    }
}

fn of_target(from: &Material<'_>, target: &Target, leaf: &str) -> Option<Explanation> {
    let (words, texts) = (from.words, texts(from.words));
    let named = [("target", target.named(words))];
    match leaf {
        "name" => Some(Explanation::of(fill(&texts.of_value, &named))),
        "value" => {
            let told = Explanation::of(fill(&texts.of_value, &named)).shown(words.stated(target.value));
            let mut told = told;
            told.say(&texts.stated);
            told.comes_to(target.value.points());
            Some(told)
        }
        "short" => {
            let counts = from.head.overall.estimate()?.counts?;
            let net = real(counts.promoters()) - real(counts.detractors());
            let least = net + real(target.short);
            let answers = words.counted(&page_texts(words).answers, &target.short.into());
            let mut told = Explanation::of(fill(&texts.of_short, &named)).shown(answers);
            let values = [("least", short(least)), ("net", short(net)), ("n", words.count(counts.n()))];
            told.say(fill(&texts.short, &values));
            let numbers = format!("{} − {}", short(least), after_sign(net));
            line(&mut told, &texts.short_form, numbers, real(target.short));
            Some(told)
        }
        _ => {
            let at = MOVES.iter().position(|name| *name == leaf)?;
            let n = target.moves().get(at).copied().flatten()?;
            let mut told = Explanation::of(texts.moves.get(at)?.to_string()).shown(words.count(n));
            let how = if at == 2 { &texts.two_each } else { &texts.one_each };
            told.say(fill(how, &[("short", words.count(target.short))]));
            told.comes_to_count(n);
            Some(told)
        }
    }
}

fn of_region(from: &Material<'_>, lag: &Lag, leaf: &str) -> Option<Explanation> {
    let (words, texts) = (from.words, texts(from.words));
    let subject = Subject::region(words, &lag.region, from.head.period);
    let of = [("of", subject.name.clone())];
    let own = from.sample(&from.answers(&subject), None)?.counts();
    let all = from.head.overall.estimate()?.counts?;
    match leaf {
        "n" => {
            let mut told = Explanation::of(fill(&texts.of_answers, &of)).shown(words.count(lag.n));
            told.say(&texts.counted);
            told.comes_to_count(lag.n);
            told.behind(&subject, lag.n);
            Some(told)
        }
        "nps" => {
            let told = Explanation::of(fill(&texts.of_score, &of));
            let mut told = scored(told, own, lag.nps.points(), words, &texts);
            told.behind(&subject, lag.n);
            Some(told)
        }
        "nps_of_others" => {
            let told = Explanation::of(fill(&texts.of_others, &of));
            Some(scored(told, all.without(own), lag.nps_of_others.points(), words, &texts))
        }
        "gain" => {
            let told = Explanation::of(fill(&texts.of_gain, &of));
            let mut told = told.shown(words.change_to(lag.gain, 1));
            let (others, nps) = (short(lag.nps_of_others.points()), after_sign(lag.nps.points()));
            let numbers = format!("{} / {} × ({others} − {nps})", lag.n, all.n());
            line(&mut told, &texts.gain_form, numbers, lag.gain);
            Some(told)
        }
        _ => None,
    }
}

/// A score by group.
fn scored(
    told: Explanation,
    counts: Counts,
    points: f64,
    words: &Words,
    texts: &ExplainTexts,
) -> Explanation {
    let mut told = told.shown(words.nps_to(points, 1));
    let numbers = format!("100 × ({} − {}) / {}", counts.promoters(), counts.detractors(), counts.n());
    line(&mut told, &texts.score_form, numbers, points);
    told
}

/// A line of a computation, which comes to the figure.
fn line(told: &mut Explanation, [name, form]: &[Text; 2], numbers: String, value: f64) {
    told.line(Formula { name: name.to_string(), forms: vec![form.to_string(), numbers, short(value)] });
    told.comes_to(value);
}
