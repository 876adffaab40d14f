//! How large a page may be: it goes out by e-mail.

use std::fs;

use crate::browser::lay;
use crate::support::{project, run, stderr};

#[test]
fn a_typical_page_is_below_400_kilobytes_and_sixty_regions_in_24_months_below_a_megabyte() {
    let home = tempfile::tempdir().expect("a folder");
    for fixture in lay(&project(), &home.path().join("sources")).expect("laid") {
        let out = home.path().join(&fixture.name);
        let output = run(
            home.path(),
            ["build".as_ref(), fixture.config.as_os_str(), "--out".as_ref(), out.as_os_str()],
        );
        assert!(output.status.success(), "{}: {}", fixture.name, stderr(&output));
        let page = if fixture.is_batch { "index.html" } else { "report.html" };
        let size = fs::metadata(out.join(page)).expect("written").len();
        let most = if fixture.name == "sixty-long-names" { 1_000_000 } else { 400_000 };
        assert!(size < most, "{} has {size} bytes", fixture.name);
    }
}
