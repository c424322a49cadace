//! Standard output that is left without half a line where it cannot be written any more.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};

/// A stream of lines. Where it is a regular file and writing fails, as on a full disk, it is cut back to
/// the last line that is whole, and nothing more is written.
pub struct WholeLines<W> {
    stream: W,
    /// The same file, to cut it back.
    file: Option<File>,
    /// How many bytes have been written since a line last ended.
    unended: u64,
    failed: Option<io::ErrorKind>,
}

impl WholeLines<Box<dyn Write>> {
    /// Standard output.
    #[must_use]
    pub fn standard_output() -> Self {
        match regular_file() {
            Ok(Some((stream, file))) => Self::new(Box::new(stream), Some(file)),
            _ => Self::new(Box::new(io::stdout()), None),
        }
    }
}

impl<W: Write> WholeLines<W> {
    /// A stream, with the file that it is if it is a regular one.
    fn new(stream: W, file: Option<File>) -> Self {
        Self {
            stream,
            file,
            unended: 0,
            failed: None,
        }
    }

    fn cut_back(&mut self) -> io::Result<()> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        let end = file.stream_position()?;
        // What others have written after it is theirs.
        if file.metadata()?.len() == end {
            let whole = end.saturating_sub(self.unended);
            file.set_len(whole)?;
            file.seek(SeekFrom::Start(whole))?;
        }
        Ok(())
    }
}

impl<W: Write> Write for WholeLines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(kind) = self.failed {
            return Err(kind.into());
        }
        match self.stream.write(bytes) {
            Ok(count) => {
                let written = bytes.get(..count).unwrap_or(bytes);
                let since = match memchr::memrchr(b'\n', written) {
                    Some(end) => {
                        self.unended = 0;
                        count.saturating_sub(end).saturating_sub(1)
                    }
                    None => count,
                };
                let since = u64::try_from(since).unwrap_or(u64::MAX);
                self.unended = self.unended.saturating_add(since);
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.failed = Some(error.kind());
                // The first failure is the one to tell.
                let _ = self.cut_back();
                Err(error)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.failed {
            Some(kind) => Err(kind.into()),
            None => self.stream.flush(),
        }
    }
}

/// Standard output twice, where it is a regular file.
fn regular_file() -> io::Result<Option<(File, File)>> {
    #[cfg(unix)]
    let twin = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let twin = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    let file = File::from(twin);
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    Ok(Some((file.try_clone()?, file)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails says where")]
mod tests {
    use super::*;
    use std::io::BufWriter;

    /// A disk with room for so many bytes.
    struct Disk(File, usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let count = bytes.len().min(self.1);
            if count == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.1 -= count;
            self.0.write(&bytes[..count])
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is in a file that began with `before`, after lines were written to a disk with this much room.
    fn left(before: &str, lines: &[&str], room: usize, buffer: usize) -> String {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(before.as_bytes()).unwrap();
        let disk = Disk(file.try_clone().unwrap(), room);
        let stream = WholeLines::new(disk, Some(file.try_clone().unwrap()));
        let mut out = BufWriter::with_capacity(buffer, stream);
        let written = (lines.iter()).try_for_each(|line| out.write_all(line.as_bytes()));
        assert!(written.and_then(|()| out.flush()).is_err());
        // It stays so, whatever is tried afterwards.
        assert_eq!(out.flush().unwrap_err().kind(), io::ErrorKind::StorageFull);
        drop(out);
        file.rewind().unwrap();
        io::read_to_string(file).unwrap()
    }

    #[test]
    fn a_full_disk_keeps_the_lines_that_are_whole() {
        let lines = ["one\n", "two\n", "three\n"];
        for buffer in [1, 3, 5, 100] {
            assert_eq!(left("", &lines, 13, buffer), "one\ntwo\n");
            assert_eq!(left("", &lines, 8, buffer), "one\ntwo\n");
            assert_eq!(left("", &lines, 7, buffer), "one\n");
            assert_eq!(left("", &lines, 3, buffer), "");
        }
    }

    #[test]
    fn what_stood_before_stays() {
        assert_eq!(left("before", &["one\n"], 3, 2), "before");
        assert_eq!(left("before\n", &["one\n", "two"], 6, 2), "before\none\n");
    }

    #[test]
    fn what_others_wrote_after_it_stays() {
        let mut file = tempfile::tempfile().unwrap();
        let disk = Disk(file.try_clone().unwrap(), 3);
        let mut stream = WholeLines::new(disk, Some(file.try_clone().unwrap()));
        assert_eq!(stream.write(b"one\n").unwrap(), 3);
        file.set_len(10).unwrap();
        assert!(stream.write(b"\n").is_err());
        assert_eq!(file.metadata().unwrap().len(), 10);
        file.rewind().unwrap();
    }
}
