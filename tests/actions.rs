//! Actions from a table of their own: what is wrong with it, and where.

use std::fs;

use crate::support::{folder, run, stderr};

const CONFIG: &str = "title: A\nas_of: 2026-10-05\nsource: {files: a.csv}\ncolumns: {score: nps, date: day, region: region}\n\
                      actions: {table: actions.csv}\n";

/// What is said of a table, and the exit code.
fn said(table: &[u8], arguments: &[&str]) -> (String, Option<i32>) {
    let rows: String =
        ["North", "South"].map(|region| format!("9,2026-08-03,{region}\n").repeat(30)).concat();
    let home = folder(&[("c.yaml", CONFIG), ("a.csv", &format!("nps,day,region\n{rows}"))]);
    fs::write(home.path().join("actions.csv"), table).expect("written");
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"].iter().chain(arguments));
    (stderr(&output), output.status.code())
}

#[test]
fn a_table_with_a_header_alone_is_told() {
    for header in ["what,from,column,value\n", "what,from,column,value\n,,,\n"] {
        let (told, code) = said(header.as_bytes(), &[]);
        assert_eq!(code, Some(0), "{told}");
        assert_eq!(
            told.matches("the table of actions `actions.csv` has a header and no rows").count(),
            1,
            "{told}"
        );
        assert!(told.contains("c.yaml:5:"), "{told}");
        assert_eq!(said(header.as_bytes(), &["--strict"]).1, Some(4));
    }
    let (told, code) =
        said("what,from,column,value\nCall,2026-08-01,region,South\n".as_bytes(), &["--strict"]);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn what_cannot_be_read_of_a_table_is_told_with_its_row() {
    let windows = [&b"what,from\nCall,2026-08-01\n"[..], b"\xc7\xe2\xee\xed\xea\xe8,2026-08-01\n"].concat();
    let (told, code) = said(&windows, &[]);
    assert_eq!(code, Some(3), "{told}");
    assert!(
        told.contains("the table of actions is not UTF-8") && told.contains("actions.csv, row 3"),
        "{told}"
    );
    assert!(told.contains("save it as CSV in UTF-8"), "{told}");
    let (told, _) = said("what,from\nCall,01.08.2026\n".as_bytes(), &[]);
    assert!(
        told.contains("actions.csv, row 2, column `from`") && told.contains("written as YYYY-MM-DD"),
        "{told}"
    );
}
