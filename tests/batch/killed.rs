//! A batch that is stopped by the system at any moment.

use std::fs;
use std::path::Path;

use plaudit::output::sha256;

use super::{CONFIG, answers, built, files, json, present};
use crate::support::{folder, plaudit};

#[test]
fn a_run_killed_at_any_moment_leaves_the_old_or_the_new_or_says_so() {
    // Few clients, so that there are many moments to each.
    let home = folder(&[("config.yaml", CONFIG), ("answers.csv", &answers(4, 0))]);
    let start = std::time::Instant::now();
    let out = built(&home, &[]);
    let usual = start.elapsed();
    let mut random = 0x2545_f491_u64;
    let (mut changing, mut killed) = (0, 0);
    for round in 0..100_usize {
        fs::write(home.path().join("answers.csv"), answers(4 + round % 3, round)).expect("written");
        let mut child = plaudit(home.path())
            .args(["build", "config.yaml", "--out", "out", "--prune", "-q"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("it starts");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let permille = u32::try_from(random >> 40).expect("24 bits") % 1300;
        std::thread::sleep(usual * permille / 1000);
        child.kill().expect("killed");
        killed += usize::from(!child.wait().expect("it ended").success());
        changing += usize::from(check_against_manifest(&out) == "changing");
    }
    assert!(killed > 10, "{killed} of 100 were killed in time");
    println!("{killed} of 100 were killed in time, {changing} of them while files were swapped");
    built(&home, &["--prune"]);
    assert_eq!(check_against_manifest(&out), "complete");
    let yaml = fs::read_to_string(home.path().join("answers.csv")).expect("there");
    let fresh = folder(&[("config.yaml", CONFIG), ("answers.csv", &yaml)]);
    assert_eq!(present(&out), present(&built(&fresh, &[])));
}

/// Holds every file of a folder against its manifest, and gives its state.
fn check_against_manifest(out: &Path) -> String {
    let manifest = json(&out.join("manifest.json"));
    let state = manifest["state"].as_str().expect("a state").to_owned();
    let mut there = files(out);
    there.retain(|path, _| path != "manifest.json" && !path.starts_with(".plaudit-"));
    for (path, entry) in manifest["files"].as_object().expect("files") {
        let found = there.remove(path).map(|bytes| sha256(&bytes));
        let (new, old) = (entry["sha256"].as_str(), entry["previous"].as_str());
        let is_new = found.as_deref() == new;
        let is_old = state == "changing" && found.as_deref() == old;
        assert!(is_new || is_old, "{path} is neither the new one nor the old one ({state})");
    }
    for (path, bytes) in there {
        let going = state == "changing" && manifest["removing"][&path] == sha256(&bytes).as_str();
        assert!(going, "{path} is in no manifest ({state})");
    }
    state
}
