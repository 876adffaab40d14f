//! Running a program for so long only, and ending it with all that it started.

use std::io;
use std::process::{Child, Command, ExitStatus};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::interrupt::Interrupt;

/// How a program ended.
#[derive(Debug)]
pub(super) enum End {
    Success,
    Failure(ExitStatus),
    /// It was ended after its time.
    TooLate,
    /// It was ended because this program is to end.
    Interrupted,
}

/// Runs a program.
pub(super) fn run(command: &mut Command, limit: Duration, interrupt: &Interrupt) -> io::Result<End> {
    if interrupt.has_come() {
        return Ok(End::Interrupted);
    }
    apart(command);
    let mut child = command.spawn()?;
    let start = Instant::now();
    // Short at first: a page takes a second or so.
    let mut pause = Duration::from_millis(2);
    let end = loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { End::Success } else { End::Failure(status) });
        }
        if interrupt.has_come() {
            break End::Interrupted;
        }
        if start.elapsed() >= limit {
            break End::TooLate;
        }
        sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(25));
    };
    end_all(&mut child);
    child.wait()?;
    Ok(end)
}

/// In a group of its own, by which it is ended with all that it started.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

#[cfg(unix)]
fn end_all(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    // It has not been waited for, so that its number is still its own.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

#[cfg(not(unix))]
fn end_all(child: &mut Child) {
    let tree = ["/T", "/F", "/PID", &child.id().to_string()].map(str::to_owned);
    let _ = Command::new("taskkill").args(tree).output();
    let _ = child.kill();
}

/// Whether this program may do anything.
#[cfg(unix)]
pub(super) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
pub(super) fn is_root() -> bool {
    false
}
