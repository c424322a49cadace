//! `rubric.lock`: the versions and digests of what rubrics of a folder are built on.
//!
//! Only what is named without quotes is locked, for it is kept elsewhere; a file of the folder goes with
//! the rubric. The digest is of the texts, with line ends LF.

use std::collections::BTreeMap;

use rubric_lang::source::Files;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::units::{Unit, Units};
use crate::bounds::MOST_LOCK_BYTES;

/// The name of the file.
pub const FILE: &str = "rubric.lock";
/// The format of the file.
const FORMAT: &str = "rubric-lock/1";
/// Something that a rubric is built on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// As it is named: `std/ehc-plan`.
    pub path: String,
    /// Its version.
    pub version: String,
    /// `sha256:` and 64 hexadecimal digits, over its texts.
    pub digest: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: String,
    /// By the file of the rubric.
    rubrics: BTreeMap<String, Vec<Locked>>,
}

/// A lock that was made.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub text: String,
    /// What it says of the rubric.
    pub locked: Vec<Locked>,
}

/// What is locked of one rubric.
#[derive(Clone, Debug)]
pub struct Lock(Vec<Locked>);

impl Lock {
    /// What the file says of a rubric; nothing where it does not speak of it.
    ///
    /// # Errors
    /// With what is wrong with the file.
    pub fn read(bytes: &[u8], rubric: &str) -> Result<Option<Self>, String> {
        let mut document = document(bytes)?;
        Ok(document.rubrics.remove(rubric).map(Self))
    }

    /// What is said of something.
    pub fn find(&self, path: &str) -> Option<&Locked> {
        self.0.iter().find(|one| one.path == path)
    }
}

fn document(bytes: &[u8]) -> Result<Document, String> {
    if bytes.len() > MOST_LOCK_BYTES {
        return Err(format!("`{FILE}` is larger than 1 MiB"));
    }
    let document: Document = serde_json::from_slice(bytes).map_err(|error| {
        format!(
            "`{FILE}` cannot be understood (line {}, column {})",
            error.line(),
            error.column()
        )
    })?;
    if document.format == FORMAT {
        Ok(document)
    } else {
        Err(format!(
            "`{FILE}` is of the format `{}`, which is not known",
            document.format
        ))
    }
}

/// The file with what is locked of one rubric written anew, and what it says of others as it was.
///
/// # Errors
/// When there is a file already that cannot be understood.
pub fn written(
    before: Option<&[u8]>,
    rubric: &str,
    locked: Vec<Locked>,
) -> Result<Written, String> {
    let mut document = match before {
        Some(bytes) => document(bytes)?,
        None => Document {
            format: FORMAT.to_owned(),
            rubrics: BTreeMap::new(),
        },
    };
    document.rubrics.insert(rubric.to_owned(), locked.clone());
    let text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
    Ok(Written {
        text: text + "\n",
        locked,
    })
}

/// All that a rubric is built on and that can be locked.
pub fn all(units: &Units, files: &Files) -> Vec<Locked> {
    units
        .iter()
        .filter_map(|unit| locked(unit, files))
        .collect()
}

/// What is to be locked of a rubric or library: nothing where a file names it.
pub fn locked(unit: &Unit, files: &Files) -> Option<Locked> {
    let path = unit.named.clone()?;
    let mut hash = Sha256::new();
    for file in &unit.files {
        let text = files.get(*file)?.text();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        hash.update(text.len().to_le_bytes());
        hash.update(text.as_bytes());
    }
    let digits: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Some(Locked {
        path,
        version: unit.version.clone(),
        digest: format!("sha256:{digits}"),
    })
}
