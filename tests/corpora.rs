//! What fuzzing kept, run again: inputs that reach most of the code, and those that once were a crash, a hang or too much memory.

#[path = "fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::support::project;

/// No input takes a hundredth of that, on any machine.
const LONGEST: Duration = Duration::from_mins(1);

#[test]
fn what_fuzzing_kept_is_read_or_refused_in_good_time() {
    for (target, run) in targets::ALL {
        let folder = project().join("tests/fuzz/corpus").join(target);
        let entries = fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("readable").path());
        let mut files: Vec<PathBuf> = entries.collect();
        files.sort();
        assert!(!files.is_empty(), "{} is empty", folder.display());
        let (tell, told) = channel();
        let running = thread::spawn(move || {
            for file in files {
                let bytes = fs::read(&file).expect("readable");
                tell.send(file).expect("heard");
                run(&bytes);
            }
        });
        let mut last = PathBuf::new();
        loop {
            match told.recv_timeout(LONGEST) {
                Ok(file) => last = file,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    assert!(last.as_os_str().is_empty(), "{} takes more than a minute", last.display());
                }
            }
        }
        assert!(running.join().is_ok(), "{} makes the program panic", last.display());
    }
}
