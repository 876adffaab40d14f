//! What the templates of the index see: finished strings, in the order of the page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::chart::IndexCharts;
use super::clients::{self, Clients, Moved};
use crate::charts::Drawn;
use crate::figures::Finding;
use crate::pages::brand::{Look, accent, look};
use crate::pages::css::css_string;
use crate::pages::view::{KeyFigures, Quality, key_figures, quality, running_period, running_title};
use crate::report::{Index, IndexRow, Tier};
use crate::sections::accounts;
use crate::sections::table::{NONE, Table, number, text};
use crate::sections::{Quality as Account, Sections};
use crate::wording::{FigureTexts, IndexLabels, Labels, MethodEntry, Text, Words};

/// The whole page.
#[derive(Serialize)]
pub(in crate::pages) struct Page {
    lang: String,
    generator: String,
    window_title: String,
    /// Title, whose it is, and period as CSS strings, for the head of printed pages.
    running_title: String,
    running_period: Option<String>,
    accent: Option<String>,
    brand: Look,
    /// Whether a table has so many columns that the page is wider for them.
    roomy: bool,
    labels: Labels,
    words: IndexLabels,
    /// Names of columns as CSS strings, by class, for where a row is no row: our own words, and names of questions.
    columns: Vec<(String, String)>,
    /// The classes among them that are of further questions.
    question_columns: Vec<String>,
    logo: Option<String>,
    title: String,
    organisation: Option<String>,
    dateline: String,
    headline: String,
    notes: Vec<String>,
    key_figures: Option<KeyFigures>,
    /// How many clients, and how many of them are left out of what.
    clients: String,
    counts: String,
    mean: Option<Mean>,
    tiers: Vec<Part>,
    missing: Option<List>,
    at_risk: Option<List>,
    under_base: Option<List>,
    quality: Quality,
    method: Vec<MethodEntry>,
    footer: String,
    script: String,
    /// What the policy of the page lets run: this script alone.
    script_hash: String,
}

/// The mean of scores.
#[derive(Serialize)]
struct Mean {
    score: String,
    facts: String,
}

/// One tier.
#[derive(Serialize)]
struct Part {
    id: String,
    heading: String,
    moved: Option<Moved>,
    figure: Option<Figure>,
    table: Clients,
    /// What further questions measured; none where the index has none.
    questions: Option<Clients>,
}

/// A funnel with its texts.
#[derive(Serialize)]
struct Figure {
    title: String,
    subtitle: String,
    how_to_read: String,
    /// Trusted SVG.
    wide: String,
    narrow: String,
}

/// Clients in a table of their own.
#[derive(Serialize)]
struct List {
    heading: String,
    /// Opens a long one, which is closed at first.
    summary: Option<String>,
    table: Table,
}

/// Lists of more rows than this are closed at first.
const LONG: usize = 15;

/// The page of an index.
pub(in crate::pages) fn page(index: &Index, words: &Words, charts: &IndexCharts, script: String) -> Page {
    let head = &index.head;
    // There is no list of regions here that it could stand in.
    let quality_of_all = Account { region_not_stated: None, ..index.quality.clone() };
    let sections = Sections { quality: quality_of_all, ..Sections::default() };
    let innermost = index.tiers.last();
    let tiers = parts(index, words, charts);
    let questions = clients::question_names(index, words);
    Page {
        lang: words.tag(),
        generator: index.generator.clone(),
        window_title: words.window_title(head),
        running_title: running_title(head),
        running_period: running_period(head, words),
        accent: accent(&index.head.brand),
        brand: look(&index.head.brand).without_cover(),
        labels: words.labels().clone(),
        words: words.index_labels().clone(),
        columns: clients::column_names(words)
            .into_iter()
            .map(|(class, name)| (class.to_owned(), css_string(name)))
            .chain(questions.iter().map(|(class, name)| (class.clone(), css_string(name))))
            .collect(),
        question_columns: questions.into_iter().map(|(class, _)| class).collect(),
        logo: index.head.brand.logo.clone().filter(|logo| logo.starts_with("data:image/")),
        title: index.head.title.clone(),
        organisation: index.head.organisation.clone(),
        dateline: words.dateline(head),
        headline: words.index_headline(index),
        notes: words.index_notes(index),
        key_figures: key_figures(head, &sections, words, None),
        clients: words.number_of(innermost.map_or(0, |tier| tier.rows.len())),
        counts: words.index_counts(index),
        mean: innermost
            .and_then(|tier| tier.mean.as_ref())
            .map(|mean| Mean { score: words.nps_to(mean.nps.points(), 1), facts: words.clients_mean(mean) }),
        roomy: tiers.iter().any(|tier| tier.table.is_roomy()),
        tiers,
        missing: missing(index, words),
        at_risk: at_risk(index, words),
        under_base: under_base(index, words),
        quality: quality(head, &sections, words),
        method: words.index_method(index),
        footer: words.footer(&index.generator, head),
        script_hash: STANDARD.encode(Sha256::digest(&script)),
        script,
    }
}

fn parts(index: &Index, words: &Words, charts: &IndexCharts) -> Vec<Part> {
    let nested = index.tiers.len() > 1;
    let heading =
        |tier: &Tier| if nested { tier.column.clone() } else { words.index_labels().clients.to_string() };
    let figure = |tier: &Tier, drawn: Option<&Drawn>| {
        let FigureTexts { title, subtitle, how_to_read, .. } = words.funnel(index, tier)?;
        let Drawn { wide, narrow } = drawn?;
        let (wide, narrow) = (wide.svg().to_owned(), narrow.svg().to_owned());
        Some(Figure { title, subtitle, how_to_read, wide, narrow })
    };
    let funnels = charts.funnels.iter().map(Option::as_ref).chain(std::iter::repeat(None));
    let tiers = index.tiers.iter().zip(funnels).zip(1..);
    tiers
        .map(|((tier, drawn), number)| Part {
            id: format!("clients-{number}"),
            heading: heading(tier),
            moved: clients::moved(index, tier, words),
            figure: figure(tier, drawn),
            table: clients::table(index, tier, words),
            questions: clients::questions(index, tier, words),
        })
        .collect()
}

/// Clients without an answer in the period.
fn missing(index: &Index, words: &Words) -> Option<List> {
    let labels = words.index_labels();
    let heading = if index.head.period.is_some() { &labels.missing } else { &labels.undated_missing };
    let rows = index.missing.iter().map(|missing| {
        let mut row = vec![text(missing.client.to_string())];
        row.extend(index.head.period.map(|_| text(words.last_answers(missing))));
        row
    });
    let mut head = vec![text(&labels.client)];
    head.extend(index.head.period.map(|_| text(&labels.last_answers)));
    let table = Table::new("table-missing", heading.to_string(), head, rows.collect());
    List::of(heading, table, words)
}

/// Accounts of clients that are at risk.
fn at_risk(index: &Index, words: &Words) -> Option<List> {
    if index.at_risk.is_empty() {
        return None;
    }
    let (heading, table) = accounts::table_of_clients(&index.at_risk, &words.index_labels().client, words);
    let summary = (table.rows.len() > LONG).then(|| words.count(table.rows.len() as u64));
    Some(List { heading, summary, table })
}

/// Clients whose base is low or whose score is hidden.
fn under_base(index: &Index, words: &Words) -> Option<List> {
    let labels = words.index_labels();
    let rows = index.tiers.iter().flat_map(|tier| &tier.rows).filter_map(|row: &IndexRow| {
        let why = words.under_base_why(index, row)?;
        let score = match &row.finding {
            Finding::Measured(_) => words.finding(&row.finding),
            Finding::Hidden { .. } | Finding::NoAnswers => NONE.to_owned(),
        };
        Some(vec![text(row.client.to_string()), number(words.count(row.answers)), number(score), text(why)])
    });
    let head =
        vec![text(&labels.client), number(&words.labels().n), number(&words.labels().nps), text(&labels.why)];
    let table = Table::new("table-under-base", labels.under_base.to_string(), head, rows.collect());
    List::of(&labels.under_base, table, words)
}

impl List {
    /// A list; none without a row.
    fn of(heading: &Text, table: Table, words: &Words) -> Option<Self> {
        let summary = (table.rows.len() > LONG).then(|| words.clients(table.rows.len()));
        (!table.rows.is_empty()).then_some(Self { heading: heading.to_string(), summary, table })
    }
}
