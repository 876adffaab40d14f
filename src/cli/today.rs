//! The reporting date. The only place that reads the clock.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::{Error, Kind, Problem};
use crate::survey::Day;

const SECONDS_A_DAY: i64 = 86_400;

/// The reporting date, and whether it is over: the day that the command line or the config states, else that of
/// `SOURCE_DATE_EPOCH` (seconds since 1970, UTC), which is stated too, else today, which is not over.
pub(super) fn reporting_date(stated: Option<Day>) -> Result<(Day, bool), Error> {
    if let Some(day) = stated {
        return Ok((day, true));
    }
    match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => day_of(text.trim().parse().ok()).map(|day| (day, true)).ok_or_else(|| {
            let problem = Problem::new(format!(
                "SOURCE_DATE_EPOCH is `{text}`, and not a number of seconds since 1970"
            ));
            Error::new(Kind::Usage, problem.hint("unset it, or state the reporting date with `--as-of`"))
        }),
        Err(env::VarError::NotUnicode(_)) => {
            let problem = Problem::new("SOURCE_DATE_EPOCH is not a number of seconds since 1970");
            Err(Error::new(Kind::Usage, problem.hint("unset it, or state the reporting date with `--as-of`")))
        }
        Err(env::VarError::NotPresent) => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).ok();
            let day = day_of(now.and_then(|since| i64::try_from(since.as_secs()).ok()));
            day.map(|day| (day, false)).ok_or_else(|| {
                let problem = Problem::new("the clock of this computer is not between 1970 and 2199");
                Error::new(Kind::Usage, problem.hint("state the reporting date with `--as-of`"))
            })
        }
    }
}

fn day_of(seconds: Option<i64>) -> Option<Day> {
    Day::from_epoch(seconds?.div_euclid(SECONDS_A_DAY))
}
