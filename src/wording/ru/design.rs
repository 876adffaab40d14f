//! What answers weigh, in Russian.

use super::super::texts::Design;

pub(super) const TEXTS: Design = Design {
    precision: "{precision}, эффективное n\u{a0}=\u{a0}{n}",
    census: "{precision}: все, кто мог ответить",
    everyone: "все",
    caption: "Сколько весят ответы: число, веса, эффективное число",
    head: [
        "Ответы",
        "Число ответов (n)",
        "Взвешенное n",
        "Эффективное n",
        "Дизайн-эффект",
        "Кластеры",
        "Совокупность",
    ],
    unweighted: "Числа ответов приведены без весов, показатели и доли\u{a0}— с весами.",
    weights_term: "Веса",
    weights: "Каждый ответ учитывается с весом из столбца «{column}». Ответы без веса или с весом 0 не учитываются, их число указано.",
    raking_term: "Взвешивание по известным долям",
    raking: "Ответы взвешены итеративно (рейкинг) так, чтобы в каждом периоде взвешенные доли совпадали с известными: {margins}. Ответы, где значение не указано, остаются как есть.",
    margin: "{column} ({shares})",
    limits: "Множитель каждого веса относительно среднего\u{a0}— не меньше {smallest} и не больше {largest}.",
    upper_limit: "Множитель каждого веса относительно среднего\u{a0}— не больше {largest}.",
    raking_source: "Deming, Stephan, “On a least squares adjustment of a sampled frequency table when the expected marginal totals are known”, Annals of Mathematical Statistics 11, 1940",
    effective_term: "Эффективное n, дизайн-эффект",
    effective: "Эффективное n\u{a0}— число невзвешенных независимых ответов, которые дали бы столько же сведений. Интервалы, критерии и границы используют его вместо n. Дизайн-эффект\u{a0}— это n, делённое на эффективное n: при 2 нужно вдвое больше ответов.",
    kish: "Для весов эффективное n\u{a0}— это квадрат их суммы, делённый на сумму их квадратов (Kish 1965).",
    clusters_term: "Кластеры",
    clusters: "Ответы с одним значением в столбце «{column}» могут быть похожи друг на друга. Стандартные ошибки линеаризованы по этим кластерам, для изменений\u{a0}— и по кластерам, общим для обоих периодов; из них следует эффективное n.",
    clusters_source: "Woodruff, “A simple method for approximating the variance of a complicated estimate”, Journal of the American Statistical Association 66, 1971",
    population_term: "Малая совокупность",
    population: "Где известно, сколько человек могли ответить, случайность касается только тех, кто не ответил: стандартные ошибки умножаются на √((N − n)/(N − 1)) (Cochran 1977), поэтому эффективное n может превышать n.",
};
