//! Printing: a finished page in, a PDF out, through a browser that is installed.
//!
//! The browser runs without a window and without a network, with an empty profile of its own, and for so long only.
//! What it wrote counts when it is a PDF that names whose report it is and has no blank page. Nothing is written here
//! but in a folder for temporary files, which is gone afterwards.

mod dates;
mod find;
mod interrupt;
mod process;
mod sound;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

use crate::config::Pdf;
use crate::error::{Error, Kind, Problem, why};
use crate::survey::Day;
use interrupt::Interrupt;
use process::End;

/// A larger file is no report.
const LARGEST: u64 = 256 << 20;

/// A browser to print with.
#[derive(Debug)]
pub struct Printer {
    browser: PathBuf,
    limit: Duration,
    interrupt: Interrupt,
}

/// A page to print.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The page.
    pub html: &'a str,
    /// Whose report it is, or its title: a text that stands on it.
    pub whose: &'a str,
    /// The day that the PDF says it was made on, so that equal pages make equal files.
    pub day: Day,
}

impl Printer {
    /// Finds a browser: the one that is named, by a flag or in the config, or one where browsers usually are.
    ///
    /// # Errors
    /// When there is none; says where it was looked for.
    pub fn new(settings: &Pdf, named: Option<&Path>) -> Result<Self, Error> {
        let browser = match (named, &settings.browser) {
            (Some(named), _) => find::named(named).map_err(|problem| Error::new(Kind::Usage, problem))?,
            (None, Some(stated)) => find::named(&stated.value)
                .map_err(|problem| Error::new(Kind::Config, problem.at(stated.place.clone())))?,
            (None, None) => find::usual().map_err(|problem| Error::new(Kind::Other, problem))?,
        };
        let limit = Duration::from_secs(settings.seconds.into());
        Ok(Self { browser, limit, interrupt: Interrupt::default() })
    }

    /// Prints a page.
    ///
    /// # Errors
    /// When the browser does not start, does not end in time, writes no PDF, or one that has a blank page or does not
    /// name whose report it is. Of kind [`Kind::Output`] where the program is to end: then nothing else can be done.
    pub fn print(&self, page: &Page<'_>) -> Result<Vec<u8>, Error> {
        let folder = tempfile::Builder::new()
            .prefix("plaudit-print-")
            .tempdir()
            .map_err(|e| unusable(&std::env::temp_dir(), &e))?;
        let printed = self.print_in(folder.path(), page);
        remove(folder);
        let mut pdf = printed?;
        let fault = |fault: String| {
            Error::new(Kind::Other, self.problem(format!("what the browser wrote cannot be used: {fault}")))
        };
        let document = sound::read(&pdf).map_err(fault)?;
        sound::look(&document, page.whose).map_err(fault)?;
        dates::set(&mut pdf, &document, page.day);
        Ok(pdf)
    }

    fn print_in(&self, folder: &Path, page: &Page<'_>) -> Result<Vec<u8>, Error> {
        let [html, pdf, messages] = ["page.html", "page.pdf", "messages"].map(|name| folder.join(name));
        fs::write(&html, page.html).map_err(|e| unusable(&html, &e))?;
        let heard = fs::File::create(&messages).map_err(|e| unusable(&messages, &e))?;
        let mut command = Command::new(&self.browser);
        command.args(arguments(folder, &pdf, &html)).current_dir(folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(heard);
        let end = process::run(&mut command, self.limit, &self.interrupt).map_err(|e| {
            Error::new(Kind::Other, self.problem(format!("the browser does not start: it {}", why(&e))))
        })?;
        let failed = |what: String| {
            let problem = self.problem(what);
            let said = fs::read(&messages).unwrap_or_default();
            let problem = match last_line(&String::from_utf8_lossy(&said)) {
                Some(line) => problem.hint(format!("it said: {line}")),
                None => problem,
            };
            Error::new(Kind::Other, problem)
        };
        match end {
            End::Success => {}
            End::Failure(status) => return Err(failed(format!("the browser failed ({status})"))),
            End::TooLate => {
                let problem = failed(format!("the browser took more than {} s", self.limit.as_secs()));
                let give = |problem: Problem| problem.hint("`pdf.seconds` in the config gives it more time");
                return Err(Error { problems: problem.problems.into_iter().map(give).collect(), ..problem });
            }
            End::Interrupted => {
                return Err(Error::new(Kind::Output, Problem::new("the program was told to end")));
            }
        }
        match fs::metadata(&pdf) {
            Ok(about) if about.len() <= LARGEST => fs::read(&pdf).map_err(|e| unusable(&pdf, &e)),
            Ok(_) => Err(failed(format!("the browser wrote more than {} MB", LARGEST >> 20))),
            Err(_) => Err(failed("the browser wrote no PDF".to_owned())),
        }
    }

    fn problem(&self, message: String) -> Problem {
        Problem::new(message).in_file(&self.browser)
    }

    /// Ends the program if it was told to end while it printed. To be called when nothing is left to be tidied up.
    pub fn obey(&self) {
        self.interrupt.obey();
    }
}

/// What a browser is told.
fn arguments(folder: &Path, pdf: &Path, html: &Path) -> Vec<OsString> {
    let with = |name: &str, path: &Path| {
        let mut argument = OsString::from(name);
        argument.push(path);
        argument
    };
    let mut arguments: Vec<OsString> = [
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-extensions",
        "--disable-sync",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-dev-shm-usage",
        "--metrics-recording-only",
        "--mute-audio",
        // No name is ever looked up.
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
    ]
    .map(OsString::from)
    .into();
    if process::is_root() {
        // It does not run as root otherwise. Our pages run no script.
        arguments.push("--no-sandbox".into());
    }
    arguments.push(with("--user-data-dir=", &folder.join("profile")));
    arguments.push(with("--print-to-pdf=", pdf));
    arguments.push(url(html).into());
    arguments
}

/// A path as a URL.
fn url(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    let path = path.bytes().fold(String::new(), |url, byte| {
        if plain(byte) { url + &char::from(byte).to_string() } else { format!("{url}%{byte:02X}") }
    });
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// Removes a folder, even if a process that was killed takes its time to go.
fn remove(folder: TempDir) {
    let path = folder.keep();
    for _ in 0..40 {
        if fs::remove_dir_all(&path).is_ok() {
            return;
        }
        sleep(Duration::from_millis(50));
    }
}

/// The last line that says something, not too long.
fn last_line(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty())?;
    Some(line.chars().take(300).collect())
}

fn unusable(path: &Path, error: &std::io::Error) -> Error {
    let problem = Problem::new(format!("the folder for temporary files {}", why(error)));
    Error::new(Kind::Other, problem.in_file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_urls() {
        assert_eq!(url(Path::new("/tmp/a b/ж#.html")), "file:///tmp/a%20b/%D0%B6%23.html");
        assert_eq!(url(Path::new("C:\\T\\a.html")), "file:///C:/T/a.html");
    }

    #[test]
    fn the_last_line_is_what_a_browser_said_last() {
        assert_eq!(last_line("a\n  b \n\n").as_deref(), Some("b"));
        assert_eq!(last_line("\n"), None);
    }
}
