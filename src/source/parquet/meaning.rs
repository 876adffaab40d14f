//! What the columns of a Parquet file stand for, by their types.
//!
//! A timestamp is an instant where it is said to be adjusted to UTC, and local, as it is written, where it is not. One of 96
//! bits says neither; Spark, which wrote most of them, wrote instants.

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::schema::types::{ColumnDescriptor, Type};

/// What the values of a column stand for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    Plain,
    Unsigned,
    Day,
    /// A day and a time there, wherever that is.
    Local {
        a_second: i64,
    },
    Instant {
        a_second: i64,
    },
    Decimal {
        scale: u32,
    },
    Half,
    Uuid,
}

pub(super) fn meaning(column: &ColumnDescriptor) -> Meaning {
    match column.logical_type_ref() {
        Some(LogicalType::Date) => Meaning::Day,
        Some(LogicalType::Timestamp(of)) => {
            let a_second = match of.unit {
                TimeUnit::MILLIS => 1_000,
                TimeUnit::MICROS => 1_000_000,
                TimeUnit::NANOS => 1_000_000_000,
            };
            if of.is_adjusted_to_u_t_c { Meaning::Instant { a_second } } else { Meaning::Local { a_second } }
        }
        Some(LogicalType::Decimal(of)) => Meaning::Decimal { scale: of.scale.unsigned_abs() },
        Some(LogicalType::Integer(of)) if !of.is_signed => Meaning::Unsigned,
        Some(LogicalType::Float16) => Meaning::Half,
        Some(LogicalType::Uuid) => Meaning::Uuid,
        Some(_) => Meaning::Plain,
        // What older programs say instead.
        None => match column.converted_type() {
            ConvertedType::DATE => Meaning::Day,
            ConvertedType::TIMESTAMP_MILLIS => Meaning::Instant { a_second: 1_000 },
            ConvertedType::TIMESTAMP_MICROS => Meaning::Instant { a_second: 1_000_000 },
            ConvertedType::DECIMAL => Meaning::Decimal { scale: column.type_scale().unsigned_abs() },
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Meaning::Unsigned,
            _ if column.physical_type() == Physical::INT96 => Meaning::Instant { a_second: 1 },
            _ => Meaning::Plain,
        },
    }
}

/// What a column holds, as far as that decides what it can be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Texts, or bytes that may be texts.
    Texts,
    /// Numbers of any type.
    Numbers,
    /// Days or moments.
    Dates,
    /// True and false.
    Truths,
    /// Universally unique identifiers.
    Identifiers,
    /// Something else, in words.
    Other(&'static str),
}

impl Holds {
    /// What it holds, in words, with the name of the type.
    pub(in crate::source) fn describe(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::Numbers => "numbers",
            Self::Dates => "dates",
            Self::Truths => "`true` and `false` (BOOLEAN)",
            Self::Identifiers => "identifiers (UUID)",
            Self::Other(what) => what,
        }
    }
}

/// What a column holds.
pub(super) fn holds(column: &ColumnDescriptor) -> Holds {
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Time(_)), _) | (None, ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS) => {
            return Holds::Other("times of day without a date (TIME)");
        }
        (None, ConvertedType::INTERVAL) => return Holds::Other("lengths of time (INTERVAL)"),
        (Some(LogicalType::Bson), _) | (None, ConvertedType::BSON) => {
            return Holds::Other("binary documents (BSON)");
        }
        (Some(LogicalType::Geometry(_)), _) => return Holds::Other("shapes (GEOMETRY)"),
        (Some(LogicalType::Geography(_)), _) => return Holds::Other("shapes (GEOGRAPHY)"),
        (Some(LogicalType::File), _) => return Holds::Other("references to files (FILE)"),
        _ => {}
    }
    match (meaning(column), column.physical_type()) {
        (Meaning::Day | Meaning::Local { .. } | Meaning::Instant { .. }, _) => Holds::Dates,
        (Meaning::Uuid, _) => Holds::Identifiers,
        (Meaning::Plain, Physical::BOOLEAN) => Holds::Truths,
        (Meaning::Plain, Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY) => Holds::Texts,
        _ => Holds::Numbers,
    }
}

/// What groups several columns, or several values, under one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Nest {
    List,
    Map,
    /// Values of any type, each with its own.
    Variant,
    Structure,
}

/// All groups within a schema, by their paths.
pub(super) fn nests(schema: &Type) -> Vec<(String, Nest)> {
    let mut found = Vec::new();
    add_nests(schema, "", &mut found);
    found
}

fn add_nests(group: &Type, path: &str, found: &mut Vec<(String, Nest)>) {
    for field in group.get_fields().iter().filter(|field| field.is_group()) {
        let path = if path.is_empty() { field.name().to_owned() } else { format!("{path}.{}", field.name()) };
        let about = field.get_basic_info();
        let nest = match (about.logical_type_ref(), about.converted_type()) {
            (Some(LogicalType::List), _) | (None, ConvertedType::LIST) => Nest::List,
            (Some(LogicalType::Map), _) | (None, ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE) => {
                Nest::Map
            }
            (Some(LogicalType::Variant(_)), _) => Nest::Variant,
            _ => Nest::Structure,
        };
        add_nests(field, &path, found);
        found.push((path, nest));
    }
}
