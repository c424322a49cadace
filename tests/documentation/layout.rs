//! Examples are laid out as `rubric fmt` does, but those that show how it is not done.

use rubric_lang::format::format;
use rubric_lang::source::{FileId, SourceFile};

use crate::page::{Block, blocks_are};

#[test]
fn examples_are_laid_out() {
    blocks_are(|page| page.blocks().iter().map(laid_out).collect());
}

/// A block as it should be laid out; nothing where it is untidy on purpose, and where it is only
/// part of a statement.
fn laid_out(block: &Block<'_>) -> Option<String> {
    if block.is_untidy || !matches!(block.kind, "rubric" | "rubric,library" | "rubric,part") {
        return None;
    }
    let file = SourceFile::new(block.place(), block.text);
    format(FileId(0), &file).ok()
}
