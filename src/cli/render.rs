//! `plaudit render`: the line from `report` on.

use std::fs;

use super::Done;
use super::arguments::Render;
use crate::error::{Error, Kind, Problem, why};
use crate::output::{self, Existing, Finished};
use crate::report;

pub(super) fn run(wanted: &Render) -> Done {
    let unreadable = |reason: String| {
        let problem = Problem::new(format!("the report {reason}")).in_file(&wanted.from);
        Error::new(Kind::Data, problem.hint("`--from` takes a report.json that `plaudit build` wrote"))
    };
    let json = fs::read_to_string(&wanted.from).map_err(|e| unreadable(why(&e)))?;
    let report =
        report::from_json(&json).map_err(|reason| unreadable(format!("cannot be read: {reason}")))?;
    let page = crate::page(&report, wanted.templates.as_deref())?;
    output::write(&wanted.out, &[Finished { name: "report.html", contents: page }], Existing::Replace)
}
