//! What the tests of the command share.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A rubric without problems.
pub const GOOD: &str = r#"rubric small-plan "A small standard" {
  version 1.0.0
  scale evidence "Strength of evidence" {
    met     "Met"        3
    partly  "Partly met" 1
    not-met "Not met"    0
  }
  grades judgement "Judgement" {
    good "Good" from 50%
    weak "Weak" otherwise
  }
  section needs "Needs" {
    criterion identified "Needs are identified"
    criterion current    "The description is current"
  }
  limit unidentified "A plan that identifies no needs is weak" {
    overall at most weak
    when identified is not-met
  }
  test strong "A strong plan is good" {
    answer every criterion met
    expect overall is good
    expect score of overall is 100%
  }
  test limited "A plan without needs is weak" {
    answer identified not-met
    answer current met
    expect overall is weak
  }
}
"#;

/// A rubric with an error: an unknown scale.
pub const BAD: &str = r#"rubric small-plan "A small standard" {
  version 1.0.0
  scale evidence "Strength of evidence" {
    met     "Met"     1
    not-met "Not met" 0
  }
  grades judgement "Judgement" {
    good "Good" from 60%
    weak "Weak" otherwise
  }
  section needs "Needs" {
    criterion identified "Needs are identified" { scale evidnce }
  }
}
"#;

/// What a run of the command came to.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Makes sure of the exit status.
    pub fn ends_with(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }
}

/// A folder of its own, which the command runs in.
pub struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With a file.
    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The names of all files in it.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<_> = entries
            .map(|entry| name(entry).to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// The command with arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rubric"));
        command
            .current_dir(self.0.path())
            .args(arguments)
            .env_remove("NO_COLOR");
        command
    }

    /// Runs the command.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, b"")
    }

    /// Runs the command with bytes on standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // A command that does not read its input is free not to.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// An audit under [`GOOD`].
pub fn audit(reference: &str, answers: Value) -> String {
    json!({
        "format": "rubric-audit/1",
        "rubric": { "name": "small-plan", "version": "1.0.0" },
        "reference": reference,
        "date": "2026-09-14",
        "facts": {},
        "answers": answers,
    })
    .to_string()
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Makes sure that a value is as one of the checked-in schemas says.
pub fn assert_valid(schema: &str, value: &Value) {
    let path = root().join("crates/rubric-model/schema").join(schema);
    let text = std::fs::read_to_string(path).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}");
}
