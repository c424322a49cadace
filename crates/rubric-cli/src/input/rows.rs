//! Rows of a CSV file, of which none is kept beyond a size.

use std::io::{self, BufRead, Cursor, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// A row of a CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// As it was given, without what ends it.
    pub raw: Vec<u8>,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl Row {
    /// Its cells, without the quotes around them.
    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        (starts.zip(&self.ends)).map(|(start, end)| self.cells.get(*start..*end).unwrap_or(&[]))
    }

    /// Whether nothing stands in any cell.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.trim_ascii().is_empty()
    }

    /// How many cells it has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.ends.len()
    }
}

/// What comes next in a CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A row.
    Row(Row),
    /// A line with which a row begins that is too long. The line after it begins a row again.
    TooLong {
        /// The line, from 1.
        line: usize,
        /// Its bytes, or the next of them.
        bytes: Vec<u8>,
        /// Whether these are the first of them.
        begins: bool,
    },
}

/// Reads the rows of a stream, none of more than `most` bytes. Empty lines are passed over.
pub struct Rows<R> {
    stream: R,
    /// What was read in vain, before the rest of the stream.
    again: Cursor<Vec<u8>>,
    reader: Reader,
    most: usize,
    /// The line that comes next.
    line: usize,
    /// Whether the line is being passed over.
    passing: bool,
}

impl<R: BufRead> Rows<R> {
    /// The rows of a stream, with this byte between cells.
    pub fn new(stream: R, delimiter: u8, most: usize) -> Self {
        Self {
            stream,
            again: Cursor::default(),
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            most,
            line: 1,
            passing: false,
        }
    }

    /// The next row, or nothing at the end.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub fn next(&mut self) -> io::Result<Option<Next>> {
        if self.passing {
            return self.pass();
        }
        let mut raw = Vec::new();
        let mut cells = vec![0; 1 << 10];
        let mut ends = vec![0; 1 << 6];
        let (mut filled, mut ended) = (0_usize, 0_usize);
        loop {
            let input = fill(&mut self.again, &mut self.stream)?;
            let (result, read, written, closed) = self.reader.read_record(
                input,
                cells.get_mut(filled..).unwrap_or_default(),
                ends.get_mut(ended..).unwrap_or_default(),
            );
            raw.extend_from_slice(input.get(..read).unwrap_or(input));
            consume(&mut self.again, &mut self.stream, read);
            filled = filled.saturating_add(written);
            ended = ended.saturating_add(closed);
            if raw.len() > self.most && result != ReadRecordResult::End {
                let before = Self::leave_breaks(&mut raw);
                self.line = self.line.saturating_add(before);
                if raw.len() > self.most {
                    return self.too_long(raw);
                }
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => cells.resize(cells.len().saturating_mul(2), 0),
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len().saturating_mul(2), 0),
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => break,
            }
        }
        let before = Self::leave_breaks(&mut raw);
        let line = self.line.saturating_add(before);
        self.line = line.saturating_add(breaks(&raw));
        while raw.pop_if(|last| matches!(last, b'\n' | b'\r')).is_some() {}
        cells.truncate(filled);
        ends.truncate(ended);
        Ok(Some(Next::Row(Row {
            line,
            raw,
            cells,
            ends,
        })))
    }

    /// Takes the ends of lines before a row away, and counts them.
    fn leave_breaks(raw: &mut Vec<u8>) -> usize {
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let count = raw.iter().take_while(|byte| is_break(byte)).count();
        breaks(&raw.drain(..count).collect::<Vec<_>>())
    }

    /// Gives the first line of what was read, and goes on after it.
    fn too_long(&mut self, mut raw: Vec<u8>) -> io::Result<Option<Next>> {
        self.reader.reset();
        let line = self.line;
        match memchr::memchr(b'\n', &raw) {
            Some(end) => {
                let mut rest = raw.split_off(end.saturating_add(1));
                self.again.read_to_end(&mut rest)?;
                self.again = Cursor::new(rest);
                self.line = line.saturating_add(1);
            }
            None => self.passing = true,
        }
        let begins = true;
        let bytes = raw;
        Ok(Some(Next::TooLong {
            line,
            bytes,
            begins,
        }))
    }

    fn pass(&mut self) -> io::Result<Option<Next>> {
        let input = fill(&mut self.again, &mut self.stream)?;
        let end = memchr::memchr(b'\n', input).map(|end| end.saturating_add(1));
        let bytes = input.get(..end.unwrap_or(input.len())).unwrap_or(input);
        let bytes = bytes.to_vec();
        consume(&mut self.again, &mut self.stream, bytes.len());
        if bytes.is_empty() {
            return Ok(None);
        }
        let line = self.line;
        if end.is_some() {
            self.passing = false;
            self.line = line.saturating_add(1);
        }
        let begins = false;
        Ok(Some(Next::TooLong {
            line,
            bytes,
            begins,
        }))
    }
}

fn fill<'b>(again: &'b mut Cursor<Vec<u8>>, stream: &'b mut impl BufRead) -> io::Result<&'b [u8]> {
    if is_left(again) {
        again.fill_buf()
    } else {
        stream.fill_buf()
    }
}

fn consume(again: &mut Cursor<Vec<u8>>, stream: &mut impl BufRead, count: usize) {
    if is_left(again) {
        again.consume(count);
    } else {
        stream.consume(count);
    }
}

fn is_left(again: &Cursor<Vec<u8>>) -> bool {
    let length = u64::try_from(again.get_ref().len()).unwrap_or(u64::MAX);
    again.position() < length
}

fn breaks(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails says where")]
mod tests {
    use super::*;
    use std::io::BufReader;

    /// The rows of a text with their lines, cells between bars; lines that are too long in brackets.
    fn rows(text: &str, most: usize) -> Vec<String> {
        // As it is read does not matter.
        let [one, other] = [4, 100].map(|buffer| {
            let stream = BufReader::with_capacity(buffer, text.as_bytes());
            let mut rows = Rows::new(stream, b',', most);
            let mut told: Vec<String> = Vec::new();
            while let Some(next) = rows.next().unwrap() {
                match next {
                    Next::Row(row) => {
                        let cells: Vec<_> = row.cells().map(String::from_utf8_lossy).collect();
                        assert_eq!(cells.len(), row.width());
                        let raw = String::from_utf8_lossy(&row.raw);
                        assert!(text.contains(&*raw) && !raw.ends_with('\n'), "{raw}");
                        told.push(format!("{}: {}", row.line, cells.join("|")));
                    }
                    Next::TooLong {
                        line,
                        bytes,
                        begins,
                    } => {
                        let bytes = String::from_utf8(bytes).unwrap();
                        if begins {
                            told.push(format!("{line}: [{bytes}"));
                        } else {
                            told.last_mut().unwrap().push_str(&bytes);
                        }
                    }
                }
            }
            told
        });
        assert_eq!(one, other);
        one
    }

    #[test]
    fn rows_are_told_by_the_lines_on_which_they_begin() {
        let text = "\u{feff}a,b\r\n\r\n1,\"two\nlines, \"\"x\"\"\"\n\n\n,\n3,5\"";
        assert_eq!(
            rows(text, 100),
            ["1: a|b", "3: 1|two\nlines, \"x\"", "7: |", "8: 3|5\""]
        );
        assert_eq!(rows("", 100), [""; 0]);
        assert_eq!(rows("\n\r\n", 100), [""; 0]);
    }

    #[test]
    fn a_row_that_is_too_long_loses_its_first_line_only() {
        let unclosed = "1,\"never closed\n2,x\n3,y\n4,z\n5,and so on\n";
        assert_eq!(
            rows(unclosed, 30),
            [
                "1: [1,\"never closed\n",
                "2: 2|x",
                "3: 3|y",
                "4: 4|z",
                "5: 5|and so on"
            ]
        );
        let long = format!("1,a\n2,{}\n3,b\n", "x".repeat(100));
        assert_eq!(
            rows(&long, 30),
            [
                "1: 1|a".to_owned(),
                format!("2: [2,{}\n", "x".repeat(100)),
                "3: 3|b".to_owned()
            ]
        );
    }
}
