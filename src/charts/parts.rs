//! Charts of many rows, in parts of which each has room on a sheet of paper with letters that can be read.

use std::ops::Range;

use super::{Caption, Chart, Width};

/// How high a part may be, in units: 204 mm where a unit is as long as `templates/print.css` makes it for parts, which is all
/// but the headings of a page.
const TALLEST: f64 = 1050.0;

/// A last part of less than this share of the room that there is gets rows from the one before.
const FEWEST: f64 = 0.3;

/// Draws rows of these heights in as few parts as there must be. `around` is how high that is which each
/// part has for itself: headings, axis and key. A screen that is scrolled on a phone needs no parts.
pub(super) fn in_parts(
    heights: &[f64],
    around: f64,
    width: Width,
    caption: &Caption<'_>,
    draw: impl Fn(Range<usize>, &Caption<'_>) -> Chart,
) -> Chart {
    let parts = match width {
        Width::Wide => split(heights, TALLEST - around),
        Width::Narrow => Vec::new(),
    };
    if parts.len() < 2 {
        return draw(0..heights.len(), caption);
    }
    let drawn = parts.iter().zip(1..).map(|(part, number)| {
        let id = if number == 1 { caption.id.to_owned() } else { format!("{}-{number}", caption.id) };
        let title = format!("{} ({number}/{})", caption.title, parts.len());
        draw(part.clone(), &Caption { id: &id, title: &title, ..*caption }).svg
    });
    Chart { svg: drawn.collect() }
}

/// The rows of each part: a part is filled before the next one begins, but the last one does not have a few rows alone.
fn split(heights: &[f64], room: f64) -> Vec<Range<usize>> {
    let height = |part: &Range<usize>| heights.iter().skip(part.start).take(part.len()).sum::<f64>();
    let (mut start, mut filled) = (0, 0.0);
    let mut parts = Vec::new();
    for (row, height) in heights.iter().enumerate() {
        if row > start && filled + height > room {
            parts.push(start..row);
            (start, filled) = (row, 0.0);
        }
        filled += height;
    }
    parts.push(start..heights.len());
    if let [.., before, last] = parts.as_mut_slice()
        && height(last) < FEWEST * room
    {
        let half = height(&(before.start..last.end)) / 2.0;
        let border = (before.start + 1..before.end).find(|row| height(&(before.start..*row)) >= half);
        let border = border.filter(|border| height(&(*border..last.end)) <= room).unwrap_or(before.end);
        (before.end, last.start) = (border, border);
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_are_filled_one_by_one_and_the_last_is_not_much_smaller() {
        assert_eq!(split(&[10.0; 6], 60.0).len(), 1);
        assert_eq!(split(&[10.0; 6], 59.0), [0..3, 3..6]);
        assert_eq!(split(&[10.0; 60], 250.0), [0..25, 25..50, 50..60]);
        assert_eq!(split(&[10.0; 51], 250.0), [0..25, 25..38, 38..51]);
        assert_eq!(split(&[500.0, 10.0, 500.0], 100.0), [0..1, 1..2, 2..3], "what has no room stands alone");
        assert_eq!(split(&[], 100.0).len(), 1);
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_part_and_every_part_has_room(
            heights in prop::collection::vec(5.0..120.0_f64, 1..90), room in 150.0..900.0_f64
        ) {
            let parts = split(&heights, room);
            let rows: Vec<usize> = parts.iter().flat_map(Clone::clone).collect();
            prop_assert_eq!(rows, (0..heights.len()).collect::<Vec<_>>());
            for part in &parts {
                prop_assert!(!part.is_empty() && heights[part.clone()].iter().sum::<f64>() <= room);
            }
            let all: f64 = heights.iter().sum();
            prop_assert!(parts.len() > 1 || all <= room);
        }
    }
}
