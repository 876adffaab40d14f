//! What answers weigh, in English.

use super::super::texts::Design;

pub(super) const TEXTS: Design = Design {
    precision: "{precision}, effective n\u{a0}=\u{a0}{n}",
    census: "{precision}: everyone who could answer",
    everyone: "everyone",
    caption: "What the answers are worth: number, weights, effective number",
    head: [
        "Answers of",
        "Answers (n)",
        "Weighted n",
        "Effective n",
        "Design effect",
        "Clusters",
        "Population",
    ],
    unweighted: "Numbers of answers are unweighted; scores and shares of a base are weighted.",
    weights_term: "Weights",
    weights: "Each answer counts by its weight in the column “{column}”. Answers without a weight, or with one of 0, are left out and counted.",
    raking_term: "Weighting to known shares",
    raking: "Answers are weighted by raking so that in every period their weighted shares are the known ones: {margins}. Answers that do not say are left as they are.",
    margin: "{column} ({shares})",
    limits: "No weight is multiplied by less than {smallest} or more than {largest} times the mean.",
    upper_limit: "No weight is multiplied by more than {largest} times the mean.",
    raking_source: "Deming and Stephan, “On a least squares adjustment of a sampled frequency table when the expected marginal totals are known”, Annals of Mathematical Statistics 11, 1940",
    effective_term: "Effective n, design effect",
    effective: "The effective n is the number of unweighted, unrelated answers that would say as much. Intervals, tests and limits use it in place of n. The design effect is n over the effective n; at 2, it takes twice as many answers.",
    kish: "With weights, the effective n is the square of their sum over the sum of their squares (Kish 1965).",
    clusters_term: "Clusters",
    clusters: "Answers with the same value in the column “{column}” may resemble each other. Standard errors are linearised over these clusters, in changes over the clusters that both periods share too; the effective n follows from them.",
    clusters_source: "Woodruff, “A simple method for approximating the variance of a complicated estimate”, Journal of the American Statistical Association 66, 1971",
    population_term: "Small population",
    population: "Where it is known how many could have answered, chance concerns only those who did not: standard errors are multiplied by √((N − n)/(N − 1)) (Cochran 1977), so that the effective n may be above n.",
};
