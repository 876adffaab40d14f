//! The key findings, in English.

use super::super::texts::KeyFindings;

pub(super) const TEXTS: KeyFindings = KeyFindings {
    rose: "NPS rose to {nps} from {then} in {earlier}: {change}, beyond chance",
    fell: "NPS fell to {nps} from {then} in {earlier}: {change}, beyond chance",
    no_clear_change: "No clear change since {earlier}: NPS is {nps} and was {then}",
    shift: "The largest part of the change since {earlier} ({change}), as observed, is a shift of answers between regions: {part}",
    region_part: "The largest part of the change since {earlier} ({change}), as observed, is that of {region}’s own score: {part}",
    target_reached: "NPS is clearly above target: {nps} against {value} ({name})",
    target_missed: "NPS is clearly below target: {nps} against {value} ({name})",
    target_open: "Whether the target is reached is open: NPS is {nps} against {value} ({name}); the chance that the true score is at or above it is {chance}",
    above_benchmark: "NPS is clearly above {name}: {nps} against {value}",
    below_benchmark: "NPS is clearly below {name}: {nps} against {value}",
    above_others: "NPS is clearly above that of the other participants together: {nps} against {value}",
    below_others: "NPS is clearly below that of the other participants together: {nps} against {value}",
    above_peers: "NPS is clearly above that of the other participants in {group}: {nps} against {value}",
    below_peers: "NPS is clearly below that of the other participants in {group}: {nps} against {value}",
    region_above: "{region} is clearly above the rest: NPS {nps}, {points} higher than all other answers together",
    region_below: "{region} is clearly below the rest: NPS {nps}, {points} lower than all other answers together",
    region_rose: "{region} rose to {nps} from {then} in {earlier}: {change}, beyond chance",
    region_fell: "{region} fell to {nps} from {then} in {earlier}: {change}, beyond chance",
    region_target_reached: "{region} is clearly above its target: NPS {nps} against {value} ({name})",
    region_target_missed: "{region} is clearly below its target: NPS {nps} against {value} ({name})",
    region_above_benchmark: "{region} is clearly above {name}: NPS {nps} against {value}",
    region_below_benchmark: "{region} is clearly below {name}: NPS {nps} against {value}",
    above_limits: "NPS is above its control limits: {nps}, outside {limits}",
    below_limits: "NPS is below its control limits: {nps}, outside {limits}",
    run_above: "NPS has been above the centre of its control limits, {centre}, in every period with a score from {span}",
    run_below: "NPS has been below the centre of its control limits, {centre}, in every period with a score from {span}",
    term: "Key findings",
    method: "They are chosen by rule. What became of the score since the period before (failing that, since a year earlier) comes first, whether clear or not. Of all else only what is beyond chance after correction can be a finding; that with the largest size times certainty comes first. Size is counted in points of the score of all answers, so that a region counts by its share of them; certainty falls from 1 for a p-value of 0 to 0 for one at the limit, {alpha}. Beyond the limit only a target is told, last, with its chance. There are five at most, no more than two of a kind, none says what another one says, and none rests on a low base.",
};
