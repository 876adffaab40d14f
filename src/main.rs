//! The `plaudit` command.

use std::env::args_os;
use std::process::ExitCode;

fn main() -> ExitCode {
    plaudit::cli::run(args_os())
}
