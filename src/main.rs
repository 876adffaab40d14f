//! The `plaudit` command.

use std::env::args_os;
use std::panic::{catch_unwind, set_hook, take_hook};
use std::process::ExitCode;

fn main() -> ExitCode {
    // Damaged data may make a library panic; that is caught where it is read, and told as an error.
    let tell = take_hook();
    set_hook(Box::new(move |panic| {
        if !plaudit::source::is_guarded() {
            tell(panic);
        }
    }));
    // Any other panic is a defect of the program, and its message says where; to the caller it is "anything else".
    catch_unwind(|| plaudit::cli::run(args_os())).unwrap_or(ExitCode::FAILURE)
}
