//! Files that are written whole or not at all.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::{Failure, reason};

/// Writes a file whole or not at all, as [`Replacement`] does.
///
/// # Errors
/// When it cannot be written, or is there and may only be read.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = Replacement::begin(path)?;
    file.write(bytes)?;
    file.finish()
}

/// A file that is written part by part, and takes the place of what is there once it is whole. It is
/// written by way of another one in the same folder, so that no reader ever sees half of it. A file that
/// is there keeps its permissions. What is not a regular file, such as a device or a pipe, is written to
/// as it is.
pub struct Replacement {
    path: PathBuf,
    target: Target,
}

enum Target {
    Direct(BufWriter<File>),
    Beside {
        file: BufWriter<NamedTempFile>,
        /// Through links, so that they go on being such.
        path: PathBuf,
        permissions: Option<Permissions>,
    },
}

impl Replacement {
    /// Begins a file.
    ///
    /// # Errors
    /// When it cannot be written, or is there and may only be read.
    pub fn begin(path: &Path) -> Result<Self, Failure> {
        let beside = |path: PathBuf, permissions| {
            let file = BufWriter::new(builder().tempfile_in(folder_of(&path))?);
            Ok(Target::Beside {
                file,
                path,
                permissions,
            })
        };
        let target = match fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if !found.is_file() => {
                let file = File::options().write(true).open(path);
                file.map(|file| Target::Direct(BufWriter::new(file)))
            }
            // Replacing it would ask nobody whether it may be written.
            Ok(found) if found.permissions().readonly() => {
                Err(io::ErrorKind::PermissionDenied.into())
            }
            Ok(found) => {
                (path.canonicalize()).and_then(|path| beside(path, Some(found.permissions())))
            }
            Err(_) => beside(path.to_owned(), None),
        };
        let target = target.map_err(|error| cannot_write(path, &error))?;
        let path = path.to_owned();
        Ok(Self { path, target })
    }

    /// Writes the next part.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.target {
            Target::Direct(file) => file.write_all(bytes),
            Target::Beside { file, .. } => file.write_all(bytes),
        };
        written.map_err(|error| cannot_write(&self.path, &error))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<(), Failure> {
        let done = match self.target {
            Target::Direct(mut file) => file.flush(),
            Target::Beside {
                file,
                path,
                permissions,
            } => placed(file, &path, permissions),
        };
        done.map_err(|error| cannot_write(&self.path, &error))
    }
}

fn placed(
    file: BufWriter<NamedTempFile>,
    path: &Path,
    permissions: Option<Permissions>,
) -> io::Result<()> {
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// A new file that is written part by part, and is there only once it is whole.
pub struct NewFile {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl NewFile {
    /// Begins a file, in a folder that is made where there is none.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn begin(path: &Path) -> Result<Self, Failure> {
        let folder = folder_of(path);
        let begun = fs::create_dir_all(folder).and_then(|()| builder().tempfile_in(folder));
        match begun {
            Ok(file) => Ok(Self {
                path: path.to_owned(),
                file: BufWriter::new(file),
            }),
            Err(error) => Err(cannot_write(path, &error)),
        }
    }

    /// Writes the next part.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.file.write_all(text.as_bytes());
        written.map_err(|error| cannot_write(&self.path, &error))
    }

    /// Puts the file in its place, where nothing may be yet.
    ///
    /// # Errors
    /// When it cannot be written, or something is there.
    pub fn finish(self) -> Result<(), Failure> {
        let Self { path, file } = self;
        let done = (file.into_inner().map_err(io::IntoInnerError::into_error))
            .and_then(|file| file.as_file().sync_all().map(|()| file))
            .and_then(|file| file.persist_noclobber(&path).map_err(|error| error.error));
        done.map(drop).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => is_there(&path),
            _ => cannot_write(&path, &error),
        })
    }
}

/// That something is there already, and is not written over.
#[must_use]
pub fn is_there(path: &Path) -> Failure {
    Failure::cannot_run(format!(
        "`{}` is there already, and is not written over",
        path.display()
    ))
    .with_help("name another file or folder after `-o`, or move it away first")
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::cannot_run(format!(
        "`{}` cannot be written: {}",
        path.display(),
        reason(error)
    ))
}

fn folder_of(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
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
