//! The reporting date where nobody states one. The only place that reads the clock.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::{Error, Kind, Problem};
use crate::survey::Day;

const SECONDS_A_DAY: i64 = 86_400;

/// The day of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC) or, where that is not set, of the clock.
pub(super) fn today() -> Result<Day, Error> {
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.trim().parse::<i64>().ok(),
        Err(env::VarError::NotUnicode(_)) => None,
        Err(env::VarError::NotPresent) => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_secs()).ok()),
    };
    seconds.and_then(|seconds| Day::from_epoch(seconds.div_euclid(SECONDS_A_DAY))).ok_or_else(|| {
        let problem = Problem::new("the variable SOURCE_DATE_EPOCH is not a number of seconds since 1970");
        Error::new(Kind::Usage, problem.hint("unset it, or state the reporting date with `--as-of`"))
    })
}
