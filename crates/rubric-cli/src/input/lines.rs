//! Lines of a stream, of which none is kept beyond a size.

use std::io::{self, BufRead, Read};

/// A line of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamLine {
    /// Its bytes, without what ends it.
    Whole(Vec<u8>),
    /// It is longer than is allowed for; it has been passed over.
    TooLong,
}

/// The next line of at most `most` bytes, or nothing at the end of the stream.
///
/// # Errors
/// When the stream cannot be read.
pub fn next_line(stream: &mut impl BufRead, most: usize) -> io::Result<Option<StreamLine>> {
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(2);
    let mut line = Vec::new();
    stream.by_ref().take(limit).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    let ended = line.pop_if(|last| *last == b'\n').is_some();
    line.pop_if(|last| ended && *last == b'\r');
    if line.len() <= most {
        return Ok(Some(StreamLine::Whole(line)));
    }
    if !ended {
        stream.skip_until(b'\n')?;
    }
    Ok(Some(StreamLine::TooLong))
}

#[cfg(test)]
mod tests {
    use super::{StreamLine, next_line};

    fn lines(text: &str, most: usize) -> Vec<Option<String>> {
        let mut stream = text.as_bytes();
        std::iter::from_fn(|| next_line(&mut stream, most).ok().flatten())
            .map(|line| match line {
                StreamLine::Whole(line) => Some(String::from_utf8_lossy(&line).into_owned()),
                StreamLine::TooLong => None,
            })
            .collect()
    }

    #[test]
    fn lines_end_in_lf_or_crlf_or_not_at_all() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            lines("a\nb\r\n\nc", 3),
            [some("a"), some("b"), some(""), some("c")]
        );
        assert_eq!(lines("", 3), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            lines("abc\nabcd\nabc\r\nabcdefgh\nz\nabcdefgh", 3),
            [some("abc"), None, some("abc"), None, some("z"), None]
        );
    }
}
