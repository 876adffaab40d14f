//! What a file is, apart from what it holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a file is, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// What kind of file it is.
    pub kind: FileKind,
    /// By what it is packed; absent where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packing>,
    /// What stands between the cells of a text file; absent of others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The sheet of a workbook; absent of others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<SheetRead>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A text of delimited cells.
    Csv,
    /// Columns in row groups.
    Parquet,
    /// XLSX, XLSB, XLS or ODS.
    Workbook,
    /// Objects one after another, or in an array.
    Json,
    /// A system file of SPSS.
    Spss,
    /// The definition of a Triple-S survey, with its data beside it.
    TripleS,
}

impl FileKind {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Parquet => "Parquet",
            Self::Workbook => "workbook",
            Self::Json => "JSON",
            Self::Spss => "SPSS",
            Self::TripleS => "Triple-S",
        }
    }
}

/// By what a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Packing {
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

impl Packing {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// The sheet of a workbook that was read.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetRead {
    /// Its name.
    pub name: String,
    /// Which row its headings are in, from 1.
    pub header_row: u64,
    /// How many rows below that hold something and are hidden, by a filter or by hand: they are read like others; absent
    /// where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub hidden_rows: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(rows: &u64) -> bool {
    *rows == 0
}
