//! Builds all reports that tests know and one page that shows every chart of them side by side:
//!
//! ```sh
//! cargo run --release --example gallery -- FOLDER
//! ```

mod fixtures;
mod sheet;

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<_> = std::env::args_os().collect();
    // The gallery is its own plaudit, a process for each report: a batch tells every file that it wrote.
    if arguments.get(1).is_some_and(|first| first == "build") {
        return Ok(plaudit::cli::run(arguments));
    }
    let Some(folder) = arguments.get(1) else {
        return Err(io::Error::other("name a folder for the gallery"));
    };
    let build = |config: &Path, out: &Path| {
        let arguments: [&OsStr; 5] =
            ["build".as_ref(), "-q".as_ref(), config.as_ref(), "--out".as_ref(), out.as_ref()];
        let built = Command::new(std::env::current_exe()?).args(arguments).stdout(Stdio::null()).status()?;
        if built.success() { Ok(()) } else { Err(io::Error::other(format!("{}: {built}", config.display()))) }
    };
    let page = sheet::write(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new(folder), &build)?;
    writeln!(io::stdout(), "{}", page.display())?;
    Ok(ExitCode::SUCCESS)
}
