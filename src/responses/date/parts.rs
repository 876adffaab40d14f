//! The numbers of a date, and what stands between them.

/// A run of digits.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
}

/// The three numbers of a date.
pub(super) struct Parts<'a> {
    pub(super) numbers: [Number; 3],
    /// The mark between them; none where they stand together.
    pub(super) mark: Option<u8>,
    /// What follows them.
    pub(super) rest: &'a [u8],
}

pub(super) fn parts(text: &[u8]) -> Option<Parts<'_>> {
    let (first, rest) = number(text)?;
    if first.digits == 8 {
        let part = |value, digits| Number { value, digits };
        let (year, month_day) = (first.value / 10_000, first.value % 10_000);
        let numbers = [part(year, 4), part(month_day / 100, 2), part(month_day % 100, 2)];
        return Some(Parts { numbers, mark: None, rest });
    }
    let (&separator, rest) = rest.split_first()?;
    if !matches!(separator, b'-' | b'.' | b'/' | b' ') {
        return None;
    }
    // Some write a space after each point, and a point after the last number too.
    let has_points = separator == b'.';
    let after = |rest| if has_points { after_spaces(rest) } else { rest };
    let (second, rest) = number(after(rest))?;
    let (&again, rest) = rest.split_first()?;
    let (third, rest) = number(after(rest))?;
    let rest = if has_points { after_year(rest) } else { rest };
    (again == separator).then_some(Parts { numbers: [first, second, third], mark: Some(separator), rest })
}

/// What follows a point, or the word for a year as Russian, Bulgarian and Ukrainian shorten it.
pub(super) fn after_year(text: &[u8]) -> &[u8] {
    if let [b'.', rest @ ..] = text {
        return rest;
    }
    let words = ["г.", "р.", "г", "р"].map(str::as_bytes);
    words.into_iter().find_map(|word| after_spaces(text).strip_prefix(word)).unwrap_or(text)
}

/// A number of one to eight digits, and what follows it.
#[inline]
pub(super) fn number(text: &[u8]) -> Option<(Number, &[u8])> {
    let (mut value, mut digits, mut rest) = (0, 0, text);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        value = value * 10 + u32::from(digit - b'0');
        digits += 1;
        rest = after;
        if digits > 8 {
            return None;
        }
    }
    (digits > 0).then_some((Number { value, digits }, rest))
}

/// The text without spaces and tabs at its start, no-break ones and marks of direction included.
#[inline]
pub(super) fn after_spaces(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let [b' ' | b'\t', after @ ..]
    | [0xc2, 0xa0, after @ ..]
    | [0xe2, 0x80, 0xaf | 0x8e | 0x8f, after @ ..] = rest
    {
        rest = after;
    }
    rest
}
