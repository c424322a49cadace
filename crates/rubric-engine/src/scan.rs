//! A quick look over JSON text before it is read: how deep it nests, whether a member is given
//! twice, and which member stands at an offset. It accepts any text and leaves it to the reader
//! proper to say what is not JSON.

use std::collections::{BTreeMap, BTreeSet};

use crate::pointer::Pointer;

/// Why a text should not be read at all.
pub(crate) enum Refusal {
    /// It nests deeper than allowed.
    TooDeep,
    /// A member is given twice; its pointer.
    Twice(String),
}

enum Frame {
    Object {
        keys: BTreeSet<String>,
        key: Option<String>,
        key_next: bool,
    },
    Array {
        item: usize,
    },
}

/// Looks over the whole text.
pub(crate) fn check(text: &str, most_depth: usize) -> Result<(), Refusal> {
    walk(text, text.len(), most_depth).map(|_| ())
}

/// The pointer of the value that a line and column (both from 1, in bytes) fall in. Where they are
/// those of a closing brace, it is that of the whole object, or else of its last member.
pub(crate) fn pointer_at(text: &str, line: usize, column: usize, whole: bool) -> String {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut until = before.saturating_add(column);
    let last = until
        .checked_sub(1)
        .and_then(|last| text.as_bytes().get(last));
    if !whole && matches!(last, Some(b'}' | b']')) {
        until = until.saturating_sub(1);
    }
    walk(text, until, usize::MAX).unwrap_or_default()
}

/// Where the members and items with these pointers stand: the offset of a member's name or of an
/// item, of the first and of the last that the pointer fits.
pub(crate) fn places(text: &str, wanted: &BTreeSet<&str>) -> BTreeMap<String, (usize, usize)> {
    let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    if wanted.is_empty() {
        return found;
    }
    let deepest = wanted.iter().map(|one| one.matches('/').count()).max();
    let deepest = deepest.unwrap_or_default();
    // The pointer of what is open, and how long it was before each member or item in it.
    let mut path = String::new();
    let mut frames: Vec<(Frame, usize)> = Vec::new();
    let mut bytes = text.bytes().enumerate();
    let mut note = |path: &str, offset: usize| {
        if wanted.contains(path) {
            let place = found.entry(path.to_owned()).or_insert((offset, offset));
            place.1 = offset;
        }
    };
    while let Some((offset, byte)) = bytes.next() {
        let depth = frames.len();
        if byte.is_ascii_whitespace() {
            continue;
        }
        // An item of a list begins at its first character.
        if let Some((Frame::Array { item }, before)) = frames.last()
            && depth <= deepest
            && !matches!(byte, b',' | b']')
            && path.len() == *before
        {
            path.push_str(&Pointer::Root.item(*item).to_string());
            note(&path, offset);
        }
        match byte {
            b'{' => {
                let frame = Frame::Object {
                    keys: BTreeSet::new(),
                    key: None,
                    key_next: true,
                };
                frames.push((frame, path.len()));
            }
            b'[' => frames.push((Frame::Array { item: 0 }, path.len())),
            b'}' | b']' => {
                if let Some((_, before)) = frames.pop() {
                    path.truncate(before);
                }
            }
            b',' => {
                if let Some((frame, before)) = frames.last_mut() {
                    path.truncate(*before);
                    match frame {
                        Frame::Object { key_next, .. } => *key_next = true,
                        Frame::Array { item } => *item = item.saturating_add(1),
                    }
                }
            }
            b'"' => {
                let end = text_end(&mut bytes).unwrap_or(text.len());
                if let Some((Frame::Object { key_next, .. }, _)) = frames.last_mut()
                    && std::mem::take(key_next)
                    && depth <= deepest
                {
                    let name = text.get(offset..end).and_then(decode).unwrap_or_default();
                    path.push_str(&Pointer::Root.member(&name).to_string());
                    note(&path, offset);
                }
            }
            _ => {}
        }
    }
    found
}

fn walk(text: &str, until: usize, most_depth: usize) -> Result<String, Refusal> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut bytes = text.bytes().enumerate();
    while let Some((offset, byte)) = bytes.next() {
        if offset >= until {
            break;
        }
        match byte {
            b'{' => frames.push(Frame::Object {
                keys: BTreeSet::new(),
                key: None,
                key_next: true,
            }),
            b'[' => frames.push(Frame::Array { item: 0 }),
            b'}' | b']' => {
                frames.pop();
            }
            b',' => match frames.last_mut() {
                Some(Frame::Object { key_next, .. }) => *key_next = true,
                Some(Frame::Array { item }) => *item = item.saturating_add(1),
                None => {}
            },
            b'"' => {
                let end = text_end(&mut bytes).unwrap_or(text.len());
                let twice = match frames.last_mut() {
                    Some(Frame::Object {
                        keys,
                        key,
                        key_next,
                    }) if *key_next => {
                        *key_next = false;
                        let name = text.get(offset..end).and_then(decode).unwrap_or_default();
                        let twice = !keys.insert(name.clone());
                        *key = Some(name);
                        twice
                    }
                    _ => false,
                };
                if twice && most_depth < usize::MAX {
                    return Err(Refusal::Twice(pointer(&frames)));
                }
            }
            _ => {}
        }
        if frames.len() > most_depth {
            return Err(Refusal::TooDeep);
        }
    }
    Ok(pointer(&frames))
}

/// Passes the rest of a text; gives the offset after its closing quote.
fn text_end(bytes: &mut impl Iterator<Item = (usize, u8)>) -> Option<usize> {
    while let Some((offset, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'"' => return Some(offset.saturating_add(1)),
            _ => {}
        }
    }
    None
}

fn decode(quoted: &str) -> Option<String> {
    serde_json::from_str(quoted).ok()
}

fn pointer(frames: &[Frame]) -> String {
    let mut written = String::new();
    for frame in frames {
        let step = match frame {
            Frame::Object { key: Some(key), .. } => Pointer::Root.member(key).to_string(),
            Frame::Object { key: None, .. } => String::new(),
            Frame::Array { item } => Pointer::Root.item(*item).to_string(),
        };
        written.push_str(&step);
    }
    written
}
