//! Paths that a rubric names: relative, with `/` between their parts, never out of its folder.

/// Why a path is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It begins at the root of a disk.
    Absolute,
    /// It leads out of the folder.
    Leaves,
    /// It names nothing.
    Empty,
}

/// The path from a folder that is meant by a path written in one of its files.
///
/// # Errors
/// When it would lead out of the folder.
pub fn within(file: &str, written: &str) -> Result<String, Refused> {
    let written = written.trim();
    let drive = written.get(1..2) == Some(":");
    if written.starts_with(['/', '\\']) || drive {
        return Err(Refused::Absolute);
    }
    let around = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = around.split('/').filter(|part| !part.is_empty()).collect();
    let before = parts.len();
    for part in written.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Refused::Leaves)?;
            }
            part => parts.push(part),
        }
    }
    if written.is_empty() || parts.len() == before && !written.contains("..") {
        return Err(Refused::Empty);
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Refused, within};

    #[test]
    fn a_path_is_taken_from_the_file_it_stands_in() {
        assert_eq!(
            within("plan.rubric", "parts/c.rubric"),
            Ok("parts/c.rubric".to_owned())
        );
        assert_eq!(
            within("parts/c.rubric", "d.rubric"),
            Ok("parts/d.rubric".to_owned())
        );
        assert_eq!(
            within("parts/c.rubric", "../d.rubric"),
            Ok("d.rubric".to_owned())
        );
        assert_eq!(
            within("plan.rubric", r".\parts\c.rubric"),
            Ok("parts/c.rubric".to_owned())
        );
    }

    #[test]
    fn a_path_never_leaves_the_folder() {
        for path in ["../d.rubric", "parts/../../d.rubric", r"..\d.rubric"] {
            assert_eq!(within("plan.rubric", path), Err(Refused::Leaves), "{path}");
        }
        for path in [
            "/etc/passwd",
            r"\\server\share",
            r"C:\plans\d.rubric",
            "c:d",
        ] {
            assert_eq!(
                within("plan.rubric", path),
                Err(Refused::Absolute),
                "{path}"
            );
        }
        for path in ["", " ", "."] {
            assert_eq!(within("plan.rubric", path), Err(Refused::Empty), "{path}");
        }
    }
}
