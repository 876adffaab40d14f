//! Libraries that panic about damaged data.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread is one of a library about damaged data, which is told as an error: it need not be told as a
/// panic too, and the hook of the program, which is the program's own, leaves it out.
#[must_use]
pub fn is_guarded() -> bool {
    IS_GUARDED.get()
}

/// What a library makes of data, or nothing where it panics about them. Its own checks do not find all damage, and a panic about
/// damage is no defect of this program.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    IS_GUARDED.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(false);
    done.ok()
}
