//! The `plaudit` command.

use std::env::args_os;
use std::panic::catch_unwind;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is a defect of the program, and its message says where; to the caller it is "anything else".
    catch_unwind(|| plaudit::cli::run(args_os())).unwrap_or(ExitCode::FAILURE)
}
