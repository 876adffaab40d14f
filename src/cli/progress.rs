//! A progress bar for anything over a second, on a terminal only.

use std::io::{IsTerminal, stderr};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that appears once it is needed.
pub(super) struct Progress {
    started: Instant,
    wanted: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        Self { started: Instant::now(), wanted: !quiet && stderr().is_terminal(), bar: OnceLock::new() }
    }

    /// So many bytes have been read, of so many.
    pub(super) fn at(&self, done: u64, total: u64) {
        if !self.wanted || (self.bar.get().is_none() && self.started.elapsed() < Duration::from_secs(1)) {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("reading {bar:40} {bytes} of {total_bytes}, {eta} left");
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
