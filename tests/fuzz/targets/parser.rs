//! Any text whatever is read, and what is said of it has a place in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rubric_fuzz::{lawful, shown};
use rubric_lang::parse::parse;
use rubric_lang::source::{Files, SourceFile};

fuzz_target!(|text: &str| {
    let mut files = Files::new();
    let file = files.add(SourceFile::new("a.rubric", text));
    let read = parse(file, files.get(file).expect("it was added"));
    lawful(&files, &read.diagnostics);
    shown(&files, &read.diagnostics);
});
