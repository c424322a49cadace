//! Parsing and nothing else.

use std::hint::black_box;

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::peer::{Failed, Peer};

/// Reads the text into a tree of values.
pub struct IntoValues;

impl Peer for IntoValues {
    fn name(&self) -> String {
        "`serde_json` into `Value`: no grade".into()
    }

    fn grade(&mut self, audit: &[u8]) -> Result<Option<usize>, Failed> {
        black_box(serde_json::from_slice::<Value>(audit)?);
        Ok(None)
    }
}

/// Reads the text and keeps nothing.
pub struct IntoNothing;

impl Peer for IntoNothing {
    fn name(&self) -> String {
        "`serde_json` into `IgnoredAny`: no grade".into()
    }

    fn grade(&mut self, audit: &[u8]) -> Result<Option<usize>, Failed> {
        black_box(serde_json::from_slice::<IgnoredAny>(audit)?);
        Ok(None)
    }
}
