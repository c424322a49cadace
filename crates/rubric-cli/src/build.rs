//! Puts the pages of error codes, `docs/errors/R….md`, into the binary.

#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let folder = root.join("../../docs/errors");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut pages = Vec::new();
    for entry in fs::read_dir(&folder).into_iter().flatten() {
        let path = entry?.path().canonicalize()?;
        let code = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .map(str::to_owned);
        if let Some(code) = code
            && code.starts_with('R')
            && path.extension().is_some_and(|extension| extension == "md")
        {
            pages.push((code, path));
        }
    }
    pages.sort();
    let mut source = String::from("&[\n");
    for (code, path) in pages {
        writeln!(
            source,
            "    ({code:?}, include_str!({:?})),",
            path.display().to_string()
        )?;
    }
    source.push_str("]\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("pages.rs"), source)?;
    Ok(())
}
