//! The way in: arguments, messages on stderr, paths on stdout, exit codes. No computing.

mod arguments;
mod build;
mod check;
mod detect;
mod diagnostic;
mod explain;
mod init;
pub(crate) mod plan;
mod progress;
mod render;
mod say;
mod schema;
mod text_table;
mod themes;
mod today;
mod wording;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::error::Error;
use crate::files::Removed;

use arguments::{Arguments, Command};
use say::Say;

/// Runs the program with these arguments (the first being its name) and says how it went.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too; clap knows which stream they go to.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let _at_the_end = Removed;
    let say = Say { quiet: arguments.quiet, verbose: arguments.verbose };
    let done = match &arguments.command {
        Command::Init(wanted) => init::run(wanted, say),
        Command::Detect(wanted) => detect::run(wanted, say),
        Command::Check(wanted) => check::run(wanted, say),
        Command::Build(wanted) => build::run(wanted, say),
        Command::Render(wanted) => render::run(wanted, say),
        Command::Plan(wanted) => plan::run(wanted),
        Command::Explain(wanted) => explain::run(wanted, say),
        Command::Themes(wanted) => themes::run(wanted, say),
        Command::Wording(wanted) => wording::run(wanted),
        Command::Schema(wanted) => schema::run(wanted),
    };
    match done {
        Ok(written) => {
            let mut out = std::io::stdout().lock();
            let _ = out.write_all(written.text.as_bytes());
            for path in written.paths {
                // A reader that has gone away does not undo what was written.
                let _ = writeln!(out, "{}", path.display());
            }
            let so = if matches!(arguments.command, Command::Detect(_)) {
                "this config does not build"
            } else {
                "these reports were not written"
            };
            written.failed.map_or(ExitCode::SUCCESS, |error| fail(&error, so))
        }
        Err(error) => {
            let so = match arguments.command {
                Command::Plan(_) => "nothing was planned",
                Command::Detect(_) => "no config was made",
                Command::Wording(_) | Command::Themes(_) => "nothing was listed",
                Command::Explain(_) => "nothing was explained",
                // The rows may well have been.
                Command::Check(check) if check.rows.is_some() => "no report can be made",
                _ => "nothing was written",
            };
            fail(&error, so)
        }
    }
}

/// Tells what went wrong, and what that means for what there is now.
fn fail(error: &Error, so: &str) -> ExitCode {
    let mut err = anstream::stderr().lock();
    let _ = err.write_all(diagnostic::render(error, so, true).as_bytes());
    ExitCode::from(error.kind.exit_code())
}
