//! Files that are written whole or not at all.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::path::Path;

use crate::failure::{Failure, reason};

/// Writes a file by way of another one in the same folder, so that no reader ever sees half of it.
/// A file that is there keeps its permissions. What is not a regular file, such as a device or a pipe,
/// is written to as it is.
///
/// # Errors
/// When it cannot be written, or is there and may only be read.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => fs::write(path, bytes),
        // Replacing it would ask nobody whether it may be written.
        Ok(found) if found.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        // Through a link, so that it goes on being one.
        Ok(found) => path
            .canonicalize()
            .and_then(|path| replace(&path, bytes, Some(found.permissions()))),
        Err(_) => replace(path, bytes, None),
    };
    written.map_err(|error| {
        Failure::cannot_run(format!(
            "`{}` cannot be written: {}",
            path.display(),
            reason(&error)
        ))
    })
}

fn replace(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = builder().tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.flush()?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// A temporary file that whoever may read new files may read.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rubric-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder
}
