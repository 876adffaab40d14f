//! Reading the small files that a config is made of.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::why;

/// Reads a file whole, refusing folders and more than `largest` bytes. The error completes "the file …".
pub(super) fn read_small(path: &Path, largest: u64) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|e| why(&e))?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err("is a folder".to_owned());
    }
    // Not by the size that the system reports: a pipe or a device has none.
    let mut bytes = Vec::new();
    file.take(largest + 1).read_to_end(&mut bytes).map_err(|e| why(&e))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > largest {
        return Err(format!("is larger than {} MiB", largest >> 20));
    }
    Ok(bytes)
}
