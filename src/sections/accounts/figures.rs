//! The score by account, from what is kept of each.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{Accounts, AtRisk, By, ScoreBy, With, WithAnswers};
use crate::config::accounts::ListedAccount;
use crate::config::{self, Config};
use crate::figures::Figures;
use crate::responses::{self, OfAccount};
use crate::sections::View;
use crate::statistics::OfParts;
use crate::survey::{Confidence, Counts, Interval, Nps, Period, to_a_tenth};

/// An account: its answers in the period, and its revenue.
pub(super) struct Voice {
    pub(super) counts: Counts,
    pub(super) revenue: Option<f64>,
}

impl Voice {
    /// The score of its answers in points; nothing where it has none.
    pub(super) fn score(&self) -> Option<f64> {
        self.counts.sample().map(|sample| Nps::of(sample).points())
    }

    /// Its weight.
    fn weight(&self, by: By) -> f64 {
        match by {
            By::Answers => real(self.counts.n()),
            By::Accounts => 1.0,
            By::Revenue => self.revenue.unwrap_or_default(),
        }
    }
}

/// Every account that is known, by name: those of the table in a report on all answers, and those with answers.
pub(super) fn voices(
    Figures { config, excerpt }: Figures<'_>,
    (period, is_of_all): (i32, bool),
) -> Vec<Voice> {
    let Some(stated) = &config.accounts else { return Vec::new() };
    let none = || (None, None);
    let mut all: BTreeMap<&str, (Option<&OfAccount>, Option<&ListedAccount>)> = BTreeMap::new();
    for (name, account) in &excerpt.kept.accounts.named {
        all.entry(name).or_insert_with(none).0 = Some(account);
    }
    for (name, listed) in &stated.listed {
        if is_of_all || all.contains_key(name.as_str()) {
            all.entry(name).or_insert_with(none).1 = Some(listed);
        }
    }
    let voice = |(account, listed): (Option<&OfAccount>, Option<&ListedAccount>)| Voice {
        counts: account.map(|account| account.answers(period)).unwrap_or_default(),
        revenue: revenue(account, listed),
    };
    all.into_values().map(voice).collect()
}

impl Accounts {
    /// Those of the reported period; nothing where no column names them, and where they may not be told.
    ///
    /// What accounts answered is a sum of the same answers as everything else. Where values of regions or cuts are hidden, an account may be
    /// such a value, and nothing is told of any. Where they are shown, an account of one answer may be what is left of a region: they are
    /// told beside regions and cuts only where reports name accounts, and revenue likewise. Nothing is told of clients around others, to
    /// clients who read all answers, where figures are told rounded, of too few accounts, and where answers that name no account are few,
    /// as these are what is left of all.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        let stated = config.accounts.as_ref()?;
        let least = config.method.hide_below.max(1);
        let period = view.head.period;
        let ordinal = period.map_or(0, Period::ordinal);
        let is_untold = excerpt.is_withheld
            || excerpt.is_told_rounded
            || excerpt.left_out.contains(&ordinal)
            || config.is_weighted()
            || !config.columns.reader.is_empty()
            || view.is_around()
            || !stated.in_reports && is_by_parts(config);
        if is_untold || view.hides_any() || view.head.overall.estimate().is_none() {
            return None;
        }
        let voices = voices(view.counts, (ordinal, view.among.is_none()));
        let answered: Vec<&Voice> = voices.iter().filter(|voice| voice.counts.n() > 0).collect();
        let without = excerpt.kept.accounts.unnamed.get(&ordinal).copied().unwrap_or_default();
        if (answered.len() as u64) < least || (1..least).contains(&without) {
            return None;
        }
        let revenue = OfRevenue::of(&voices, stated);
        let by = [Some(By::Answers), Some(By::Accounts), Some(By::Revenue).filter(|_| revenue.is_told)];
        let scores = by.into_iter().flatten().filter_map(|by| score(&answered, by, config.method.confidence));
        let scores = scores.map(|of| if stated.in_reports { of } else { rounded(of) }).collect();
        Some(Self {
            known: voices.len() as u64,
            answered: answered.len() as u64,
            without_account: Some(without).filter(|n| *n > 0),
            without_revenue: Some(revenue.unknown).filter(|n| revenue.is_told && *n > 0),
            is_rounded: !stated.in_reports,
            scores,
            groups: groups(&voices, &revenue),
            at_risk: stated.in_reports.then(|| at_risk(config, &shown_periods(view), period)),
        })
    }
}

/// Whether answers are told by regions or cuts.
pub(crate) fn is_by_parts(config: &Config) -> bool {
    config.columns.region.is_some() || config.columns.cuts.iter().any(|cut| cut.is_shown)
}

/// The accounts with their answers of periods whose score is shown: what is hidden of others is no rule of theirs.
fn shown_periods(view: &View<'_>) -> responses::Accounts {
    let mut accounts = view.counts.excerpt.kept.accounts.clone();
    if view.head.period.is_some() {
        let is_shown = |period: &&Period| view.counts.of_all(Some(**period)).estimate().is_some();
        let shown = view.head.periods.iter().filter(is_shown);
        let shown: BTreeSet<i32> = shown.map(|period| period.ordinal()).collect();
        for account in accounts.named.values_mut() {
            account.periods.retain(|period, _| shown.contains(period));
        }
    }
    accounts
}

/// What revenue there is.
struct OfRevenue {
    all: f64,
    unknown: u64,
    is_told: bool,
}

impl OfRevenue {
    /// It is told where accounts may be named: whoever knows what each is worth could find out else which of them answered how.
    fn of(voices: &[Voice], stated: &config::accounts::Accounts) -> Self {
        let known: Vec<f64> = voices.iter().filter_map(|voice| voice.revenue).collect();
        let all = sum(known.iter().copied());
        let is_told = stated.in_reports && stated.has_revenue() && all > 0.0;
        Self { all, unknown: (voices.len() - known.len()) as u64, is_told }
    }
}

/// The sum of some amounts; that of none has no sign.
pub(super) fn sum(amounts: impl Iterator<Item = f64>) -> f64 {
    amounts.fold(0.0, |sum, amount| sum + amount)
}

/// A score to a tenth of a point; that of answers is told as it is everywhere.
fn rounded(of: ScoreBy) -> ScoreBy {
    let to_a_tenth_of = |nps: Nps| Nps::stated(to_a_tenth(nps.points())).unwrap_or(nps);
    let nps = if of.counted == By::Answers { of.nps } else { to_a_tenth_of(of.nps) };
    let interval =
        of.interval.map(|own| Interval::around(nps, to_a_tenth(own.low()), to_a_tenth(own.high())));
    ScoreBy { nps, standard_error: of.standard_error.map(to_a_tenth), interval, ..of }
}

/// These accounts as parts with weights.
pub(super) fn parts(answered: &[&Voice], by: By) -> Option<OfParts> {
    let parts: Vec<(f64, f64)> =
        answered.iter().filter_map(|voice| Some((voice.weight(by), voice.score()?))).collect();
    OfParts::of(&parts)
}

fn score(answered: &[&Voice], by: By, confidence: Confidence) -> Option<ScoreBy> {
    let of = parts(answered, by)?;
    let nps = Nps::stated(of.mean)?;
    Some(ScoreBy {
        counted: by,
        accounts: of.parts,
        nps,
        standard_error: of.standard_error(),
        interval: of.interval(confidence).map(|[low, high]| Interval::around(nps, low, high)),
    })
}

/// Whether an account has such answers.
pub(super) fn has(counts: Counts, with: With) -> bool {
    match with {
        With::Promoters => counts.promoters() > 0,
        With::Passives => counts.passives() > 0,
        With::Detractors => counts.detractors() > 0,
        With::NoAnswer => counts.n() == 0,
    }
}

fn groups(voices: &[Voice], revenue: &OfRevenue) -> Vec<WithAnswers> {
    let of = |with: With| {
        let own: Vec<&Voice> = voices.iter().filter(|voice| has(voice.counts, with)).collect();
        let n = own.len() as u64;
        let worth = sum(own.iter().filter_map(|voice| voice.revenue));
        WithAnswers {
            with,
            n,
            share: real(n) / real(voices.len() as u64),
            revenue_share: revenue.is_told.then(|| worth / revenue.all),
        }
    };
    [With::Promoters, With::Passives, With::Detractors, With::NoAnswer].map(of).into()
}

/// The accounts at risk in a period: those that are worth most first. Nobody is at risk that only a table knows.
pub(crate) fn at_risk(
    config: &Config,
    accounts: &responses::Accounts,
    period: Option<Period>,
) -> Vec<AtRisk> {
    let Some(stated) = &config.accounts else { return Vec::new() };
    let period = period.map_or(0, Period::ordinal);
    let rule = (stated.rules.as_slice(), config.periods.calendar.in_a_year());
    let mut found: Vec<AtRisk> = accounts
        .named
        .iter()
        .filter_map(|(name, account)| {
            let (rules, listed) = (account.risks(period, rule), stated.listed.get(name));
            (!rules.is_empty()).then(|| AtRisk {
                name: name.clone(),
                rules,
                counts: account.answers(period),
                revenue: revenue(Some(account), listed),
                owner: listed.and_then(|listed| listed.owner.clone()),
            })
        })
        .collect();
    let worth = |of: &AtRisk| of.revenue.unwrap_or(-1.0);
    found.sort_by(|one, other| worth(other).total_cmp(&worth(one)).then_with(|| one.name.cmp(&other.name)));
    found
}

/// What an account is worth: by the table where that says it, else by its answers.
fn revenue(account: Option<&OfAccount>, listed: Option<&ListedAccount>) -> Option<f64> {
    listed.and_then(|listed| listed.revenue).or_else(|| Some(account?.revenue?.amount))
}

#[expect(clippy::cast_precision_loss, reason = "far fewer accounts and answers than 2^53")]
pub(super) fn real(count: u64) -> f64 {
    count as f64
}
