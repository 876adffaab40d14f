//! The score over time as a list of figures has it.

use super::Trend;
use crate::figures::Listed;

impl Trend {
    /// The score of each period and of the window that ends with it, and the limits of a calm trend.
    pub(super) fn list_all(&self) -> Vec<Listed> {
        let scores = self.points.iter().flat_map(|point| {
            let window = point
                .trailing
                .as_ref()
                .map(|finding| Listed { measure: "trailing_nps", ..Listed::score("trend", finding) });
            let period = Some(point.period);
            [Listed::score("trend", &point.finding)]
                .into_iter()
                .chain(window)
                .map(move |figure| figure.in_period(period))
        });
        let limits = self.control.iter().flat_map(|control| {
            control.limits.iter().map(|limits| Listed {
                low: Some(limits.low),
                high: Some(limits.high),
                period: Some(limits.period),
                ..Listed::new("trend", "control_limits", control.centre.points())
            })
        });
        scores.chain(limits).collect()
    }
}
