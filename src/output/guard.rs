//! What keeps others out while files are moved: signals, other programs, and what an earlier one left.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// Signals to end the program, noted and held back.
pub(super) struct Deferred {
    held: Vec<(i32, Arc<AtomicBool>, SigId)>,
}

impl Deferred {
    /// Holds them back from now on; where that cannot be done, they end the program as ever.
    pub(super) fn new() -> Self {
        let hold = |signal| {
            let seen = Arc::new(AtomicBool::new(false));
            flag::register(signal, Arc::clone(&seen)).ok().map(|id| (signal, seen, id))
        };
        Self { held: [SIGINT, SIGTERM].into_iter().filter_map(hold).collect() }
    }

    /// Lets through what came meanwhile, which ends the program, and holds back no more.
    pub(super) fn deliver(self) {
        for (signal, seen, id) in self.held {
            if seen.load(Ordering::SeqCst) {
                let _ = low_level::emulate_default_handler(signal);
            }
            low_level::unregister(id);
        }
    }
}

/// This program's turn to write to a folder; it ends when this is dropped.
pub(super) struct Turn {
    _folder: Option<File>,
}

impl Turn {
    /// Waits until no other program writes to the folder. Where folders cannot be locked there are no turns.
    pub(super) fn wait(folder: &Path) -> Self {
        Self { _folder: File::open(folder).ok().filter(|folder| folder.lock().is_ok()) }
    }
}

/// Letters and digits that a staging folder has after its prefix.
pub(super) const RANDOM: usize = 6;

/// Removes the staging folders of programs that were killed, and nothing that only looks a little like one. To be
/// called in turn only.
pub(super) fn sweep(folder: &Path, prefix: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(prefix));
        let is_random = |rest: &str| rest.len() == RANDOM && rest.bytes().all(|b| b.is_ascii_alphanumeric());
        let is_ours = rest.is_some_and(is_random);
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
