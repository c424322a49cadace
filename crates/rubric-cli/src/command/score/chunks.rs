//! Inputs, cut into pieces that are scored side by side.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rubric_engine::MOST_AUDIT_BYTES;

use super::columns::{self, Columns};
use super::standards::Standards;
use crate::command::audits::{holds_lines, holds_rows};
use crate::input::reading;
use crate::input::rows::{Next, Row, Rows};

/// How many bytes are read at once.
const READ: usize = 1 << 17;
/// The most audits of a piece: what comes of them is longer than they are.
const MOST: usize = 64;

/// A piece of an input.
pub struct Chunk {
    /// The input, as messages name it.
    pub input: Arc<str>,
    /// How many bytes of the input it is.
    pub bytes: usize,
    /// What is in it.
    pub content: Content,
}

/// What is in a [`Chunk`].
pub enum Content {
    /// An audit that stands alone.
    Alone(Vec<u8>),
    /// Whole lines.
    Lines {
        /// Their text.
        text: Vec<u8>,
        /// The number of the first.
        first: usize,
    },
    /// Rows of a CSV file.
    Rows {
        /// What its columns mean.
        columns: Arc<Columns>,
        /// The rows.
        rows: Vec<Row>,
    },
    /// Part of a line that is too long.
    TooLong {
        /// The number of the line.
        line: usize,
        /// The part.
        bytes: Vec<u8>,
        /// Whether it is the first part.
        begins: bool,
        /// Whether it is a line of a CSV file.
        is_row: bool,
    },
    /// The first row of a CSV file, as it was given.
    Heading(Vec<u8>),
    /// The first row of a CSV file names columns that there are not: what is wrong with it.
    Refused(Vec<String>),
    /// The input, or the rest of it, cannot be read.
    Unreadable(io::Error),
}

/// That nobody wants more pieces.
#[derive(Debug)]
pub struct Enough;

/// Cuts inputs into pieces, one input after the other.
pub struct Cutter<'s, F> {
    /// What the columns of CSV files are told by.
    standards: &'s Standards,
    /// Takes the pieces in their order.
    hand_on: F,
}

impl<'s, F: FnMut(Chunk) -> Result<(), Enough>> Cutter<'s, F> {
    /// Hands pieces on in their order.
    pub fn new(standards: &'s Standards, hand_on: F) -> Self {
        Self { standards, hand_on }
    }

    /// Cuts all of these.
    ///
    /// # Errors
    /// When nobody wants more pieces.
    pub fn all(mut self, paths: &[PathBuf]) -> Result<(), Enough> {
        paths.iter().try_for_each(|path| self.one(path))
    }

    fn one(&mut self, path: &Path) -> Result<(), Enough> {
        if path == Path::new("-") {
            let input = Arc::from("standard input");
            return self.lines(&input, io::stdin().lock());
        }
        let input = Arc::from(path.display().to_string());
        let is_stream = holds_lines(path) || holds_rows(path);
        if !is_stream {
            let content = match reading::up_to(path, MOST_AUDIT_BYTES) {
                Ok(bytes) => Content::Alone(bytes),
                Err(error) => Content::Unreadable(error),
            };
            return self.hand(&input, content);
        }
        if path.is_dir() {
            let error = io::ErrorKind::IsADirectory.into();
            return self.hand(&input, Content::Unreadable(error));
        }
        match File::open(path) {
            Ok(file) if holds_rows(path) => self.rows(&input, file),
            Ok(file) => self.lines(&input, file),
            Err(error) => self.hand(&input, Content::Unreadable(error)),
        }
    }

    fn hand(&mut self, input: &Arc<str>, content: Content) -> Result<(), Enough> {
        let bytes = match &content {
            Content::Alone(bytes) | Content::Heading(bytes) => bytes.len(),
            Content::Lines { text, .. } => text.len(),
            Content::Rows { rows, .. } => {
                rows.iter().map(|row| row.raw.len().saturating_add(1)).sum()
            }
            Content::TooLong { bytes, .. } => bytes.len(),
            Content::Refused(_) | Content::Unreadable(_) => 0,
        };
        let input = input.clone();
        (self.hand_on)(Chunk {
            input,
            bytes,
            content,
        })
    }

    /// Cuts a stream of lines. What has come is handed on before more is waited for: whoever writes
    /// audits one by one is answered one by one.
    fn lines(&mut self, input: &Arc<str>, mut stream: impl Read) -> Result<(), Enough> {
        let mut text: Vec<u8> = Vec::new();
        let mut line = 1_usize;
        let mut is_long = false;
        // No line ends before this place.
        let mut looked = 0_usize;
        loop {
            let unseen = text.get(looked..).unwrap_or_default();
            let ends = memchr::memchr_iter(b'\n', unseen);
            let most = if is_long { 1 } else { MOST };
            let (mut count, mut end) = (0_usize, None);
            for found in ends.take(most) {
                count = count.saturating_add(1);
                end = Some(looked.saturating_add(found).saturating_add(1));
            }
            looked = text.len();
            if let Some(end) = end {
                let rest = text.split_off(end);
                let text = std::mem::replace(&mut text, rest);
                looked = 0;
                let content = if is_long {
                    too_long(line, text, false, false)
                } else {
                    Content::Lines { text, first: line }
                };
                self.hand(input, content)?;
                is_long = false;
                line = line.saturating_add(count);
                continue;
            }
            // One byte more, for what ends a line may be two.
            if text.len() > MOST_AUDIT_BYTES.saturating_add(1) || is_long && !text.is_empty() {
                let content = too_long(line, std::mem::take(&mut text), !is_long, false);
                self.hand(input, content)?;
                is_long = true;
                looked = 0;
            }
            match read_more(&mut stream, &mut text) {
                Ok(0) if text.is_empty() => return Ok(()),
                Ok(0) => return self.hand(input, Content::Lines { text, first: line }),
                Ok(_) => {}
                Err(error) => return self.hand(input, Content::Unreadable(error)),
            }
        }
    }

    fn rows(&mut self, input: &Arc<str>, file: File) -> Result<(), Enough> {
        let mut file = BufReader::with_capacity(READ, file);
        let head = match columns::delimiter(&mut file) {
            Ok(delimiter) => delimiter,
            Err(error) => return self.hand(input, Content::Unreadable(error)),
        };
        let mut rows = Rows::new(file, head, MOST_AUDIT_BYTES);
        let heading = match rows.next() {
            Ok(Some(Next::Row(heading))) => heading,
            Ok(Some(Next::TooLong { .. })) => {
                let why = format!("  the first row is longer than {MOST_AUDIT_BYTES} bytes");
                return self.hand(input, Content::Refused(vec![why]));
            }
            Ok(None) => {
                let why = "  there is no first row, which names the columns\n    help: \
                           begin with `reference,date`, and a column for each fact and answer";
                return self.hand(input, Content::Refused(vec![why.to_owned()]));
            }
            Err(error) => return self.hand(input, Content::Unreadable(error)),
        };
        let columns = match Columns::read(&heading, self.standards) {
            Ok(columns) => Arc::new(columns),
            Err(problems) => return self.hand(input, Content::Refused(problems)),
        };
        self.hand(input, Content::Heading(heading.raw))?;
        let mut waiting: Vec<Row> = Vec::new();
        let mut bytes = 0_usize;
        loop {
            let next = rows.next();
            let is_full = waiting.len() >= MOST || bytes >= READ;
            if !waiting.is_empty() && (is_full || !matches!(next, Ok(Some(Next::Row(_))))) {
                let rows = std::mem::take(&mut waiting);
                let columns = columns.clone();
                self.hand(input, Content::Rows { columns, rows })?;
                bytes = 0;
            }
            match next {
                Ok(Some(Next::Row(row))) => {
                    bytes = bytes.saturating_add(row.raw.len());
                    waiting.push(row);
                }
                Ok(Some(Next::TooLong {
                    line,
                    bytes,
                    begins,
                })) => self.hand(input, too_long(line, bytes, begins, true))?,
                Ok(None) => return Ok(()),
                Err(error) => return self.hand(input, Content::Unreadable(error)),
            }
        }
    }
}

fn too_long(line: usize, bytes: Vec<u8>, begins: bool, is_row: bool) -> Content {
    Content::TooLong {
        line,
        bytes,
        begins,
        is_row,
    }
}

/// Reads what has come, once something has; says how much.
fn read_more(stream: &mut impl Read, text: &mut Vec<u8>) -> io::Result<usize> {
    let before = text.len();
    text.resize(before.saturating_add(READ), 0);
    let read = loop {
        match stream.read(text.get_mut(before..).unwrap_or_default()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    text.truncate(before.saturating_add(*read.as_ref().unwrap_or(&0)));
    read
}
