//! What is compared.

/// Why something could not be measured.
pub type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Something that looks at audits one by one.
pub trait Peer {
    /// What it is, and what it does with an audit.
    fn name(&self) -> String;

    /// Looks at one audit. The result is its grade as a place on the ladder, for a peer that grades.
    fn grade(&mut self, audit: &[u8]) -> Result<Option<usize>, Failed>;
}
