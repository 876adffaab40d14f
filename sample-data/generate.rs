//! Writes the sample data: `answers.csv`, `businesses.csv`, `customers.csv` and `starter.csv`, the same bytes on each run.
//!
//! `cargo run --release --example sample-data -- sample-data`
//!
//! The figures and what is wrong with some rows are in [`plan`] and [`more`], the comments' texts in [`words`]. Nothing
//! here reads a clock or the data of a real survey.

use std::env;
use std::fs;
use std::path::PathBuf;

#[path = "generate/answers.rs"]
mod answers;
#[path = "generate/businesses.rs"]
mod businesses;
#[path = "generate/csv.rs"]
mod csv;
#[path = "generate/day.rs"]
mod day;
#[path = "generate/more.rs"]
mod more;
#[path = "generate/plan.rs"]
mod plan;
#[path = "generate/random.rs"]
mod random;
#[path = "generate/score.rs"]
mod score;
#[path = "generate/starter.rs"]
mod starter;
#[path = "generate/words.rs"]
mod words;

fn main() -> Result<(), String> {
    let folder = env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("name the folder to write to, such as `sample-data`")?;
    for (name, text) in [
        ("answers.csv", answers::csv()),
        ("businesses.csv", businesses::answers()),
        ("customers.csv", businesses::customers()),
        ("starter.csv", starter::csv()),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    }
    Ok(())
}
