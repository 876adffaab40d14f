//! What a mark or a text stands for. Colours are the style sheet's: a role is only a class name.

use plotters::style::Color;
use plotters_backend::BackendColor;

/// What a mark or a text stands for. It travels through plotters as the red part of a colour: of a style, plotters' own
/// elements hand a backend nothing but a colour and a width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Text and marks that carry the finding.
    Ink,
    /// Text and marks that explain.
    Muted,
    /// Lines to read values by.
    Grid,
    /// Lines that mean something: zero, the axis.
    Axis,
    /// Promoters.
    Promoter,
    /// Passives.
    Passive,
    /// Detractors.
    Detractor,
    /// Text on promoters.
    OnPromoter,
    /// Text on passives.
    OnPassive,
    /// Text on detractors.
    OnDetractor,
    /// The score.
    Accent,
    /// The interval around the score, as an area.
    Band,
    /// A stated benchmark.
    Benchmark,
    /// A stated benchmark as a line through the chart.
    BenchmarkLine,
    /// Above, beyond chance.
    Above,
    /// Below, beyond chance.
    Below,
    /// Not distinguishable.
    Unclear,
    /// Every other level.
    Level,
    /// A marker laid over a bar.
    Marker,
    /// One of very many dots.
    Point,
    /// A limit, as a dashed line.
    LimitLine,
    /// Several periods together, over time.
    Trailing,
    /// All participants together, over time.
    Together,
    /// The client's peers together, over time.
    Peers,
    /// Cells of a map, from far below its middle to far above.
    Below3,
    Below2,
    Below1,
    Near,
    Above1,
    Above2,
    Above3,
    /// Text on the furthest cells.
    OnFar,
    /// Text on the others.
    OnShade,
}

/// All roles with the names that classes end in, in the order of declaration.
const NAMES: [(Role, &str); 33] = [
    (Role::Ink, "ink"),
    (Role::Muted, "muted"),
    (Role::Grid, "grid"),
    (Role::Axis, "axis"),
    (Role::Promoter, "pro"),
    (Role::Passive, "pas"),
    (Role::Detractor, "det"),
    (Role::OnPromoter, "on-pro"),
    (Role::OnPassive, "on-pas"),
    (Role::OnDetractor, "on-det"),
    (Role::Accent, "accent"),
    (Role::Band, "band"),
    (Role::Benchmark, "bench"),
    (Role::BenchmarkLine, "bench-line"),
    (Role::Above, "above"),
    (Role::Below, "below"),
    (Role::Unclear, "unclear"),
    (Role::Level, "level"),
    (Role::Marker, "marker"),
    (Role::Point, "point"),
    (Role::LimitLine, "limit-line"),
    (Role::Trailing, "trailing"),
    (Role::Together, "together"),
    (Role::Peers, "peers"),
    (Role::Below3, "b3"),
    (Role::Below2, "b2"),
    (Role::Below1, "b1"),
    (Role::Near, "near"),
    (Role::Above1, "a1"),
    (Role::Above2, "a2"),
    (Role::Above3, "a3"),
    (Role::OnFar, "on-far"),
    (Role::OnShade, "on-shade"),
];

impl Role {
    /// The name that a backend colour carries.
    pub(super) fn name_of(color: BackendColor) -> &'static str {
        NAMES.get(usize::from(color.rgb.0)).map_or("ink", |(_, name)| name)
    }
}

impl Color for Role {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (*self as u8, 0, 0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_survives_the_way_through_a_colour() {
        for (role, name) in NAMES {
            assert_eq!(Role::name_of(role.to_backend_color()), name, "{role:?}");
        }
    }

    #[test]
    fn the_style_sheet_knows_every_role() {
        let css = include_str!("../../templates/charts.css");
        for (_, name) in NAMES {
            let used = ["f", "s", "t"].iter().any(|kind| css.contains(&format!(".{kind}-{name}")));
            assert!(used, "{name}");
        }
    }
}
