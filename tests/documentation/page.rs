//! The pages of the book and the blocks on them.

use rubric_lang::diagnostic::Code;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

pub struct Page {
    pub path: PathBuf,
    pub text: String,
}

/// A block between three backticks.
pub struct Block<'p> {
    pub page: &'p Page,
    /// The line of the opening backticks, from 1.
    pub line: usize,
    pub kind: &'p str,
    /// The name after `file=`.
    pub file: Option<&'p str>,
    /// Whether it shows how a rubric is not laid out.
    pub is_untidy: bool,
    pub text: &'p str,
    /// Where the text begins in the page.
    pub start: usize,
}

impl Block<'_> {
    pub fn place(&self) -> String {
        format!("{}:{}", self.page.name(), self.line)
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

pub fn markdown_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            markdown_in(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found.sort();
}

/// Every page of the book, and the one at the top of the repository.
pub fn pages() -> Vec<Page> {
    let mut paths = vec![root().join("README.md")];
    markdown_in(&root().join("docs"), &mut paths);
    let page = |path: PathBuf| Page {
        text: fs::read_to_string(&path).unwrap().replace("\r\n", "\n"),
        path,
    };
    paths.into_iter().map(page).collect()
}

impl Page {
    pub fn name(&self) -> String {
        let relative = self.path.strip_prefix(root()).unwrap_or(&self.path);
        relative.display().to_string().replace('\\', "/")
    }

    pub fn code(&self) -> Option<Code> {
        let folder = self.path.parent()?.file_name()?;
        if folder != "errors" {
            None
        } else {
            self.path.file_stem()?.to_str()?.parse().ok()
        }
    }

    pub fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        let mut open: Option<(usize, &str, usize)> = None;
        let mut at = 0;
        for (number, line) in self.text.split_inclusive('\n').enumerate() {
            let end = at + line.len();
            if let Some(info) = line.trim().strip_prefix("```") {
                open = match open.take() {
                    None => Some((number + 1, info.trim(), end)),
                    Some((line, info, start)) => {
                        let mut words = info.split_whitespace();
                        let kind = words.next().unwrap_or_default();
                        let file = words.clone().find_map(|word| word.strip_prefix("file="));
                        let text = self.text.get(start..at).unwrap();
                        blocks.push(Block {
                            page: self,
                            line,
                            kind,
                            file,
                            is_untidy: words.any(|word| word == "untidy"),
                            text,
                            start,
                        });
                        None
                    }
                };
            }
            at = end;
        }
        assert!(open.is_none(), "{}: a block is never closed", self.name());
        blocks
    }

    /// The folders that its commands find, each with where its files are in the repository; one without
    /// is empty.
    pub fn folders(&self) -> Vec<(&str, Option<&str>)> {
        let marks = self.text.lines().filter_map(|line| {
            let mark = line.strip_prefix("<!-- folder ")?.strip_suffix(" -->")?;
            let split = mark.split_once(": ");
            Some(split.map_or((mark, None), |(name, from)| (name, Some(from))))
        });
        marks.collect()
    }

    /// The text without blocks and without what stands between single backticks.
    pub fn prose(&self) -> String {
        let mut prose = String::new();
        let mut fenced = false;
        for line in self.text.lines() {
            if line.trim().starts_with("```") {
                fenced = !fenced;
            } else if !fenced {
                prose.extend(line.split('`').step_by(2));
                prose.push('\n');
            }
        }
        prose
    }

    /// Where its links lead.
    pub fn links(&self) -> Vec<String> {
        let text = self.prose();
        let targets = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'));
        targets.map(|(target, _)| target.to_owned()).collect()
    }

    /// The names by which links find its headings.
    pub fn anchors(&self) -> BTreeSet<String> {
        let mut fenced = false;
        let mut anchors = BTreeSet::new();
        for line in self.text.lines() {
            fenced ^= line.trim().starts_with("```");
            let heading = line.trim_start_matches('#');
            if !fenced && heading.len() < line.len() && heading.starts_with(' ') {
                anchors.insert(anchor(heading.trim()));
            }
        }
        anchors
    }
}

pub fn anchor(heading: &str) -> String {
    let letters = heading.chars().flat_map(char::to_lowercase);
    letters
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            _ if letter.is_alphanumeric() || "-_".contains(letter) => Some(letter),
            _ => None,
        })
        .collect()
}

/// Runs a check of every page, and fails with all that was found.
pub fn every_page(check: impl Fn(&Page, &mut Vec<String>)) {
    let mut wrong = Vec::new();
    pages().iter().for_each(|page| check(page, &mut wrong));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Compares the blocks of every page with what they should be, one for each block, where that is
/// known. With `UPDATE_DOCUMENTATION` set, writes those anew that are not.
pub fn blocks_are(expected: impl Fn(&Page) -> Vec<Option<String>>) {
    // Tests that write pages do so one after the other.
    static WRITING: Mutex<()> = Mutex::new(());
    let _writing = WRITING.lock();
    let update = std::env::var_os("UPDATE_DOCUMENTATION").is_some();
    every_page(|page, wrong| {
        let mut anew = page.text.clone();
        for (block, expected) in page.blocks().iter().zip(expected(page)).rev() {
            let Some(expected) = expected.filter(|expected| expected != block.text) else {
                continue;
            };
            anew.replace_range(block.start..block.start + block.text.len(), &expected);
            if !update {
                wrong.push(format!("{} should be:\n{expected}", block.place()));
            }
        }
        if update && anew != page.text {
            fs::write(&page.path, anew).unwrap();
        }
    });
}
