//! Signals that end the program while browsers run: these are in groups of their own, which a terminal does not reach,
//! and have to be ended first.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// Signals, noted from the first time that they are asked for.
#[derive(Debug, Default)]
pub(super) struct Interrupt {
    seen: OnceLock<Vec<(i32, Arc<AtomicBool>)>>,
}

impl Interrupt {
    fn signals(&self) -> &[(i32, Arc<AtomicBool>)] {
        self.seen.get_or_init(|| {
            let note = |signal| {
                let seen = Arc::new(AtomicBool::new(false));
                flag::register(signal, Arc::clone(&seen)).ok().map(|_| (signal, seen))
            };
            [SIGINT, SIGTERM].into_iter().filter_map(note).collect()
        })
    }

    /// Whether one has come.
    pub(super) fn has_come(&self) -> bool {
        self.signals().iter().any(|(_, seen)| seen.load(Ordering::SeqCst))
    }

    /// Lets one that has come end the program.
    pub(super) fn obey(&self) {
        for (signal, seen) in self.seen.get().into_iter().flatten() {
            if seen.load(Ordering::SeqCst) {
                let _ = low_level::emulate_default_handler(*signal);
            }
        }
    }
}
