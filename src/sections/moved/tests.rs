//! How it reads who moved.

use super::{Ends, MarginalTest, Moved};
use crate::figures::Since;
use crate::sections::{Page, Report, Section, all_said};
use crate::survey::{Counts, Moves, Nps};
use crate::wording::Words;
use crate::wording::sample::{report, weighted};

fn with(
    mut report: Report,
    rows: [[u64; 3]; 3],
    interval: Option<Ends>,
    test: Option<MarginalTest>,
) -> Report {
    let groups = Moves::new(rows.map(|[low, middle, high]| Counts::new(low, middle, high)));
    let score = |counts: Counts| Nps::of(counts.sample().expect("respondents"));
    let (nps_then, nps) = (score(groups.then()), score(groups.now()));
    let period =
        report.head.changes.first().map_or_else(|| report.head.period.expect("dates"), |of| of.period);
    let of = Moved {
        since: Since::PreviousPeriod,
        period,
        n: groups.n(),
        groups,
        rose: groups.rose(),
        fell: groups.fell(),
        nps_then,
        nps,
        difference: nps - nps_then,
        interval,
        test,
    };
    report.sections.moved = Some(of);
    report
}

/// Reports that say all that can be said of who moved.
pub(crate) fn reports() -> Vec<Report> {
    let ends = Some(Ends { low: 2.5, high: 31.0 });
    let test = |is_clear| {
        let p = if is_clear { 0.004 } else { 0.4 };
        Some(MarginalTest { statistic: 3.0, freedom: 2, p, is_clear })
    };
    let many = [[20, 10, 12], [4, 30, 9], [3, 5, 60]];
    vec![
        with(report(), many, ends, test(true)),
        with(report(), many, ends, test(false)),
        with(weighted(), [[9, 0, 0], [0, 8, 0], [0, 0, 12]], None, None),
    ]
}

/// What a report says of who moved.
pub(crate) fn said(words: &Words, report: &Report) -> Vec<String> {
    let Some(moved) = &report.sections.moved else { return Vec::new() };
    let texts = super::texts(words);
    let mut told = all_said(words, report, moved);
    told.extend([texts.method.to_string(), texts.unweighted.to_string()]);
    told
}

/// An independent count of the same table, by hand.
#[test]
fn a_table_is_counted_by_its_groups() {
    let groups = Moves::new([Counts::new(20, 10, 12), Counts::new(4, 30, 9), Counts::new(3, 5, 60)]);
    assert_eq!((groups.n(), groups.rose(), groups.fell()), (153, 31, 12));
    assert_eq!(groups.then(), Counts::new(42, 43, 68));
    assert_eq!(groups.now(), Counts::new(27, 45, 81));
    let page = reports().remove(0);
    let words = Words::of(&page.head).expect("words");
    let shown = page.sections.moved.as_ref().expect("there").show(&Page { report: &page, words: &words });
    let rows = &shown.figures[0].tables[0].rows;
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| &*cell.text).collect()).collect();
    assert_eq!(cells[1], ["Passives", "4", "30", "9", "43"]);
    assert_eq!(cells[3], ["All of them", "27", "45", "81", "153"]);
}
