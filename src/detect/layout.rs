//! How exports are laid out: the preset that they fit, what it brings, and one that they nearly fit.

use std::path::PathBuf;

use super::columns::plain;
use crate::config::{DateFormat, Preset, presets};
use crate::error::counted;
use crate::responses::date_order_name;
use crate::source::Glance;

/// The preset that all files fit, and of several the one that is known by most.
pub(super) fn known(files: &[(PathBuf, Glance)]) -> Option<Preset> {
    let fits = |preset: &Preset| files.iter().all(|(_, glance)| preset.fits(&glance.headings));
    presets()
        .into_iter()
        .filter(|preset| !files.is_empty() && fits(preset))
        .max_by_key(|preset| preset.known_by.len())
}

/// The preset of which files that fit none have most of what it is known by, and what they lack.
pub(super) fn nearly(files: &[(PathBuf, Glance)]) -> Option<(Preset, Vec<String>)> {
    let lacks = |preset: &Preset| {
        let lacks = |heading: &&String| {
            files.iter().any(|(_, glance)| {
                let mut headings = glance.headings.clone();
                preset.source.rename(&mut headings);
                !headings.contains(heading)
            })
        };
        preset.known_by.iter().filter(lacks).cloned().collect::<Vec<_>>()
    };
    let of = presets().into_iter().map(|preset| {
        let lacks = lacks(&preset);
        (preset, lacks)
    });
    of.filter(|(preset, lacks)| {
        lacks.len() < preset.known_by.len() && lacks.len() * 2 <= preset.known_by.len()
    })
    .min_by_key(|(preset, lacks)| lacks.len() * 100 / preset.known_by.len().max(1))
}

/// What a preset says of files, in a few words.
pub(super) fn brings(preset: &Preset) -> String {
    let source = &preset.source;
    let rows = |rows: usize| counted(rows as u64, "row");
    let column = |what: &str, column: Option<&str>| {
        column.map(|column| format!("`{}` as the column of the {what}", plain(column)))
    };
    let named =
        |named: &Option<crate::config::Named<String>>| named.as_ref().map(|named| named.value.clone());
    let parts = [
        (source.header_rows > 1).then(|| format!("{} of headings", rows(source.header_rows))),
        (source.skip_rows > 0)
            .then(|| format!("{} below the headings that are no answers", rows(source.skip_rows))),
        match source.date_format {
            DateFormat::Auto => None,
            DateFormat::Stated(order) => Some(format!("dates as {}", date_order_name(order))),
        },
        column("score", named(&preset.score).as_deref()),
        column("date", named(&preset.date).as_deref()),
        (!source.headings.is_empty())
            .then(|| format!("what other exports call {}", counted(source.headings.len() as u64, "column"))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
