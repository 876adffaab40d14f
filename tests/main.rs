//! The integration tests: the program as its users meet it. A case is a folder.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]
#![expect(clippy::format_collect, clippy::format_push_string, reason = "test data is small")]

mod archive;
mod arithmetic;
mod batch;
mod brand;
mod browser;
mod cases;
mod circles;
mod cli;
mod compared;
mod config;
mod dates;
mod disclosure;
mod errors;
mod explain;
mod explain_page;
mod explain_words;
mod findings;
mod hidden;
mod hypotheses;
mod identity;
mod imports;
mod index;
mod index_sample;
mod labels;
mod languages;
mod leaks;
mod levels;
mod links;
mod mail;
mod messages;
mod names;
mod numbers;
mod overwriting;
mod paper;
mod parts;
mod pdf;
mod plan;
mod privacy;
mod properties;
mod readme;
mod renamed;
mod reporting_date;
mod sample;
mod schema;
mod segments;
mod size;
mod slips;
mod sources;
mod support;
mod tables_on_paper;
mod warnings;
mod weights;
mod wording;
