//! The index of a batch: the texts of its funnel, the cells of its tables, and the orders of its rows.

use std::cmp::Ordering;

use fixed_decimal::{Decimal, SignDisplay};

use crate::figures::{Estimate, Finding, Response};
use crate::report::{InFunnel, Index, IndexRow, Missing, NewName, Restated, Tier};
use crate::sections::participants::Rank;
use crate::statistics::Verdict;
use crate::survey::{Client, Correction};
use crate::wording::{FigureTexts, Text, Words, fill};

/// Shares of clients that the limits of a funnel hold by chance.
pub(super) const INNER: f64 = 0.95;
pub(super) const OUTER: f64 = 0.998;

/// Two pairs of limits of a funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunnelLimits {
    /// 95 %.
    Inner,
    /// 99.8 %.
    Outer,
}

impl Words {
    /// The name of a pair of limits: `95%`.
    #[must_use]
    pub fn funnel_limits(&self, limits: FunnelLimits) -> String {
        self.percent_stated(match limits {
            FunnelLimits::Inner => INNER,
            FunnelLimits::Outer => OUTER,
        })
    }

    /// Key to a mark above a pair of limits: `above the 95% limits`.
    #[must_use]
    pub fn above_limits(&self, limits: FunnelLimits) -> String {
        fill(&self.texts.index.above_limits, &[("limits", self.funnel_limits(limits))])
    }

    /// Key to a mark below a pair of limits.
    #[must_use]
    pub fn below_limits(&self, limits: FunnelLimits) -> String {
        fill(&self.texts.index.below_limits, &[("limits", self.funnel_limits(limits))])
    }

    /// The texts of the funnel of a tier; none where no score is shown. The title gives the verdicts that the headline counts,
    /// and names those who lie outside the outer limits without one.
    #[must_use]
    pub fn funnel(&self, index: &Index, tier: &Tier) -> Option<FigureTexts> {
        let texts = &self.texts.index;
        let lying = |lies: InFunnel| -> Vec<&IndexRow> {
            tier.rows.iter().filter(|row| row.funnel == Some(lies)).collect()
        };
        let apart = |verdict: Verdict| -> Vec<&IndexRow> {
            let is_apart = |row: &&IndexRow| row.firm_rest().is_some_and(|rest| rest.verdict == verdict);
            tier.rows.iter().filter(is_apart).collect()
        };
        let bases = || tier.rows.iter().filter_map(|row| Some(row.finding.estimate()?.n));
        let (fewest, most) = (bases().min()?, bases().max()?);
        let (above, below) = (apart(Verdict::Above), apart(Verdict::Below));
        let is_outside_only = |row: &&IndexRow| {
            row.is_firm()
                && matches!(row.funnel, Some(InFunnel::VeryHigh | InFunnel::VeryLow))
                && row.firm_rest().is_none_or(|rest| rest.verdict == Verdict::Unclear)
        };
        let outside: Vec<&IndexRow> = tier.rows.iter().filter(is_outside_only).collect();
        let pattern = match (above.is_empty(), below.is_empty()) {
            (true, true) => &texts.funnel_none,
            (false, true) => &texts.funnel_above,
            (true, false) => &texts.funnel_below,
            (false, false) => &texts.funnel_both,
        };
        let outer = self.funnel_limits(FunnelLimits::Outer);
        let inner = self.funnel_limits(FunnelLimits::Inner);
        let apart = [("above", self.named_or_counted(&above)), ("below", self.named_or_counted(&below))];
        let mut title = fill(pattern, &apart);
        let low = tier.rows.iter().any(|row| row.finding.estimate().is_some_and(|e| e.low_base));
        let mut how_to_read = Self::sentences([
            (true, fill(&texts.funnel_how_to_read, &[("inner", inner.clone()), ("outer", outer.clone())])),
            (low, texts.funnel_how_low_bases.to_string()),
        ]);
        if !outside.is_empty() {
            let values = [("title", title), ("outer", outer), ("clients", self.named_or_counted(&outside))];
            title = fill(&texts.funnel_outside, &values);
            let why = match index.head.method.correction {
                Correction::None => &texts.funnel_how_outside_uncorrected,
                Correction::Holm | Correction::BenjaminiHochberg => &texts.funnel_how_outside,
            };
            how_to_read = Self::sentences([(true, how_to_read), (true, why.to_string())]);
        }
        let description = [
            ("clients", self.clients(bases().count())),
            ("fewest", self.count(fewest)),
            ("most", self.count(most)),
            ("above", self.number_of(lying(InFunnel::VeryHigh).len() + lying(InFunnel::High).len())),
            ("below", self.number_of(lying(InFunnel::VeryLow).len() + lying(InFunnel::Low).len())),
            ("inner", inner),
        ];
        let subject = self.dated_subject(&index.head, None);
        Some(FigureTexts {
            title,
            subtitle: fill(&texts.funnel_subtitle, &subject),
            description: fill(&texts.funnel_description, &description),
            how_to_read,
            caption: fill(&texts.table_caption, &subject),
        })
    }

    /// Clients by name up to three, else, or where their names are long, how many.
    pub(crate) fn named_or_counted(&self, rows: &[&IndexRow]) -> String {
        self.clients_named(&rows.iter().map(|row| &row.client).collect::<Vec<_>>())
    }

    /// The same of clients that need not have a row.
    pub(crate) fn clients_named(&self, clients: &[&Client]) -> String {
        const LONGEST: usize = 60;
        let named = || self.list(&clients.iter().map(ToString::to_string).collect::<Vec<_>>());
        let short = (clients.len() <= 3).then(named).filter(|names| names.chars().count() <= LONGEST);
        short.unwrap_or_else(|| self.clients(clients.len()))
    }

    /// Clients by name as long as the list can be read, else how many: where nothing else names them.
    fn clients_listed(&self, clients: &[String]) -> String {
        const MOST: usize = 20;
        if clients.len() <= MOST { self.list(clients) } else { self.clients(clients.len()) }
    }

    /// When the last run was, and who is new, gone and called otherwise since; nothing where none is known.
    pub(crate) fn last_run_notes(&self, index: &Index) -> Vec<String> {
        let texts = &self.texts.index;
        let Some(last) = &index.last_run else { return Vec::new() };
        let day = ("day", self.day(last.as_of));
        let run = match last.period {
            Some(period) => fill(&texts.last_run, &[("period", self.period_inside(period)), day]),
            None => fill(&texts.undated_last_run, &[day]),
        };
        let told = index.changes_are_since_last_run();
        let told = told.then(|| fill(&texts.told_by_changes, &[("column", &texts.labels.change)]));
        let name = |client: &Client| client.to_string();
        let new_name = |new: &NewName| {
            fill(&texts.formerly, &[("now", new.now.to_string()), ("then", new.then.to_string())])
        };
        let new = index.rows().filter(|row| row.is_new()).map(|row| name(&row.client)).collect();
        let lists: [(&Text, Vec<String>); 3] = [
            (&texts.new_clients, new),
            (&texts.gone, last.gone.iter().map(name).collect()),
            (&texts.renamed, last.renamed.iter().map(new_name).collect()),
        ];
        let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
        let lists = lists.map(|(text, names)| fill(text, &[("clients", self.clients_listed(&names))]));
        let restated = |of: &Restated| {
            let then = self.count(of.then);
            let now = self.counted(&self.texts.numbers.answers, &Decimal::from(of.now));
            let values = [("client", name(&of.client)), ("then", then), ("now", now)];
            fill(&texts.restated_client, &values)
        };
        let names: Vec<String> = last.restated.iter().map(restated).collect();
        let restated = last.period.filter(|_| !names.is_empty()).map(|period| {
            let period = ("period", self.period_inside(period));
            fill(&texts.restated, &[period, ("clients", self.clients_listed(&names))])
        });
        std::iter::once(run).chain(told).chain(lists).chain(restated).collect()
    }

    /// How the score of a client differs from that of the last run, in points, or that it is new, and how its number of answers
    /// does; nothing where neither does.
    #[must_use]
    pub fn since_last_run(&self, row: &IndexRow) -> Option<[Option<String>; 2]> {
        let then = row.last_run?;
        if row.is_new() {
            return Some([Some(self.texts.index.labels.new.to_string()), None]);
        }
        let points = |now: &Estimate| Some(now.nps.points() - then.nps?.points());
        let points = row.finding.estimate().and_then(points);
        let answers = i128::from(row.answers) - i128::from(then.answers);
        let answers = Decimal::from(answers).with_sign_display(SignDisplay::ExceptZero);
        let answers =
            (row.answers != then.answers).then(|| self.counted(&self.texts.numbers.answers, &answers));
        Some([points.map(|points| self.change_to(points, 1)), answers])
    }

    /// A place with the places that chance leaves open: `12 (5–25)`.
    #[must_use]
    pub fn client_rank(&self, rank: &Rank) -> String {
        let number = |place: u32| self.count(u64::from(place));
        if rank.best == rank.worst {
            return number(rank.place);
        }
        let values =
            [("place", number(rank.place)), ("best", number(rank.best)), ("worst", number(rank.worst))];
        fill(&self.texts.index.rank, &values)
    }

    /// The score of the period before and of the reported one: `31 → 44`.
    #[must_use]
    pub fn movement(&self, row: &IndexRow) -> Option<String> {
        let (then, now) = (row.before.estimate()?, row.finding.estimate()?);
        let [now, then] = self.two_scores([now.nps, then.nps]);
        Some(fill(&self.texts.index.movement, &[("then", then), ("now", now)]))
    }

    /// The share of those asked who answered: `34%`.
    #[must_use]
    pub fn client_response(&self, response: &Response) -> String {
        self.rate(*response)
    }

    /// What the client's own report says, where that is something else: `own report: rose`.
    #[must_use]
    pub fn in_own_report(&self, verdict: &str) -> String {
        fill(&self.texts.index.in_own_report, &[("verdict", verdict)])
    }

    /// The last period in which a client had answers.
    #[must_use]
    pub fn last_answers(&self, missing: &Missing) -> String {
        missing.last.map_or_else(|| self.texts.index.labels.never.to_string(), |period| self.period(period))
    }

    /// Puts neighbouring clients that stand equal into the order of their names.
    pub fn sort_equal_clients(&self, rows: &mut [IndexRow]) {
        for equals in rows.chunk_by_mut(stand_equal) {
            equals.sort_by(|a, b| self.compare_clients(a, b));
        }
    }

    /// Positions of clients in the order of their names.
    #[must_use]
    pub fn by_name(&self, rows: &[IndexRow]) -> Vec<usize> {
        let mut order: Vec<(usize, &IndexRow)> = rows.iter().enumerate().collect();
        order.sort_by(|(_, a), (_, b)| self.compare_clients(a, b));
        order.into_iter().map(|(position, _)| position).collect()
    }

    fn compare_clients(&self, a: &IndexRow, b: &IndexRow) -> Ordering {
        let pairs = a.client.path().iter().zip(b.client.path());
        pairs
            .map(|(a, b)| self.compare(a, b))
            .find(|order| order.is_ne())
            .unwrap_or_else(|| a.client.level().cmp(&b.client.level()))
    }
}

/// Whether nothing but their names tells which of two clients comes first.
fn stand_equal(a: &IndexRow, b: &IndexRow) -> bool {
    let place = |row: &IndexRow| row.rank.map(|rank| rank.place);
    let same = match (&a.finding, &b.finding) {
        (Finding::Measured(a), Finding::Measured(b)) => a.nps == b.nps && a.low_base == b.low_base,
        (Finding::Hidden { .. }, Finding::Hidden { .. }) | (Finding::NoAnswers, Finding::NoAnswers) => true,
        _ => false,
    };
    same && place(a) == place(b)
}
