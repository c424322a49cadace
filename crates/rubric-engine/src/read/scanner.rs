//! JSON text from left to right, as far as it is plain.

use std::borrow::Cow;

/// A place in a text. Each step gives nothing where the text does not go on as asked; a scanner is of
/// no more use then.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next byte that is no space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.rest().first()? {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }

    /// Passes a byte, after spaces.
    pub(super) fn pass(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Passes a byte, if it is the next one after spaces.
    pub(super) fn passes(&mut self, byte: u8) -> bool {
        self.pass(byte).is_some()
    }

    /// Whether nothing but spaces is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// Passes a text in quotes, if it is the next thing and is written without escapes.
    pub(super) fn passes_text(&mut self, text: &str) -> bool {
        if self.peek() != Some(b'"') {
            return false;
        }
        let after = self.rest().get(1..).unwrap_or_default();
        let same = after.starts_with(text.as_bytes()) && after.get(text.len()) == Some(&b'"');
        if same {
            self.at += text.len() + 2;
        }
        same
    }

    /// A text in quotes.
    pub(super) fn text(&mut self) -> Option<Cow<'a, str>> {
        self.pass(b'"')?;
        let from = self.at;
        self.at += plain_length(self.rest());
        if self.rest().first() == Some(&b'"') {
            let inside = self.text.get(from..self.at)?;
            self.at += 1;
            return Some(Cow::Borrowed(inside));
        }
        self.escaped(from).map(Cow::Owned)
    }

    /// The rest of a text that has escapes.
    fn escaped(&mut self, from: usize) -> Option<String> {
        loop {
            match self.rest().first()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => return None,
            }
            self.at += plain_length(self.rest());
        }
        self.at += 1;
        let quoted = self.text.get(from.checked_sub(1)?..self.at)?;
        serde_json::from_str(quoted).ok()
    }

    /// `true` or `false`.
    pub(super) fn yes_no(&mut self) -> Option<bool> {
        let (word, yes) = match self.peek()? {
            b't' => ("true", true),
            _ => ("false", false),
        };
        self.rest().starts_with(word.as_bytes()).then(|| {
            self.at += word.len();
            yes
        })
    }

    /// A number without an exponent, as it is written.
    pub(super) fn number(&mut self) -> Option<&'a str> {
        self.peek()?;
        let from = self.at;
        if self.rest().first() == Some(&b'-') {
            self.at += 1;
        }
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        if self.rest().first() == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        match self.rest().first() {
            Some(b'e' | b'E') => None,
            _ => self.text.get(from..self.at),
        }
    }

    fn digits(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let other = |byte: &u8| !byte.is_ascii_digit();
        let length = rest.iter().position(other).unwrap_or(rest.len());
        let digits = self.text.get(self.at..self.at + length)?;
        self.at += length;
        (length > 0).then_some(digits)
    }
}

/// How many bytes stand before the next quote, backslash or control character.
fn plain_length(bytes: &[u8]) -> usize {
    let (chunks, _) = bytes.as_chunks::<8>();
    let mut length = 0;
    for chunk in chunks {
        let special = special(u64::from_le_bytes(*chunk));
        if special != 0 {
            return length + (special.trailing_zeros() / 8) as usize;
        }
        length += 8;
    }
    let tail = bytes.get(length..).unwrap_or_default();
    let special = |byte: &u8| matches!(byte, b'"' | b'\\') || *byte < b' ';
    length + tail.iter().position(special).unwrap_or(tail.len())
}

/// Eight bytes at once: the highest bit of the first that is a quote, a backslash or a control character
/// is set, and of none before it. What is taken from a byte sets that bit where the byte was less.
fn special(bytes: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = u64::from_le_bytes([0x80; 8]);
    let less = |bytes: u64, than: u8| bytes.wrapping_sub(ONES * u64::from(than)) & !bytes;
    let quote = less(bytes ^ (ONES * u64::from(b'"')), 1);
    let backslash = less(bytes ^ (ONES * u64::from(b'\\')), 1);
    (quote | backslash | less(bytes, b' ')) & HIGHEST
}
