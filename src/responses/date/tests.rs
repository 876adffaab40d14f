//! Texts and the days that they name, worked out by hand.

use proptest::prelude::proptest;

use super::*;
use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};

const ORDERS: [DateOrder; 3] = [YearMonthDay, DayMonthYear, MonthDayYear];

fn day(text: &str, order: DateOrder) -> Option<String> {
    read(text.as_bytes(), order, None).map(|day| day.to_string())
}

fn day_in(zone: &str, text: &str, order: DateOrder) -> Option<String> {
    let zone = TimeZone::named(zone).expect("a zone");
    read(text.as_bytes(), order, Some(zone)).map(|day| day.to_string())
}

#[test]
fn each_order_reads_its_own_dates() {
    for (text, order, expected) in [
        ("2026-09-30", YearMonthDay, "2026-09-30"),
        ("2026/9/3", YearMonthDay, "2026-09-03"),
        ("20260930", YearMonthDay, "2026-09-30"),
        ("2026-09-30T23:59:59.123Z", YearMonthDay, "2026-09-30"),
        ("20260930 7:05", YearMonthDay, "2026-09-30"),
        ("20260930T140533Z", YearMonthDay, "2026-09-30"),
        ("20260930T1405+0200", YearMonthDay, "2026-09-30"),
        ("2026. 09. 30. 14:05:33", YearMonthDay, "2026-09-30"),
        ("30.09.2026", DayMonthYear, "2026-09-30"),
        ("3/9/26", DayMonthYear, "2026-09-03"),
        ("30 09 2026 18:00", DayMonthYear, "2026-09-30"),
        ("30. 9. 2026 14:05:33", DayMonthYear, "2026-09-30"),
        ("30. 09. 2026. 14:05", DayMonthYear, "2026-09-30"),
        ("30.09.2026 г., 14:05:33 ч.", DayMonthYear, "2026-09-30"),
        ("30.09.2026 р., 14:05", DayMonthYear, "2026-09-30"),
        ("9/30/2026 7:05 PM", MonthDayYear, "2026-09-30"),
        ("9/30/26 12:05:09\u{202f}am", MonthDayYear, "2026-09-30"),
        ("5/8/18 16:45", MonthDayYear, "2018-05-08"),
        ("Wed, 9/30/2026", MonthDayYear, "2026-09-30"),
    ] {
        assert_eq!(day(text, order).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn times_are_read_as_javascript_writes_them_anywhere() {
    for (text, order) in [
        ("9/28/2026, 2:05:33 PM", MonthDayYear),
        ("9/28/2026, 2:05:33\u{202f}PM", MonthDayYear),
        ("9/28/2026, 24:05:33", MonthDayYear),
        ("\u{200e}9/28/2026\u{200e} 2:05 PM", MonthDayYear),
        ("28/09/2026, 14:05:33", DayMonthYear),
        ("28/09/2026 14:05:33", DayMonthYear),
        ("28/09/2026 à 14:05:33", DayMonthYear),
        ("28/9/2026, 2:05:33 p. m.", DayMonthYear),
        ("28/9/2026, 2:05:33 p.\u{a0}m.", DayMonthYear),
        ("28/9/2026, 2:05:33 μ.μ.", DayMonthYear),
        ("28.9.2026, 14:05:33", DayMonthYear),
        ("28.09.2026, 14:05:33", DayMonthYear),
        ("28.9.2026 14.05.33", DayMonthYear),
        ("28.9.2026 klo 14.05.33", DayMonthYear),
        ("28.9.2026 14.05", DayMonthYear),
        ("28.09.2026, 14:05", DayMonthYear),
        ("28.09.2026 14:05 Uhr", DayMonthYear),
        ("28-9-2026, 14:05:33", DayMonthYear),
        ("2026-09-28, 2:05:33 p.m.", YearMonthDay),
        ("2026-09-28, 2:05:33 a.m.", YearMonthDay),
        ("2026-09-28 14 h 05 min 33 s", YearMonthDay),
        ("2026/9/28 14:05:33", YearMonthDay),
        ("2026/9/28 下午2:05:33", YearMonthDay),
        ("2026. 9. 28. 오후 2:05:33", YearMonthDay),
    ] {
        assert_eq!(day(text, order).as_deref(), Some("2026-09-28"), "{text}");
    }
}

#[test]
fn a_month_in_words_leaves_no_doubt() {
    for text in [
        "28 Sep 2026",
        "28-Sep-26",
        "28 сентября 2026",
        "28 Сент. 2026 г.",
        "28 вересня 2026 р.",
        "28-сен-2026",
        "СЕНТЯБРЬ 28, 2026",
        "28-SEP-2026 14:05:33",
        "28th September 2026",
        "Sep 28, 2026",
        "Sept. 28, 2026, 2:05:33 PM",
        "September 28, 2026 at 2:05:33 PM GMT+2",
        "September 28th, 2026",
        "2026-Sep-28",
        "Mon, 28 Sep 2026 14:05:33 +0200",
        "Monday, September 28, 2026",
        "Mon Sep 28 2026",
        "Mon Sep 28 2026 14:05:33 GMT+0200 (Central European Summer Time)",
        "Mon Sep 28 14:05:33 2026",
        "Mon Sep 28 14:05:33 CEST 2026",
        "Mon Sep 28 14:05:33 GMT+02:00 2026",
    ] {
        for order in ORDERS {
            assert_eq!(day(text, order).as_deref(), Some("2026-09-28"), "{text}");
        }
        assert!(names_its_month(text.as_bytes()), "{text}");
    }
    assert_eq!(day("Fri Sep  4 14:05:33 2026", DayMonthYear).as_deref(), Some("2026-09-04"));
    assert!(!names_its_month(b"2026-09-28") && !names_its_month(b"28 Sep 2026 late"));
}

/// Zone marks, and how far ahead of UTC they say that a time is, in minutes.
const ZONES: [(&str, Option<i32>); 50] = [
    (" (UTC+01:00)", Some(60)),
    (" (GMT+2)", Some(120)),
    (" (+02:00)", Some(120)),
    (" GMT+0200 (UTC+01:00)", Some(120)),
    (" Coordinated Universal Time", Some(0)),
    (" Central European Summer Time", None),
    (" Pacific Daylight Time", None),
    ("Z", Some(0)),
    ("z", Some(0)),
    (" Z", Some(0)),
    ("+01:00", Some(60)),
    (" +01:00", Some(60)),
    ("-03:30", Some(-210)),
    ("-0330", Some(-210)),
    (" -0330", Some(-210)),
    ("+02", Some(120)),
    (" +02", Some(120)),
    ("\u{2212}02:00", Some(-120)),
    (" \u{2212}02", Some(-120)),
    (" GMT", Some(0)),
    (" UTC", Some(0)),
    (" utc", Some(0)),
    (" GMT+1", Some(60)),
    (" +0000 GMT", Some(0)),
    (" +0000 UTC", Some(0)),
    (" +0100 BST", Some(60)),
    (" GMT-1", Some(-60)),
    (" GMT\u{2212}1", Some(-60)),
    (" GMT+01:00", Some(60)),
    (" GMT+5:30", Some(330)),
    (" GMT+0200", Some(120)),
    (" UTC+3", Some(180)),
    (" UTC+03:00", Some(180)),
    (" UTC-03:30", Some(-210)),
    (" UTC +03:00", Some(180)),
    (" GMT+0200 (Central European Standard Time)", Some(120)),
    (" GMT+0300 (Москва, стандартное время)", Some(180)),
    ("+02:00[Europe/Paris]", Some(120)),
    ("+02:00[!Europe/Paris][u-ca=iso8601]", Some(120)),
    ("Z[UTC]", Some(0)),
    (" +0300 MSK", Some(180)),
    (" EET +0200", Some(120)),
    (" Europe/Kyiv", Some(180)),
    ("[Europe/Kyiv]", Some(180)),
    (" Etc/GMT-5", Some(300)),
    (" America/Argentina/Buenos_Aires", Some(-180)),
    (" CET", None),
    (" EEST", None),
    (" МСК", None),
    (" MSK+2", None),
];

#[test]
fn every_mark_of_a_zone_is_read_and_known_where_it_can_be() {
    for (mark, ahead) in ZONES {
        // In summer, Kyiv is 3 hours ahead.
        for (hour, minute) in [(0, 0), (2, 59), (3, 0), (5, 30), (12, 0), (20, 59), (21, 0), (23, 59)] {
            let text = format!("2026-06-30T{hour:02}:{minute:02}:00{mark}");
            assert_eq!(day(&text, YearMonthDay).as_deref(), Some("2026-06-30"), "{text}");
            let there = hour * 60 + minute - ahead.unwrap_or(180) + 180;
            let expected = match there.div_euclid(1440) {
                -1 => "2026-06-29",
                0 => "2026-06-30",
                _ => "2026-07-01",
            };
            assert_eq!(day_in("Europe/Kyiv", &text, YearMonthDay).as_deref(), Some(expected), "{text}");
        }
    }
    for (zone, text, expected) in [
        // A leap second is of the day that it is written with.
        ("UTC", "2016-12-31T23:59:60Z", "2016-12-31"),
        ("UTC", "2016-12-31T235960Z", "2016-12-31"),
        ("UTC", "2017-01-01T02:59:60+03:00", "2016-12-31"),
        ("Europe/Moscow", "2017-01-01T02:59:60+03:00", "2017-01-01"),
        ("Asia/Tokyo", "2016-12-31T23:59:60Z", "2017-01-01"),
        // Hour 24 is the end of the day that is written, and so the start of the next one.
        ("UTC", "2026-09-30T24:00:00Z", "2026-10-01"),
        ("UTC", "2026-09-30 24:00 GMT", "2026-10-01"),
        ("UTC", "2026-09-30T24:00:00+03:00", "2026-09-30"),
        ("Europe/Kyiv", "2026-09-30T24:00:00+03:00", "2026-10-01"),
        ("America/New_York", "2026-09-30T24:00:00Z", "2026-09-30"),
        ("Europe/Kyiv", "2026-09-30T24:00:00[Europe/Kyiv]", "2026-10-01"),
        // After it, hours are counted from 1 to 24.
        ("UTC", "2026-09-30 24:05:00 GMT", "2026-09-30"),
    ] {
        assert_eq!(day_in(zone, text, YearMonthDay).as_deref(), Some(expected), "{zone} {text}");
    }
    // Without a zone of its own, the day is the one that is written.
    assert_eq!(day_in("UTC", "2026-09-30T24:00:00", YearMonthDay).as_deref(), Some("2026-09-30"));
    assert_eq!(day("2026-09-30T24:00:00Z", YearMonthDay).as_deref(), Some("2026-09-30"));
    // A time without a zone, and a day without a time, are those of the zone already.
    for text in ["2026-06-30 23:59", "2026-06-30"] {
        assert_eq!(day_in("Asia/Tokyo", text, YearMonthDay).as_deref(), Some("2026-06-30"));
    }
    for (text, expected) in [
        ("6/30/2026, 11:30:00 PM GMT+2", "2026-07-01"),
        ("6/30/2026, 11:30:00 AM GMT+2", "2026-06-30"),
        ("6/30/2026 12:30 AM GMT+9", "2026-06-29"),
        ("Tue Jun 30 2026 23:30:00 GMT+0200 (Central European Summer Time)", "2026-07-01"),
        ("Tue Jun 30 23:30:00 UTC 2026", "2026-07-01"),
        ("Tue Jun 30 23:30:00 CEST 2026", "2026-06-30"),
    ] {
        assert_eq!(day_in("Europe/Kyiv", text, MonthDayYear).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(day_in("Europe/Kyiv", "20260630T213000Z", YearMonthDay).as_deref(), Some("2026-07-01"));
}

#[test]
fn google_forms_writes_winter_and_summer() {
    for text in ["2026/02/01 9:00:12 AM GMT", "2026/02/01 9:00:12 AM GMT+1", "2026/02/01 9:00:12 AM GMT-3"] {
        assert_eq!(day(text, YearMonthDay).as_deref(), Some("2026-02-01"), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for order in ORDERS {
        for text in [
            "",
            "-",
            "9",
            "2026",
            "2026-13-13",
            "31.02.2026",
            "30.09-2026",
            "1899-12-31",
            "2200-01-01",
            "1.1.999",
            "2026-01-01 25:00",
            "2026-01-01 1",
            "2026-01-01x",
            "2026-01-01 13:00 PM",
            "2026-01-01 13:00 p.m.",
            "2026-01-01 下午1:00 PM",
            "2026-01-01 10:61",
            "2026-01-01 10:60",
            "2026-01-01T",
            "2026-01-01,",
            "2026-01-01 at",
            "2026-01-01 1405",
            "2026-01-01T14",
            "2026-01-01T1465",
            "2026-01-01 10:00:00.",
            "2026-01-01 10.00:00",
            "2026-01-01 10:00 +1",
            "2026-01-01 10:00 +1:00",
            "2026-01-01 10:00 +24:00",
            "2026-01-01 10:00 +02:60",
            "2026-01-01 10:00 +123",
            "2026-01-01 10:00 +01:00+01:00",
            "2026-01-01 10:00 GMT+",
            "2026-01-01 10:00 -",
            "2026-01-01 10:00 ()",
            "2026-01-01 10:00 (CET",
            "2026-01-01 10:00 Europe/Nowhere",
            "2026-01-01 10:00 or later",
            "2026-01-01 10:00 A",
            "2026-01-01 – 2026-01-31",
            "123456789",
            "999999999999999999999",
            "2026-01-",
            "26-13-32",
            "٢٠٢٦-٠١-٠١",
            "31 Feb 2026",
            "28 Foo 2026",
            "Sep 2026",
            "Sep 28",
            "Se 28 2026",
            "Septembre 28, 2026",
            "28Sep2026",
            "28 се 2026",
            "28 сентябрям 2026",
            "28 \u{441}\u{2026} 2026",
            "Monday",
            "2026 Sep 2028",
            "28 Sep 2026 soon",
            "Mon Sep 28 14:05:33 CEST 26",
            "may be 12 2026",
        ] {
            assert_eq!(day(text, order), None, "{text}");
        }
    }
}

#[test]
fn a_day_is_known_by_how_a_text_starts() {
    for (text, order, expected) in [
        (" 2026-09-30 or so", YearMonthDay, Some("2026-09-30")),
        ("2026-09-30T99:99:99", YearMonthDay, Some("2026-09-30")),
        ("30.09.2026 (wieczorem)", DayMonthYear, Some("2026-09-30")),
        ("28 Sep 2026, late", DayMonthYear, Some("2026-09-28")),
        ("\u{200e}9/30/2026 ??", MonthDayYear, Some("2026-09-30")),
        ("2026-09-301", YearMonthDay, None),
        ("soon", YearMonthDay, None),
        ("", YearMonthDay, None),
    ] {
        assert_eq!(leading(text.as_bytes(), order).map(|day| day.to_string()).as_deref(), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(bytes: Vec<u8>, near in "([A-Za-z]{3,9}[ ,])?[0-9]{1,9}[-./ ]([0-9]{1,4}|[A-Z][a-z]{2})[-./ ][0-9 T:.+APMZ()/GUTC−-]{0,20}") {
        let zone = TimeZone::named("Europe/Kyiv");
        for order in ORDERS {
            for zone in [None, zone] {
                let _ = read(&bytes, order, zone);
                let _ = read(near.as_bytes(), order, zone);
            }
            let _ = leading(near.as_bytes(), order);
        }
    }

    #[test]
    fn every_day_is_read_back(days in -25_567_i64..84_006) {
        let day = Day::from_epoch(days).expect("within 1900 to 2199");
        let (y, m, d) = (day.year(), day.month(), day.day());
        let read = |text: String, order| read(text.as_bytes(), order, None);
        assert_eq!(read(day.to_string(), YearMonthDay), Some(day));
        assert_eq!(read(format!("{y}{m:02}{d:02}"), YearMonthDay), Some(day));
        assert_eq!(read(format!("{d}.{m}.{y}"), DayMonthYear), Some(day));
        assert_eq!(read(format!("{m:02}/{d:02}/{y}"), MonthDayYear), Some(day));
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m as usize - 1];
        for text in [format!("{d} {month} {y}"), format!("{month} {d}, {y}"), format!("{month} {d:2} 14:05:33 {y}")] {
            for order in ORDERS {
                assert_eq!(read(text.clone(), order), Some(day), "{text}");
            }
        }
    }
}

#[test]
fn numbers_of_days_are_known_as_such() {
    let day = |text: &str| spreadsheet_day(text.as_bytes()).map(|day| day.to_string());
    for (text, expected) in [
        ("45842", "2025-07-04"),
        (" 45842.75", "2025-07-04"),
        ("45842,999", "2025-07-04"),
        ("32874", "1990-01-01"),
        ("36526", "2000-01-01"),
        ("73050", "2099-12-31"),
    ] {
        assert_eq!(day(text).as_deref(), Some(expected), "{text}");
    }
    for text in
        ["", "9", "32873", "73051", "45842.", "45842.7.5", "20260930", "-45842", "45842 10:00", "2026"]
    {
        assert_eq!(day(text), None, "{text}");
    }
}
