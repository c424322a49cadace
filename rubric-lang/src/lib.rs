//! The Rubric language as text: the grammar, the syntax tree, and what is said of a source file.
//!
//! [`parse::parse`] reads any text whatever into a [`ast::Tree`]; what it cannot read is a node of
//! the tree and a [`diagnostic::Diagnostic`].

#![forbid(unsafe_code)]

pub mod ast;
pub mod diagnostic;
pub mod fix;
pub mod format;
pub mod parse;
pub mod source;
pub mod vocabulary;
