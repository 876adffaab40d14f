use std::ops::ControlFlow;

use super::*;
use crate::config::{Config, Named};
use crate::source::parquet::Holds;
use crate::source::row::{Row, Visitor};
use crate::source::spot::Spot;

/// The cells of each row.
#[derive(Default)]
struct Cells(Vec<Vec<String>>);

impl Visitor for Cells {
    fn row(&mut self, row: &impl Row, _: Spot) -> ControlFlow<()> {
        let cells = (0..2).map(|at| String::from_utf8_lossy(&row.cell(at).text()).into_owned());
        self.0.push(cells.collect());
        ControlFlow::Continue(())
    }
}

/// A column where words do, or one where numbers are needed.
fn needed(column: &str, takes: fn(Holds) -> bool) -> Needed {
    let column = Named { value: column.to_owned(), place: None };
    Needed {
        column,
        what: "values",
        hint: "",
        absent: None,
        takes,
        tells: Vec::new(),
        may_lack: true,
        is_optional: false,
    }
}

fn about_files(files: &[(&str, &[u8])], needed: &[Needed]) -> Result<Option<About>, Problem> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, contents) in files {
        fs::write(folder.path().join(name), contents).expect("written");
    }
    let told = |text: String| text.replace(&format!("{}/", folder.path().display()), "");
    let source = Source { folder: folder.path().to_owned(), ..Config::default().source };
    about(&folder.path().join("a.sss"), &source, needed).map_err(|problem| {
        let hints = problem.hints.iter().map(|hint| told(hint.clone())).collect();
        Problem { message: told(problem.message), hints, ..problem }
    })
}

/// A definition of these variables.
fn definition(record: &str, variables: &str) -> String {
    format!("<sss version=\"2.0\"><survey><record ident=\"A\"{record}>{variables}</record></survey></sss>")
}

/// A variable called `v`.
fn variable(kind: &str, position: &str, after: &str) -> String {
    format!(
        "<variable ident=\"1\" type=\"{kind}\"><name>v</name><label>L</label><position {position}/>{after}</variable>"
    )
}

/// What the variable `v` is read as, for words and for numbers.
fn read(definition: &str, data: &[u8]) -> Vec<[String; 2]> {
    let of = |takes| {
        let files = [("a.sss", definition.as_bytes()), ("a.csv", data)];
        let about = about_files(&files, &[needed("v", takes)]).expect("readable").expect("a definition");
        let mut cells = Cells::default();
        let _ = about.table.visit(Spot { file: 0, chunk: 0, row: 0 }, &mut cells);
        cells.0.into_iter().map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    let [words, numbers] = [of(|_| true), of(|holds| holds == Holds::Numbers || holds == Holds::Texts)];
    words.into_iter().zip(numbers).map(|(word, number)| [word, number]).collect()
}

/// The same of fixed columns, as words.
fn words(kind: &str, position: &str, after: &str, data: &[u8]) -> Vec<String> {
    let definition = definition("", &variable(kind, position, after));
    read(&definition, data).into_iter().map(|[word, _]| word).collect()
}

const FRUIT: &str = "<values><value code=\"1\">Apple</value><value code=\"2\">Pear; quince</value>\
                     <value code=\"9\">Other</value></values>";

/// The tables of the standard, of data as they are recorded.
#[test]
fn values_are_read_as_the_standard_records_them() {
    let of_99 = "<values><range from=\"1\" to=\"99\"/></values>";
    let bits = |data: &[u8]| words("multiple", "start=\"2\" finish=\"10\"", FRUIT, data);
    assert_eq!(
        words("single", "start=\"2\" finish=\"3\"", of_99, b"x07\nx 7\nx17\nx  \n"),
        ["7", "7", "17", ""]
    );
    assert_eq!(bits(b"-101000001\n-010000000\n-000000000\n-\n"), ["Apple;Other", "Pear, quince", "", ""]);
    let spread = |width: &str, data: &[u8]| {
        let spread = format!("<spread subfields=\"2\"{width}/>{FRUIT}");
        words("multiple", "start=\"1\" finish=\"4\"", &spread, data)
    };
    assert_eq!(spread("", b" 1 9\n0100\n0902\n0000\n"), ["Apple;Other", "Apple", "Other;Pear, quince", ""]);
    assert_eq!(spread(" width=\"1\"", b"10\n02\n19  \n"), ["Apple", "Pear, quince", "Apple;Other"]);
    let quantity =
        "<values><range from=\"-1.00\" to=\"99.99\"/><value code=\"999\">Not stated</value></values>";
    let numbers = words("quantity", "start=\"1\" finish=\"5\"", quantity, b" 7.00\n-1.00\n  999\n  x  \n");
    assert_eq!(numbers, ["7", "-1", "Not stated", "x"]);
    assert_eq!(
        words("character", "start=\"1\" finish=\"9\"", "<size>4</size>", b"character\nab\n"),
        ["char", "ab"]
    );
    assert_eq!(words("logical", "start=\"1\" finish=\"2\"", "", b"01\n 0\n  \n"), ["true", "false", ""]);
    assert_eq!(
        words("date", "start=\"1\" finish=\"9\"", "", b"20110401x\n20110231 \n"),
        ["2011-04-01", "20110231"]
    );
    // A long number is no less exact than it is written.
    let id = words("quantity", "start=\"1\" finish=\"19\"", of_99, b"1234567890123456789\n");
    assert_eq!(id, ["1234567890123456789"]);
}

#[test]
fn where_numbers_are_needed_a_value_is_its_score_or_the_number_of_its_label_or_its_code() {
    let of = |values: &str, data: &[u8]| {
        read(&definition("", &variable("single", "start=\"1\"", &format!("<values>{values}</values>"))), data)
    };
    let codes = of("<value code=\"0\">never</value><value code=\"7\">7 - well</value>", b"0\n7\n5\n");
    assert_eq!(codes, [["never", "0"], ["7 - well", "7"], ["5", "5"]]);
    let labels = of("<value code=\"1\">0 - never</value><value code=\"2\">sure: 10</value>", b"1\n2\n");
    assert_eq!(labels, [["0 - never", "0"], ["sure: 10", "10"]]);
    let scores = of(
        "<value code=\"1\" score=\"10\">best</value><value code=\"2\" score=\"0\">worst</value><value code=\"3\">?</value>",
        b"1\n2\n3\n",
    );
    assert_eq!(scores, [["best", "10"], ["worst", "0"], ["?", ""]]);
}

#[test]
fn fields_with_commas_are_counted_and_records_skipped() {
    let variables = variable("multiple", "start=\"3\" finish=\"3\"", FRUIT);
    let definition = definition(" format=\"csv\" skip=\"1\"", &variables);
    let found = read(&definition, b"a,b,v\r\n1,\"x, y\",\"010000001\"\r\n\r\n2,\"\"\"z\"\"\",\r\n3\r\n");
    assert_eq!(
        found.iter().map(|[word, _]| word.as_str()).collect::<Vec<_>>(),
        ["Pear, quince;Other", "", ""]
    );
}

#[test]
fn letters_count_as_one_column_each_in_any_encoding() {
    let of = |data: &[u8]| words("character", "start=\"4\" finish=\"5\"", "<size>2</size>", data);
    assert_eq!(of("Üб ab\n".as_bytes()), ["ab"]);
    // Windows-1251.
    let data = b"\xca\xe8\xbfab\n\xcb\xfc\xe2ab\n\xd5\xe0\xf0ab\n";
    assert_eq!(of(data), ["ab", "ab", "ab"]);
}

#[test]
fn labels_may_be_told_in_several_languages_and_texts_in_another_encoding() {
    let values = "<values><value code=\"1\">caf\u{e9} &amp;<br/>bar<text xml:lang=\"fr\">x</text></value>\
                  <value code=\"2\"><text xml:lang=\"de\">K&#252;che</text><text xml:lang=\"fr\">cuisine</text></value></values>";
    let definition = definition("", &variable("single", "start=\"1\"", values));
    let text = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n{definition}");
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let files = [("a.sss", latin.as_slice()), ("a.asc", b"1\n2\n".as_slice())];
    let about = about_files(&files, &[needed("v", |_| true)]).expect("readable").expect("a definition");
    let mut cells = Cells::default();
    let _ = about.table.visit(Spot { file: 0, chunk: 0, row: 0 }, &mut cells);
    assert_eq!(
        cells.0.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(),
        ["caf\u{e9} & bar", "K\u{fc}che"]
    );
}

fn fault(definition: &str) -> String {
    let files = [("a.sss", definition.as_bytes()), ("a.asc", b"1\n".as_slice())];
    about_files(&files, &[needed("v", |_| true)]).expect_err("a fault").message
}

#[test]
fn what_is_wrong_with_a_definition_is_told() {
    let whole = definition("", &variable("single", "start=\"1\"", FRUIT));
    let cannot = "the Triple-S definition `a.sss` cannot be read: ";
    assert_eq!(fault(&whole[..whole.len() - 6]), format!("{cannot}it is cut short"));
    assert_eq!(
        fault(&whole.replace("</survey>", "\n</record>")),
        format!("{cannot}line 2: ill-formed document: expected `</survey>`, but `</record>` was found")
    );
    assert_eq!(
        fault(&whole.replace("single", "grid")),
        format!("{cannot}a variable in it is of the type `grid`, which is not known")
    );
    assert_eq!(
        fault(&whole.replace("<position start=\"1\"/>", "")),
        format!("{cannot}it does not say where the values of the variable `v` are")
    );
    assert_eq!(fault("<sss><survey/></sss>"), format!("{cannot}it describes no variables"));
    assert_eq!(fault("<sss><hierarchy/></sss>"), "`a.sss` lists the levels of a Triple-S survey");
    let encoded = format!("<?xml version=\"1.0\" encoding=\"klingon\"?>{whole}");
    assert_eq!(
        fault(&encoded),
        "the Triple-S definition `a.sss` says that it is in the encoding `klingon`, which is not known"
    );
    // A few lines that would stand for gigabytes.
    let bomb = "<!DOCTYPE sss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let bomb = format!("{bomb}{}", whole.replace("Apple", "&b;"));
    assert_eq!(fault(&bomb), format!("{cannot}what `&b;` stands for is not known"));
}

#[test]
fn data_are_looked_for_by_the_name_in_the_definition_and_by_its_own() {
    let of = |record: &str, name: &str| {
        let definition = definition(record, &variable("single", "start=\"1\"", FRUIT));
        about_files(&[("a.sss", definition.as_bytes()), (name, b"1\n")], &[needed("v", |_| true)])
    };
    for (record, name) in
        [("", "a.asc"), ("", "A.DAT"), ("", "a.csv"), (" href=\"c:\\x\\other.dat\"", "other.dat")]
    {
        let about = of(record, name).expect("found").expect("a definition");
        assert_eq!((about.data.file_name(), about.table.rows()), (Some(name.as_ref()), 1));
    }
    let problem = of(" href=\"b.asc\"", "c.asc").expect_err("not there");
    let told = "the data of the Triple-S survey `a.sss` are not beside it: there is no `b.asc`, and no `a.asc`, `a.dat`, `a.txt`, `a.csv`";
    assert_eq!(problem.message, told);
    assert!(
        problem.hints.iter().any(|hint| hint.starts_with("it was looked for in the folder")),
        "{problem:?}"
    );
}

#[test]
fn values_without_a_label_are_counted() {
    let definition = definition("", &variable("single", "start=\"1\"", FRUIT));
    let files = [("a.sss", definition.as_bytes()), ("a.asc", b"1\n5\n5\n".as_slice())];
    let about = about_files(&files, &[needed("v", |_| true)]).expect("readable").expect("a definition");
    let told: Vec<&str> = about.noticed.iter().map(|problem| problem.message.as_str()).collect();
    assert!(told[0].starts_with("2 values of the variable `v` have no label"), "{told:?}");
}

#[test]
fn packed_data_of_any_number_of_rows_are_refused() {
    let definition = definition("", &variable("single", "start=\"1\"", FRUIT));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let lines = vec![b'\n'; 1 << 20];
    for _ in 0..9 {
        std::io::Write::write_all(&mut packed, &lines).expect("in memory");
    }
    let packed = packed.finish().expect("in memory");
    let columns = [(); 8].map(|()| needed("v", |_| true));
    let told = about_files(&[("a.sss", definition.as_bytes()), ("a.asc.gz", &packed)], &columns);
    let cannot = "`a.asc.gz`, the data of a Triple-S survey, cannot be read: ";
    let why = "it has more rows than a file of its size can have";
    assert_eq!(told.expect_err("refused").message, format!("{cannot}{why}"));
}
