//! Costs as the page shows them.

use super::texts::CostTexts;
use super::types::{COSTS, Costs, OfChannel, SECTION};
use crate::charts::dots::Dots;
use crate::sections::table::{Cell, NONE, Table, number, text};
use crate::sections::{Figure, Page, Shown};
use crate::survey::Prices;
use crate::wording::{About, FigureTexts, Words, fill};

pub(super) fn texts(words: &Words) -> CostTexts {
    words.of_part(SECTION)
}

/// What the answers of a channel are called.
pub(super) fn named(of: &OfChannel, words: &Words) -> String {
    of.channel.as_ref().map_or_else(|| texts(words).answers.to_string(), |of| words.region(of).to_owned())
}

impl Costs {
    /// An amount with its currency.
    fn money(&self, amount: f64, words: &Words) -> String {
        words.money_about(amount, &self.currency)
    }

    /// What there is to say of it.
    pub(super) fn title(&self, words: &Words) -> String {
        let texts = texts(words);
        let money = |amount: Option<f64>| amount.map(|amount| self.money(amount, words)).unwrap_or_default();
        let values = [
            ("total", words.money(self.total, &self.currency)),
            ("per_answer", money(self.per_answer)),
            ("per_point", money(self.per_point)),
        ];
        let pattern = match (self.per_answer, self.per_point) {
            (None, _) => &texts.title_at_least,
            (Some(_), None) => &texts.title_without_margin,
            (Some(_), Some(_)) => &texts.title,
        };
        fill(pattern, &values)
    }

    /// Everything that the page has of it.
    pub(super) fn shown(&self, page: &Page<'_>) -> Shown {
        let Page { report, words } = page;
        let texts = texts(words);
        let [(_, subject), _] = words.dated_subject(&report.head, None);
        let subject = [("subject", subject)];
        let title = self.title(words);
        let caption = fill(&texts.caption, &subject);
        let page_texts = FigureTexts {
            description: title.clone(),
            title,
            subtitle: fill(&texts.subtitle, &subject),
            how_to_read: texts.how.to_string(),
            caption: caption.clone(),
        };
        let none: (&str, Option<Dots>) = ("", None);
        let figure = Figure::new("costs", Some(page_texts), none, &[COSTS, About::INTERVAL], words);
        let figure = figure
            .map(|figure| figure.with_tables([self.table(caption, words)]).with_notes(self.notes(words)));
        Shown {
            id: "what-it-cost",
            heading: texts.heading.to_string(),
            figures: figure.into_iter().collect(),
        }
    }

    fn table(&self, caption: String, words: &Words) -> Table {
        let (texts, labels) = (texts(words), words.labels());
        let currency = [("currency", self.currency.as_str())];
        let head = vec![
            text(&texts.item),
            number(&labels.n),
            number(fill(&texts.price_head, &currency)),
            number(fill(&texts.cost_head, &currency)),
        ];
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        rows.extend(
            self.setup.map(|setup| {
                vec![text(&texts.setup), number(NONE), number(NONE), number(words.amount(setup))]
            }),
        );
        rows.extend(self.channels.iter().map(|of| {
            let price = of.prices.map_or_else(|| texts.no_tariff.to_string(), |prices| priced(prices, words));
            let cost = of.cost.map_or_else(|| NONE.to_owned(), |cost| words.amount(cost));
            vec![text(named(of, words)), number(words.count(of.n)), number(price), number(cost)]
        }));
        rows.extend(self.unanswered.map(|of| {
            let (n, price, cost) = (words.count(of.n), words.amount(of.price), words.amount(of.cost));
            vec![text(&texts.unanswered), number(n), number(price), number(cost)]
        }));
        let n = words.count(self.n());
        rows.push(vec![text(&labels.total), number(n), number(NONE), number(words.amount(self.total))]);
        Table::new("table-costs", caption, head, rows)
    }

    /// What has to be known of it.
    fn notes(&self, words: &Words) -> Vec<String> {
        let texts = texts(words);
        let vat = self.vat.as_ref().map(|vat| fill(&texts.vat, &[("vat", vat)]));
        let margin = self.margin.map(|margin| {
            let margin = words.distance_to(margin, 1);
            fill(&texts.of_margin, &[("margin", margin), ("total", words.money(self.total, &self.currency))])
        });
        let without = self.without_tariff.map(|n| fill(&texts.without, &[("answers", words.answers(n))]));
        let hidden = self.hides_channels.then(|| texts.hidden.to_string());
        let setup = self.setup.is_none().then(|| texts.without_setup.to_string());
        [vat, margin, without, hidden, setup].into_iter().flatten().collect()
    }
}

/// The price of an answer, or those of promoters, passives and detractors.
fn priced(prices: Prices, words: &Words) -> String {
    if let Some(price) = prices.one() {
        return words.amount(price);
    }
    let Prices { promoter, passive, detractor } = prices;
    let values = [("promoter", promoter), ("passive", passive), ("detractor", detractor)];
    fill(&texts(words).prices, &values.map(|(name, price)| (name, words.amount(price))))
}
