//! How large a page may be: it goes out by e-mail.

use std::fs;

use crate::browser::gallery;

#[test]
fn a_typical_page_of_one_question_is_below_400_kilobytes_and_sixty_regions_in_24_months_below_a_megabyte() {
    let reports = fs::read_dir(gallery().join("reports")).expect("built");
    for report in reports.map(|entry| entry.expect("readable").path()) {
        let pages = ["index.html", "report.html"].map(|page| report.join(page));
        let page = pages.iter().find(|page| page.exists()).expect("written");
        let size = fs::metadata(page).expect("written").len();
        let json = fs::read_to_string(report.join("report.json")).unwrap_or_default();
        // Each other question adds what is measured by it over time and by region, each cut what regions have.
        let measures = json.matches("\"measure\":").count() as u64;
        let report_json: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
        let cuts = report_json["sections"]["cuts"].as_array().map_or(0, |cuts| cuts.len() as u64);
        let most = if report.ends_with("sixty-long-names") {
            1_000_000
        } else {
            400_000 + 30_000 * measures + 40_000 * cuts
        };
        assert!(size < most, "{} has {size} bytes", report.display());
    }
}
