//! Figures as a Parquet file, for databases and data frames.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::list::{COLUMNS, Cell, FigureList};

/// One row for each figure, in one row group; every column may be null.
pub(super) fn parquet(lists: &[&FigureList]) -> Result<Vec<u8>> {
    let mut columns: Vec<Column> = Vec::new();
    for row in lists.iter().flat_map(|list| list.rows()) {
        columns.resize_with(row.len(), Column::default);
        for (column, cell) in columns.iter_mut().zip(row) {
            column.add(cell);
        }
    }
    columns.resize_with(COLUMNS.len(), Column::default);
    let fields = COLUMNS.iter().zip(&columns).map(|(name, column)| column.field(name).map(Arc::new));
    let schema = Type::group_type_builder("figures").with_fields(fields.collect::<Result<_>>()?).build()?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for column in &columns {
        column.write(&mut group)?;
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

/// The values of a column that are there, and for each row whether it has one.
#[derive(Default)]
struct Column {
    values: Values,
    has: Vec<i16>,
}

#[derive(Default)]
enum Values {
    #[default]
    None,
    Text(Vec<ByteArray>),
    Date(Vec<i32>),
    Number(Vec<f64>),
    Whole(Vec<i64>),
}

impl Column {
    fn add(&mut self, cell: Cell) {
        let values = &mut self.values;
        if matches!(values, Values::None) {
            *values = match cell {
                Cell::Text(_) => Values::Text(Vec::new()),
                Cell::Date(_) => Values::Date(Vec::new()),
                Cell::Number(_) => Values::Number(Vec::new()),
                Cell::Whole(_) => Values::Whole(Vec::new()),
            };
        }
        let has = match (values, cell) {
            (Values::Text(all), Cell::Text(Some(text))) => put(all, text.into_bytes().into()),
            (Values::Date(all), Cell::Date(Some(day))) => put(all, day),
            (Values::Number(all), Cell::Number(Some(number))) => put(all, number),
            (Values::Whole(all), Cell::Whole(Some(n))) => put(all, i64::try_from(n).unwrap_or(i64::MAX)),
            _ => 0,
        };
        self.has.push(has);
    }

    fn field(&self, name: &str) -> Result<Type> {
        let (physical, logical) = match self.values {
            Values::None | Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Date(_) => (Physical::INT32, Some(LogicalType::Date)),
            Values::Number(_) => (Physical::DOUBLE, None),
            Values::Whole(_) => (Physical::INT64, None),
        };
        let field = Type::primitive_type_builder(name, physical).with_logical_type(logical);
        field.with_repetition(Repetition::OPTIONAL).build()
    }

    fn write<W: std::io::Write + Send>(&self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<()> {
        match &self.values {
            Values::None => write::<ByteArrayType, W>(group, &[], &self.has),
            Values::Text(all) => write::<ByteArrayType, W>(group, all, &self.has),
            Values::Date(all) => write::<Int32Type, W>(group, all, &self.has),
            Values::Number(all) => write::<DoubleType, W>(group, all, &self.has),
            Values::Whole(all) => write::<Int64Type, W>(group, all, &self.has),
        }
    }
}

fn put<T>(all: &mut Vec<T>, value: T) -> i16 {
    all.push(value);
    1
}

fn write<T: DataType, W: std::io::Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    has: &[i16],
) -> Result<()> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(values, Some(has), None)?;
        column.close()?;
    }
    Ok(())
}
