//! English for regions over time.

use crate::wording::texts::History;

pub(super) const TEXTS: History = History {
    span: "Scores ran from {lowest} ({lowest_region}, {lowest_period}) to {highest} ({highest_region}, {highest_period})",
    hidden: "No region has a score that can be shown in any period",
    map_subtitle: "NPS by region and period, {subject}",
    map_caption: "NPS by region and period, {subject}",
    map_how: "Each row is a region, each column a period. Blue is above {nps}, the score of all answers in the reported period, orange below it; the deeper the colour, the further away. A marked corner stands for the furthest: at the top above, at the bottom below.",
    latest: "Where there is room for fewer periods, the latest are drawn; the table has them all.",
    hatched: "too few answers to show",
    empty: "no answers",
    rose: "Clearly higher than in {earlier}: {above}",
    fell: "Clearly lower than in {earlier}: {below}",
    both: "Clearly higher than in {earlier}: {above}; clearly lower: {below}",
    none: "No region has clearly changed since {earlier}",
    plain: "NPS of each region over time",
    panels_subtitle: "NPS of each region with {confidence} intervals, {subject}",
    panels_how: "Each panel is a region, all on one scale. The line is its NPS, the band its {confidence} confidence interval, the number its NPS in the reported period.",
    panels_caption: "NPS of each region in each period with {confidence} intervals, {subject}",
    all: "all answers",
};
