//! Reading files up to a size.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::failure::Failure;

/// The bytes of a file, but no more than one past `most`: what is longer is for the caller to
/// refuse.
///
/// # Errors
/// When it is not there, is a folder, or cannot be read.
pub fn up_to(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of a file, as [`up_to`].
///
/// # Errors
/// When it cannot be read.
pub fn file(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    up_to(path, most).map_err(|error| Failure::cannot_read(&path.display().to_string(), &error))
}
