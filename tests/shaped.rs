//! Variants of names, and columns that others tell: a report says what it would say of a file in which all of that is written out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{account, folder, run, stderr, stdout};

/// Each city with its variants, region and district; the table does not have the last one.
const CITIES: [(&str, &[&str], &str, &str); 5] = [
    ("Kyiv", &["Київ", "Kiev", "г. Киев"], "Centre", "Capital"),
    ("Lviv", &["Львів", "Lwów"], "West", "Carpathians"),
    ("Odesa", &[], "South", ""),
    ("Kherson", &["Херсон"], "South", "Steppe"),
    ("Atlantis", &[], "", ""),
];

/// Revenue as it is written, and its class.
const AMOUNTS: [(&str, &str); 9] = [
    ("0", "small"),
    ("999 999,99", "small"),
    ("1 000 000", "medium"),
    ("1.000.000,00", "medium"),
    ("49999999,9", "medium"),
    ("50 000 000", "large"),
    ("-1", ""),
    ("much", ""),
    ("", ""),
];

/// A row as it is, and as it would be written out.
struct Row {
    day: (usize, usize),
    score: &'static str,
    city: String,
    amount: &'static str,
    out: [String; 5],
}

fn rows(n: usize) -> Vec<Row> {
    let row = |at: usize| {
        let lot = at * 7919 % 10_007;
        let day = (1 + lot % 28, 1 + lot / 28 % 9);
        let (name, variants, region, district) = CITIES[lot / 3 % CITIES.len()];
        let blank = lot.is_multiple_of(41);
        let spelling = match lot % (variants.len() + 2) {
            0 => name.to_owned(),
            1 => format!("  {name} "),
            other => variants[other - 2].to_owned(),
        };
        let (amount, size) = AMOUNTS[lot / 7 % AMOUNTS.len()];
        let wave = match (day.1, day.0) {
            (3, _) | (4, ..=15) => "Spring",
            (9, _) => "Autumn",
            _ => "",
        };
        let of_city = |text: &str| if blank { String::new() } else { text.to_owned() };
        Row {
            day,
            score: ["9", "10", "0", "7", "8", "", "3"][lot / 5 % 7],
            city: of_city(&spelling),
            amount,
            out: [of_city(name), of_city(region), of_city(district), size.to_owned(), wave.to_owned()],
        }
    };
    (0..n).map(row).collect()
}

fn as_they_are(rows: &[Row]) -> String {
    let line = |row: &Row| {
        format!("{:02}.{:02}.2026;{};{};{}\n", row.day.0, row.day.1, row.score, row.city, row.amount)
    };
    std::iter::once("day;nps;city;revenue\n".to_owned()).chain(rows.iter().map(line)).collect()
}

fn written_out(rows: &[Row]) -> String {
    let line =
        |row: &Row| format!("{:02}.{:02}.2026;{};{}\n", row.day.0, row.day.1, row.score, row.out.join(";"));
    let head = "day;nps;city;region;district;size;wave\n".to_owned();
    std::iter::once(head).chain(rows.iter().map(line)).collect()
}

fn table() -> String {
    let row =
        |(name, _, region, district): &(&str, &[&str], &str, &str)| format!("{district};{name};x;{region}\n");
    let rows = CITIES.iter().take(4).map(row).collect::<String>();
    // Twice the same is no contradiction.
    format!("district;Місто;note;Oblast\n{rows}{}", row(&CITIES[0]))
}

fn aliases() -> String {
    let of = |(name, variants, ..): &(&str, &[&str], &str, &str)| {
        (!variants.is_empty()).then(|| format!("{name}: [{}]", variants.join(", ")))
    };
    format!("aliases: {{city: {{{}}}}}\n", CITIES.iter().filter_map(of).collect::<Vec<_>>().join(", "))
}

const LOOKUPS: &str =
    "lookups: [{files: cities.csv, key: {city: Місто}, columns: {region: Oblast, district: district}}]\n";
const BANDS: &str = "bands: {size: {of: revenue, from: {large: 50000000, small: 0, medium: 1000000}}}\n";
const WAVES: &str =
    "waves: {wave: {days: {Autumn: {from: 2026-09-01}, Spring: {from: 2026-03-01, until: 2026-04-15}}}}\n";

fn config(rest: &str) -> String {
    format!(
        "title: A\nas_of: 2026-10-05\nsource: {{files: answers.csv, date_format: DD.MM.YYYY, decimal: comma}}\n\
         columns: {{score: nps, date: day, region: region}}\nperiods: {{by: quarter}}\n{rest}"
    )
}

/// The files that a build writes, but for the account of its rows.
fn report(folder: &Path) -> Value {
    let built = run(folder, ["build", "c.yaml", "--quiet"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let text = fs::read_to_string(folder.join("report/report.json")).expect("a report");
    let mut report: Value = serde_json::from_str(&text).expect("JSON");
    report["sections"].as_object_mut().expect("an object").remove("quality").expect("an account");
    report
}

fn shaped(rest: &str, rows: &[Row]) -> tempfile::TempDir {
    let all = [aliases().as_str(), LOOKUPS, BANDS, WAVES].concat();
    let (config, answers) = (config(&(all + rest)), as_they_are(rows));
    folder(&[("c.yaml", &config), ("answers.csv", &answers), ("cities.csv", &table())])
}

const SIZES: &str = "{column: size, order: [small, medium, large]}";

#[test]
fn a_report_of_shaped_columns_is_one_of_a_file_in_which_they_are_written_out() {
    let rows = rows(60_000);
    let uses = [
        (
            "cuts: [size, {column: city, within: region}, wave]\n",
            format!(
                "cuts: [{SIZES}, {{column: city, within: region}}, {{column: wave, order: [Spring, Autumn]}}]\n"
            ),
        ),
        ("tables: [{rows: district, columns: size}]\n", String::new()),
        ("weights: {margins: {size: {small: 30, medium: 40, large: 30}}}\n", String::new()),
    ];
    for (rest, out) in uses {
        let own = shaped(rest, &rows);
        let out = if out.is_empty() { rest.to_owned() } else { out };
        let other = folder(&[("c.yaml", &config(&out)), ("answers.csv", &written_out(&rows))]);
        if !rest.contains("cuts") {
            // What is not used is told: here it is read for the conditions alone.
            let text = fs::read_to_string(own.path().join("c.yaml")).expect("a config");
            let text = text
                .replace("decimal: comma", "decimal: comma, where: {size: {not: huge}, wave: {not: never}}");
            fs::write(own.path().join("c.yaml"), text).expect("written");
        }
        let (own, other) = (report(own.path()), report(other.path()));
        assert_eq!(own.to_string(), other.to_string(), "{rest}");
    }
}

#[test]
fn what_tells_nothing_is_counted_and_named() {
    let rows = rows(5_000);
    let own = shaped("cuts: [size, wave]\n", &rows);
    let told = stderr(&run(own.path(), ["build", "c.yaml"]));
    let used: Vec<&Row> = rows.iter().filter(|row| !row.score.is_empty()).collect();
    let count = |is: &dyn Fn(&Row) -> bool| used.iter().filter(|row| is(row)).count() as u64;
    let lacks = count(&|row| row.city.trim() == "Atlantis");
    let no_class = count(&|row| ["-1", "much"].contains(&row.amount));
    let no_wave = count(&|row| row.out[4].is_empty());
    let shaped = account(own.path())["shaped"].take();
    let is_variant = |city: &&str| CITIES.iter().any(|(_, variants, ..)| variants.contains(city));
    let variants: BTreeSet<&str> = used.iter().map(|row| row.city.trim()).filter(is_variant).collect();
    let rows_of = |column: &str| {
        let all = shaped.as_array().expect("a list").iter();
        let mut of = all.filter(|of| of["column"] == column);
        let found = of.next().expect("it is there");
        (found["by"].clone(), found["rows"].clone(), found["values"].clone())
    };
    assert_eq!(rows_of("city"), ("aliases".into(), Value::Null, variants.len().into()));
    assert_eq!(rows_of("region"), ("table".into(), lacks.into(), 1.into()));
    assert_eq!(rows_of("size"), ("bands".into(), no_class.into(), 2.into()));
    let days = 28 * 9 - 28 - 15 - 28;
    assert_eq!(rows_of("wave"), ("waves".into(), no_wave.into(), days.into()));
    assert!(told.contains("that the table lacks (1 value): `region` is blank there"), "{told}");
    assert!(told.contains("`Atlantis`") && told.contains("`-1`, `much`"), "{told}");
    let page = fs::read_to_string(own.path().join("report/report.html")).expect("a page");
    assert!(page.contains("The column “region” was looked up in a table by “city”."), "the page says so");
    for (at, what) in [(0, "How many variants of names"), (1, "In how many rows"), (2, "In how many rows")] {
        let figure = format!("/sections/quality/shaped/{at}/{}", if at == 0 { "values" } else { "rows" });
        let told = run(own.path(), ["explain", "c.yaml", "--figure", &figure]);
        assert!(stdout(&told).contains(what), "{}{}", stdout(&told), stderr(&told));
    }
}

#[test]
fn rows_behind_a_figure_say_what_their_cells_stand_for() {
    let rows = rows(5_000);
    let own = shaped("cuts: [size, wave]\n", &rows);
    let built = run(own.path(), ["build", "c.yaml", "--quiet"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let text = fs::read_to_string(own.path().join("report/report.json")).expect("a report");
    let report: Value = serde_json::from_str(&text).expect("JSON");
    let first = report["sections"]["cuts"][0]["values"].as_array().expect("values");
    let small = first.iter().position(|value| value["region"]["named"] == "small");
    let figure = format!("/sections/cuts/0/values/{}/finding/nps", small.expect("small"));
    let told = stdout(&run(own.path(), ["explain", "c.yaml", "--rows", "3", "--figure", &figure]));
    assert!(told.contains("small"), "{told}");
}

#[test]
fn clients_of_a_table_without_answers_are_missing() {
    let table = "id,company,holding\n1,Acme,North\n2,Beta,North\n3,Gamma,South\n4,Delta,\n";
    let config = "title: A\nas_of: 2026-10-05\nsource: {files: answers.csv}\ncolumns: {score: nps, date: day}\n\
                  lookups: [{files: clients.csv, key: {client_id: id}, columns: [company, holding]}]\n\
                  aliases: {company: {Acme Ltd: Acme}}\nreports: {one_per: [holding, company]}\n";
    let rows = (0..60)
        .map(|at| format!("2026-09-{:02},{},{}\n", 1 + at % 28, 5 + at % 6, ["1.0", "2", "9"][at % 3]));
    let answers = std::iter::once("day,nps,client_id\n".to_owned()).chain(rows).collect::<String>();
    let own = folder(&[("c.yaml", config), ("clients.csv", table), ("answers.csv", &answers)]);
    let built = run(own.path(), ["build", "c.yaml", "--quiet"]);
    assert!(
        !built.status.success() && stderr(&built).contains("without the name of a client"),
        "{}",
        stderr(&built)
    );
    let config = config.replace("answers.csv}", "answers.csv, max_rejected: 40}");
    fs::write(own.path().join("c.yaml"), config).expect("written");
    let built = run(own.path(), ["build", "c.yaml"]);
    assert!(built.status.success(), "{}", stderr(&built));
    assert!(
        stderr(&built).contains("20 rows have a `client_id` that the table lacks (1 value)"),
        "{}",
        stderr(&built)
    );
    let text = fs::read_to_string(own.path().join("report/index.json")).expect("an index");
    let index: Value = serde_json::from_str(&text).expect("JSON");
    let missing: Vec<String> =
        index["missing"].as_array().expect("a list").iter().map(|one| one["client"].to_string()).collect();
    assert_eq!(missing, [r#"["South","Gamma"]"#]);
    assert!(
        text.contains(r#"["North","Acme Ltd"]"#.replace(',', ", ").as_str()) || text.contains("Acme Ltd"),
        "{text}"
    );
}

#[test]
fn one_column_of_two_readings_is_asked_about() {
    let answers = |amount: &str| format!("nps,revenue\n9,{amount}\n3,\"7\"\n10,5\n");
    let config = "title: A\nsource: {files: answers.csv}\ncolumns: {score: nps, region: size}\n\
                  bands: {size: {of: revenue, from: {small: 0, large: 1000}}}\n";
    let own = folder(&[("c.yaml", config), ("answers.csv", &answers("\"1,250\""))]);
    let told = stderr(&run(own.path(), ["build", "c.yaml"]));
    assert!(told.contains("in the column `revenue`, `1,250` may be 1.25 or 1250"), "{told}");
    // Another number of the column tells it.
    let both = answers("\"1,250\"") + "8,0.5\n";
    fs::write(own.path().join("answers.csv"), both).expect("written");
    let regions = report(own.path())["sections"]["regions"].take().to_string();
    assert!(regions.contains("large"), "{regions}");
}

#[test]
fn of_many_variants_that_no_row_has_a_few_are_named() {
    let table: String = (0..20_000).map(|at| format!("Name {at},Variant {at}\n")).collect();
    let config = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, region: city}\n\
                  aliases: {city: names.csv}\n";
    let rows: String = (0..200).map(|at| format!("{},Place {at}\n", at % 11)).collect();
    let home = folder(&[
        ("c.yaml", config),
        ("a.csv", &format!("nps,city\n{rows}")),
        ("names.csv", &format!("name,variant\n{table}")),
    ]);
    let told = stderr(&run(home.path(), ["check", "c.yaml"]));
    assert_eq!(told.matches("a variant of").count(), 12, "{told}");
    assert!(told.contains("no row has 19988 more variants either"), "{told}");
}
