//! How much of anything there may be, so that no file can keep the compiler or the engine busy for
//! ever. What the engine bounds is bounded by the same constants: what compiles, scores.

pub use rubric_engine::{
    MOST_CHOICES, MOST_COUNTED, MOST_CRITERIA, MOST_DEPTH, MOST_DIGITS, MOST_MEMBERS, MOST_PLACES,
    MOST_RUBRIC_BYTES, MOST_SECTIONS,
};
pub use rubric_lang::parse::{DEEPEST, MOST_NOTS};

/// The largest file that is read, in bytes: 4 MiB.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;
/// The most files that one rubric is made of, those of its libraries and bases included.
pub const MOST_FILES: usize = 200;
/// The most bytes that all files of one rubric have together: 16 MiB.
pub const MOST_SOURCE_BYTES: usize = 16 * 1024 * 1024;
/// The most bytes of `rubric.lock`: 1 MiB.
pub const MOST_LOCK_BYTES: usize = 1 << 20;
/// The most characters of a name.
pub const LONGEST_NAME: usize = 100;
/// The most characters of one text.
pub const LONGEST_TEXT: usize = 100_000;
/// The most digits of a number before the point.
pub const MOST_WHOLE_DIGITS: usize = 12;
/// The most digits of a number after the point.
pub const MOST_DECIMALS: usize = 6;
/// The most declarations directly in a rubric.
pub const MOST_DECLARATIONS: usize = 10_000;
/// The most statements and lines directly in one block, declarations aside.
pub const MOST_STATEMENTS: usize = 10_000;
/// The most steps that understanding all conditions of a rubric may take: what groups look at, times
/// what is asked of it, those of tests, indicators and guarantees included.
pub const MOST_STEPS: usize = 20_000_000;
/// The most answers that all tests of a rubric may give, `answer every criterion` counted once for
/// each criterion it looks at.
pub const MOST_TEST_ANSWERS: usize = 1_000_000;
/// The most work that running the tests of a rubric may be: for each test, and for each of its
/// expectations, as much as there is to look at to score one audit.
pub const MOST_TEST_WORK: usize = 50_000_000;
/// The most problems of a file that are told, the worst first.
pub const MOST_PROBLEMS: usize = 10_000;
