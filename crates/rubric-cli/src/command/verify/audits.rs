//! The audits that show what was found, as files that `rubric score` reads.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rubric_engine::MOST_AUDIT_BYTES;
use rubric_model::assurance::{Finding, Question};

use crate::failure::{Failure, reason};
use crate::input::reading;
use crate::output::write_whole;

/// Makes the folder for audits where there is none.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "a file is in its place".into(),
            _ => reason(&error),
        };
        let folder = folder.display();
        Failure::cannot_run(format!("the folder `{folder}` cannot be made: {why}"))
    })
}

/// Writes each finding's audits into a folder, and says how many there are. A file that is there
/// stays as it is: where one is not the same, nothing is written.
///
/// # Errors
/// When one cannot be written, or something else is in its place.
pub fn write(folder: &Path, findings: &[Finding]) -> Result<usize, Failure> {
    let mut files = Vec::new();
    for finding in findings {
        for (name, audit) in file_names(finding).into_iter().zip(&finding.audits) {
            let text = serde_json::to_string_pretty(audit);
            let text = text.map_err(|error| Failure::cannot_run(error.to_string()))? + "\n";
            files.push((folder.join(name), text));
        }
    }
    let mut missing = Vec::new();
    for (path, text) in &files {
        if !is_there(path, text)? {
            missing.push((path, text));
        }
    }
    for (path, text) in missing {
        write_whole(path, text.as_bytes())?;
    }
    Ok(files.len())
}

/// Whether a file is there, and says this.
fn is_there(path: &Path, text: &str) -> Result<bool, Failure> {
    match reading::up_to(path, MOST_AUDIT_BYTES) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Ok(_) => Err(Failure::cannot_run(format!(
            "`{}` is there already and is another audit: it stays as it is, and no audit is written",
            path.display()
        ))
        .with_help("name another folder after `--audits`")),
        Err(error) => Err(Failure::cannot_read(&path.display().to_string(), &error)),
    }
}

/// The names of the files with a finding's audits: numbered where there is more than one.
pub fn file_names(finding: &Finding) -> Vec<String> {
    let name = name(&finding.question);
    match finding.audits.len() {
        0 => Vec::new(),
        1 => vec![format!("{name}.json")],
        several => (1..=several)
            .map(|number| format!("{name}-{number}.json"))
            .collect(),
    }
}

/// What a question is called in a file's name. No two are called alike: names of a rubric have no
/// `_` in them.
fn name(question: &Question) -> String {
    match question {
        Question::Guarantee { name } => format!("guarantee-{name}"),
        Question::OverallGrade { grade } => format!("overall-{grade}"),
        Question::SectionGrade { ladder, grade } => format!("section-{ladder}_{grade}"),
        Question::RungsDoNotCross {
            ladder,
            upper,
            lower,
        } => format!("rungs-{ladder}_{upper}_{lower}"),
        Question::LimitBites { name } => format!("limit-{name}"),
        Question::BetterAnswer { criterion } => format!("better-{criterion}"),
        Question::CriterionMatters { criterion } => format!("criterion-{criterion}"),
        Question::SameScore => "same-score".to_owned(),
        Question::SameGrade => "same-grade".to_owned(),
        Question::NeverMoreLenient => "never-more-lenient".to_owned(),
    }
}
