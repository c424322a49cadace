//! Where each element of a compiled rubric came from. None of it is part of the digest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Where each element came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// The version of the compiler that made this.
    pub compiler: String,
    /// The rubrics and libraries it is built on, in the order in which they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub built_on: Vec<Dependency>,
    /// By element: a bare name for criteria, sections and facts, `kind name` for all others.
    pub elements: BTreeMap<String, Origin>,
    /// What a base had and this rubric has not, in the order in which it was removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Removed>,
}

/// A rubric or library that this one is built on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    /// As it is named in the source: `std/ehc-plan`, or the path of a file.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Where an element came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Name and version of the rubric or library that declares it.
    pub rubric: String,
    /// The file, relative to the folder of the rubric.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// Why it was added, where an overlay did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What changed it, oldest first.
    pub changes: Vec<Change>,
}

/// A change of an element by an overlay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Name and version of the rubric that changes it.
    pub rubric: String,
    /// The file, relative to the folder of the rubric.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What is said otherwise, each as it was and as it is, or one of them.
    pub what: Vec<Said>,
    /// Why.
    pub because: String,
    /// Whether it words a question otherwise under its old name, so that answers from before and after
    /// are not comparable unless it means the same.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub not_comparable: bool,
}

/// What an element said, and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The word of the statement, the name of a line of a list, or `title`.
    pub of: String,
    /// As it was written; absent where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// As it is written; absent where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
}

/// An element of a base that an overlay removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// Which, as in [`Provenance::elements`].
    pub element: String,
    /// Its title.
    pub title: String,
    /// Name and version of the rubric that removed it.
    pub rubric: String,
    /// The file, relative to the folder of the rubric.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// Why.
    pub because: String,
}
