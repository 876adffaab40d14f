//! The program that cargo-fuzz runs: one for all targets, as each would link all of polars; `PLAUDIT_FUZZ` names the target.

#![no_main]
#![expect(clippy::expect_used, reason = "what cannot go on stops")]

mod targets;

use std::alloc::System;
use std::panic::{set_hook, take_hook};
use std::sync::LazyLock;

use cap::Cap;
use libfuzzer_sys::fuzz_target;

/// No input may take more memory than that, however much of it is ever touched.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, 1 << 30);

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let wanted = std::env::var("PLAUDIT_FUZZ").expect("PLAUDIT_FUZZ names a target");
    targets::ALL.iter().find(|(name, _)| *name == wanted).expect("a target").1
});

fuzz_target!(
    init: {
        // As in the program: a library's panic about damaged data is told as an error.
        let tell = take_hook();
        set_hook(Box::new(move |panic| {
            if !plaudit::source::is_guarded() {
                tell(panic);
            }
        }));
    },
    |bytes: &[u8]| TARGET(bytes)
);
