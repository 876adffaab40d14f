//! Ways to ask for answers, from a file of their own.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::Check;
use crate::config::costs::Costs;
use crate::config::file;
use crate::config::schemes::{Scheme, Schemes};
use crate::config::tree::{self, At, Read, Span, place};
use crate::config::yaml;
use crate::error::{Error, Kind, Problem, SourceText};
use crate::files::{looked_for, not_there, read_small_text};
use crate::survey::{Money, canonical};

/// A file larger than this is none.
const LARGEST: u64 = 1 << 20;

/// More do not stand beside each other on a terminal.
const MOST: usize = 5;

/// Reads the file of schemes that `plaudit plan --schemes` names.
///
/// # Errors
/// With all that is wrong with it, each with its place.
pub fn schemes(path: &Path) -> Result<Schemes, Error> {
    let unreadable = |why: String| {
        let problem = looked_for(Problem::new(format!("the file of schemes {why}")).in_file(path), path);
        let hint = "it states a currency and what an answer costs: `{currency: UAH, schemes: [{name: robot, call: 0.42}]}`";
        Error::new(Kind::Config, not_there(problem, path, hint))
    };
    let text = read_small_text(path, LARGEST).map_err(unreadable)?;
    let source = Arc::new(SourceText { path: path.to_owned(), text });
    let all = |problems: Vec<Problem>| Error { kind: Kind::Config, problems };
    let (mut tree, mended) = yaml::parse(&source).map_err(all)?;
    if !matches!(tree.value, tree::Value::Map(_) | tree::Value::Null) {
        let problem = Problem::new("a file of schemes must be keys and values, such as `currency: UAH`");
        return Err(all(vec![problem.at(place(&source, tree.span))]));
    }
    let (whole, stated, nulls) = (tree.span, tree::keys(&tree), tree::written_nulls(&tree));
    let split = crate::config::misread::split_numbers(&mut tree, &source.text);
    let Read { value: file, misfits, taken_out } = tree::read::<file::Schemes>(tree);
    let spans = misfits.iter().filter_map(|misfit| misfit.span).chain(split.iter().map(|(_, span)| *span));
    let mut check = Check {
        source: &source,
        folder: Path::new(""),
        misfits: spans.collect(),
        taken_out,
        stated,
        nulls,
        wording: Vec::new(),
        asked: BTreeSet::new(),
        problems: mended,
    };
    for misfit in misfits {
        check.misfit(misfit);
    }
    check.problems.extend(split.into_iter().map(|(problem, span)| problem.at(place(&source, span))));
    let schemes = check.schemes(&file, whole);
    let mut loaded = super::Loaded { config: crate::config::Config::default(), problems: Vec::new() };
    loaded.add(check.problems);
    match schemes {
        Some(schemes) if loaded.problems.is_empty() => Ok(schemes),
        _ => Err(all(loaded.problems)),
    }
}

impl Check<'_> {
    fn schemes(&mut self, file: &file::Schemes, whole: Span) -> Option<Schemes> {
        let currency = self.currency(file.currency.as_ref(), whole);
        let detractors = self.per_cent(file.detractors.as_ref(), 0, "a share of detractors");
        if file.list.is_empty() {
            self.missing("schemes", "schemes: [{name: operator, call: 4.12}]");
        }
        if let Some(beyond) = file.list.get(MOST) {
            let problem = Problem::new(format!("{} schemes are listed, more than {MOST}", file.list.len()));
            self.problem(beyond.span, problem.hint("compare fewer at a time"));
        }
        let mut list: Vec<Scheme> = Vec::new();
        for at in file.list.iter().take(MOST) {
            let Some(scheme) = self.scheme(at, currency.as_deref()) else { continue };
            if list.iter().any(|other| other.name.to_lowercase() == scheme.name.to_lowercase()) {
                let problem = Problem::new(format!("two schemes are called `{}`", scheme.name));
                self.problem(at.span, problem.hint("give each a name of its own"));
                continue;
            }
            list.push(scheme);
        }
        let vat = file.vat.as_ref().map(|at| canonical(&at.value).into_owned()).filter(|vat| !vat.is_empty());
        (!list.is_empty()).then_some(Schemes { currency: currency?, vat, detractors, list })
    }

    fn scheme(&mut self, at: &At<file::Scheme>, currency: Option<&str>) -> Option<Scheme> {
        let file = &at.value;
        let before = self.problems.len();
        for (is_there, key, example) in
            [(file.name.is_some(), "name", "name: operator"), (file.call.is_some(), "call", "call: 4.12")]
        {
            if !is_there && !self.has_misfit(at.span) {
                let problem = Problem::new(format!("the scheme has no `{key}`"));
                self.problem(at.span, problem.hint(format!("state it: {{{example}}}")));
            }
        }
        let name = file.name.as_ref().map(|at| self.name(&at.value, at.span, "scheme").value);
        self.is_in(currency, file.currency.as_ref(), "the scheme");
        let setup = self.price(file.setup.as_ref(), currency, Costs::MOST_SETUP);
        let call = self.price(file.call.as_ref(), currency, Costs::MOST);
        let detractor = self.price(file.detractor.as_ref(), currency, Costs::MOST);
        let unanswered = self.price(file.unanswered.as_ref(), currency, Costs::MOST);
        let response_rate = self.per_cent(file.response_rate.as_ref(), 1, "a response rate");
        if let Some(at) = file.unanswered.as_ref().filter(|_| file.response_rate.is_none()) {
            let problem = Problem::new("nothing says how many of those who are asked do not answer");
            self.problem(at.span, problem.hint("state `response_rate` of the scheme, in per cent"));
        }
        if self.problems.len() > before || self.has_misfit(at.span) {
            return None;
        }
        let call = call?;
        Some(Scheme {
            name: name?,
            setup: setup.unwrap_or_default(),
            call,
            detractor: detractor.unwrap_or(call),
            unanswered: unanswered.unwrap_or_default(),
            response_rate,
            reasons: file.reasons.unwrap_or(true),
        })
    }

    /// Per cent from a least to 100, as parts of a million.
    fn per_cent(&mut self, stated: Option<&At<f64>>, least: u64, what: &str) -> Option<u64> {
        let At { written, span, .. } = stated?;
        // Four decimals of a per cent are six of a share.
        let parts =
            Money::read(written, 100).map(Money::ten_thousandths).filter(|parts| *parts >= least * 10_000);
        if parts.is_none() {
            let problem = Problem::new(format!("`{written}` is not {what} from {least} to 100 per cent"));
            self.problem(*span, problem.hint("write it in digits with at most four decimals, such as 20"));
        }
        parts
    }
}
