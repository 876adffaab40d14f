//! How the steps of a computation read: each formula by its symbols, the same with the numbers put in, and what it comes to.

use super::Explanation;
use super::numbers::short;
use super::telling::Formula as Line;
use crate::survey::trace::{Basis, Confirmed, End, Formula, Side, Step};
use crate::survey::{Confidence, Group};
use crate::wording::{ExplainTexts, Text, Words};

const NPS: &str = "Reichheld 2003, \"The one number you need to grow\", Harvard Business Review 81(12)";
const ADJUSTED: &str = "Rocks 2016, \"Interval estimation for the Net Promoter Score\", The American Statistician 70(4); \
                        J. Sauro and J. R. Lewis, measuringu.com, \"Confidence intervals for Net Promoter Scores\"";
const TANGO: &str = "Tango 1998, \"Equivalence test and confidence interval for the difference in proportions for the \
                     paired-sample design\", Statistics in Medicine 17(8)";
const BOOTSTRAP: &str = "Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13";
const PITMAN: &str = "Pitman 1937, \"Significance tests which may be applied to samples from any populations\", Supplement to \
                      the Journal of the Royal Statistical Society 4(1)";
const CONFIDENCE: &str =
    "Schweder and Hjort 2002, \"Confidence and likelihood\", Scandinavian Journal of Statistics 29(2)";
const HOLM: &str = "Holm 1979, \"A simple sequentially rejective multiple test procedure\", Scandinavian Journal of Statistics 6(2)";
const BENJAMINI: &str = "Benjamini and Hochberg 1995, \"Controlling the false discovery rate\", Journal of the Royal \
                         Statistical Society B 57(1)";
const KISH: &str = "Kish 1965, Survey Sampling, section 11.7";
const LINEAR: &str = "Woodruff 1971, Journal of the American Statistical Association 66; Lohr 2022, Sampling: Design and \
                      Analysis, third edition, section 9.1";
const COCHRAN: &str = "Cochran 1977, Sampling Techniques, third edition, section 2.6";
const SHEWHART: &str = "Montgomery, Introduction to Statistical Quality Control, chapter 7";
const WHEELER: &str = "Wheeler, Understanding Variation";
const KITAGAWA: &str = "Kitagawa 1955, \"Components of a difference between two rates\", Journal of the American \
                        Statistical Association 50; Das Gupta 1993, \"Standardization and decomposition of rates\", U.S. \
                        Bureau of the Census P23-186";
const MELITZ: &str = "Melitz and Polanec 2015, \"Dynamic Olley-Pakes productivity decomposition with entry and exit\", RAND \
                      Journal of Economics 46";
const RANKING: &str = "Klein, Wright and Wieczorek 2020, \"A joint confidence region for an overall ranking of populations\", \
                       Journal of the Royal Statistical Society C 69(3); Šidák 1967, \"Rectangular confidence regions for the means of \
                       multivariate normal distributions\", Journal of the American Statistical Association 62(318)";

/// Where a formula was published.
fn source(formula: Formula) -> Option<&'static str> {
    Some(match formula {
        Formula::Score | Formula::ScoreOfShares => NPS,
        Formula::Added(_) => ADJUSTED,
        Formula::TangoEnd(_) | Formula::ScoreTest | Formula::ScoreTestOfBoth => TANGO,
        Formula::BootstrapEnd(_) => BOOTSTRAP,
        Formula::Exact(_) => PITMAN,
        Formula::Below => CONFIDENCE,
        Formula::Holm => HOLM,
        Formula::BenjaminiHochberg => BENJAMINI,
        Formula::Kish => KISH,
        Formula::VarianceOfMean | Formula::SpreadOfAlike | Formula::OneEach => LINEAR,
        Formula::OutOfPopulation => COCHRAN,
        Formula::CentreByBase => SHEWHART,
        Formula::CentreOfScores => WHEELER,
        Formula::Mix | Formula::Rate => KITAGAWA,
        Formula::Entered | Formula::Left => MELITZ,
        Formula::LevelOfEach => RANKING,
        _ => return None,
    })
}

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
        Formula::VarianceOfRelated => &note.related,
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
        _ => return None,
    })
}

/// By what symbols the inputs are called that do not stand in the formula, after those that do.
fn said_only(formula: Formula) -> &'static [&'static str] {
    match formula {
        Formula::Critical => &["share"],
        Formula::TangoEnd(_) => &["T"],
        Formula::Held => &["NPS"],
        Formula::Exact(_) => &["drawn", "all"],
        Formula::OneEach => &["clusters"],
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
        F::TwoSided => ("p", "2 × (1 − Φ({|z|}))"),
        F::ScoreTest => ("T", "T(benchmark / 100)"),
        F::ScoreTestOfBoth => ("T", "{T(benchmark / 100)} / √(1 + {n} / {m})"),
        F::Larger => ("p", "max({p}, {p of the second test})"),
        F::ZOfTarget => ("z", "({m′} − {target / 100}) / {SE′}"),
        F::Below => ("chance", "Φ({z})"),
        F::Kish => ("weights leave", "{(Σw)}² / {Σw²}"),
        F::SpreadOfAlike => ("Σu²", "{Σu₁²} + {V} × {ΣW₂²}"),
        F::VarianceOfMean => ("Var(θ)", "{C} / {(C − 1)} × {Σu²} / {(Σw)}²"),
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
                Some(value) if step.formula == Formula::Critical && symbol == "share" => share(value),
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
