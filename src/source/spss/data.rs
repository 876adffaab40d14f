//! The rows: elements of 8 bytes, plain or packed.

use std::io::{self, BufRead, BufReader, Read, Take};

use flate2::bufread::ZlibDecoder;

use super::dictionary::{Dictionary, Packed};
use super::fault::Fault;

/// What 8 bytes of a row hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Element {
    /// A number that is not there.
    Missing,
    /// A number.
    Value(f64),
    /// A part of a text, or a number that is not packed.
    Bytes([u8; 8]),
}

/// The elements of all rows.
pub(super) struct Data {
    bytes: Box<dyn BufRead>,
    is_packed: bool,
    is_big_endian: bool,
    bias: f64,
    /// Which commands are still to be carried out.
    commands: [u8; 8],
    at: usize,
}

/// What a command says.
const SKIP: u8 = 0;
const END: u8 = 252;
const PLAIN: u8 = 253;
const BLANKS: u8 = 254;
const MISSING: u8 = 255;

impl Data {
    /// Those of a file whose dictionary is read.
    pub(super) fn new(mut file: impl BufRead + 'static, dictionary: &Dictionary) -> Result<Self, Fault> {
        let bytes: Box<dyn BufRead> = if dictionary.is_zlib {
            let mut head = [0; 24];
            file.read_exact(&mut head)?;
            let [first, last] = [0, 8].map(|at| dictionary.u64(head.get(at..).unwrap_or_default()));
            // Between the head and what it calls the last are the blocks, one after another.
            let length = last.checked_sub(first).and_then(|length| length.checked_sub(24));
            let length = length.ok_or(Fault::Damaged("its packed data end before they begin"))?;
            Box::new(BufReader::new(Blocks(Some(ZlibDecoder::new(file.take(length))))))
        } else {
            Box::new(file)
        };
        let (is_packed, bias) = match dictionary.packed {
            Packed::Not => (false, 0.0),
            Packed::By(bias) => (true, bias),
        };
        let is_big_endian = dictionary.is_big_endian;
        Ok(Self { bytes, is_packed, is_big_endian, bias, commands: [SKIP; 8], at: 8 })
    }

    /// Whether there is another element.
    pub(super) fn has_more(&mut self) -> Result<bool, Fault> {
        if !self.is_packed {
            return Ok(!self.bytes.fill_buf()?.is_empty());
        }
        loop {
            match self.commands.get(self.at) {
                Some(&SKIP) => self.at += 1,
                Some(&END) => return Ok(false),
                Some(_) => return Ok(true),
                None if self.bytes.fill_buf()?.is_empty() => return Ok(false),
                None => {
                    self.bytes.read_exact(&mut self.commands)?;
                    self.at = 0;
                }
            }
        }
    }

    /// The next element.
    pub(super) fn next(&mut self) -> Result<Element, Fault> {
        if !self.is_packed {
            return self.plain();
        }
        if !self.has_more()? {
            return Err(Fault::Damaged("it is cut short"));
        }
        let command = self.commands.get(self.at).copied().unwrap_or(END);
        self.at += 1;
        match command {
            PLAIN => self.plain(),
            BLANKS => Ok(Element::Bytes([b' '; 8])),
            MISSING => Ok(Element::Missing),
            code => Ok(Element::Value(f64::from(code) - self.bias)),
        }
    }

    fn plain(&mut self) -> Result<Element, Fault> {
        let mut bytes = [0; 8];
        self.bytes.read_exact(&mut bytes)?;
        Ok(Element::Bytes(bytes))
    }

    /// The next element as a number.
    pub(super) fn next_number(&mut self) -> Result<Element, Fault> {
        Ok(match self.next()? {
            Element::Bytes(bytes) => {
                let number =
                    if self.is_big_endian { f64::from_be_bytes(bytes) } else { f64::from_le_bytes(bytes) };
                // What stands for a number that is not there is the lowest there is.
                if number.to_bits() == f64::MIN.to_bits() { Element::Missing } else { Element::Value(number) }
            }
            element => element,
        })
    }
}

/// Blocks packed by zlib, one after another.
struct Blocks<R>(Option<ZlibDecoder<Take<R>>>);

impl<R: BufRead> Read for Blocks<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(decoder) = &mut self.0 else { return Ok(0) };
            let read = decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            // The end of a block, which another may follow.
            let Some(mut file) = self.0.take().map(ZlibDecoder::into_inner) else { return Ok(0) };
            if !file.fill_buf()?.is_empty() {
                self.0 = Some(ZlibDecoder::new(file));
            }
        }
    }
}
