//! The standards that come with Rubric, as data.
//!
//! Each is a folder beside `src` with a rubric of the same name in it: the standard `std/ehc-plan`
//! is `ehc-plan/ehc-plan.rubric`. Whatever else the folder holds comes with it.

#![forbid(unsafe_code)]

use include_dir::{Dir, include_dir};

static FOLDER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR");

/// What the names of standards begin with.
const PREFIX: &str = "std/";

/// A standard of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Its folder's name: `ehc-plan`. It is used as `std/ehc-plan`.
    pub name: &'static str,
    /// The path of its rubric, as [`read`] takes it: `ehc-plan/ehc-plan.rubric`.
    pub path: &'static str,
    /// Its rubric.
    pub source: &'static [u8],
}

/// Every standard, by name.
#[must_use]
pub fn list() -> Vec<Standard> {
    let standard = |folder: &'static Dir<'static>| {
        let name = folder.path().to_str()?;
        let file = FOLDER.get_file(rubric_of(name))?;
        Some(Standard {
            name,
            path: file.path().to_str()?,
            source: file.contents(),
        })
    };
    let mut standards: Vec<Standard> = FOLDER.dirs().filter_map(standard).collect();
    standards.sort_by_key(|standard| standard.name);
    standards
}

/// A file of a standard, by its path from the library's folder with `/` between its parts:
/// `ehc-plan/ehc-plan.rubric`. Nothing for paths that lead nowhere, or outside every standard.
#[must_use]
pub fn read(path: &str) -> Option<&'static [u8]> {
    let (standard, _) = path.split_once('/')?;
    FOLDER.get_file(rubric_of(standard))?;
    Some(FOLDER.get_file(path)?.contents())
}

/// The path of a standard's rubric, by the standard's name: `std/ehc-plan`. Nothing for other
/// names and for standards that there are not.
#[must_use]
pub fn find(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix(PREFIX)?;
    list()
        .into_iter()
        .find(|standard| standard.name == name)
        .map(|standard| standard.path)
}

fn rubric_of(standard: &str) -> String {
    format!("{standard}/{standard}.rubric")
}

#[cfg(test)]
mod tests {
    use super::{find, list, read};

    #[test]
    fn every_standard_can_be_read() {
        assert!(list().iter().any(|standard| standard.name == "ehc-plan"));
        for standard in list() {
            assert_eq!(read(standard.path), Some(standard.source));
            assert_eq!(find(&format!("std/{}", standard.name)), Some(standard.path));
            assert!(
                std::str::from_utf8(standard.source).is_ok(),
                "{}",
                standard.path
            );
        }
    }

    #[test]
    fn nothing_else_is_in_the_library() {
        for path in [
            "Cargo.toml",
            "src/lib.rs",
            "../Cargo.toml",
            "",
            "/",
            "ehc-plan",
            "ehc-plan/",
        ] {
            assert_eq!(read(path), None, "{path}");
        }
        assert_eq!(read("ehc-plan/../src/lib.rs"), None);
        assert_eq!(find("ehc-plan"), None);
        assert_eq!(find("std/nothing"), None);
        assert_eq!(find("std/"), None);
    }
}
