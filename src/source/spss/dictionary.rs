//! What stands before the rows: variables with their names, formats, missing values and labels.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{BufRead, Read};

use encoding_rs::Encoding;

use super::fault::Fault;

/// How rows are packed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Packed {
    Not,
    /// Small whole numbers as a byte, with that much added.
    By(f64),
}

/// What a number is shown as, as far as that decides what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Date,
    Other,
}

/// A variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variable {
    pub(super) name: String,
    /// What other records call it.
    short: Vec<u8>,
    /// Bytes of a text; 0 for a number.
    pub(super) width: usize,
    pub(super) format: Format,
    missing: Missing,
    /// By the bits of their values, and by texts.
    pub(super) labels: HashMap<u64, String>,
    pub(super) texts: HashMap<Vec<u8>, String>,
    /// Its first element in a row.
    first: usize,
    /// Elements of each part of a text that is longer than 255 bytes, and the bytes that count.
    parts: Vec<Segment>,
}

/// Elements of a row, and how many of their bytes are a text's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) elements: usize,
    pub(super) bytes: usize,
}

/// Which values stand for no answer.
#[derive(Debug, Clone, Default, PartialEq)]
struct Missing {
    range: Option<(f64, f64)>,
    values: Vec<f64>,
}

impl Variable {
    /// Whether a number stands for no answer.
    pub(super) fn is_missing(&self, number: f64) -> bool {
        self.missing.range.is_some_and(|(low, high)| (low..=high).contains(&number))
            || self.missing.values.iter().any(|value| value.to_bits() == number.to_bits())
    }

    /// Where its text is.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.parts
    }
}

/// All that stands before the rows.
#[derive(Debug)]
pub(super) struct Dictionary {
    pub(super) variables: Vec<Variable>,
    pub(super) packed: Packed,
    pub(super) is_zlib: bool,
    pub(super) is_big_endian: bool,
    /// How many rows it says that it has, where it does.
    pub(super) rows: Option<usize>,
    encoding: &'static Encoding,
}

/// No record of another kind is longer, in bytes.
const LONGEST: usize = 64 << 20;

/// A text of more than [`HELD`] bytes is in one variable for each so many of them.
const OF_A_PART: usize = 252;

/// How many of its bytes each of these holds: they are filled one after another, so that the last may hold none.
const HELD: usize = 255;

/// Formats that show numbers as dates, with a time of day or without.
const DATES: [u8; 9] = [20, 22, 23, 24, 28, 29, 30, 38, 39];
/// Date and time as ISO 8601 writes them.
const ISO: u8 = 41;

impl Dictionary {
    /// Reads all up to the rows.
    pub(super) fn read(file: &mut impl BufRead) -> Result<Self, Fault> {
        let mut head = [0; 176];
        file.read_exact(&mut head)?;
        let is_big_endian = match head.get(64..68) {
            Some([2 | 3, 0, 0, 0]) => false,
            Some([0, 0, 0, 2 | 3]) => true,
            _ => return Err(Fault::Damaged("it does not say in which order its bytes are")),
        };
        let mut dictionary = Self {
            variables: Vec::new(),
            packed: Packed::Not,
            is_zlib: false,
            is_big_endian,
            rows: None,
            encoding: encoding_rs::WINDOWS_1252,
        };
        let bias = dictionary.f64(head.get(84..).unwrap_or_default());
        let rows = dictionary.u32(head.get(80..).unwrap_or_default()).cast_signed();
        dictionary.rows = usize::try_from(rows).ok();
        (dictionary.packed, dictionary.is_zlib) = match dictionary.u32(head.get(72..).unwrap_or_default()) {
            0 => (Packed::Not, false),
            1 => (Packed::By(bias), false),
            2 => (Packed::By(bias), true),
            _ => return Err(Fault::Damaged("it is packed in a way that is not known")),
        };
        let mut records = Records::default();
        loop {
            match dictionary.number(file)? {
                2 => dictionary.variable(file, &mut records)?,
                3 => dictionary.labels(file, &mut records)?,
                6 => {
                    let lines = dictionary.number(file)? as usize;
                    skip(file, lines.saturating_mul(80))?;
                }
                7 => dictionary.more(file, &mut records)?,
                999 => {
                    dictionary.number(file)?;
                    break;
                }
                _ => return Err(Fault::Damaged("a record in it is of no kind that is known")),
            }
        }
        dictionary.settle(records)?;
        Ok(dictionary)
    }

    /// A variable, or a further element of a text.
    fn variable(&mut self, file: &mut impl Read, records: &mut Records) -> Result<(), Fault> {
        let width = self.number(file)?.cast_signed();
        let [has_label, missing, print, _] = [(); 4].map(|()| self.number(file));
        let (has_label, missing) = (has_label?, missing?.cast_signed());
        let format = match print?.to_be_bytes() {
            [_, ISO, ..] => Format::Date,
            [_, format, ..] if DATES.contains(&format) => Format::Date,
            _ => Format::Other,
        };
        let mut short = [0; 8];
        file.read_exact(&mut short)?;
        if has_label != 0 {
            let length = self.number(file)? as usize;
            skip(file, length.saturating_add(3) / 4 * 4)?;
        }
        let mut values = Vec::new();
        for _ in 0..missing.unsigned_abs().min(3) {
            let mut bytes = [0; 8];
            file.read_exact(&mut bytes)?;
            values.push(self.f64(&bytes));
        }
        let first = records.elements;
        records.elements += 1;
        let Ok(width) = usize::try_from(width) else { return Ok(()) };
        if width > 255 || records.elements > 1 << 20 {
            return Err(Fault::Damaged("a variable in it is wider than any"));
        }
        let range = match values.as_slice() {
            [low, high, ..] if missing < 0 => Some((*low, *high)),
            _ => None,
        };
        if range.is_some() {
            values.drain(..2);
        }
        let short = short.trim_ascii_end().to_vec();
        self.variables.push(Variable {
            name: String::new(),
            short,
            width,
            format,
            missing: Missing { range, values: if width == 0 { values } else { Vec::new() } },
            labels: HashMap::new(),
            texts: HashMap::new(),
            first,
            parts: vec![Segment { elements: width.div_ceil(8), bytes: width }],
        });
        Ok(())
    }

    /// Labels of values, and which variables they are of.
    fn labels(&mut self, file: &mut impl Read, records: &mut Records) -> Result<(), Fault> {
        let mut labels = Vec::new();
        for _ in 0..self.number(file)? {
            let (mut value, mut length) = ([0; 8], [0; 1]);
            file.read_exact(&mut value)?;
            file.read_exact(&mut length)?;
            let length = usize::from(length[0]);
            let mut label = vec![0; (length + 8) / 8 * 8 - 1];
            file.read_exact(&mut label)?;
            label.truncate(length);
            labels.push((value, label));
        }
        if self.number(file)? != 4 {
            return Err(Fault::Damaged("labels in it are of no variable"));
        }
        let mut of = Vec::new();
        for _ in 0..self.number(file)? {
            of.push(self.number(file)? as usize);
        }
        records.labels.push((labels, of));
        Ok(())
    }

    /// One of the records that newer programs write.
    fn more(&mut self, file: &mut impl Read, records: &mut Records) -> Result<(), Fault> {
        let (kind, size, count) =
            (self.number(file)?, self.number(file)? as usize, self.number(file)? as usize);
        let length = size.checked_mul(count).filter(|length| *length <= LONGEST);
        let length = length.ok_or(Fault::Damaged("a record in it is longer than any"))?;
        let mut bytes = Vec::new();
        file.by_ref().take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return Err(Fault::Damaged("it is cut short"));
        }
        match kind {
            3 if bytes.len() >= 32 => records.code_page = Some(self.u32(bytes.get(28..).unwrap_or_default())),
            13 => records.names = bytes,
            14 => records.long = bytes,
            20 => records.encoding = Some(String::from_utf8_lossy(bytes.trim_ascii()).into_owned()),
            _ => {}
        }
        Ok(())
    }

    /// Puts together what the records say of variables.
    fn settle(&mut self, records: Records) -> Result<(), Fault> {
        let Records { labels, names, long, encoding, code_page, .. } = records;
        let encoding = encoding.or_else(|| {
            code_page.map(|page| match page {
                65001 => "UTF-8".to_owned(),
                page @ (1250..=1258 | 874) => format!("windows-{page}"),
                28591..=28605 => format!("iso-8859-{}", page - 28590),
                // ASCII, and whatever the program did not know.
                2 | 3 => "windows-1252".to_owned(),
                page => format!("code page {page}"),
            })
        });
        if let Some(name) = encoding {
            self.encoding = Encoding::for_label(name.as_bytes()).ok_or(Fault::Encoding(name))?;
        }
        let at: HashMap<usize, usize> =
            self.variables.iter().enumerate().map(|(at, variable)| (variable.first + 1, at)).collect();
        for (labels, of) in labels {
            let labels: Vec<([u8; 8], String)> = labels
                .into_iter()
                .map(|(value, label)| {
                    (value, self.encoding.decode_without_bom_handling(&label).0.trim().to_owned())
                })
                .collect();
            for of in of {
                let Some(variable) = at.get(&of).and_then(|at| self.variables.get_mut(*at)) else { continue };
                for (value, label) in &labels {
                    if variable.width == 0 {
                        let bits = if self.is_big_endian {
                            u64::from_be_bytes(*value)
                        } else {
                            u64::from_le_bytes(*value)
                        };
                        variable.labels.insert(bits, label.clone());
                    } else {
                        variable.texts.insert(value.trim_ascii_end().to_vec(), label.clone());
                    }
                }
            }
        }
        // A long text is in several variables, of which the first has its name.
        let widths: HashMap<Vec<u8>, usize> = long
            .split(|byte| matches!(byte, b'\t' | 0))
            .map(parted)
            .filter_map(|(name, width)| {
                Some((name.to_ascii_uppercase(), str::from_utf8(width).ok()?.trim().parse().ok()?))
            })
            .collect();
        let mut all = std::mem::take(&mut self.variables).into_iter();
        while let Some(mut first) = all.next() {
            let width = widths.get(&first.short.to_ascii_uppercase()).copied().unwrap_or(0);
            if width > HELD {
                let further: Vec<usize> =
                    all.by_ref().take(width.div_ceil(OF_A_PART) - 1).map(|further| further.width).collect();
                let elements =
                    std::iter::once(first.width).chain(further).map(|width| width.div_ceil(8)).enumerate();
                let bytes = |part: usize| width.saturating_sub(part * HELD).min(HELD);
                first.parts =
                    elements.map(|(part, elements)| Segment { elements, bytes: bytes(part) }).collect();
                first.width = width;
            }
            self.variables.push(first);
        }
        let long: HashMap<&[u8], &[u8]> = names.split(|byte| *byte == b'\t').map(parted).collect();
        let encoding = self.encoding;
        for variable in &mut self.variables {
            let name = long.get(variable.short.as_slice()).copied().unwrap_or(&variable.short);
            variable.name = encoding.decode_without_bom_handling(name).0.into_owned();
        }
        if self.variables.is_empty() { Err(Fault::Damaged("it has no variables")) } else { Ok(()) }
    }

    /// A text in the encoding of the file.
    pub(super) fn text<'a>(&self, bytes: &'a [u8]) -> Cow<'a, str> {
        self.encoding.decode_without_bom_handling(bytes).0
    }

    fn number(&self, file: &mut impl Read) -> Result<u32, Fault> {
        let mut bytes = [0; 4];
        file.read_exact(&mut bytes)?;
        Ok(self.u32(&bytes))
    }

    fn u32(&self, bytes: &[u8]) -> u32 {
        let bytes = bytes.first_chunk().copied().unwrap_or_default();
        if self.is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    }

    /// A number of 8 bytes.
    pub(super) fn u64(&self, bytes: &[u8]) -> u64 {
        let bytes = bytes.first_chunk().copied().unwrap_or_default();
        if self.is_big_endian { u64::from_be_bytes(bytes) } else { u64::from_le_bytes(bytes) }
    }

    fn f64(&self, bytes: &[u8]) -> f64 {
        f64::from_bits(self.u64(bytes))
    }
}

/// Labels by their values, and the first elements of the variables that have them, from 1.
type Labels = (Vec<([u8; 8], Vec<u8>)>, Vec<usize>);

/// What is known of variables by other records than their own.
#[derive(Debug, Default)]
struct Records {
    elements: usize,
    labels: Vec<Labels>,
    names: Vec<u8>,
    long: Vec<u8>,
    encoding: Option<String>,
    code_page: Option<u32>,
}

/// What stands on both sides of `=`.
fn parted(pair: &[u8]) -> (&[u8], &[u8]) {
    let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
    (pair.get(..at).unwrap_or_default(), pair.get(at + 1..).unwrap_or_default())
}

fn skip(file: &mut impl Read, bytes: usize) -> Result<(), Fault> {
    let passed = std::io::copy(&mut file.by_ref().take(bytes as u64), &mut std::io::sink())?;
    if passed == bytes as u64 { Ok(()) } else { Err(Fault::Damaged("it is cut short")) }
}
