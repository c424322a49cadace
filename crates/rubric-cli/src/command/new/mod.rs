//! `rubric new`: a folder with a first rubric, or with a local standard over another.

mod local;

use std::fs;
use std::io;
use std::path::Path;

use rubric_compiler::bounds::LONGEST_NAME;
use rubric_lang::parse::{better_name, is_name};

use crate::arguments::NewArguments;
use crate::failure::{Failure, Status, reason};
use crate::terminal::Terminal;

/// The rubric to start from, with the name and title that it has here.
const FIRST: &str = include_str!("first.rubric");
const NAME: &str = "my-standard";
const TITLE: &str = "My standard";

/// Makes the folder, whole or not at all.
pub fn run(arguments: &NewArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let name = &arguments.name;
    if !is_name(name) || name.len() > LONGEST_NAME {
        return Err(not_a_name(name));
    }
    let folder = Path::new(name);
    if folder.symlink_metadata().is_ok() {
        return Err(
            Failure::cannot_run(format!("`{name}` is there already, and stays as it is"))
                .with_help("give another name, or run `rubric new` in another folder"),
        );
    }
    let file = format!("{name}.rubric");
    let (text, what) = match &arguments.from {
        Some(from) => (
            local::text(name, &title(name), from, &arguments.library)?,
            format!(
                "a local standard over `{from}` in `{file}`: what you might change, and a test"
            ),
        ),
        None => (
            first(name),
            format!("a first rubric in `{file}`: two sections, a limit and a test"),
        ),
    };
    make(folder, &file, &text).map_err(|error| {
        Failure::cannot_run(format!("`{name}` cannot be made: {}", reason(&error)))
    })?;
    terminal.print(&format!(
        "the folder `{name}` is made, with {what}\n\n\
         Open it in a text editor and make it yours. Then type:\n  \
         rubric check {name}\n  rubric test {name}\n"
    ))?;
    Ok(Status::Done)
}

/// Makes it under another name first, so that it is never there in part.
fn make(folder: &Path, file: &str, text: &str) -> io::Result<()> {
    let unfinished = builder().tempdir_in(".")?;
    fs::write(unfinished.path().join(file), text)?;
    fs::rename(unfinished.path(), folder)?;
    // It has moved: there is nothing to clear away.
    let _ = unfinished.keep();
    Ok(())
}

/// The first rubric, under a name.
fn first(name: &str) -> String {
    FIRST
        .replacen(TITLE, &title(name), 1)
        .replacen(NAME, name, 1)
}

/// A temporary folder that whoever may use new folders may use.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".rubric-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    builder
}

/// A name as a title: `plan-health` is `Plan health`.
fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

fn not_a_name(name: &str) -> Failure {
    if name.len() > LONGEST_NAME {
        return Failure::cannot_run(format!("a name has at most {LONGEST_NAME} characters"))
            .with_help("give a shorter name, such as `rubric new plan-health`");
    }
    let failure = Failure::cannot_run(format!(
        "`{name}` is not a name: names are letters, digits and hyphens, and begin with a letter"
    ));
    if name.contains(['/', '\\']) {
        return failure
            .with_help("go to the folder that it should stand in, and give the name alone");
    }
    match better_name(&name.to_lowercase()) {
        Some(better) => failure.with_help(format!("write `rubric new {better}`")),
        None => {
            failure.with_help("write a name of plain letters, such as `rubric new plan-health`")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, NAME, TITLE};

    #[test]
    fn the_first_rubric_has_its_name_and_title_in_one_place() {
        assert_eq!(FIRST.matches(NAME).count(), 1);
        assert_eq!(FIRST.matches(TITLE).count(), 1);
        assert!(FIRST.contains(&format!("rubric {NAME} \"{TITLE}\" {{")));
    }
}
