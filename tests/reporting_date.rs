//! Which period is complete on which reporting date.

use std::fs;
use std::num::NonZeroUsize;

use plaudit::config;
use plaudit::error::Error;
use plaudit::survey::Day;
use plaudit::{Counted, Run};
use tempfile::TempDir;

use crate::batch::json;
use crate::support::{folder, plaudit, stderr};

/// A survey with an answer on each of these days.
fn survey(periods: &str, days: &[&str]) -> TempDir {
    let rows: String = days.iter().map(|day| format!("9,{day}\n")).collect();
    let yaml = format!(
        "title: T\nsource: {{files: a.csv, date_format: YYYY-MM-DD, max_rejected: 100}}\ncolumns: {{score: nps, date: day}}\nperiods: {periods}\n"
    );
    folder(&[("c.yaml", &yaml), ("a.csv", &format!("nps,day\n{rows}"))])
}

fn counted(home: &TempDir, as_of: &str, is_over: bool) -> Result<Counted, Error> {
    let loaded = config::load(&home.path().join("c.yaml")).expect("YAML");
    let as_of: Day = as_of.parse().expect("a day");
    plaudit::counts(loaded, &Run { as_of, is_over, threads: NonZeroUsize::MIN, progress: &|_, _| () })
}

#[test]
fn a_period_that_ends_on_a_stated_day_is_complete_and_one_that_ends_today_is_not() {
    for (periods, days, as_of, over, running) in [
        ("{by: quarter}", ["2026-06-30", "2026-09-30"], "2026-09-30", "2026-Q3", "2026-Q2"),
        ("{by: quarter}", ["2026-06-30", "2026-09-29"], "2026-09-29", "2026-Q2", "2026-Q2"),
        ("{by: quarter}", ["2026-06-30", "2026-09-30"], "2026-10-01", "2026-Q3", "2026-Q3"),
        ("{by: month}", ["2026-01-31", "2026-02-28"], "2026-02-28", "2026-02", "2026-01"),
        // 2024 has a 29 February.
        ("{by: month}", ["2024-01-31", "2024-02-28"], "2024-02-28", "2024-01", "2024-01"),
        // 13 September 2026 is a Sunday.
        ("{by: week}", ["2026-09-06", "2026-09-13"], "2026-09-13", "2026-W37", "2026-W36"),
        ("{by: year, year_starts: 4}", ["2025-03-31", "2026-03-31"], "2026-03-31", "2025/26", "2024/25"),
    ] {
        let home = survey(periods, &days);
        for (is_over, expected) in [(true, over), (false, running)] {
            let period = counted(&home, as_of, is_over).expect("counts").period.expect("dates");
            assert_eq!(period.key(), expected, "{periods} on {as_of}, over: {is_over}");
        }
    }
}

#[test]
fn a_day_that_is_not_over_still_counts_and_where_nothing_is_complete_the_last_day_that_is_over_is_told() {
    let home = survey("{by: quarter}", &["2026-09-29", "2026-09-30", "2026-10-01"]);
    for (is_over, ended) in [(true, ""), (false, "there is no answer in any period that ended by 2026-09-29")]
    {
        match counted(&home, "2026-09-30", is_over) {
            Ok(counted) => assert_eq!((ended, counted.facts.all.intake.rows_used), ("", 2)),
            Err(error) => assert_eq!(error.problems[0].message, ended),
        }
    }
}

#[test]
fn the_config_the_command_line_and_source_date_epoch_all_state_a_day_that_is_over() {
    let home = survey("{by: quarter}", &["2026-06-30", "2026-09-30"]);
    let yaml = fs::read_to_string(home.path().join("c.yaml")).expect("there");
    fs::write(home.path().join("stated.yaml"), format!("as_of: 2026-09-30\n{yaml}")).expect("written");
    // 2026-09-30 at 08:00, from `date -u -d … +%s`.
    for (config, flag, epoch, period) in [
        ("stated.yaml", None, None, "2026-Q3"),
        ("stated.yaml", Some("2026-09-29"), None, "2026-Q2"),
        ("c.yaml", Some("2026-09-30"), None, "2026-Q3"),
        ("c.yaml", None, Some("1790755200"), "2026-Q3"),
        ("c.yaml", None, Some("1790668800"), "2026-Q2"),
    ] {
        let mut command = plaudit(home.path());
        // A folder belongs to its config.
        let out = config.replace(".yaml", "");
        command.args(["build", config, "--out", &out]);
        if let Some(day) = flag {
            command.args(["--as-of", day]);
        }
        if let Some(seconds) = epoch {
            command.env("SOURCE_DATE_EPOCH", seconds);
        }
        let output = command.output().expect("it starts");
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(
            json(&home.path().join(out).join("report.json"))["period"]["key"],
            period,
            "{flag:?} {epoch:?}"
        );
    }
}
