//! Whether what a rubric is built on is what was locked.

use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use super::load::Loader;
use super::lock;
use super::units::UnitId;
use crate::source::ReadErrorKind;

impl Loader<'_> {
    pub(super) fn read_lock(&mut self) {
        let Some(folder) = self.open.first().map(|open| open.location.folder.clone()) else {
            return;
        };
        let Some(first) = self.open.first().map(|open| open.location.file.clone()) else {
            return;
        };
        match self.source.read_in(&folder, lock::FILE) {
            Ok(bytes) => match lock::Lock::read(&bytes, &first) {
                Ok(lock) => self.lock = lock,
                Err(message) => self.found.push(
                    Diagnostic::new(Code::BadLock, Span::default(), message).help(format!(
                        "take it away, and write it anew with `rubric lock {first}`"
                    )),
                ),
            },
            Err(error) if error.kind == ReadErrorKind::Missing => {}
            Err(error) => self.found.push(Diagnostic::new(
                Code::BadLock,
                Span::default(),
                format!("`{}` cannot be read: {error}", lock::FILE),
            )),
        }
    }

    pub(super) fn agrees_with_lock(&mut self, id: UnitId, span: Span) {
        let (Some(lock), Some(unit)) = (&self.lock, self.origins.units.get(id)) else {
            return;
        };
        let Some(locked) = lock::locked(unit, &self.files) else {
            return;
        };
        let what = match lock.find(&locked.path) {
            None => format!("`{}` is not in `{}`", locked.path, lock::FILE),
            Some(one) if one.version != locked.version => format!(
                "`{}` is version {} here, and version {} in `{}`",
                locked.path,
                locked.version,
                one.version,
                lock::FILE
            ),
            Some(one) if one.digest != locked.digest => format!(
                "`{}` has changed since `{}` was written, though it is still version {}",
                locked.path,
                lock::FILE,
                locked.version
            ),
            Some(_) => return,
        };
        self.say(
            Diagnostic::new(Code::ChangedUnderLock, span, what)
                .label("not what was locked")
                .help("read what is new in it, then accept it with `rubric lock`"),
        );
    }
}
