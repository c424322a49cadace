//! How a command ends.

use std::io;
use std::process::ExitCode;

use rubric_lang::diagnostic::render::visible;

use crate::terminal::Terminal;

/// How a command that could run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Done, and nothing wrong.
    Done,
    /// The input has errors.
    InputHasErrors,
    /// Nothing is wrong as far as was seen, but not everything was decided.
    NotDecided,
    /// Somebody stopped it.
    Interrupted,
}

impl Status {
    /// The exit status of what somebody stopped: 128 and the number of the signal, as shells have it.
    pub const INTERRUPTED: i32 = 130;

    /// [`Status::InputHasErrors`] where something is wrong.
    #[must_use]
    pub fn wrong(wrong: bool) -> Self {
        if wrong {
            Self::InputHasErrors
        } else {
            Self::Done
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::InputHasErrors => Self::from(1),
            Status::NotDecided => Self::from(3),
            Status::Interrupted => {
                u8::try_from(Status::INTERRUPTED).map_or(Self::FAILURE, Self::from)
            }
        }
    }
}

/// Why a command could not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It could not run: exit status 2.
    CannotRun {
        /// Why: lower-case start, no final stop.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// The input is wrong: exit status 1.
    BadInput {
        /// How: lower-case start, no final stop.
        message: String,
    },
    /// What has gone wrong has been said already: exit status 2.
    Said,
    /// Nobody reads the output any more: nothing is left to say.
    ClosedPipe,
}

impl Failure {
    /// The command could not run.
    #[must_use]
    pub fn cannot_run(message: impl Into<String>) -> Self {
        Self::CannotRun {
            message: message.into(),
            help: None,
        }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_help(self, text: impl Into<String>) -> Self {
        match self {
            Self::CannotRun { message, .. } => Self::CannotRun {
                message,
                help: Some(text.into()),
            },
            other => other,
        }
    }

    /// A file or folder could not be read.
    #[must_use]
    pub fn cannot_read(path: &str, error: &io::Error) -> Self {
        Self::cannot_run(format!("`{path}` cannot be read: {}", reason(error)))
    }

    /// Writing to standard output failed.
    #[must_use]
    pub fn of_output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::cannot_run(format!(
                "standard output cannot be written: {}",
                reason(error)
            )),
        }
    }

    /// Says what went wrong, and gives the exit status.
    pub fn report(&self, terminal: &mut Terminal) -> ExitCode {
        match self {
            Self::CannotRun { message, help } => {
                terminal.error(message, help.as_deref());
                ExitCode::from(2)
            }
            Self::BadInput { message } => {
                terminal.error(message, None);
                ExitCode::from(1)
            }
            Self::Said => ExitCode::from(2),
            Self::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

/// Why reading or writing failed, in a few words and alike on every system.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "no space is left".to_owned(),
        _ => visible(&error.to_string()).into_owned(),
    }
}
