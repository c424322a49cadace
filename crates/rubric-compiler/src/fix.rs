//! The fixes of a file, made until none is left that can be made.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::fix::apply;
use rubric_lang::source::{FileId, Position, SourceFile};

use crate::source::{ReadError, Source};
use crate::{Compilation, compile};

/// How many times a file is looked at again.
const MOST_ROUNDS: usize = 50;
/// How many times a file is compiled, in all rounds together. Fixes that are tried after that, one by
/// one, are not made.
const MOST_COMPILATIONS: usize = 200;

/// A file after its fixes.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The new text; nothing where no fix was made.
    pub text: Option<String>,
    /// The fixes that were made, in the order they were.
    pub made: Vec<Made>,
    /// The file as it is now, with what remains for a person.
    pub compilation: Compilation,
}

/// A fix that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What kind of thing was wrong.
    pub code: Code,
    /// What was wrong.
    pub message: String,
    /// Where it stood when the fix was made.
    pub place: Position,
}

/// Makes the fixes of a file, and again those that only then can be made. Nothing is written.
///
/// A fix that does not mend what it is for, or after which there are more errors than before, is left
/// out: what it brings to light is for a person to look at together with it. The same text never
/// comes up twice, and the rounds are bounded, so that this ends whatever the file holds.
#[must_use]
pub fn fix(source: &dyn Source, path: &str) -> Mended {
    let mut mended = Mended {
        text: None,
        made: Vec::new(),
        compilation: compile(source, path),
    };
    let mut seen = HashSet::new();
    let mut left = MOST_COMPILATIONS.saturating_sub(1);
    for _ in 0..MOST_ROUNDS {
        let Some((file, now)) = file_of(&mended.compilation, path) else {
            break;
        };
        seen.insert(hash(now.text()));
        let Some(Round {
            text,
            made,
            compilation,
        }) = round(source, path, file, &mended.compilation, now, &mut left)
        else {
            break;
        };
        if seen.contains(&hash(&text)) {
            break;
        }
        mended.made.extend(made);
        mended.text = Some(text);
        mended.compilation = compilation;
    }
    mended
}

/// Fixes that were made at once.
struct Round {
    text: String,
    made: Vec<Made>,
    compilation: Compilation,
}

/// As many fixes as can be made at once without raising the number of errors, in so many
/// compilations as are `left`.
fn round(
    source: &dyn Source,
    path: &str,
    file: FileId,
    before: &Compilation,
    now: &SourceFile,
    left: &mut usize,
) -> Option<Round> {
    let mut after = |diagnostics: &[&Diagnostic]| {
        *left = left.checked_sub(1)?;
        let fixed = apply(file, now.text(), diagnostics.iter().copied());
        let compilation = compile(
            &Replaced {
                source,
                path,
                text: &fixed.text,
            },
            path,
        );
        Some((fixed.text, compilation))
    };
    let mut chosen = apply(file, now.text(), &before.diagnostics).applied;
    if chosen.is_empty() {
        return None;
    }
    let mut result = after(&chosen)?;
    if !is_progress(before, &result.1, &chosen) {
        let tried = chosen;
        chosen = Vec::new();
        for one in tried {
            chosen.push(one);
            let Some(found) = after(&chosen) else {
                chosen.pop();
                break;
            };
            if is_progress(before, &found.1, &chosen) {
                result = found;
            } else {
                chosen.pop();
            }
        }
    }
    let made: Vec<Made> = chosen
        .into_iter()
        .map(|one| Made {
            code: one.code,
            message: one.message.clone(),
            place: now.position(one.span.start),
        })
        .collect();
    let (text, compilation) = result;
    (!made.is_empty()).then_some(Round {
        text,
        made,
        compilation,
    })
}

/// Whether there are no more errors than before, and less of everything that was to be mended.
fn is_progress(before: &Compilation, after: &Compilation, chosen: &[&Diagnostic]) -> bool {
    let counted = |compilation: &Compilation| {
        let mut counts: HashMap<(Code, String), usize> = HashMap::new();
        for found in &compilation.diagnostics {
            let count = counts
                .entry((found.code, found.message.clone()))
                .or_default();
            *count = count.saturating_add(1);
        }
        counts
    };
    let (earlier, later) = (counted(before), counted(after));
    count_errors(after) <= count_errors(before)
        && chosen.iter().all(|one| {
            let what = (one.code, one.message.clone());
            later.get(&what).unwrap_or(&0) < earlier.get(&what).unwrap_or(&0)
        })
}

fn count_errors(compilation: &Compilation) -> usize {
    let diagnostics = compilation.diagnostics.iter();
    diagnostics.filter(|found| found.is_error()).count()
}

fn file_of<'c>(compilation: &'c Compilation, path: &str) -> Option<(FileId, &'c SourceFile)> {
    compilation
        .files
        .iter()
        .find(|(_, file)| file.name() == path)
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// A source in which one file has another text.
struct Replaced<'s> {
    source: &'s dyn Source,
    path: &'s str,
    text: &'s str,
}

impl Source for Replaced<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == self.path {
            Ok(self.text.as_bytes().to_vec())
        } else {
            self.source.read(path)
        }
    }
}
