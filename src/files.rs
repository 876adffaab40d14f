//! Reading the small files that are not survey data: configs, tables, logos, templates, reports.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::error::why;

/// Reads a file whole, refusing folders, pipes, devices and more than `largest` bytes.
///
/// # Errors
/// With the reason, in words that complete "the file …".
pub fn read_small(path: &Path, largest: u64) -> Result<Vec<u8>, String> {
    // Asked before opening, since opening a pipe waits for its other end.
    let about = fs::metadata(path).map_err(|e| why(&e))?;
    if about.is_dir() {
        return Err("is a folder".to_owned());
    }
    if !about.is_file() {
        return Err("is a pipe or a device, not a file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|e| why(&e))?;
    file.take(largest + 1).read_to_end(&mut bytes).map_err(|e| why(&e))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > largest {
        return Err(format!("is larger than {} MiB", largest >> 20));
    }
    Ok(bytes)
}

/// The same for UTF-8 text; a byte order mark at its start is taken off.
///
/// # Errors
/// With the reason, in words that complete "the file …".
pub fn read_small_text(path: &Path, largest: u64) -> Result<String, String> {
    let text = String::from_utf8(read_small(path, largest)?).map_err(|_| "is not UTF-8".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
