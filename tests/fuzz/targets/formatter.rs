//! Any text whatever is laid out once and for all, or left as it is; what compiled still does, to the
//! same rubric.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;
use rubric_fuzz::lawful;
use rubric_lang::diagnostic::Diagnostic;
use rubric_lang::format::format;
use rubric_lang::parse::parse;
use rubric_lang::source::{FileId, Files, SourceFile};

fuzz_target!(|text: &str| {
    let mut files = Files::new();
    let file = files.add(SourceFile::new("a.rubric", text));
    let source = files.get(file).expect("it was added");
    let laid_out = match format(file, source) {
        Ok(laid_out) => laid_out,
        Err(diagnostics) => return lawful(&files, &diagnostics),
    };
    let again = SourceFile::new("a.rubric", laid_out.as_str());
    let read = parse(file, &again).diagnostics;
    assert!(
        !read.iter().any(Diagnostic::is_error),
        "{read:#?}\n{laid_out}"
    );
    assert_eq!(
        format(FileId::default(), &again).as_ref(),
        Ok(&laid_out),
        "laid out again"
    );
    assert_eq!(
        text.matches('#').count(),
        laid_out.matches('#').count(),
        "a comment is lost or doubled"
    );
    if let Some(digest) = digest(text) {
        assert_eq!(Some(digest), self::digest(&laid_out), "{laid_out}");
    }
});

fn digest(text: &str) -> Option<String> {
    let source = MemorySource::new().with("a.rubric", text);
    compile(&source, "a.rubric")
        .rubric
        .map(|rubric| rubric.digest)
}
