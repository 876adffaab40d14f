//! How the pair that stands out reads.

use super::{InCut, Other, PAIR, Pair, Score, Search};
use crate::config::Language::{En, Ru, Uk};
use crate::sections::{KeyFinding, Report, Section, all_said};
use crate::statistics::{Verdict, adjusted_wald, difference};
use crate::survey::{Confidence, Counts, Nps};
use crate::wording::Words;
use crate::wording::sample::report;
use crate::wording::tests::plain;

fn score([detractors, passives, promoters]: [u64; 3]) -> Score {
    let counts = Counts::new(detractors, passives, promoters);
    let sample = counts.sample().expect("answers");
    let interval = adjusted_wald(sample, Confidence::NINETY_FIVE);
    Score { n: counts.n(), counts, nps: Nps::of(sample), interval }
}

/// The sample report, with a pair of a region and a size that is below all else, or above.
fn with_pair(verdict: Verdict) -> Report {
    let mut report = report();
    let (own, others) = match verdict {
        Verdict::Above => ([10, 20, 70], [60, 20, 20]),
        _ => ([60, 20, 20], [10, 20, 70]),
    };
    let test =
        difference(score(own).counts.sample().expect("some"), score(others).counts.sample().expect("some"));
    let other = Other { score: score(others), difference: test.difference, z: test.z, p: test.p };
    let value = |cut: Option<&str>, label: Option<&str>, value: &str| InCut {
        cut: cut.map(str::to_owned),
        label: label.map(str::to_owned),
        value: value.to_owned(),
    };
    let of = [value(None, None, "North"), value(Some("size"), Some("size of the order"), "small")];
    let (p, p_adjusted) = (test.p, test.p * 40.0);
    let found = Pair { of, score: score(own), rest: other, others_of: [other; 2], p, p_adjusted, verdict };
    report.sections.search = Some(Search { values: 9, pairs: 31, hypotheses: 40, found: Some(found) });
    report
}

/// Reports whose search says all that can be said.
pub(crate) fn reports() -> Vec<Report> {
    vec![with_pair(Verdict::Above), with_pair(Verdict::Below)]
}

/// What a report says of what stands out.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(search) = &report.sections.search else { return Vec::new() };
    all_said(words, report, search)
}

#[test]
fn a_pair_is_told_with_its_cuts_and_values_as_a_key_finding() {
    for (language, expected) in [
        (
            En,
            "Region “North” with Size of the order “small”: NPS is −40, 100 points lower than all other answers together, and \
             clearly lower than either has without the other",
        ),
        (
            Ru,
            "Регион «North» вместе с «Size of the order: small»: NPS −40, это на 100 пунктов ниже, чем по всем другим ответам, \
             и явно ниже, чем у каждого из двух без другого",
        ),
        (
            Uk,
            "Регіон «North» разом із «Size of the order: small»: NPS −40, це на 100 пунктів нижче, ніж за всіма іншими \
             відповідями, і явно нижче, ніж у кожного з двох без іншого",
        ),
    ] {
        let mut report = with_pair(Verdict::Below);
        report.head.language = language;
        let words = Words::of(&report.head).expect("words");
        let finding = KeyFinding { kind: PAIR, figures: vec!["/sections/search/found/rest".to_owned()] };
        let search = report.sections.search.as_ref().expect("a search");
        let told = search.tell(&finding, &report, &words).expect("told");
        assert_eq!((plain(&told.sentence).as_str(), told.figure.as_str()), (expected, "pair"));
    }
}
