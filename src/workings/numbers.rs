//! Numbers as formulas show them: seven digits, a true minus, no zeros at the end. What is computed with is never
//! rounded.

/// Digits that a number in a formula has at least.
const DIGITS: i32 = 7;

/// A number in a formula.
pub(crate) fn short(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return if value == 0.0 { "0" } else { "∞" }.to_owned();
    }
    #[expect(clippy::cast_possible_truncation, reason = "of magnitudes of numbers")]
    let magnitude = value.abs().log10().floor() as i32;
    if magnitude < -6 {
        return minus(&format!("{value:.4e}"));
    }
    let decimals = usize::try_from((DIGITS - 1 - magnitude).max(0)).unwrap_or(0);
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    minus(text)
}

/// The same in brackets where it is negative, to stand after a sign.
pub(crate) fn after_sign(value: f64) -> String {
    let text = short(value);
    if value < 0.0 { format!("({text})") } else { text }
}

fn minus(text: &str) -> String {
    text.replace('-', "−")
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_seven_digits_and_a_true_minus() {
        for (value, text) in [
            (60.75, "60.75"),
            (0.264_026_402_640_264, "0.2640264"),
            (-0.004_432_502, "−0.004432502"),
            (300.0, "300"),
            (12_345_678.9, "12345679"),
            (0.0, "0"),
            (1.5e-9, "1.5000e−9"),
        ] {
            assert_eq!(short(value), text);
        }
        assert_eq!(after_sign(-1.5), "(−1.5)");
        assert_eq!(short(25.0 / 18.0), "1.388889");
    }
}
