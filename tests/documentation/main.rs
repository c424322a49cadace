//! The book, taken at its word: its examples compile or fail as they say, its commands print what it
//! shows, its JSON is what the engine reads and writes, its links lead somewhere, and every code has
//! its page.
//!
//! The first words after the three backticks say what a block is:
//!
//! | block | what must hold |
//! | --- | --- |
//! | `rubric` | it compiles without an error, and its own tests pass |
//! | `rubric,fails` | it has an error, or a test of its own that fails; on the page of a code, it yields that code and nothing else |
//! | `rubric,library` | a file that other examples of the page name, by its path or, without quotes, as in a folder of libraries; one that declares a rubric or library is without errors by itself |
//! | `rubric,part` | it compiles in [`standard::BASE`], in place of what it declares anew |
//! | `rubric,conditions` | each line is a condition that compiles in [`standard::BASE`] |
//! | `json` | it is JSON; an audit fits the last rubric before it |
//! | `json,outcome` | it is contained in the outcome of the last audit before it |
//! | `json,compiled` | it is contained in the last rubric before it, compiled |
//! | `console` | each `$ rubric …` prints what follows it, in a folder with the page's files |
//!
//! `file=PATH` puts a block into that folder, and a line `<!-- folder NAME: PATH -->` a folder of the
//! repository; `<!-- folder NAME -->` makes an empty one. A line `…` of its own in what a command prints stands for lines that are left out. Rubrics and parts are laid out as `rubric fmt` does, but
//! those marked `untidy`. With `UPDATE_DOCUMENTATION=1` their layout and the output of commands are
//! written anew, for a person to read.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

mod bounds;
mod codes;
mod commands;
mod differences;
mod examples;
mod frameworks;
mod itself;
mod json;
mod layout;
mod links;
mod page;
mod standard;
