//! The style sheet's colours, held to WCAG 2.2: 4.5 to 1 for text, 3 to 1 for marks.

use std::collections::BTreeMap;

type Colours = BTreeMap<String, [f64; 3]>;

/// The chart colours given as `#rrggbb`, or as the fallback of a variable, for light and for dark.
fn schemes() -> [Colours; 2] {
    let css = include_str!("../../../templates/charts.css");
    let (light, rest) = css.split_once("@media").expect("a dark scheme");
    let (dark, _) = rest.split_once(".chart {").expect("rules");
    [light, dark].map(|block| {
        let lines = block.lines().filter_map(|line| line.trim().strip_prefix("--c-")?.split_once(':'));
        lines.filter_map(|(name, value)| Some((name.to_owned(), colour(value)?))).collect()
    })
}

fn colour(value: &str) -> Option<[f64; 3]> {
    if value.contains("color-mix") {
        return None;
    }
    let hex = value.split_once('#')?.1.get(..6)?;
    let part = |from| u8::from_str_radix(hex.get(from..from + 2)?, 16).ok().map(|n| f64::from(n) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn texts_and_marks_stand_out_in_light_and_in_dark() {
    let pairs = [
        ("ink", "paper", 4.5),
        ("muted", "paper", 4.5),
        ("benchmark", "paper", 4.5),
        ("above", "paper", 4.5),
        ("below", "paper", 4.5),
        ("on-promoter", "promoter", 4.5),
        ("on-passive", "passive", 4.5),
        ("on-detractor", "detractor", 4.5),
        ("promoter", "paper", 3.0),
        ("passive-line", "paper", 3.0),
        ("detractor", "paper", 3.0),
        ("unclear", "paper", 3.0),
        ("axis", "paper", 3.0),
        ("benchmark", "level", 3.0),
        ("on-far", "b3", 4.5),
        ("on-far", "a3", 4.5),
        ("on-shade", "b2", 4.5),
        ("on-shade", "b1", 4.5),
        ("on-shade", "near", 4.5),
        ("on-shade", "a1", 4.5),
        ("on-shade", "a2", 4.5),
    ];
    let mut faults = Vec::new();
    for (scheme, colours) in ["light", "dark"].into_iter().zip(schemes()) {
        for (mark, ground, least) in pairs {
            let ratio = contrast(colours[mark], colours[ground]);
            if ratio < least {
                faults.push(format!("{scheme}: {mark} on {ground} is {ratio:.2}, not {least}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
