//! Working out formulas as they are shown, with no knowledge of where they come from: the usual signs, √, ², ^, Φ and max.

use plaudit::explain::{Explanation, Part};

/// Formulas with numbers that do not come to what is said to follow from them; how many there are.
pub(crate) fn formulas_that_are_off(explanation: &Explanation) -> (Vec<String>, usize) {
    let mut off = Vec::new();
    let mut count = 0;
    for part in &explanation.steps {
        let Part::Formula(formula) = part else { continue };
        let [.., numbers, result] = formula.forms.as_slice() else { continue };
        let expected = worked_out(result).expect("a number");
        let Some(found) = worked_out(numbers) else {
            // Symbols alone, where nothing is put in.
            assert!(formula.forms.len() < 3, "{}: {numbers}", explanation.path);
            continue;
        };
        count += 1;
        if (found.value - expected.value).abs() > found.off + expected.off + 1e-9 {
            off.push(format!(
                "{}: {} = {numbers} = {result}, but {}",
                explanation.path, formula.name, found.value
            ));
        }
    }
    (off, count)
}

/// A number that was worked out from rounded ones, and how far off it may be for that.
#[derive(Clone, Copy)]
struct Rounded {
    value: f64,
    off: f64,
}

/// What a formula comes to with the numbers that are put in, as it is shown; nothing where it has symbols.
fn worked_out(text: &str) -> Option<Rounded> {
    let mut sum = Sum { rest: text };
    let value = sum.terms()?;
    sum.rest.trim().is_empty().then_some(value)
}

/// What is left of it.
struct Sum<'a> {
    rest: &'a str,
}

impl Sum<'_> {
    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start();
        rest.strip_prefix(sign).map(|rest| self.rest = rest).is_some()
    }

    fn terms(&mut self) -> Option<Rounded> {
        let mut sum = self.factors()?;
        loop {
            let sign = if self.takes("+") {
                1.0
            } else if self.takes("−") {
                -1.0
            } else {
                return Some(sum);
            };
            let next = self.factors()?;
            sum = Rounded { value: sum.value + sign * next.value, off: sum.off + next.off };
        }
    }

    fn factors(&mut self) -> Option<Rounded> {
        let mut product = self.power()?;
        loop {
            if self.takes("×") {
                let next = self.power()?;
                let off = product.value.abs() * next.off + next.value.abs() * product.off;
                product = Rounded { value: product.value * next.value, off };
            } else if self.takes("/") {
                let next = self.power()?;
                let value = product.value / next.value;
                let off = (product.off + value.abs() * next.off) / next.value.abs();
                product = Rounded { value, off };
            } else {
                return Some(product);
            }
        }
    }

    fn power(&mut self) -> Option<Rounded> {
        let base = self.single()?;
        if self.takes("²") {
            return Some(Rounded { value: base.value.powi(2), off: 2.0 * base.value.abs() * base.off });
        }
        if self.takes("^") {
            let exponent = self.single()?;
            let value = base.value.powf(exponent.value);
            let off = value * (exponent.off * base.value.ln().abs() + base.off / base.value * exponent.value);
            return Some(Rounded { value, off: off.abs() });
        }
        Some(base)
    }

    fn single(&mut self) -> Option<Rounded> {
        if self.takes("√") {
            let of = self.single()?;
            let value = of.value.sqrt();
            return Some(Rounded { value, off: if value > 0.0 { of.off / value } else { of.off.sqrt() } });
        }
        if self.takes("Φ") {
            let z = self.single()?;
            return Some(Rounded { value: normal_below(z.value), off: 0.4 * z.off + 1e-10 });
        }
        if self.takes("max(") {
            let (first, second) = (self.terms()?, self.takes(",").then(|| self.terms())??);
            return self.takes(")").then_some(if first.value > second.value { first } else { second });
        }
        if self.takes("(") {
            let inner = self.terms()?;
            return self.takes(")").then_some(inner);
        }
        if self.takes("−") {
            let positive = self.single()?;
            return Some(Rounded { value: -positive.value, ..positive });
        }
        let rest = self.rest.trim_start();
        let is_part = |(at, c): (usize, char)| {
            c.is_ascii_digit() || c == '.' || c == 'e' || (c == '−' && rest[..at].ends_with('e'))
        };
        let end = rest.char_indices().find(|part| !is_part(*part)).map_or(rest.len(), |(at, _)| at);
        let value: f64 = rest[..end].replace('−', "-").parse().ok()?;
        self.rest = &rest[end..];
        // Seven digits, or five of very small numbers.
        let digits = if rest[..end].contains('e') { 1e-4 } else { 1e-6 };
        Some(Rounded { value, off: if value.fract() == 0.0 && value < 1e7 { 0.0 } else { value * digits } })
    }
}

/// Φ by numerical integration of the density, from far below.
fn normal_below(z: f64) -> f64 {
    const STEPS: u32 = 20_000;
    let (from, density) = (-9.0, |x: f64| (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt());
    let width = (z.min(9.0) - from) / f64::from(STEPS);
    let inner: f64 = (1..STEPS).map(|at| density(from + f64::from(at) * width)).sum();
    if z <= from { 0.0 } else { width * (inner + f64::midpoint(density(from), density(z.min(9.0)))) }
}
