//! What can be typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::survey::Day;

/// Turns survey answers into finished NPS reports.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    max_term_width = 100,
    before_help = "Example:\n  plaudit init my-survey\n  plaudit build my-survey/plaudit.yaml --out my-survey/report",
    after_help = "Exit codes: 0 done, 2 usage, 3 config, 4 data, 5 output, 1 anything else."
)]
pub(super) struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub(super) command: Command,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say what was read and how long each step took
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a commented starter config with small sample data that builds as it is
    #[command(before_help = "Example:\n  plaudit init my-survey")]
    Init(Init),
    /// Validate a config and its data; writes nothing
    #[command(before_help = "Example:\n  plaudit check survey.yaml")]
    Check(Check),
    /// Build report.html and report.json
    #[command(before_help = "Example:\n  plaudit build survey.yaml --out report")]
    Build(Build),
    /// Write report.html again from a report.json
    #[command(before_help = "Example:\n  plaudit render --from report/report.json --out again")]
    Render(Render),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Folder to write to; made where it does not exist
    #[arg(default_value = ".", value_name = "DIR")]
    pub(super) folder: PathBuf,
}

/// What a run may state in place of the config.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// The config file
    #[arg(value_name = "CONFIG")]
    pub(super) config: PathBuf,
    /// The reporting date, in place of the config's `as_of`
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<Day>,
    /// How many threads read the data; as many as there are processors when left out
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(super) threads: Option<NonZeroUsize>,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) input: Input,
    /// Folder to write to; made where it does not exist
    #[arg(long, value_name = "DIR", default_value = "report")]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) batch: Batch,
}

/// What concerns a batch: one report for each client.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[command(next_help_heading = "With one report for each client (reports.one_per)")]
pub(super) struct Batch {
    /// Make the reports of these clients only, and leave the index as it is
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(super) only: Vec<String>,
    /// How many reports are made at once; as many as there are processors when left out
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Write the reports that can be made, even if others cannot; the exit code is then 1
    #[arg(long)]
    pub(super) keep_going: bool,
    /// Stop at the first report that cannot be made, and do not look for others
    #[arg(long, conflicts_with = "keep_going")]
    pub(super) fail_fast: bool,
    /// Say what would be made, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Make unchanged reports again, and replace files that somebody has changed
    #[arg(long)]
    pub(super) force: bool,
    /// Remove the folders of clients that have no report any more
    #[arg(long)]
    pub(super) prune: bool,
}

impl Batch {
    /// The first flag that was given, if any was.
    pub(super) fn given(&self) -> Option<&'static str> {
        let flags = [
            ("--only", !self.only.is_empty()),
            ("--jobs", self.jobs.is_some()),
            ("--keep-going", self.keep_going),
            ("--fail-fast", self.fail_fast),
            ("--dry-run", self.dry_run),
            ("--force", self.force),
            ("--prune", self.prune),
        ];
        flags.into_iter().find(|(_, is_given)| *is_given).map(|(flag, _)| flag)
    }
}

#[derive(Debug, Args)]
pub(super) struct Render {
    /// The report.json to read
    #[arg(long, value_name = "FILE")]
    pub(super) from: PathBuf,
    /// Folder to write to; made where it does not exist
    #[arg(long, value_name = "DIR", default_value = "report")]
    pub(super) out: PathBuf,
    /// Folder whose files replace the built-in templates of the same name
    #[arg(long, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
}

/// More than 64 threads gain nothing.
fn threads(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().ok().filter(|n: &NonZeroUsize| n.get() <= 64).ok_or_else(|| "expected 1 to 64".to_owned())
}
