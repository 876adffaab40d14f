//! How the program is linked.

use std::env;

/// On Linux the program stands at a fixed address; stack, heap and libraries still stand where nobody can know. To be moved to
/// another one at each start, it would have to read and write all of its 70 000 pointers before anything else: 3 MB of memory,
/// and a tenth of the time of a small report. And what is marked as cold stands apart from what is run.
#[expect(clippy::print_stdout, reason = "cargo reads it there")]
fn main() {
    println!("cargo:rerun-if-changed=.ci/link.rs");
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo:rustc-link-arg-bins=-no-pie");
        println!("cargo:rustc-link-arg-bins=-Wl,-z,keep-text-section-prefix");
    }
}
