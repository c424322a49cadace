//! What comes in: files, never more of them than is allowed for.

pub mod disk;
pub mod lines;
pub mod reading;
pub mod rows;
pub mod rubric;
pub mod sources;
pub mod versions;
