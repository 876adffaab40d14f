//! Accounts, as the page shows them.

use super::texts::AccountTexts;
use super::types::{ACCOUNTS, Accounts, AtRisk, By, ClientAtRisk, SECTION, ScoreBy, With, WithAnswers};
use crate::charts::dots::Dots;
use crate::config::accounts::Rule;
use crate::figures::{Head, Listed};
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::sections::{Figure, Page, Shown};
use crate::survey::{Confidence, GROUPS, Interval};
use crate::wording::{About, FigureTexts, Words, fill};

pub(super) fn texts(words: &Words) -> AccountTexts {
    words.of_part(SECTION)
}

/// What accounts are counted by, as tables name it.
pub(super) fn by_name(texts: &AccountTexts, by: By) -> String {
    let [answers, accounts, revenue] = &texts.by;
    match by {
        By::Answers => answers,
        By::Accounts => accounts,
        By::Revenue => revenue,
    }
    .to_string()
}

/// Which answers accounts have, as tables name it.
pub(super) fn with_name(texts: &AccountTexts, with: With) -> String {
    let [promoters, passives, detractors, none] = &texts.with;
    match with {
        With::Promoters => promoters,
        With::Passives => passives,
        With::Detractors => detractors,
        With::NoAnswer => none,
    }
    .to_string()
}

impl Accounts {
    /// Everything that the page has of them.
    pub(super) fn shown(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let texts = texts(words);
        let [subject, _] = words.dated_subject(&report.head, None);
        let subject = [subject];
        let title = self.title(&texts, words);
        let caption = fill(&texts.caption, &subject);
        let mut tables = vec![
            self.scores_table(caption.clone(), report.head.method.confidence, (&texts, words)),
            self.groups_table(fill(&texts.groups_caption, &subject), &texts, words),
        ];
        if let Some(at_risk) = self.at_risk.as_ref().filter(|all| !all.is_empty()) {
            tables.push(risk_table(at_risk, fill(&texts.risk_caption, &subject), &texts, words));
        }
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, &subject),
            how_to_read: texts.how.to_string(),
            caption,
        };
        let none: (&str, Option<Dots>) = ("", None);
        let figure = Figure::new(
            SECTION.to_owned(),
            Some(page_texts),
            none,
            &[ACCOUNTS, About::NPS, About::GROUPS, About::INTERVAL],
            words,
        );
        let figure = figure.map(|figure| figure.with_tables(tables).with_notes(self.notes(&texts, words)));
        Shown { id: "by-account", heading: texts.heading.to_string(), figures: figure.into_iter().collect() }
    }

    fn title(&self, texts: &AccountTexts, words: &Words) -> String {
        let score = |by: By| {
            let of = self.scores.iter().find(|of| of.counted == by)?;
            Some(words.nps(of.nps.points()))
        };
        let [plain, with_revenue] = &texts.title;
        let by_revenue = score(By::Revenue);
        let values = [
            ("answered", words.count(self.answered)),
            ("known", words.count(self.known)),
            ("answers", score(By::Answers).unwrap_or_default()),
            ("accounts", score(By::Accounts).unwrap_or_default()),
            ("revenue", by_revenue.clone().unwrap_or_default()),
        ];
        fill(if by_revenue.is_some() { with_revenue } else { plain }, &values)
    }

    fn scores_table(
        &self,
        caption: String,
        confidence: Confidence,
        (texts, words): (&AccountTexts, &Words),
    ) -> Table {
        let labels = words.labels();
        let head = vec![
            text(&texts.by_head),
            number(&texts.accounts_head),
            number(&labels.nps),
            number(words.interval_name(confidence)),
            number(&texts.error_head),
        ];
        let row = |of: &ScoreBy| {
            let interval = of.interval.map_or_else(|| NONE.to_owned(), |own| words.interval(own));
            let error = of.standard_error.map_or_else(|| NONE.to_owned(), |own| words.points(own, 1));
            vec![
                text(by_name(texts, of.counted)),
                number(words.count(of.accounts)),
                number(words.nps_to(of.nps.points(), 1)),
                number(interval),
                number(error),
            ]
        };
        Table::new("table-accounts", caption, head, self.scores.iter().map(row).collect())
    }

    fn groups_table(&self, caption: String, texts: &AccountTexts, words: &Words) -> Table {
        let has_revenue = self.groups.iter().any(|of| of.revenue_share.is_some());
        let mut head = vec![text(&texts.with_head), number(&texts.accounts_head), number(&texts.share_head)];
        head.extend(has_revenue.then(|| number(&texts.revenue_share_head)));
        let row = |of: &WithAnswers| {
            let mut row = vec![
                text(with_name(texts, of.with)),
                number(words.count(of.n)),
                number(words.percent(of.share)),
            ];
            row.extend(of.revenue_share.map(|share| number(words.percent(share))));
            row
        };
        Table::new("table-accounts-groups", caption, head, self.groups.iter().map(row).collect())
    }

    fn notes(&self, texts: &AccountTexts, words: &Words) -> Vec<String> {
        let without =
            self.without_account.map(|n| fill(&texts.without_account, &[("answers", words.answers(n))]));
        let unknown = self.without_revenue.map(|n| fill(&texts.without_revenue, &[("n", words.count(n))]));
        let rounded = self.is_rounded.then(|| texts.rounded.to_string());
        let none = self.at_risk.as_ref().filter(|all| all.is_empty()).map(|_| texts.none_at_risk.to_string());
        [without, unknown, rounded, none].into_iter().flatten().collect()
    }

    /// Its figures for a list of all.
    pub(super) fn listed(&self, head: &Head) -> Vec<Listed> {
        let scores = self.scores.iter().map(|of| {
            let measure = match of.counted {
                By::Answers => "nps_by_answer",
                By::Accounts => "nps_by_account",
                By::Revenue => "nps_by_revenue",
            };
            let mut listed =
                Listed { n: Some(of.accounts), ..Listed::new(SECTION, measure, of.nps.points()) };
            (listed.low, listed.high) = (of.interval.map(Interval::low), of.interval.map(Interval::high));
            listed
        });
        let groups = self.groups.iter().flat_map(|of| {
            let [accounts, revenue] = match of.with {
                With::Promoters => ["accounts_with_promoters", "revenue_with_promoters"],
                With::Passives => ["accounts_with_passives", "revenue_with_passives"],
                With::Detractors => ["accounts_with_detractors", "revenue_with_detractors"],
                With::NoAnswer => ["accounts_without_answer", "revenue_without_answer"],
            };
            let n = Some(self.known);
            let share = Listed { n, ..Listed::new(SECTION, accounts, of.share) };
            [share]
                .into_iter()
                .chain(of.revenue_share.map(|share| Listed { n, ..Listed::new(SECTION, revenue, share) }))
        });
        scores.chain(groups).map(|listed| listed.in_period(head.period)).collect()
    }
}

/// Why an account is at risk, in words.
fn rule_name(texts: &AccountTexts, rule: Rule) -> String {
    let [detractor, fall, silence] = &texts.rules;
    match rule {
        Rule::Detractor => detractor,
        Rule::Fall => fall,
        Rule::Silence => silence,
    }
    .to_string()
}

/// Accounts at risk: what all of their tables have.
struct RiskTable<'a> {
    texts: &'a AccountTexts,
    words: &'a Words,
    has_revenue: bool,
    has_owners: bool,
}

impl<'a> RiskTable<'a> {
    fn of(all: &[&AtRisk], texts: &'a AccountTexts, words: &'a Words) -> Self {
        let has_revenue = all.iter().any(|of| of.revenue.is_some());
        Self { texts, words, has_revenue, has_owners: all.iter().any(|of| of.owner.is_some()) }
    }

    fn head(&self) -> Vec<Cell> {
        let texts = self.texts;
        let mut head = vec![text(&texts.account_head), text(&texts.rules_head)];
        head.extend(GROUPS.map(|group| number(self.words.group(group))));
        head.extend(self.has_revenue.then(|| number(&texts.revenue_head)));
        head.extend(self.has_owners.then(|| text(&texts.owner_head)));
        head
    }

    fn row(&self, of: &AtRisk) -> Vec<Cell> {
        let rules: Vec<String> = of.rules.iter().map(|rule| rule_name(self.texts, *rule)).collect();
        let counts = [of.counts.detractors(), of.counts.passives(), of.counts.promoters()];
        let mut row = vec![text(&of.name), text(rules.join("; "))];
        row.extend(counts.map(|n| number(self.words.count(n))));
        let revenue = || of.revenue.map_or_else(|| NONE.to_owned(), |amount| self.words.points(amount, 0));
        row.extend(self.has_revenue.then(|| number(revenue())));
        row.extend(self.has_owners.then(|| text(of.owner.as_deref().unwrap_or(NONE))));
        row
    }
}

/// Tables have so many accounts at most; all of them are in the list beside.
const MOST_LISTED: usize = 200;

/// What a table is called that has the first of so many accounts.
fn capped(caption: String, all: usize, texts: &AccountTexts, words: &Words) -> String {
    if all <= MOST_LISTED {
        return caption;
    }
    let n = |n: usize| words.count(n as u64);
    fill(&texts.first, &[("caption", caption), ("listed", n(MOST_LISTED)), ("n", n(all))])
}

fn risk_table(all: &[AtRisk], caption: String, texts: &AccountTexts, words: &Words) -> Table {
    let caption = capped(caption, all.len(), texts, words);
    let all = all.get(..MOST_LISTED).unwrap_or(all);
    let of = RiskTable::of(&all.iter().collect::<Vec<_>>(), texts, words);
    Table::new("table-accounts-at-risk", caption, of.head(), all.iter().map(|own| of.row(own)).collect())
}

/// The same of all clients, with what it is called: the head of their column is given.
pub(super) fn clients_table(all: &[ClientAtRisk], client: &str, words: &Words) -> (String, Table) {
    let (texts, count) = (texts(words), all.len());
    let all = all.get(..MOST_LISTED).unwrap_or(all);
    let of = RiskTable::of(&all.iter().map(|own| &own.account).collect::<Vec<_>>(), &texts, words);
    let head = [text(client)].into_iter().chain(of.head()).collect();
    let row = |own: &ClientAtRisk| -> Vec<Cell> {
        let client = own.client.as_ref().map_or_else(|| NONE.to_owned(), ToString::to_string);
        [text(client)].into_iter().chain(of.row(&own.account)).collect()
    };
    let heading = texts.at_risk.to_string();
    let caption = capped(heading.clone(), count, &texts, words);
    (heading, Table::new("table-at-risk", caption, head, all.iter().map(row).collect()))
}
