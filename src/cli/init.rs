//! `plaudit init`: a config and data to start from.

use super::arguments::Init;
use super::detect::first_config;
use super::say::{Done, Say};
use crate::detect::detect;
use crate::output::{self, Finished};

const STARTER_CONFIG: &str = include_str!("../../config/starter.yaml");
const STARTER_ANSWERS: &str = include_str!("../../sample-data/starter.csv");

pub(super) fn run(wanted: &Init, say: Say) -> Done {
    let config = |contents: Vec<u8>| Finished { name: "plaudit.yaml", contents };
    let files = if wanted.from.is_empty() {
        vec![
            config(STARTER_CONFIG.into()),
            Finished { name: "answers.csv", contents: STARTER_ANSWERS.into() },
        ]
    } else {
        vec![config(first_config(&detect(&wanted.from)?, &wanted.folder, say)?.into())]
    };
    let written = output::write_new(&wanted.folder, &files)?;
    let config = wanted.folder.join("plaudit.yaml");
    say.line(&format!("next: plaudit build {}", config.display()));
    Ok(written.into())
}
