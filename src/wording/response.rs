//! How many of those asked have answered, and whom a report is addressed to.

use super::Words;
use super::fill::fill;
use crate::figures::Response;

impl Words {
    /// Whom a report is addressed to: `For: Ms Petrova`.
    #[must_use]
    pub fn recipient(&self, recipient: &str) -> String {
        fill(&self.texts.participants.recipient, &[("recipient", recipient)])
    }

    /// The response rate by name, how it comes about, and the rate.
    #[must_use]
    pub fn response(&self, response: Response) -> [String; 3] {
        let texts = &self.texts.participants;
        let pattern = match response.of {
            crate::config::Asked::Invited => &texts.of_invited,
            crate::config::Asked::Population => &texts.of_population,
            crate::config::Asked::Rows | crate::config::Asked::List => &texts.of_rows,
        };
        let counts = [("answered", self.count(response.answered)), ("asked", self.count(response.asked))];
        [texts.response.to_string(), fill(pattern, &counts), self.rate(response)]
    }

    /// The heading of response rates.
    pub(crate) fn response_head(&self) -> &str {
        &self.texts.participants.response
    }

    /// The response in a sentence: `60 of 120 invited answered (50%).`
    #[must_use]
    pub fn response_note(&self, response: Response) -> String {
        let [_, facts, rate] = self.response(response);
        fill(&self.texts.participants.response_note, &[("response", facts), ("rate", rate)])
    }

    /// In whole per cent; in tenths where whole ones would make it nobody or everybody.
    pub(crate) fn rate(&self, Response { answered, asked, .. }: Response) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let share = answered as f64 / asked as f64;
        let whole = self.percent(share);
        let hides =
            answered != 0 && answered != asked && [0.0, 1.0].map(|end| self.percent(end)).contains(&whole);
        if hides { self.percent_to(share, 1) } else { whole }
    }
}
