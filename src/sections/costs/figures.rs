//! What fieldwork cost, from counts.

use super::types::{Costs, OfChannel, SECTION, Unanswered};
use crate::config;
use crate::figures::{Estimate, Figures, parts};
use crate::sections::{View, is_listed};
use crate::survey::{Counts, Money, Prices, QuestionKind, Region};

impl Costs {
    /// The same of the reported period; nothing where it is not stated or may not be told.
    ///
    /// All of it can be computed from figures that the report tells anyway: how many answers there are by channel and group. Of
    /// channels that are hidden there nothing is counted here. What a wave costs is a matter of who pays for it, and is in no report
    /// that clients read, unless its `sections` ask for it.
    pub(crate) fn of(view: &View<'_>) -> Option<Self> {
        let Figures { config, excerpt } = view.counts;
        let stated = config.costs.as_ref()?;
        let is_asked_for = || is_listed(config, SECTION);
        let is_for_sender = view.among.is_none() && config.columns.reader.is_empty();
        let is_untold = excerpt.is_withheld || excerpt.is_told_rounded || !config.columns.reader.is_empty();
        if is_untold || !(is_for_sender || is_asked_for()) {
            return None;
        }
        let overall = view.head.overall.estimate()?;
        let (channels, hides_channels) = match stated.by {
            Some(at) => by_channel(view, stated, at)?,
            None => (vec![together(overall, stated.usual()?)?], false),
        };
        // A set-up is paid once, for all clients together.
        let setup = view.among.is_none().then_some(stated.setup);
        let unanswered = stated.unanswered.filter(|_| view.among.is_none());
        let unanswered = unanswered.zip(not_answered(view)).map(|(price, n)| {
            let cost = price.times(n);
            Unanswered { n, price, cost }
        });
        let without: u64 = channels.iter().filter(|of| of.cost.is_none()).map(|of| of.n).sum();
        let mut costs = Self {
            currency: stated.currency.clone(),
            vat: stated.vat.clone(),
            setup,
            channels,
            unanswered,
            without_tariff: (without > 0).then_some(without),
            hides_channels,
            total: Money::default(),
            per_answer: None,
            margin: None,
            per_point: None,
        };
        costs.total = costs.amounts().sum();
        if !costs.is_least() {
            costs.per_answer = Some(per(costs.total, overall.n));
            let margin = (overall.interval.high() - overall.interval.low()) / 2.0;
            costs.margin = Some(margin).filter(|margin| *margin > 0.0);
            costs.per_point = costs.margin.map(|margin| costs.total.amount() / margin);
        }
        Some(costs)
    }
}

/// What one of some answers costs.
#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
pub(super) fn per(total: Money, n: u64) -> f64 {
    total.amount() / n as f64
}

/// All answers together; nothing where groups have different prices and are not told.
fn together(overall: &Estimate, prices: Prices) -> Option<OfChannel> {
    let counts = match prices.one() {
        Some(_) => Counts::new(0, 0, overall.n),
        None => overall.counts?,
    };
    Some(OfChannel::at(None, counts, Some(prices)))
}

/// Each channel that is told, in the order of tariffs, and whether others are hidden; nothing where none is told.
fn by_channel(view: &View<'_>, stated: &config::Costs, at: usize) -> Option<(Vec<OfChannel>, bool)> {
    let by_cut = view.by_cut.get(at)?;
    let has_own = |channel: &Region| stated.own(channel).is_some();
    let mut hides = false;
    let mut told = Vec::new();
    for (channel, part) in parts(by_cut.figures(), view.head.period) {
        if part.counts.n() == 0 {
            continue;
        }
        if !part.is_visible() {
            hides = true;
            continue;
        }
        // Of channels that stand together, some may have a tariff that others have not.
        let is_mixed = channel == Region::Others && by_cut.gathered.iter().any(has_own);
        let prices = stated.of(&channel).filter(|_| !is_mixed);
        told.push(OfChannel::at(Some(channel), part.counts, prices));
    }
    let place = |of: &OfChannel| {
        let name = of.channel.as_ref().and_then(Region::name);
        let is_it = |tariff: &config::Tariff| {
            name.is_some() && tariff.channel.as_ref().map(|channel| channel.value.as_str()) == name
        };
        stated.tariffs.iter().position(is_it).unwrap_or(stated.tariffs.len())
    };
    told.sort_by_key(place);
    (!told.is_empty()).then_some((told, hides))
}

/// How many of those who were asked did not answer in the period, where that may be told.
fn not_answered(view: &View<'_>) -> Option<u64> {
    let Figures { config, excerpt } = view.counts;
    let each = config.further.iter().zip(&excerpt.further);
    let (further, own) = each.into_iter().find(|(of, _)| of.question.kind == QuestionKind::Response)?;
    let asking = config.without_further().asking(further);
    let counts = Figures { config: &asking, excerpt: own };
    counts.of_all(view.head.period).estimate()?;
    let answers = counts.answers(view.head.period);
    let no = asking.question.scale.scores().next()?;
    Some(answers.histogram().answers(no))
}
