//! How the steps of a computation read: each formula by its symbols, the same with the numbers put in, and what it comes to.

use super::Explanation;
use super::numbers::{after_sign, short};
use super::sources::source;
use super::telling::Formula as Line;
use crate::survey::trace::{Basis, Confirmed, End, Formula, Side, Step, Untested};
use crate::survey::{Confidence, Group};
use crate::wording::{ExplainTexts, Text, Words};

/// Words that stand in formulas, in the order in which they are looked for: none is within one that comes later.
const WORDS: [&str; 36] = [
    "shares of those that stayed",
    "p of the second test",
    "share of promoters",
    "share of passives",
    "share of detractors",
    "ranked clients",
    "weights leave",
    "clusters leave",
    "effective n",
    "mean range",
    "detractors",
    "passives",
    "promoters",
    "confidence",
    "difference",
    "benchmark",
    "variance",
    "answers",
    "weight",
    "target",
    "centre",
    "chance",
    "periods",
    "ranges",
    "reach",
    "level",
    "score",
    "share",
    "effect",
    "with N",
    "mean",
    "mix",
    "rate",
    "low",
    "high",
    "sum",
];

/// A formula by its symbols, with the words in it in the language of the report.
pub(crate) fn by_words(words: &Words, symbols: &str) -> String {
    let texts = words.explain();
    let own = WORDS.iter().zip(texts.phrases.iter().chain(&texts.words));
    own.fold(symbols.to_owned(), |symbols, (english, own)| symbols.replace(english, own))
}

/// What is said before a formula, or in place of one.
fn note(texts: &ExplainTexts, formula: Formula) -> Option<&Text> {
    let note = &texts.note;
    Some(match formula {
        Formula::WeightedShare(_) => &note.weights,
        Formula::EffectiveSize(_) => &note.effective_sizes,
        Formula::Added(_) => &note.added,
        Formula::Critical => &note.normal,
        Formula::TangoEnd(End::Low) => &note.tango_low,
        Formula::TangoEnd(End::High) => &note.tango_high,
        Formula::Cut => &note.cut,
        Formula::Held => &note.held,
        Formula::VarianceOfRelated | Formula::SumOfRelatedVariances => &note.related,
        Formula::TwoSided => &note.two_sided,
        Formula::Exact(Confirmed::Few) => &note.exact_few,
        Formula::Exact(Confirmed::ByLittle) => &note.exact_by_little,
        Formula::ScoreTest | Formula::ScoreTestOfBoth => &note.score_test,
        Formula::Below => &note.below,
        Formula::Kish => &note.kish,
        Formula::VarianceOfMean => &note.clusters,
        Formula::SpreadOfAlike => &note.clusters_alike,
        Formula::Linearised => &note.single_variance,
        Formula::OneEach => &note.one_each,
        Formula::Smaller => &note.smaller,
        Formula::OutOfPopulation => &note.population,
        Formula::Census => &note.census,
        Formula::ReachByRange => &note.by_range,
        Formula::PartBefore => &note.stayed,
        Formula::Mix => &note.together,
        Formula::Entered | Formula::Left => &note.against_stayed,
        Formula::LevelOfEach => &note.level_of_each,
        Formula::RelativeWeight => &note.relative_weight,
        Formula::UpperShare => &note.upper_share,
        Formula::WilsonEnd(_) => &note.wilson,
        Formula::PooledShare => &note.pooled_share,
        Formula::TwoSidedOfShares => &note.two_sided_shares,
        Formula::Fisher => &note.fisher,
        Formula::Deviation | Formula::WeightedDeviation => &note.deviation,
        Formula::VarianceOfMeanScore => &note.clusters_scores,
        Formula::CriticalT => &note.student,
        Formula::CutAtScale => &note.cut_at_scale,
        Formula::NoWidth => &note.no_width,
        Formula::Welch => &note.welch,
        Formula::TwoSidedOfT => &note.two_sided_t,
        Formula::ChiSquare => &note.chi_square,
        Formula::Surplus(Group::Detractor) => &note.surplus,
        Formula::BetweenGroups(Group::Detractor, Group::Passive) => &note.between_groups,
        Formula::TwoKinds => &note.two_kinds,
        Formula::Untested(Untested::Alike) => &note.untested_alike,
        Formula::Untested(Untested::OneAnswer) => &note.untested_one,
        _ => return None,
    })
}

/// By what symbols the inputs are called that do not stand in the formula, after those that do.
fn said_only(formula: Formula) -> &'static [&'static str] {
    match formula {
        Formula::Critical => &["share"],
        Formula::TangoEnd(_) => &["T"],
        Formula::Held => &["NPS"],
        Formula::Exact(_) | Formula::Fisher => &["drawn", "all"],
        Formula::CriticalT => &["share", "ν"],
        Formula::TwoSidedOfT => &["t", "ν"],
        Formula::OneEach => &["clusters"],
        Formula::ChiSquare => &["χ²", "ν"],
        _ => &[],
    }
}

/// What a formula comes to, by its symbol, and the formula itself: what is put in stands in braces by its own symbol, in order.
/// `°` is the mark of what the formula is of.
fn form(formula: Formula) -> Option<(&'static str, &'static str)> {
    use Formula as F;
    use Group::{Detractor, Passive, Promoter};
    Some(match formula {
        F::Share(Detractor) => ("share of detractors", "{detractors} / {n}"),
        F::Share(Passive) => ("share of passives", "{passives} / {n}"),
        F::Share(Promoter) => ("share of promoters", "{promoters} / {n}"),
        F::WeightedShare(Detractor) => ("share of detractors", "{Σw(detractors)} / {Σw}"),
        F::WeightedShare(Passive) => ("share of passives", "{Σw(passives)} / {Σw}"),
        F::WeightedShare(Promoter) => ("share of promoters", "{Σw(promoters)} / {Σw}"),
        F::Score => ("NPS", "100 × ({promoters} − {detractors}) / {n}"),
        F::ScoreOfShares => ("NPS", "100 × ({share of promoters} − {share of detractors})"),
        F::SumOfScores => ("sum", "Σ score × answers"),
        F::WeightedSumOfScores => ("sum", "Σ score × weight"),
        F::MeanScore => ("mean", "{sum} / {n}"),
        F::WeightedMeanScore => ("mean", "{sum} / {Σw}"),
        F::EffectiveSize(Detractor) => ("d°", "{share} × {effective n}"),
        F::EffectiveSize(Passive) => ("passives°", "{share} × {effective n}"),
        F::EffectiveSize(Promoter) => ("p°", "{share} × {effective n}"),
        F::Added(Detractor) => ("d°", "{detractors} + {¾}"),
        F::Added(Passive) => ("passives°", "{passives} + {1½}"),
        F::Added(Promoter) => ("p°", "{promoters} + {¾}"),
        F::N(_) => ("n°", "{d°} + {passives°} + {p°}"),
        F::Mean(_) => ("m°", "({p°} − {d°}) / {n°}"),
        F::Variance(_) => ("V°", "({p°} + {d°}) / {n°} − {m°}²"),
        F::StandardError(_) => ("SE°", "100 × √({V°} / {n°})"),
        F::CodedError => ("SE°", "√({V°} / {n°})"),
        F::WaldEnd(_, End::Low) => ("low", "{100 × m°} − {z} × {SE°}"),
        F::WaldEnd(_, End::High) => ("high", "{100 × m°} + {z} × {SE°}"),
        F::Difference => ("difference", "{NPS₁} − {NPS₂}"),
        F::Distance => ("difference", "{NPS} − {benchmark}"),
        F::VarianceOfDifference => ("variance", "{V′₁ / n′₁} + {V′₂ / n′₂}"),
        F::VarianceOfRelated => {
            ("variance", "{V′₁ / n′₁} + {V′₂ / n′₂} − 2 × {ρ} × √({V′₁ / n′₁} × {V′₂ / n′₂})")
        }
        F::VarianceOfScore => ("variance", "{V′} / {n′}"),
        F::VarianceOfDistance => ("variance", "{V′} / {n′} + {V′} / {m}"),
        F::ZOfDifference => ("z", "({m′₁} − {m′₂}) / √{variance}"),
        F::ZOfDistance => ("z", "({m′} − {benchmark / 100}) / √{variance}"),
        F::TwoSided | F::TwoSidedOfShares => ("p", "2 × (1 − Φ({|z|}))"),
        F::ScoreTest => ("T", "T(benchmark / 100)"),
        F::ScoreTestOfBoth => ("T", "{T(benchmark / 100)} / √(1 + {n} / {m})"),
        F::Larger => ("p", "max({p}, {p of the second test})"),
        F::ZOfTarget => ("z", "({m′} − {target / 100}) / {SE′}"),
        F::Below => ("chance", "Φ({z})"),
        F::Kish => ("weights leave", "{(Σw)}² / {Σw²}"),
        F::SpreadOfAlike => ("Σu²", "{Σu₁²} + {V} × {ΣW₂²}"),
        F::VarianceOfMean | F::VarianceOfMeanScore => ("Var(θ)", "{C} / {(C − 1)} × {Σu²} / {(Σw)}²"),
        F::Linearised => ("clusters leave", "{V} / {Var(θ)}"),
        F::OneEach => ("clusters leave", "{(ΣW)}² / {ΣW²}"),
        F::OutOfPopulation => ("with N", "{effective n} × ({N} − 1) / ({N} − {n})"),
        F::CentreByBase => ("centre", "{Σ n × NPS} / {Σ n}"),
        F::PooledVariance => ("V̄", "{Σ n × V} / {Σ n}"),
        F::ReachByBase => ("reach", "3 × √({V̄} / {n})"),
        F::CentreOfScores => ("centre", "{Σ NPS} / {periods}"),
        F::MeanRange => ("mean range", "{Σ ranges} / ({periods} − 1)"),
        F::ReachByRange => ("reach", "2.66 × {mean range}"),
        F::Limit(End::Low) => ("low", "{centre} − {reach}"),
        F::Limit(End::High) => ("high", "{centre} + {reach}"),
        F::PartBefore => ("w₀", "{share} / {shares of those that stayed}"),
        F::PartAfter => ("w₁", "{share} / {shares of those that stayed}"),
        F::Mix => ("mix", "({w₁} − {w₀}) × (({s₀} + {s₁}) / 2 − ({C₀} + {C₁}) / 2)"),
        F::Rate => ("rate", "({w₀} + {w₁}) / 2 × ({s₁} − {s₀})"),
        F::Entered => ("effect", "{share} × ({s₁} − {C₁})"),
        F::Left => ("effect", "{share} × ({C₀} − {s₀})"),
        F::LevelOfEach => ("level", "{confidence}^(1 / {ranked clients})"),
        F::RelativeWeight => ("w", "Σ λ² × β²"),
        F::UpperShare => ("share°", "{k°} / {n°}"),
        F::WilsonEnd(End::Low) => (
            "low",
            "({share} + {z}² / (2 × {n}) − {z} × √({share} × (1 − {share}) / {n} + {z}² / (4 × {n}²))) / (1 + {z}² / {n})",
        ),
        F::WilsonEnd(End::High) => (
            "high",
            "({share} + {z}² / (2 × {n}) + {z} × √({share} × (1 − {share}) / {n} + {z}² / (4 × {n}²))) / (1 + {z}² / {n})",
        ),
        F::DifferenceOfShares => ("difference", "{share₁} − {share₂}"),
        F::PooledShare => ("p̄", "({share₁} × {n₁} + {share₂} × {n₂}) / ({n₁} + {n₂})"),
        F::VarianceOfShare => ("v°", "{p̄} × (1 − {p̄}) / {n°}"),
        F::SumOfVariances => ("variance", "{v₁} + {v₂}"),
        F::SumOfRelatedVariances => ("variance", "{v₁} + {v₂} − 2 × {ρ} × √({v₁} × {v₂})"),
        F::ZOfShares => ("z", "{difference} / √{variance}"),
        F::SumOfSquares => ("Q", "Σ answers × (score − mean)²"),
        F::WeightedSumOfSquares => ("Q", "Σ weight × (score − mean)²"),
        F::Deviation => ("s", "√({Q} / ({n} − 1))"),
        F::WeightedDeviation => ("s", "√({Q} / {Σw} × {effective n} / ({effective n} − 1))"),
        F::ErrorOfMean => ("SE", "{s} / √{n}"),
        F::StudentEnd(End::Low) => ("low", "{mean} − {t} × {SE}"),
        F::StudentEnd(End::High) => ("high", "{mean} + {t} × {SE}"),
        F::DifferenceOfMeans => ("difference", "{mean₁} − {mean₂}"),
        F::VarianceOfMeanAnswer => ("v°", "{s°}² / {n°}"),
        F::Freedom => ("ν°", "{n°} − 1"),
        F::Welch => ("ν", "({v₁} + {v₂})² / ({v₁}² / {ν₁} + {v₂}² / {ν₂})"),
        F::TOfMeans => ("t", "{difference} / √{variance}"),
        _ => return of_respondents(formula),
    })
}

/// The same of formulas about respondents who answered twice.
fn of_respondents(formula: Formula) -> Option<(&'static str, &'static str)> {
    use Formula as F;
    use Group::{Detractor, Passive, Promoter};
    Some(match formula {
        F::McNemar => ("χ²", "({b} − {c})² / ({b} + {c})"),
        F::Surplus(Detractor) => ("d₁", "{n·₁} − {n₁·}"),
        F::Surplus(Passive) => ("d₂", "{n·₂} − {n₂·}"),
        F::Surplus(Promoter) => ("d₃", "{n·₃} − {n₃·}"),
        F::BetweenGroups(Detractor, Passive) => ("m₁₂", "({n₁₂} + {n₂₁}) / 2"),
        F::BetweenGroups(Detractor, _) => ("m₁₃", "({n₁₃} + {n₃₁}) / 2"),
        F::BetweenGroups(..) => ("m₂₃", "({n₂₃} + {n₃₂}) / 2"),
        F::StuartMaxwell => (
            "χ²",
            "({m₂₃} × {d₁}² + {m₁₃} × {d₂}² + {m₁₂} × {d₃}²) / (2 × ({m₁₂} × {m₁₃} + {m₁₂} × {m₂₃} + {m₁₃} × {m₂₃}))",
        ),
        _ => return None,
    })
}

/// What the symbols of a step are marked with.
fn mark(step: &Step) -> String {
    let is_adjusted = match step.formula {
        Formula::N(basis)
        | Formula::Mean(basis)
        | Formula::Variance(basis)
        | Formula::StandardError(basis)
        | Formula::WaldEnd(basis, _) => basis == Basis::Adjusted,
        Formula::Added(_) | Formula::CodedError => true,
        _ => false,
    };
    let side = match step.side {
        Side::First => "₁",
        Side::Second => "₂",
        Side::Whole | Side::At(_) => "",
    };
    format!("{}{side}", if is_adjusted { "′" } else { "" })
}

impl Explanation {
    /// The steps of a computation; what the last of them comes to is what the figure does.
    pub(crate) fn tell(&mut self, words: &Words, steps: &[Step]) {
        self.cite(steps);
        for step in steps {
            self.tell_one(words, step);
            self.comes_to(step.result);
        }
    }

    /// Where the formulas of these steps were published.
    pub(crate) fn cite(&mut self, steps: &[Step]) {
        for source in steps.iter().filter_map(|step| source(step.formula)) {
            if !self.sources.contains(&source) {
                self.sources.push(source);
            }
        }
    }

    fn tell_one(&mut self, words: &Words, step: &Step) {
        let (name, form) = form(step.formula).unwrap_or_default();
        let symbols = [symbols(form), said_only(step.formula).to_vec()].concat();
        let number = |symbol: &str| match symbols.iter().position(|other| *other == symbol) {
            _ if symbol == "=" => Some(step.result),
            Some(at) => step.inputs.get(at).copied(),
            None => None,
        };
        if let Some(note) = note(words.explain(), step.formula) {
            let share = |share: f64| {
                Confidence::new(share).map_or_else(|| short(share), |level| words.confidence(level))
            };
            self.say_once(filled(note, |symbol, _| match number(symbol) {
                Some(value) if is_of_level(step.formula) && symbol == "share" => share(value),
                value => value.map_or_else(String::new, short),
            }));
        }
        if form.is_empty() {
            return;
        }
        let mark = mark(step);
        let marked = |text: &str| text.replace('°', &mark);
        let by_symbols = marked(&by_words(words, &filled(form, |symbol, _| symbol.to_owned())));
        let by_numbers = if matches!(step.formula, Formula::SumOfScores | Formula::WeightedSumOfScores) {
            products(&step.inputs)
        } else if matches!(step.formula, Formula::SumOfSquares | Formula::WeightedSumOfSquares) {
            squares(&step.inputs)
        } else if step.formula == Formula::RelativeWeight {
            products_of_squares(&step.inputs)
        } else if step.inputs.is_empty() {
            by_symbols.clone()
        } else {
            filled(form, |symbol, bracketed| match number(symbol) {
                Some(value) if bracketed && value < 0.0 => format!("({})", short(value)),
                value => value.map_or_else(String::new, short),
            })
        };
        let mut forms = vec![by_symbols, by_numbers, short(step.result)];
        forms.dedup();
        self.line(Line { name: marked(&by_words(words, name)), forms });
    }
}

/// Whether a formula has a level of confidence as its share.
fn is_of_level(formula: Formula) -> bool {
    matches!(formula, Formula::Critical | Formula::CriticalT)
}

/// b × (a − m)² + d × (c − m)², from m, a, b, c and d.
fn squares(inputs: &[f64]) -> String {
    let (mean, pairs) = inputs.split_first().unwrap_or((&0.0, &[]));
    let terms = pairs.chunks_exact(2).map(|pair| match pair {
        [score, weight] => format!("{} × ({} − {})²", short(*weight), short(*score), after_sign(*mean)),
        _ => String::new(),
    });
    terms.collect::<Vec<_>>().join(" + ")
}

/// a² × b² + c² × d²
fn products_of_squares(inputs: &[f64]) -> String {
    let terms = inputs.chunks_exact(2).map(|pair| {
        let factors = pair.iter().map(|value| format!("{}²", after_sign(*value)));
        factors.collect::<Vec<_>>().join(" × ")
    });
    terms.collect::<Vec<_>>().join(" + ")
}

/// a × b + c × d
fn products(inputs: &[f64]) -> String {
    let terms = inputs.chunks_exact(2).map(|pair| match pair {
        [a, b] if *a < 0.0 => format!("({}) × {}", short(*a), short(*b)),
        pair => pair.iter().map(|value| short(*value)).collect::<Vec<_>>().join(" × "),
    });
    terms.collect::<Vec<_>>().join(" + ")
}

/// The symbols in the braces of a formula, each once, in order.
fn symbols(form: &str) -> Vec<&str> {
    let mut symbols: Vec<&str> = Vec::new();
    for part in form.split('{').skip(1) {
        let symbol = part.split('}').next().unwrap_or_default();
        if !symbols.contains(&symbol) {
            symbols.push(symbol);
        }
    }
    symbols
}

/// A text with what stands in braces replaced, told whether a negative number there needs brackets.
fn filled(text: &str, value: impl Fn(&str, bool) -> String) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (symbol, after) = part.split_once('}').unwrap_or((part, ""));
        let follows_sign = filled.trim_end().ends_with(['+', '−', '×', '/']);
        let value = value(symbol, follows_sign || after.starts_with(['²', '^']));
        filled += &value;
        filled += after;
    }
    filled
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::sources::{FISHER, SHARES, STUDENT};
    use super::*;
    use crate::config::Language;
    use crate::statistics::{Mean, difference_of_means_traced, difference_of_shares_traced, wilson_traced};
    use crate::survey::trace::recorded;
    use crate::survey::{Answers, Counts, Histogram, Sample, Scale, Weight};
    use crate::workings::Part;

    const LEVEL: Confidence = Confidence::NINETY_FIVE;

    fn words(language: Language) -> Words {
        Words::with(language, &BTreeMap::new()).expect("words")
    }

    fn scale() -> Scale {
        Scale::new(1, 7, 5, 6).expect("a scale")
    }

    fn upper(upper: u64, n: u64) -> Sample {
        Counts::new(n - upper, 0, upper).sample().expect("answers")
    }

    fn ratings(answers: &[u64]) -> Answers {
        Histogram::new(answers.to_vec()).into()
    }

    fn mean(answers: &[u64]) -> Mean {
        Mean::of(&ratings(answers), &scale()).expect("answers")
    }

    /// Clusters, weights and single answers.
    fn clustered() -> Answers {
        let mut answers = Answers::default();
        for (cluster, score, n, sum, squares) in
            [(Some(1), 3, 2, 3.0, 4.5), (Some(2), 6, 3, 3.0, 3.0), (None, 7, 2, 1.0, 0.5)]
        {
            let weight = Weight { answers: n, sum, squares };
            answers.weigh_in(cluster, scale().score(score).expect("on the scale"), weight);
        }
        answers
    }

    const NOW: [u64; 7] = [0, 0, 2, 5, 9, 10, 4];
    const BEFORE: [u64; 7] = [1, 0, 3, 8, 9, 6, 3];

    fn steps_of_shares() -> Vec<Vec<Step>> {
        let weighted = |share| Sample::weighted(Counts::new(50, 0, 50), [1.0 - share, 0.0, share], 90.5);
        let (one, other) = (weighted(0.45).expect("answers"), weighted(0.3).expect("answers"));
        vec![
            recorded(|trace| wilson_traced(0.57, 100.0, LEVEL, trace)).1,
            recorded(|trace| difference_of_shares_traced(upper(14, 30), upper(9, 30), 0.0, trace)).1,
            recorded(|trace| difference_of_shares_traced(one, other, 0.3, trace)).1,
            recorded(|trace| difference_of_shares_traced(upper(0, 4), upper(0, 5), 0.0, trace)).1,
        ]
    }

    fn steps_of_means() -> Vec<Vec<Step>> {
        let difference = |one: &[u64], other: &[u64], correlation| {
            recorded(|trace| difference_of_means_traced(mean(one), mean(other), correlation, trace)).1
        };
        let interval = |answers: &Answers| {
            let told =
                recorded(|trace| Mean::of_traced(answers, &scale(), trace)?.interval_traced(LEVEL, trace));
            told.1
        };
        vec![
            interval(&ratings(&NOW)),
            interval(&clustered()),
            interval(&ratings(&[0, 0, 3])),
            recorded(|trace| mean(&NOW).out_of_traced(100, trace).interval_traced(LEVEL, trace)).1,
            difference(&NOW, &BEFORE, 0.0),
            difference(&BEFORE, &NOW, 0.4),
            difference(&[0, 0, 3], &[0, 0, 0, 4], 0.0),
            difference(&[0, 0, 3], &[0, 0, 4], 0.0),
            difference(&[0, 0, 1], &BEFORE, 0.0),
        ]
    }

    fn told(language: Language, steps: &[Step]) -> Explanation {
        let mut told = Explanation::default();
        told.tell(&words(language), steps);
        told
    }

    /// What is said and shown, line by line.
    fn lines(told: &Explanation) -> Vec<String> {
        let line = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Formula(Line { name, forms }) => format!("{name} = {}", forms.join(" = ")),
            Part::Table { .. } | Part::List(_) => String::new(),
        };
        told.steps.iter().map(line).collect()
    }

    #[test]
    fn every_step_of_shares_and_means_is_told_in_every_language() {
        for language in [Language::En, Language::Ru, Language::Uk] {
            let mut foreign = BTreeSet::new();
            for steps in steps_of_shares().into_iter().chain(steps_of_means()) {
                assert!(!steps.is_empty());
                for step in &steps {
                    let told = told(language, std::slice::from_ref(step));
                    assert!(!told.steps.is_empty(), "{language:?}: {step:?} is not told");
                    for line in lines(&told) {
                        assert!(!line.contains(['{', '}', '°']), "{language:?}: {line}");
                        let words = line.split(|c: char| !c.is_ascii_alphabetic());
                        foreign.extend(words.filter(|word| word.len() > 1).map(str::to_owned));
                    }
                }
            }
            let known = BTreeSet::from(["SE", "Var", "max"].map(str::to_owned));
            assert!(language == Language::En || foreign.is_subset(&known), "{language:?}: {foreign:?}");
        }
    }

    #[test]
    fn two_shares_are_told_with_their_numbers() {
        let told = told(Language::En, &steps_of_shares()[1]);
        let formulas: Vec<String> = lines(&told).into_iter().filter(|line| line.contains(" = ")).collect();
        assert_eq!(
            formulas,
            [
                "share₁ = k₁ / n₁ = 14 / 30 = 0.4666667",
                "share₂ = k₂ / n₂ = 9 / 30 = 0.3",
                "difference = share₁ − share₂ = 0.4666667 − 0.3 = 0.1666667",
                "p̄ = (share₁ × n₁ + share₂ × n₂) / (n₁ + n₂) = (0.4666667 × 30 + 0.3 × 30) / (30 + 30) = 0.3833333",
                "v₁ = p̄ × (1 − p̄) / n₁ = 0.3833333 × (1 − 0.3833333) / 30 = 0.00787963",
                "v₂ = p̄ × (1 − p̄) / n₂ = 0.3833333 × (1 − 0.3833333) / 30 = 0.00787963",
                "variance = v₁ + v₂ = 0.00787963 + 0.00787963 = 0.01575926",
                "z = difference / √variance = 0.1666667 / √0.01575926 = 1.327642",
                "p = 2 × (1 − Φ(|z|)) = 2 × (1 − Φ(1.327642)) = 0.1842965",
                "p = max(p, p of the second test) = max(0.1842965, 0.2881796) = 0.2881796",
            ]
        );
        assert_eq!(told.sources, [SHARES, FISHER]);
    }

    #[test]
    fn a_mean_and_its_interval_are_told_with_their_numbers() {
        let told = told(Language::En, &steps_of_means()[0]);
        assert_eq!(
            lines(&told),
            [
                "sum = Σ score × answers = 3 × 2 + 4 × 5 + 5 × 9 + 6 × 10 + 7 × 4 = 159",
                "mean = sum / n = 159 / 30 = 5.3",
                "Q = Σ answers × (score − mean)² = 2 × (3 − 5.3)² + 5 × (4 − 5.3)² + 9 × (5 − 5.3)² + 10 × (6 − 5.3)² \
                 + 4 × (7 − 5.3)² = 36.3",
                "s is the standard deviation of a single answer:",
                "s = √(Q / (n − 1)) = √(36.3 / (30 − 1)) = 1.118805",
                "SE = s / √n = 1.118805 / √30 = 0.2042649",
                "ν = n − 1 = 30 − 1 = 29",
                "95% of Student’s distribution with ν = 29 degrees of freedom lie between −t and t: t = 2.04523.",
                "low = mean − t × SE = 5.3 − 2.04523 × 0.2042649 = 4.882231",
                "high = mean + t × SE = 5.3 + 2.04523 × 0.2042649 = 5.717769",
            ]
        );
        assert_eq!(told.sources, [STUDENT]);
    }

    #[test]
    fn a_mean_below_zero_stands_in_brackets() {
        assert_eq!(squares(&[-1.5, -2.0, 3.0, 1.0, 4.0]), "3 × (−2 − (−1.5))² + 4 × (1 − (−1.5))²");
    }

    #[test]
    fn what_steps_come_to_is_what_the_function_gives() {
        let results = |steps: &[Step], is: fn(Formula) -> bool| -> Vec<u64> {
            steps.iter().filter(|step| is(step.formula)).map(|step| step.result.to_bits()).collect()
        };
        let bits = |values: &[f64]| -> Vec<u64> { values.iter().map(|value| value.to_bits()).collect() };
        let (ends, steps) = recorded(|trace| wilson_traced(0.0, 20.0, LEVEL, trace));
        assert_eq!(results(&steps, |formula| matches!(formula, Formula::WilsonEnd(_))), bits(&ends));
        let (found, steps) = recorded(|trace| {
            let (now, before) = (ratings(&NOW), ratings(&BEFORE));
            let now = Mean::of_traced(&now, &scale(), trace)?;
            Some(difference_of_means_traced(now, Mean::of_traced(&before, &scale(), trace)?, 0.0, trace))
        });
        let found = found.expect("answers");
        assert_eq!(results(&steps, |formula| formula == Formula::TOfMeans), bits(&[found.statistic]));
        assert_eq!(results(&steps, |formula| formula == Formula::TwoSidedOfT), bits(&[found.p]));
        assert_eq!(
            results(&steps, |formula| formula == Formula::DifferenceOfMeans),
            bits(&[found.difference])
        );
    }
}
