//! From counts to the report.

use std::collections::BTreeSet;

use crate::config::{Asked, Benchmark, Colour, Config, Current, LevelName, Named, Population};
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::facts::Excerpt;
use crate::figures::{
    Brand, Change, Estimate, Figures, Finding, Head, Level, Margin, Method, Response, Since, Weighting,
    by_cuts, changes, periods,
};
use crate::responses::Reportable;
use crate::sections::regions::known_regions;
use crate::sections::{Field, Sections, View};
use crate::sections::{Report, SCHEMA};
use crate::statistics::correlation;
use crate::survey::{Client, Day, IntervalMethod, Period, Region};

/// The period to report on; none without dates. A period is complete once its last day is over, and `over` is the last
/// day that is.
///
/// # Errors
/// When it has no answers at all, a benchmark is for a region that there is not, or a period to compare with is not before
/// it.
pub fn period(config: &Config, excerpt: &Excerpt, over: Day) -> Result<Option<Period>, Error> {
    known_regions(config, excerpt)?;
    let period = config.columns.date.as_ref().map(|_| current(config, excerpt, over)).transpose()?;
    let mut problems = Vec::new();
    for named in &config.compare {
        let problem = match period {
            None => Problem::new("without the column of dates there are no periods to compare with")
                .hint("name it as `columns.date`, or leave out `periods.compare`"),
            Some(now) if named.value.ordinal() >= now.ordinal() => {
                Problem::new(format!("{} is not before the reported period {}", named.value.key(), now.key()))
            }
            Some(_) => continue,
        };
        problems.push(problem.at(named.place.clone()));
    }
    all_or_nothing(Kind::Config, problems)?;
    Ok(period)
}

/// Builds the report on all answers.
#[must_use]
pub fn build(config: &Config, excerpt: &Excerpt, period: Option<Period>, as_of: Day) -> Report {
    made(head(config, excerpt, period, as_of), Figures { config, excerpt }, None)
}

/// Builds the report of one client: its own settings, its own answers, and what it may know of the others.
///
/// # Errors
/// When more have answered than were asked.
pub fn build_for(
    client: &Client,
    config: &Config,
    excerpt: &Excerpt,
    field: &Field<'_>,
    as_of: Day,
) -> Result<Report, Error> {
    let own = |benchmark: &Benchmark| {
        let region = field.seat(client).and_then(|(tier, seat)| tier.seats.get(seat)?.region.as_deref());
        benchmark.region.is_none() || benchmark.region.as_deref() == region
    };
    let is_named = |region: &&Region| matches!(region, Region::Named(_));
    let named = excerpt.cells.keys().filter_map(|(_, region)| region.as_ref()).filter(is_named);
    let regions = named.collect::<BTreeSet<_>>().len();
    let mut narrowed = config.clone();
    narrowed.population = own_population(config);
    // A client in one region is not to be broken down by regions, though some of its rows name none; that region's benchmarks
    // are its own.
    if regions <= 1 {
        narrowed.columns.region = None;
        narrowed.benchmarks.retain(own);
        for benchmark in &mut narrowed.benchmarks {
            benchmark.region = None;
        }
    }
    let config = &narrowed;
    let counts = Figures { config, excerpt };
    let mut head = head(config, excerpt, field.period, as_of);
    head.client = Some(client.clone());
    head.response = response(config, counts.answers(field.period).n())?;
    keep_own_shares(client, config, &mut head.method);
    Ok(made(head, counts, Some((client, field))))
}

/// The report with this head.
fn made(mut head: Head, counts: Figures<'_>, among: Option<(&Client, &Field<'_>)>) -> Report {
    let by_cut = by_cuts(counts, head.period);
    let mut sections = Sections::of(&View { counts, by_cut: &by_cut, head: &head, among });
    if sections.trend.is_none() && sections.regions_over_time().next().is_some() {
        let then = |period| counts.of_all(Some(period));
        head.over_time = head.periods.iter().copied().map(then).collect();
    }
    head.response = head.response.or_else(|| told_by_rows(&head, &sections));
    sections.invite(&head);
    let commentary = counts.config.commentary.as_ref().and_then(|words| Some(words.of_one()?.text.clone()));
    Report { schema: SCHEMA.to_owned(), generator: GENERATOR.to_owned(), head, commentary, sections }
}

/// The score of all answers of a period, and how it changed.
pub(super) fn totals(config: &Config, excerpt: &Excerpt, period: Option<Period>) -> (Finding, Vec<Change>) {
    let figures = Figures { config, excerpt };
    let overall = figures.of_all(period);
    let changes = period.map_or_else(Vec::new, |period| {
        let usual = [(Since::PreviousPeriod, period.previous()), (Since::YearEarlier, period.year_earlier())];
        let named = config.compare.iter().map(|named| (Since::Named, named.value));
        let mut earlier: Vec<(Since, Period)> = Vec::new();
        // A period that is several of these is compared with once: by year, the period before is the year before.
        for (since, period) in usual.into_iter().chain(named) {
            if earlier.iter().all(|(_, known)| *known != period) {
                earlier.push((since, period));
            }
        }
        let now = figures.answers(Some(period));
        let then = earlier.into_iter().map(|(since, period)| {
            let answers = figures.answers(Some(period));
            let correlation = correlation(&now, &answers, &config.question.scale);
            (since, period, figures.of_all(Some(period)), correlation)
        });
        changes(overall.estimate().and_then(Estimate::sample), then.collect(), config)
    });
    (overall, changes)
}

/// What stands before the sections of a report on all answers.
pub(super) fn head(config: &Config, excerpt: &Excerpt, period: Option<Period>, as_of: Day) -> Head {
    let (overall, changes) = totals(config, excerpt, period);
    Head {
        title: config.title.clone(),
        organisation: config.organisation.clone(),
        client: None,
        recipient: config.addressee.recipient.clone(),
        language: config.language,
        wording: config.own_texts(),
        brand: brand(config),
        as_of,
        question: config.question.clone(),
        method: method(config),
        levels: levels(config),
        periods: period.map(|period| periods(Figures { config, excerpt }, period)).unwrap_or_default(),
        period,
        rounded: false,
        overall,
        over_time: Vec::new(),
        changes,
        response: None,
        survey: config.survey.clone(),
    }
}

/// Leaves the names of other clients, and how large they are, out of the shares that weights are raked to.
fn keep_own_shares(client: &Client, config: &Config, method: &mut Method) {
    for margin in method.weighting.iter_mut().flat_map(|weighting| &mut weighting.margins) {
        let level = config.columns.client.iter().position(|column| column.value == margin.column);
        if let Some(level) = level {
            let own = client.path().get(level);
            margin.shares.retain(|(value, _)| Some(value) == own);
        }
    }
}

/// How many could have answered of a client's own: what is stated of all is not for it.
fn own_population(config: &Config) -> Population {
    Population { total: config.addressee.population, ..Population::default() }
}

/// How many of those asked have answered.
fn response(config: &Config, answered: u64) -> Result<Option<Response>, Error> {
    let asked = config.addressee.asked;
    let population = config.addressee.population.map(|population| (population, Asked::Population));
    let Some((asked, of)) = [asked, population].into_iter().flatten().find(|(asked, _)| answered > *asked)
    else {
        return Ok(asked.map(|(asked, of)| Response { answered, asked, of }));
    };
    let what = match of {
        Asked::Invited => "invited",
        // What rows say is never less than the answers among them.
        Asked::Population | Asked::Rows | Asked::List => "population",
    };
    let problem =
        Problem::new(format!("it has {answered} answers in the period, more than its `{what}` of {asked}"));
    let place = config.addressee.row.clone().map(|row| row.in_column(what));
    Err(Error::new(
        Kind::Config,
        problem.at(place).hint("state the number for this period in the table of clients"),
    ))
}

/// How many of those who were asked have answered, where all of them have a row and that may be told.
fn told_by_rows(head: &Head, sections: &Sections) -> Option<Response> {
    let questions = sections.questions.as_ref()?;
    let rate = questions.response()?.now.estimate()?;
    // Where answers have weights, so has the rate.
    let answered = head.overall.estimate().filter(|_| head.method.weighting.is_none())?.n;
    // Who was asked in the period may have answered after it, and somebody else in it.
    let (answered, of) =
        if questions.is_by_list() { (rate.answered(), Asked::List) } else { (answered, Asked::Rows) };
    (answered <= rate.n).then_some(Response { answered, asked: rate.n, of })
}

/// Program and version.
pub const GENERATOR: &str = concat!("plaudit ", env!("CARGO_PKG_VERSION"));

fn brand(config: &Config) -> Brand {
    let own = config.brand.clone();
    let hex = |colour: Option<Named<Colour>>| colour.map(|colour| colour.value.to_string());
    Brand {
        logo: own.logo,
        accent: hex(own.accent),
        promoters: hex(own.promoters),
        detractors: hex(own.detractors),
        headings: hex(own.headings),
        font: own.font,
        cover: own.cover,
        footer: own.footer,
        confidential: own.confidential,
        paper: config.paper,
        paper_tables: config.pdf.tables,
    }
}

fn method(config: &Config) -> Method {
    Method {
        interval: config.method.interval,
        seed: (config.method.interval == IntervalMethod::Bootstrap).then_some(config.method.seed),
        correction: config.method.correction,
        confidence: config.method.confidence,
        hide_below: config.method.hide_below,
        low_base: config.method.low_base,
        weighting: weighting(config),
    }
}

fn weighting(config: &Config) -> Option<Weighting> {
    let (columns, stated) = (&config.columns, &config.weighting);
    let name = |at: usize| columns.attributes.get(at).map(|column| column.value.clone());
    let margins = stated
        .margins
        .iter()
        .filter_map(|margin| Some(Margin { column: name(margin.attribute)?, shares: margin.shares.clone() }));
    let weighting = Weighting {
        column: columns.weight.as_ref().map(|column| column.value.clone()),
        margins: margins.collect(),
        smallest: (stated.smallest > 0.0).then_some(stated.smallest),
        largest: stated.largest.is_finite().then_some(stated.largest),
        cluster: columns.cluster.and_then(name),
    };
    let is_plain = weighting.column.is_none() && weighting.margins.is_empty() && weighting.cluster.is_none();
    (!is_plain).then_some(weighting)
}

fn levels(config: &Config) -> Vec<Level> {
    let stated = config.levels.iter().cloned();
    stated.map(|LevelName { from, name, text }| Level { from, name, text }).collect()
}

/// The period to report on. The last complete one is the last that ended by the last day that is over, but no later than
/// the last with answers.
fn current(config: &Config, excerpt: &Excerpt, over: Day) -> Result<Period, Error> {
    let calendar = config.periods.calendar;
    let with_answers = || excerpt.cells.keys().filter_map(|(period, _)| *period);
    let no_answers = |what: String| {
        let mut problem = Problem::new(what);
        if let (Some(first), Some(last)) = (with_answers().min(), with_answers().max()) {
            let (first, last) = (calendar.period(first).key(), calendar.period(last).key());
            let span = if first == last { format!("in {first}") } else { format!("from {first} to {last}") };
            problem = problem.hint(format!("there are answers {span}"));
            problem = problem.hint("name a period with `periods.current`, or state another `as_of`");
        }
        Error::new(Kind::Data, problem)
    };
    match config.periods.current {
        Current::Named(period) => {
            if with_answers().any(|ordinal| ordinal == period.ordinal()) {
                Ok(period)
            } else {
                Err(no_answers(format!("there is no answer in the period `{}`", period.key())))
            }
        }
        Current::LastComplete => {
            let complete = last_complete(config, over);
            with_answers()
                .filter(|ordinal| *ordinal <= complete.ordinal())
                .max()
                .map(|ordinal| calendar.period(ordinal))
                .ok_or_else(|| no_answers(format!("there is no answer in any period that ended by {over}")))
        }
    }
}

/// The last period that ended by that day.
fn last_complete(config: &Config, over: Day) -> Period {
    let last = config.periods.calendar.period_of(over);
    if last.last_day() == over { last } else { last.previous() }
}

/// Which period is the one to report on, as far as that is known before anything is read.
pub(super) fn reported(config: &Config, over: Day) -> Reportable {
    match config.periods.current {
        _ if config.columns.date.is_none() => Reportable::All,
        Current::Named(period) => Reportable::Named(period.ordinal()),
        Current::LastComplete => Reportable::LastUntil(last_complete(config, over).ordinal()),
    }
}
