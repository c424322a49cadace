//! What the book shows of published frameworks is in the suite, word for word.

use crate::page::{markdown_in, pages, root};
use std::fs;

#[test]
fn each_framework_is_on_its_page_as_it_is_in_the_suite() {
    let pages = pages();
    let mut wrong = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(root().join("rubric-lang/suite/frameworks")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap();
        let standard = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let name = format!("docs/frameworks/{}", file.replace(".rubric", ".md"));
        let shown = pages
            .iter()
            .filter(|page| page.name() == name)
            .flat_map(|page| page.blocks())
            .find(|block| block.file == Some(file));
        match shown {
            None => wrong.push(format!("{name} has no block with `file={file}`")),
            Some(block) if block.text != standard => {
                wrong.push(format!("{} is not {}", block.place(), path.display()));
            }
            Some(_) => {}
        }
        cases += 1;
    }
    let mut on_pages = Vec::new();
    markdown_in(&root().join("docs/frameworks"), &mut on_pages);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        cases + 1,
        on_pages.len(),
        "each page but the overview shows a case"
    );
}
