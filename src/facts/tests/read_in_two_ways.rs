//! Dates and numbers that may be read in two ways.

use super::*;

#[test]
fn day_and_month_are_never_guessed() {
    let [doubt, both, neither] = [
        "03/04/2026,9,,\n04/04/2026,9,,\n",
        "03/04/2026,9,,\n13/04/2026,9,,\n04/14/2026,8,,\n",
        "soon,9,,\n",
    ]
    .map(|rows| refusal(format!("{HEADER}{rows}").as_bytes(), &settings()));
    let hint = "set `source.date_format` to `DD.MM.YYYY` or `MM/DD/YYYY`";
    let of = |message: &str, row, hint: &str| (message.to_owned(), Some(row), hint.to_owned());
    assert_eq!(
        doubt,
        of("`03/04/2026` may be 2026-04-03 or 2026-03-04, and no date in the column tells which", 2, hint)
    );
    assert_eq!(
        both,
        of(
            "`04/14/2026` is no DD.MM.YYYY, yet `13/04/2026` in row 3 of `a.csv` can be nothing else",
            4,
            hint
        )
    );
    assert_eq!(neither.0, "the date column holds no dates: `soon` is none");
    let [numbers, mixed] = ["45842,9,,\n45843.5,9,,\n,9,,\n", "45842,9,,\nsoon,9,,\n"]
        .map(|rows| refusal(format!("{HEADER}{rows}").as_bytes(), &settings()));
    assert_eq!(
        numbers,
        of(
            "the date column holds numbers of days, as spreadsheets keep dates: `45842` is 2025-07-04 counted from \
             1899-12-30, or 2029-07-05 counted from 1904-01-01, and the number does not tell which",
            2,
            "in the spreadsheet, give the column the format YYYY-MM-DD and export it again: it holds numbers of days now"
        )
    );
    assert_eq!(mixed.0, "the date column holds no dates: `45842` is none");
    let same = facts_of(&[format!("{HEADER}4/4/26,9,,\n").as_bytes()], &settings(), 1 << 20);
    assert!(same.is_ok(), "the same day in either order leaves no doubt");
    let stated = Settings { date_format: DateFormat::Stated(DateOrder::MonthDayYear), ..settings() };
    let all = facts_of(&[format!("{HEADER}03/04/2026,9,,\n").as_bytes()], &stated, 1 << 20).expect("facts");
    assert_eq!(all.intake.date_format.as_deref(), Some("MM/DD/YYYY"));
}

#[test]
fn a_year_of_two_digits_that_comes_first_is_asked_about() {
    let rows: String = (1..=26).map(|day| format!("26-04-{day:02},9,North,\n")).collect::<Vec<_>>().concat();
    let (message, row, hint) = refusal(format!("{HEADER}{rows}").as_bytes(), &settings());
    assert_eq!(
        message,
        "`26-04-01` may be 2001-04-26 or 2026-04-01: read the first way the dates are 25 years apart, and closer together \
         the second way"
    );
    assert_eq!(row, Some(2));
    assert!(hint.contains("write years with four digits"), "{hint}");
    let stated = Settings { date_format: DateFormat::Stated(DateOrder::DayMonthYear), ..settings() };
    assert!(facts_of(&[format!("{HEADER}{rows}").as_bytes()], &stated, 1 << 20).is_ok());
    let usual: String = (1..=30).map(|day| format!("{day:02}.09.26,9,North,\n")).collect::<Vec<_>>().concat();
    assert!(facts_of(&[format!("{HEADER}{usual}").as_bytes()], &settings(), 1 << 20).is_ok());
}

#[test]
fn a_number_that_may_be_read_in_two_ways_is_settled_by_its_column_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let facts_of_weights = |weights: [&str; 2], more: &str, marks: Marks| {
        let [heavy, light] = weights;
        let rows = format!("10,\"{heavy}\"\n").repeat(40) + &format!("3,\"{light}\"\n").repeat(40) + more;
        fs::write(folder.path().join("a.csv"), format!("nps,w\n{rows}")).expect("written");
        let mut columns = Columns { score: named("nps"), ..Columns::default() };
        columns.weight = Some(named("w"));
        let source = Source {
            folder: folder.path().to_owned(),
            files: vec![named("a.csv")],
            ..crate::config::Config::default().source
        };
        let (roles, needed) = Roles::of(&columns, &[]);
        let inputs = source::inputs(&source, &needed).expect("usable");
        let needs = Needs { by: vec![Cut::REGION], is_weighted: true, ..Needs::default() };
        count(&inputs, &Settings { roles, marks, ..settings() }, &needs, &|_, _| {}).map(|counted| {
            let all = &counted.facts.all;
            let weight = |score: usize| {
                let designs = all.cells.values().filter_map(|answers| answers.design());
                designs.filter_map(|design| design.by_score().get(score)).map(|w| w.sum).sum::<f64>() / 40.0
            };
            (weight(10), weight(3), all.intake.decimal)
        })
    };
    let found = |weights, more| facts_of_weights(weights, more, Marks::default());
    assert_eq!(found(["1,250", "0,85"], ""), Ok((1.25, 0.85, Some(Decimal::Comma))));
    assert_eq!(found(["1,250", "850"], "5,0.5\n"), Ok((1250.0, 850.0, Some(Decimal::Point))));
    assert_eq!(found(["1.250", "0,5"], ""), Ok((1250.0, 0.5, Some(Decimal::Comma))));
    assert_eq!(found(["1,250.5", "850"], ""), Ok((1250.5, 850.0, None)));
    for (mark, heavy) in [(Decimal::Point, 1250.0), (Decimal::Comma, 1.25)] {
        let stated = Marks { weight: Some(mark), score: Some(mark), bands: None };
        assert_eq!(facts_of_weights(["1,250", "850"], "", stated), Ok((heavy, 850.0, Some(mark))));
    }
    let told = |weights, more| {
        let error = found(weights, more).expect_err("a refusal");
        assert_eq!(error.kind, Kind::Data);
        let problem = error.problems.into_iter().next().expect("one");
        assert!(problem.hints.iter().any(|hint| hint.contains("`source.decimal`")));
        let Some(Place::Row { row, column, .. }) = problem.place else { panic!("a place") };
        (problem.message, row, column)
    };
    let place = |message: &str| (message.to_owned(), 2, Some("w".to_owned()));
    assert_eq!(
        told(["1,250", "850"], ""),
        place("`1,250` may be 1.25 or 1250, and no number in the column tells which")
    );
    assert_eq!(
        told(["1,250", "850"], "5,\"0,5\"\n5,0.5\n").0,
        "`1,250` may be 1.25 or 1250, and other numbers in the column have a point before decimals, and others a comma"
    );
}

#[test]
fn a_score_that_may_be_one_or_a_thousand_is_never_guessed() {
    let scores = |rows: &str| format!("{HEADER}{}", rows.replace('|', "\n2026-01-01,"));
    let (message, row, _) = refusal(scores("|9,,|\"1,000\",,\n").as_bytes(), &settings());
    assert_eq!(
        (message.as_str(), row),
        ("`1,000` may be 1 or 1000, and no number in the column tells which", Some(3))
    );
    let sure =
        facts_of(&[scores("|\"0,000\",,|\"1,000\",,\n").as_bytes()], &settings(), 1 << 20).expect("facts");
    assert_eq!((sure.intake.rows_used, sure.intake.decimal), (2, Some(Decimal::Comma)));
    let thousands =
        facts_of(&[scores("|9.0,,|9.0,,|\"1,000\",,\n").as_bytes()], &settings(), 1 << 20).expect("facts");
    assert_eq!(thousands.intake.rejected.keys().collect::<Vec<_>>(), [&Reason::ScoreOutOfScale]);
}
