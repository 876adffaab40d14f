//! Accounts, checked.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Check, stands_for};
use crate::config::accounts::{Accounts, LARGEST_REVENUE, ListedAccount, Rule};
use crate::config::file::File;
use crate::config::settings::Named;
use crate::config::table::{self, Kind, Row};
use crate::config::tree::At;
use crate::error::Problem;
use crate::survey::{Decimal, MarksSeen, Number, Tells, canonical};

const TABLE: Kind<3> =
    Kind { what: "table of accounts", columns: ["account", "revenue", "owner"], required: 1 };

impl Check<'_> {
    /// What is stated of accounts; nothing where no column names them.
    pub(super) fn accounts(&mut self, file: &File, decimal: Option<Decimal>) -> Option<Accounts> {
        let stated = file.accounts.as_ref();
        let mut named =
            |at: &Option<At<String>>| at.as_ref().map(|at| self.name(&at.value, at.span, "column"));
        let (column, revenue) = (named(&file.columns.account), named(&file.columns.revenue));
        let is_named = column.is_some();
        let is_misread = self.taken_out.iter().any(|key| stands_for(key, "columns.account"));
        let of_revenue = file.columns.revenue.as_ref().map(|at| (at.span, "columns.revenue"));
        let first = of_revenue.or(stated.map(|at| (at.span, "accounts")));
        if let Some((span, key)) = first.filter(|_| !is_named && !is_misread) {
            let problem =
                Problem::new(format!("`{key}` is stated, and nothing names the account of an answer"));
            self.problem(span, problem.hint("name its column: columns: {account: company}"));
        }
        let mut accounts = Accounts {
            column: column.unwrap_or_else(|| Named { value: String::new(), place: None }),
            revenue,
            listed: BTreeMap::new(),
            rules: Rule::ALL.map(|(_, rule)| rule).into(),
            in_reports: false,
        };
        let Some(At { value: stated, .. }) = stated else { return is_named.then_some(accounts) };
        accounts.in_reports = stated.in_reports.as_ref().is_some_and(|at| at.value);
        if let Some(At { value, span, .. }) = &stated.at_risk {
            accounts.rules.clear();
            for (name, span) in value.each(*span) {
                let known = Rule::ALL.iter().find(|(known, _)| canonical(&name).eq_ignore_ascii_case(known));
                match known {
                    Some((_, rule)) if accounts.rules.contains(rule) => {}
                    Some((_, rule)) => accounts.rules.push(*rule),
                    None => {
                        let problem =
                            Problem::new(format!("`{name}` is no rule by which an account is at risk"));
                        let problem = problem.did_you_mean(&name, Rule::ALL.iter().map(|(known, _)| *known));
                        self.problem(span, problem.hint(RULES));
                    }
                }
            }
            accounts.rules.sort_unstable();
        }
        if let Some(At { value, span, .. }) = &stated.table {
            let path = self.path(value);
            accounts.listed = self.listed(&path, decimal);
            let has_revenue = accounts.listed.values().any(|of| of.revenue.is_some());
            if file.columns.revenue.is_some() && has_revenue {
                let problem =
                    Problem::new("revenue is in a column of the answers and in the table of accounts");
                self.problem(
                    *span,
                    problem.hint("name one of them: which of two amounts is meant cannot be known"),
                );
            }
        }
        is_named.then_some(accounts)
    }

    /// The accounts of a table, a row each.
    fn listed(&mut self, path: &Path, decimal: Option<Decimal>) -> BTreeMap<String, ListedAccount> {
        let rows = table::read(path, &TABLE, &mut self.problems);
        let mut marks = MarksSeen::default();
        let amounts = rows.iter().filter_map(|row| row.cells.get(1)?.as_deref());
        for number in amounts.filter_map(|text| Number::read(text.as_bytes(), None)) {
            marks.note(number.tells);
        }
        let decimal = decimal.or(marks.mark());
        let mut found: BTreeMap<String, (u64, ListedAccount)> = BTreeMap::new();
        let mut problems = Vec::new();
        for row in &rows {
            let cell = |at: usize| row.cells.get(at).and_then(Option::as_deref);
            let mut wrong =
                |at: usize, problem: Problem| problems.push(problem.at(row.place(&TABLE, path, at)));
            let Some(name) = cell(0).map(|name| canonical(name).into_owned()) else {
                wrong(
                    0,
                    Problem::new("the row names no account")
                        .hint("name it in the column `account`, or take the row out"),
                );
                continue;
            };
            let revenue = cell(1).and_then(|text| {
                let number = Number::read(text.as_bytes(), decimal).map(|number| number.value());
                let found = number.filter(|number| (0.0..=LARGEST_REVENUE).contains(number));
                if found.is_none() {
                    let what = format!("`{text}` is no revenue");
                    wrong(1, Problem::new(what).hint("a revenue is a number, 0 or more, such as 12500; leave the cell blank where it is not known"));
                }
                found
            });
            let owner = cell(2).map(|owner| canonical(owner).into_owned());
            if let Some((first, _)) = found.get(&name) {
                let what = format!("the account `{name}` is in row {first} too");
                wrong(
                    0,
                    Problem::new(what)
                        .hint("an account has one row: which of two revenues is meant cannot be known"),
                );
                continue;
            }
            found.insert(name, (row.number, ListedAccount { revenue, owner }));
        }
        let is_open = |row: &&Row<3>| {
            let number = row
                .cells
                .get(1)
                .and_then(Option::as_deref)
                .and_then(|text| Number::read(text.as_bytes(), None));
            number.is_some_and(|number| matches!(number.tells, Tells::Either(_)))
        };
        if let Some(row) = rows.iter().find(is_open).filter(|_| decimal.is_none()) {
            let written = row.cells.get(1).and_then(Option::as_deref).unwrap_or_default();
            let problem = Problem::new(format!(
                "`{written}` may be read in two ways: the mark in it may stand before thousands, or before decimals"
            ));
            let hint = "state how decimals are written: source: {decimal: comma}, or point";
            problems.push(problem.at(row.place(&TABLE, path, 1)).hint(hint));
        }
        self.problems.extend(problems);
        found.into_iter().map(|(name, (_, of))| (name, of)).collect()
    }
}

const RULES: &str = "use detractor (one answered), fall (only promoters before, a detractor now), silence (nobody answers any more), or [] for none";
