//! The one way to write a value down, and the digest of a compiled rubric.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::rubric::Rubric;

/// Canonical JSON by RFC 8785: members sorted, no spaces, one spelling of each text.
///
/// # Errors
/// When the value has no JSON form, such as a map with keys that are not text. The types of this
/// crate always have one.
pub fn to_canonical_json<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    // By way of a `Value`, for the canonicaliser does not see through raw JSON.
    serde_json_canonicalizer::to_string(&serde_json::to_value(value)?)
}

/// The digest of a compiled rubric: `sha256:` and the SHA-256, in lower-case hexadecimal, of its
/// canonical JSON without `digest` and `provenance`.
///
/// # Errors
/// As [`to_canonical_json`].
pub fn digest(rubric: &Rubric) -> Result<String, serde_json::Error> {
    digest_of_value(serde_json::to_value(rubric)?)
}

/// As [`digest`], of a compiled rubric that has only been read as JSON.
///
/// # Errors
/// As [`to_canonical_json`].
pub fn digest_of_value(mut rubric: Value) -> Result<String, serde_json::Error> {
    if let Some(members) = rubric.as_object_mut() {
        members.remove("digest");
        members.remove("provenance");
    }
    let bytes = Sha256::digest(serde_json_canonicalizer::to_vec(&rubric)?);
    let hexadecimal: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("sha256:{hexadecimal}"))
}
