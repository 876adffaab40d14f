//! The integration tests: the program as its users meet it. A case is a folder.

mod cases;
mod cli;
mod config;
mod errors;
mod identity;
mod imports;
mod properties;
mod readme;
mod sample;
mod support;
