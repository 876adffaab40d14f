//! The way in: arguments, messages on stderr, paths on stdout, exit codes. No computing.

mod arguments;
mod build;
mod check;
mod diagnostic;
mod explain;
mod init;
mod plan;
mod progress;
mod render;
mod schema;
mod text_table;
mod today;
mod wording;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::output::Print;
use arguments::{Arguments, Command};

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
    let say = Say { quiet: arguments.quiet, verbose: arguments.verbose };
    let done = match &arguments.command {
        Command::Init(wanted) => init::run(wanted, say),
        Command::Check(wanted) => check::run(wanted, say),
        Command::Build(wanted) => build::run(wanted, say),
        Command::Render(wanted) => render::run(wanted, say),
        Command::Plan(wanted) => plan::run(wanted),
        Command::Explain(wanted) => explain::run(wanted, say),
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
            written.failed.map_or(ExitCode::SUCCESS, |error| fail(&error, "these reports were not written"))
        }
        Err(error) => {
            let so = match arguments.command {
                Command::Plan(_) => "nothing was planned",
                Command::Wording(_) => "nothing was listed",
                Command::Explain(_) => "nothing was explained",
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

/// What a command wrote, or why it could not.
type Done = Result<Written, Error>;

/// What a command wrote, and what it could not beside that.
#[derive(Debug, Default)]
struct Written {
    /// What it has to say, where that is all that was asked.
    text: String,
    paths: Vec<PathBuf>,
    failed: Option<Error>,
}

impl From<Vec<PathBuf>> for Written {
    fn from(paths: Vec<PathBuf>) -> Self {
        Self { paths, ..Self::default() }
    }
}

/// How much to say on stderr.
#[derive(Debug, Clone, Copy)]
struct Say {
    quiet: bool,
    verbose: bool,
}

impl Say {
    /// A line of the summary; nothing with `--quiet`.
    fn line(self, text: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr().lock(), "{}", diagnostic::plain(text));
        }
    }

    /// What is not as it should be, though it keeps nothing from being written; nothing with `--quiet`.
    fn warn(self, problems: &[Problem]) {
        if !self.quiet {
            let _ = anstream::stderr().lock().write_all(diagnostic::warnings(problems, true).as_bytes());
        }
    }

    /// What was read and should be doubted; an error where it is to be one.
    fn doubt(self, problems: &[Problem], is_error: bool) -> Result<(), Error> {
        if is_error {
            return all_or_nothing(Kind::Data, problems.to_vec());
        }
        self.warn(problems);
        Ok(())
    }

    /// Links that lead nowhere; an error where that is to be one.
    fn lost(self, problems: &[Problem], is_error: bool) -> Result<(), Error> {
        if is_error {
            return all_or_nothing(Kind::Config, problems.to_vec());
        }
        self.warn(problems);
        Ok(())
    }

    /// What became of an earlier print of a page that was not printed again.
    fn print(self, print: Option<Print>) {
        let Some(print) = print else { return };
        self.line(match print {
            Print::Kept => "report.pdf is kept: the page that it was printed from is the same",
            Print::Removed => {
                "report.pdf was removed: it was a print of an earlier page; `build --pdf` prints this one"
            }
        });
    }

    /// Whom a folder was taken over from.
    fn taken_over(self, owner: Option<&str>) {
        if let Some(owner) = owner {
            self.line(&format!("the folder was taken over from `{owner}`"));
        }
    }

    /// A line for the curious; only with `--verbose`.
    fn detail(self, text: &str) {
        if self.verbose && !self.quiet {
            self.line(text);
        }
    }
}
