//! What the answers that are needed rest on: how far answers lie apart, and formulas of the margin of error.

use super::figures::Worth;
use super::show::both_sides;
use super::texts::ExplainTexts;
use super::types::{Base, InPart, Invitations, Need};
use crate::figures::{Figures, by_cuts};
use crate::statistics::{critical, planning_variance_traced};
use crate::survey::trace::recorded;
use crate::survey::{Answers, Sample};
use crate::wording::{Text, Words, fill};
use crate::workings::numbers::{real, short};
use crate::workings::subject::Subject;
use crate::workings::{Explanation, Formula, Material, listed};

fn texts(words: &Words) -> ExplainTexts {
    words.of_part("explain_need")
}

/// The answers of a base, and how many could have given them.
struct Given {
    subject: Subject,
    answers: Answers,
    population: Option<u64>,
}

impl Need {
    /// What a figure of this part rests on.
    pub(super) fn explained(&self, from: &Material<'_>, keys: &[&str]) -> Option<Explanation> {
        let (base, given, leaf) = match keys {
            ["wanted"] => {
                let told = Explanation::stated(&texts(from.words).of_wanted);
                let mut told = told.shown(both_sides(from.words, &from.words.bound(self.wanted)));
                told.comes_to(self.wanted);
                return Some(told);
            }
            ["all", leaf @ ..] => (&self.all, Self::of_all(from), leaf),
            ["regions", at, "base", leaf @ ..] => {
                let part = self.regions.get(at.parse::<usize>().ok()?)?;
                (&part.base, Self::of_region(from, part), leaf)
            }
            ["cuts", cut, "values", at, "base", leaf @ ..] => {
                let cut = self.cuts.get(cut.parse::<usize>().ok()?)?;
                let part = cut.values.get(at.parse::<usize>().ok()?)?;
                (&part.base, Self::of_value(from, (&cut.name, cut.called()), part)?, leaf)
            }
            _ => return None,
        };
        let explained = Explained { need: self, from, texts: texts(from.words), base, given };
        let mut told = explained.told(leaf)?;
        told.behind(&explained.given.subject, base.n);
        Some(told)
    }

    /// How sure all answers are, those of each region and of each value, how many it takes, and how many to ask.
    pub(super) fn in_list(&self, from: &Material<'_>) -> Vec<(String, Explanation)> {
        let of_regions = (0..self.regions.len()).map(|at| format!("regions/{at}/base"));
        let of_cuts =
            self.cuts.iter().enumerate().flat_map(|(cut, of)| {
                (0..of.values.len()).map(move |at| format!("cuts/{cut}/values/{at}/base"))
            });
        let bases = ["all".to_owned()].into_iter().chain(of_regions).chain(of_cuts);
        let leaves = ["margin", "needed", "more", "invitations/n"];
        let keys = bases.flat_map(|base| leaves.map(|leaf| format!("{base}/{leaf}")));
        listed(keys, |keys| self.explained(from, keys))
    }

    fn of_all(from: &Material<'_>) -> Given {
        let subject = Subject::now(from);
        let answers = from.answers(&subject);
        Given { subject, answers, population: from.everyone() }
    }

    fn of_region(from: &Material<'_>, part: &InPart) -> Given {
        let subject = Subject::region(from.words, &part.region, from.head.period);
        let answers = from.answers(&subject);
        Given { subject, answers, population: from.population(&part.region) }
    }

    fn of_value(from: &Material<'_>, (column, called): (&str, &str), part: &InPart) -> Option<Given> {
        let Material { head, config, excerpt, .. } = *from;
        let columns = &config.columns;
        let by = columns.attributes.iter().position(|attribute| attribute.value == column)?;
        let place = columns.cuts.iter().position(|cut| cut.is_shown && cut.attribute == by)?;
        let by_cut = by_cuts(Figures { config, excerpt }, head.period).into_iter().nth(place)?;
        let words = Words::by_cut(head, called).ok()?;
        let mut subject = Subject::region(&words, &part.region, head.period);
        let answers = subject.selection.of(&by_cut.figures().excerpt.cells);
        subject.selection.by = Some(by);
        subject.selection.gathered = by_cut.gathered;
        Some(Given { subject, answers, population: None })
    }
}

/// A base that is explained.
struct Explained<'a> {
    need: &'a Need,
    from: &'a Material<'a>,
    texts: ExplainTexts,
    base: &'a Base,
    given: Given,
}

impl Explained<'_> {
    fn told(&self, leaf: &[&str]) -> Option<Explanation> {
        let (base, texts, words) = (self.base, &self.texts, self.from.words);
        match leaf {
            ["n"] => Some(self.counted(&texts.of_n, base.n)),
            ["margin"] => self.margin(),
            ["needed"] => self.needed(),
            ["more"] if base.suffices() => {
                let mut told = self.what(&texts.of_more);
                told.say(&texts.enough);
                told.comes_to_count(0);
                Some(told)
            }
            ["more"] => {
                let mut told = self.what(&texts.of_more).shown(words.count(base.more));
                let [name, form] = &texts.more_form;
                told.sum(name, form, format!("{} − {}", base.needed, base.n), base.more);
                Some(told)
            }
            ["invitations", leaf] => self.invitations(base.invitations?, leaf),
            _ => None,
        }
    }

    fn what(&self, text: &Text) -> Explanation {
        Explanation::of(fill(text, &[("of", &self.given.subject.name)]))
    }

    fn counted(&self, text: &Text, n: u64) -> Explanation {
        let mut told = self.what(text).shown(self.from.words.count(n));
        told.say(&self.texts.counted);
        told.comes_to_count(n);
        told
    }

    fn sample(&self, given: &Given) -> Option<Sample> {
        self.from.sample(&given.answers, given.population)
    }

    /// What the margin hangs on, told step by step.
    fn worth(&self, told: &mut Explanation) -> Option<Worth> {
        let (words, texts) = (self.from.words, &self.texts);
        let open_n = self.from.sample(&self.given.answers, None)?.effective_n();
        let n = real(self.base.n);
        // Of a census no more is known.
        let is_census = self.given.population == Some(self.base.n);
        let open_n = if is_census { n } else { open_n };
        let mut worth = Worth::new(self.sample(&self.given)?, open_n, self.given.population);
        let all = Need::of_all(self.from);
        let behind = if self.base.spread_of_all { &all } else { &self.given };
        if self.base.spread_of_all {
            told.say(&texts.spread_of_all);
        }
        let sample = self.sample(behind)?;
        let (variance, steps) = recorded(|trace| planning_variance_traced(sample, trace));
        told.tell(words, &steps);
        worth.variance = variance;
        if has_effect(&worth) {
            line(told, ["D", &texts.effect_form], format!("{} / {}", short(n), short(open_n)), worth.effect);
        }
        Some(worth)
    }

    fn margin(&self) -> Option<Explanation> {
        let (base, texts, words) = (self.base, &self.texts, self.from.words);
        let mut told = self.what(&texts.of_margin).shown(both_sides(words, &words.points(base.margin, 1)));
        let worth = self.worth(&mut told)?;
        if worth.population == Some(base.n) {
            told.say(&texts.everybody);
            told.comes_to(base.margin);
            return Some(told);
        }
        let own = real(base.n) / worth.effect;
        let by_effect = has_effect(&worth);
        let numbers =
            if by_effect { format!("{} / {}", base.n, short(worth.effect)) } else { base.n.to_string() };
        let counted = match worth.population {
            None => own,
            Some(all) => own * real(all - 1) / real(all - base.n),
        };
        if by_effect || worth.population.is_some() {
            let numbers = match worth.population {
                None => numbers,
                Some(all) => format!("{numbers} × ({all} − 1) / ({all} − {})", base.n),
            };
            line(&mut told, [&texts.worth_form, "n / D × (N − 1) / (N − n)"], numbers, counted);
        }
        let z = critical(self.from.head.method.confidence.share());
        let numbers = format!("100 × {} × √({} / ({} + 3))", short(z), short(worth.variance), short(counted));
        line(&mut told, texts.margin_form.each_ref().map(|text| &**text), numbers, base.margin);
        told.comes_to(base.margin);
        Some(told)
    }

    fn needed(&self) -> Option<Explanation> {
        let (base, texts, words) = (self.base, &self.texts, self.from.words);
        let mut told = self.what(&texts.of_needed).shown(words.count(base.needed));
        let worth = self.worth(&mut told)?;
        let z = critical(self.from.head.method.confidence.share());
        let wanted = self.need.wanted;
        let reach = wanted / 100.0;
        let unlimited = (worth.effect * (worth.variance * (z / reach).powi(2) - 3.0)).max(1.0);
        let numbers = format!(
            "max(1, {} × ({} × {}² / ({} / 100)² − 3))",
            short(worth.effect),
            short(worth.variance),
            short(z),
            short(wanted)
        );
        line(&mut told, [&texts.needed_form, "max(1, D × (V × z² / (m / 100)² − 3))"], numbers, unlimited);
        if let Some(all) = worth.population {
            let of_all = unlimited / (1.0 + (unlimited - 1.0) / real(all));
            let first = short(unlimited);
            let numbers = format!("{first} / (1 + ({first} − 1) / {all})");
            line(&mut told, texts.of_population_form.each_ref().map(|text| &**text), numbers, of_all);
        }
        told.say(fill(&texts.rounded_up, &[("n", words.count(base.needed))]));
        told.comes_to_count(base.needed);
        Some(told)
    }

    fn invitations(&self, of: Invitations, leaf: &str) -> Option<Explanation> {
        let (texts, words) = (&self.texts, self.from.words);
        match leaf {
            "answered" | "asked" => {
                let (text, n) = if leaf == "asked" {
                    (&texts.of_asked, of.asked)
                } else {
                    (&texts.of_answered, of.answered)
                };
                let mut told = self.what(text);
                let values = [("answered", words.count(of.answered)), ("asked", words.count(of.asked))];
                told.say(fill(&texts.rate, &values));
                told.comes_to_count(n);
                Some(told)
            }
            "n" => {
                let mut told = self.what(&texts.of_invitations).shown(words.count(of.n));
                let numbers = format!("{} × {} / {}", self.base.needed, of.asked, of.answered);
                let exact = real(self.base.needed) * real(of.asked) / real(of.answered);
                line(&mut told, texts.invitations_form.each_ref().map(|text| &**text), numbers, exact);
                told.say(fill(&texts.rounded_up, &[("n", words.count(of.n))]));
                told.comes_to_count(of.n);
                Some(told)
            }
            _ => None,
        }
    }
}

/// Whether weights or clusters make answers worth less or more than one each.
fn has_effect(worth: &Worth) -> bool {
    (worth.effect - 1.0).abs() > 1e-9
}

/// A line of a computation.
fn line(told: &mut Explanation, [name, form]: [&str; 2], numbers: String, value: f64) {
    told.line(Formula { name: name.to_owned(), forms: vec![form.to_owned(), numbers, short(value)] });
}
