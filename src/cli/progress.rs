//! A progress bar for anything over a second, on a terminal only.

use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that appears once it is needed.
pub(super) struct Progress {
    started: Instant,
    wanted: bool,
    unit: Unit,
    bar: OnceLock<ProgressBar>,
}

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit {
    /// Bytes that are read.
    Bytes,
    /// Reports that are made.
    Reports,
}

impl Unit {
    fn template(self) -> &'static str {
        match self {
            Self::Bytes => "reading {bar:40} {bytes} of {total_bytes}, {eta} left",
            Self::Reports => "reports {bar:40} {pos} of {len}, {eta} left",
        }
    }
}

impl Progress {
    pub(super) fn new(quiet: bool, unit: Unit) -> Self {
        let wanted = !quiet && stderr().is_terminal();
        Self { started: Instant::now(), wanted, unit, bar: OnceLock::new() }
    }

    /// So much is done, of so much.
    pub(super) fn at(&self, done: u64, total: u64) {
        if !self.wanted || (self.bar.get().is_none() && self.started.elapsed() < Duration::from_secs(1)) {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template(self.unit.template());
            ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_position(done);
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
