//! Where formulas were published.

use crate::survey::trace::Formula;

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

const WILSON: &str = "Wilson 1927, \"Probable inference, the law of succession, and statistical inference\", Journal of the American \
                      Statistical Association 22(158)";
pub(super) const SHARES: &str =
    "Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, third edition, chapter 3";
pub(super) const FISHER: &str =
    "Fisher 1934, Statistical Methods for Research Workers, fifth edition, section 21.02";
pub(super) const STUDENT: &str = "Student 1908, \"The probable error of a mean\", Biometrika 6(1)";
const WELCH: &str = "Welch 1947, \"The generalization of 'Student's' problem when several different population variances are \
                     involved\", Biometrika 34; Satterthwaite 1946, \"An approximate distribution of estimates of variance \
                     components\", Biometrics Bulletin 2(6)";

const STUART: &str = "Stuart 1955, \"A test for homogeneity of the marginal distributions in a two-way classification\", Biometrika 42; Fleiss \
                      and Everitt 1971, \"Comparing the marginal totals of square contingency tables\", British Journal of \
                      Mathematical and Statistical Psychology 24";
const MCNEMAR: &str = "McNemar 1947, \"Note on the sampling error of the difference between correlated proportions or percentages\", \
                       Psychometrika 12";
const JOHNSON: &str = "Johnson 2000, \"A heuristic method for estimating the relative weight of predictor variables in multiple \
                       regression\", Multivariate Behavioral Research 35(1)";

/// Where a formula was published.
pub(super) fn source(formula: Formula) -> Option<&'static str> {
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
        Formula::VarianceOfMean
        | Formula::VarianceOfMeanScore
        | Formula::SpreadOfAlike
        | Formula::OneEach => LINEAR,
        Formula::OutOfPopulation => COCHRAN,
        Formula::CentreByBase => SHEWHART,
        Formula::CentreOfScores => WHEELER,
        Formula::Mix | Formula::Rate => KITAGAWA,
        Formula::Entered | Formula::Left => MELITZ,
        Formula::LevelOfEach => RANKING,
        Formula::RelativeWeight => JOHNSON,
        Formula::WilsonEnd(_) => WILSON,
        Formula::PooledShare => SHARES,
        Formula::Fisher => FISHER,
        Formula::CriticalT => STUDENT,
        Formula::Welch => WELCH,
        Formula::StuartMaxwell => STUART,
        Formula::McNemar => MCNEMAR,
        _ => return None,
    })
}
