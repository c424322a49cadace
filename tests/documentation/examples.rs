//! Examples compile or fail as they say.

use crate::codes::fails_a_test;
use crate::page::every_page;
use crate::standard::{Shelf, errors, is_whole, whole, with_conditions};

#[test]
fn examples_compile_or_fail_as_they_say() {
    every_page(|page, wrong| {
        let shelf = Shelf::of(page);
        for block in page.blocks() {
            let text = match block.kind {
                "rubric,library" if is_whole(block.text) => block.text.to_owned(),
                // The pages of codes are looked at more closely elsewhere.
                _ if page.code().is_some() => continue,
                "rubric" | "rubric,fails" => block.text.to_owned(),
                "rubric,part" => whole(block.text),
                "rubric,conditions" => with_conditions(block.text),
                _ => continue,
            };
            let path = block.file.unwrap_or("page.rubric");
            let compilation = shelf.compiled_as(path, &text);
            let errors = errors(&compilation);
            let fails_a_test = fails_a_test(compilation);
            if block.kind == "rubric" && fails_a_test {
                wrong.push(format!("{}: one of its own tests fails", block.place()));
            }
            if block.kind == "rubric,fails" && errors.is_empty() && !fails_a_test {
                wrong.push(format!(
                    "{} compiles, and no test of it fails",
                    block.place()
                ));
            } else if block.kind != "rubric,fails" {
                wrong.extend(
                    errors
                        .into_iter()
                        .map(|errors| format!("{} fails:\n{errors}", block.place())),
                );
            }
        }
    });
}

#[test]
fn blocks_are_of_a_known_kind() {
    const KINDS: [&str; 12] = [
        "rubric",
        "rubric,fails",
        "rubric,library",
        "rubric,part",
        "rubric,conditions",
        "json",
        "json,outcome",
        "json,explanation",
        "json,compiled",
        "console",
        "text",
        "rust",
    ];
    every_page(|page, wrong| {
        let unknown = page
            .blocks()
            .into_iter()
            .filter(|block| !KINDS.contains(&block.kind));
        wrong
            .extend(unknown.map(|block| {
                format!("{}: `{}` is not a kind of block", block.place(), block.kind)
            }));
        let nameless = page
            .blocks()
            .into_iter()
            .filter(|block| block.kind == "rubric,library" && block.file.is_none());
        wrong.extend(nameless.map(|block| format!("{} has no `file=`", block.place())));
    });
}
