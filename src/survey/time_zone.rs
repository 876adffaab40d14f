//! Time zones, and the days that moments fall on there. The database is the one that the program was built with, so that
//! the same moments are the same days on any machine.

use chrono::{DateTime, Duration, NaiveTime, Offset, TimeZone as _};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::Day;

const SECONDS_A_DAY: i64 = 86_400;

/// A time zone of the IANA database, such as `Europe/Kyiv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeZone(Tz);

impl TimeZone {
    /// The zone of exactly this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The names of all zones.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// The day there at a moment, both counted from 1970-01-01, the moment in seconds of UTC. Moments further away than
    /// calendars go have the day of UTC.
    #[must_use]
    pub fn day_at(self, moment: i64) -> i64 {
        let offset = DateTime::from_timestamp(moment, 0)
            .map(|utc| self.0.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc());
        moment.saturating_add(i64::from(offset.unwrap_or(0))).div_euclid(SECONDS_A_DAY)
    }

    /// The moment, in seconds of UTC since 1970-01-01, at which clocks there show so many seconds after midnight: the
    /// earlier one where they are turned back, none where they are turned over that time.
    #[must_use]
    pub fn moment(self, day: Day, seconds: u32) -> Option<i64> {
        let midnight = day.0.and_time(NaiveTime::MIN);
        let local = midnight.checked_add_signed(Duration::seconds(seconds.into()))?;
        self.0.from_local_datetime(&local).earliest().map(|moment| moment.timestamp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::named(name).expect("a zone")
    }

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).expect("a moment").timestamp()
    }

    fn day(days: i64) -> String {
        Day::from_epoch(days).expect("a day").to_string()
    }

    #[test]
    fn a_moment_is_another_day_in_another_zone() {
        for (name, moment, expected) in [
            ("Europe/Kyiv", "2026-02-01T21:59:59Z", "2026-02-01"),
            ("Europe/Kyiv", "2026-02-01T22:00:00Z", "2026-02-02"),
            ("Europe/Kyiv", "2026-06-30T21:00:00Z", "2026-07-01"),
            ("Europe/Kyiv", "2050-06-30T21:00:00Z", "2050-07-01"),
            ("Europe/Moscow", "2026-06-30T21:00:00Z", "2026-07-01"),
            ("America/New_York", "2026-07-01T03:59:59Z", "2026-06-30"),
            ("Asia/Kathmandu", "2026-06-30T18:15:00Z", "2026-07-01"),
            ("UTC", "1969-12-31T23:59:59Z", "1969-12-31"),
        ] {
            assert_eq!(day(zone(name).day_at(at(moment))), expected, "{name} {moment}");
        }
        assert_eq!(zone("Asia/Tokyo").day_at(i64::MAX), i64::MAX / SECONDS_A_DAY);
    }

    #[test]
    fn a_local_time_is_one_moment_or_two_or_none() {
        let berlin = |day: (u32, u32), seconds| {
            zone("Europe/Berlin").moment(Day::new(2026, day.0, day.1).expect("a day"), seconds)
        };
        assert_eq!(berlin((9, 28), 0), Some(at("2026-09-27T22:00:00Z")));
        assert_eq!(berlin((3, 29), 2 * 3600 + 1800), None);
        assert_eq!(berlin((10, 25), 2 * 3600 + 1800), Some(at("2026-10-25T00:30:00Z")));
    }

    #[test]
    fn zones_have_names() {
        assert!(TimeZone::named("Europe/Kiyv").is_none() && TimeZone::named("europe/kyiv").is_none());
        assert!(TimeZone::names().any(|name| name == "Europe/Kyiv"));
        assert_eq!(zone("Europe/Kyiv").name(), "Europe/Kyiv");
    }
}
