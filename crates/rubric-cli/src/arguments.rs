//! The arguments of the command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::report::DiagnosticsFormat;

const RUBRIC: &str = "A `.rubric` file, a folder holding one, a compiled `.json`, or a standard of the library (`std/ehc-plan`)";

const LIBRARY: &str = "A folder of rubrics and libraries that others name without quotes, as in `use county/agencies 1`; may be given several times";

const SCORED_BY: &str = "A `.rubric` file, a folder holding one or several versions of one, a compiled `.json`, or a standard of the library (`std/ehc-plan`)";

const PATH: &str = "A `.rubric` file, or a folder: every `.rubric` file in it and below";

/// Quality standards that are checked, compiled and scored exactly
#[derive(Debug, Parser)]
#[command(
    name = "rubric",
    version,
    arg_required_else_help = true,
    after_help = "Examples:\n  rubric new plans\n  rubric check plans.rubric\n  rubric score --rubric std/ehc-plan audit.json"
)]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a folder with a first rubric to start from
    #[command(
        after_help = "Examples:\n  rubric new plan-health\n  rubric new our-plan --from std/ehc-plan"
    )]
    New(NewArguments),
    /// Find every problem in rubrics, writing nothing
    #[command(
        after_help = "Examples:\n  rubric check plans.rubric\n  rubric check --diagnostics sarif std/ehc-plan > problems.sarif"
    )]
    Check(CheckArguments),
    /// Compile a rubric to canonical JSON
    #[command(after_help = "Example:\n  rubric build plans.rubric -o plans.json")]
    Build(BuildArguments),
    /// Score audits: the grade, how it came about, and what would raise it
    #[command(
        after_help = "Examples:\n  rubric score --rubric std/ehc-plan audit.json\n  rubric score --rubric std/ehc-plan --explain audit.json\n  rubric score --rubric plans.json --format ndjson audits.ndjson > outcomes.ndjson\n  rubric score --rubric plans.json audits.csv --rejects to-mend.csv > outcomes.csv"
    )]
    Score(ScoreArguments),
    /// Carry audits over to another version of their standard, losing nothing
    #[command(
        after_help = "Examples:\n  rubric migrate --from plan-1.0.0.rubric --to plan.rubric --dry-run audits.ndjson\n  rubric migrate --from plan-1.0.0.rubric --to plan.rubric audit.json -o carried"
    )]
    Migrate(MigrateArguments),
    /// Run the tests that rubrics hold
    #[command(after_help = "Example:\n  rubric test plans.rubric --filter essential")]
    Test(TestArguments),
    /// Prove what holds of every audit that a rubric allows, or show where it does not
    #[command(
        after_help = "Examples:\n  rubric verify std/ehc-plan\n  rubric verify plans.rubric --audits shown\n  rubric verify plans.rubric --against std/ehc-plan"
    )]
    Verify(VerifyArguments),
    /// Write a rubric and all that it is built on as one source, with where each part came from
    #[command(
        after_help = "Examples:\n  rubric resolve our-plan.rubric\n  rubric resolve our-plan.rubric -o whole.rubric"
    )]
    Resolve(ResolveArguments),
    /// Pin the versions of what a rubric is built on
    #[command(after_help = "Example:\n  rubric lock our-plan.rubric")]
    Lock(LockArguments),
    /// Tell what changed between two versions, what that does to audits, and the version it calls for
    #[command(
        after_help = "Examples:\n  rubric diff plans-1.rubric plans-2.rubric\n  rubric diff plans-1.json plans.rubric --audits audits.ndjson\n  rubric diff plans-1.json plans.rubric --check\n  rubric diff plans-1.json plans.rubric --format markdown -o paper.md"
    )]
    Diff(DiffArguments),
    /// Make the fixes that problems come with, and say what is left for you
    #[command(after_help = "Examples:\n  rubric fix plans.rubric\n  rubric fix standards")]
    Fix(FixArguments),
    /// Lay rubrics out in the one way
    #[command(
        after_help = "Examples:\n  rubric fmt plans.rubric\n  rubric fmt --check standards\n  rubric fmt - < plans.rubric"
    )]
    Fmt(FmtArguments),
    /// Explain a code that a problem was reported with
    #[command(after_help = "Example:\n  rubric explain R0102")]
    Explain(ExplainArguments),
    /// List the standard library
    #[command(after_help = "Example:\n  rubric list")]
    List(ListArguments),
    /// Print a script that completes this command's arguments in a shell
    #[command(
        after_help = "Example:\n  rubric completions bash > ~/.local/share/bash-completion/completions/rubric"
    )]
    Completions(CompletionsArguments),
    /// Print the manual page
    #[command(hide = true, after_help = "Example:\n  rubric man > rubric.1")]
    Man,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// The rubric's name, which the folder and the file in it get: letters, digits and hyphens
    #[arg(value_name = "NAME")]
    pub name: String,
    /// A standard to build on: a local standard over it is made
    #[arg(long, value_name = "STANDARD")]
    pub from: Option<String>,
    #[arg(long, value_name = "DIR", help = LIBRARY)]
    pub library: Vec<PathBuf>,
}

/// How rubrics are read and their problems shown.
#[derive(Debug, Args)]
pub struct DiagnosticsArguments {
    #[arg(long, value_name = "DIR", help = LIBRARY)]
    pub library: Vec<PathBuf>,
    /// How to show problems
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub diagnostics: DiagnosticsFormat,
    /// Count warnings as errors
    #[arg(long)]
    pub deny_warnings: bool,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    #[arg(required = true, value_name = "RUBRIC", help = RUBRIC)]
    pub rubrics: Vec<PathBuf>,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// Arguments of `build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    #[arg(value_name = "RUBRIC", help = RUBRIC)]
    pub rubric: PathBuf,
    /// Where to write it, in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// Arguments of `score`.
#[derive(Debug, Args)]
pub struct ScoreArguments {
    #[arg(long, value_name = "RUBRIC", help = SCORED_BY)]
    pub rubric: PathBuf,
    /// An audit as JSON; `-` for standard input and `.ndjson` files hold one a line, `.csv` files one a row
    #[arg(required = true, value_name = "AUDIT")]
    pub audits: Vec<PathBuf>,
    /// How to show results: `text`, but `ndjson` where audits are read line by line, and `csv` where all
    /// are rows
    #[arg(long, value_enum, value_name = "FORM")]
    pub format: Option<ScoreFormat>,
    /// Show why each audit comes to what it comes to: whole ladders, every limit with each part of its
    /// condition, and what each criterion contributed and lost
    #[arg(long)]
    pub explain: bool,
    /// Where to keep rejected lines as they were given, to be mended and scored again
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// On how many threads to score; as many as there are cores without it
    #[arg(long, value_name = "NUMBER", value_parser = threads)]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// The most threads that score.
pub const MOST_THREADS: u16 = 256;

fn threads(text: &str) -> Result<u16, String> {
    let threads = text.parse().ok();
    let threads = threads.filter(|threads| (1..=MOST_THREADS).contains(threads));
    threads.ok_or_else(|| format!("write a whole number from 1 to {MOST_THREADS}"))
}

/// How `score` shows results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A card for each audit, and a table of several
    Text,
    /// One object, or an array for several audits
    Json,
    /// One object a line
    Ndjson,
    /// One row an audit: scores and grades, overall and by section
    Csv,
}

/// Arguments of `migrate`.
#[derive(Debug, Args)]
pub struct MigrateArguments {
    /// The version that the audits were made under: a `.rubric` file, a folder holding one, a compiled
    /// `.json`, or a standard of the library
    #[arg(long, value_name = "OLD")]
    pub from: PathBuf,
    /// The version that they are carried over to, likewise
    #[arg(long, value_name = "NEW")]
    pub to: PathBuf,
    /// An audit as JSON; `-` for standard input and `.ndjson` files hold one a line
    #[arg(required = true, value_name = "AUDIT")]
    pub audits: Vec<PathBuf>,
    /// Where to write them, in place of standard output: a folder, which is made where there is none, or a
    /// file that ends in `.json` or `.ndjson`. What is there already is never written over
    #[arg(short, long, value_name = "FOLDER|FILE", conflicts_with = "dry_run")]
    pub output: Option<PathBuf>,
    /// Write nothing: say what would become of the answers
    #[arg(long)]
    pub dry_run: bool,
    /// Carry complete audits over too, which otherwise stay as they are
    #[arg(long)]
    pub completed: bool,
    /// How to say what became of the answers
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub format: MigrateFormat,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// How `migrate` says what became of the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum MigrateFormat {
    /// Counts, and a line for each question with something to know
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// Arguments of `test`.
#[derive(Debug, Args)]
pub struct TestArguments {
    #[arg(required = true, value_name = "RUBRIC", help = RUBRIC)]
    pub rubrics: Vec<PathBuf>,
    /// Only tests with this text in their name or title
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// How to show results
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub format: TestFormat,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// How `test` shows results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    /// A line for each test, and why it failed
    #[default]
    Text,
    /// One JSON array
    Json,
    /// JUnit's XML
    Junit,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    #[arg(value_name = "RUBRIC", help = RUBRIC)]
    pub rubric: PathBuf,
    /// How long to search before the rest is left undecided
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = seconds)]
    pub within: u64,
    /// Say also what each criterion and owner weighs, and how few answers change the grade
    #[arg(long)]
    pub profile: bool,
    /// Compare it with another rubric instead: whether both judge alike every audit that fits both
    #[arg(long, value_name = "OTHER")]
    pub against: Option<PathBuf>,
    /// Write the audits that show what was found into a folder, which is made where there is none
    #[arg(long, value_name = "FOLDER")]
    pub audits: Option<PathBuf>,
    /// How to show what was found
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub format: VerifyFormat,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// A whole number of seconds, at least one.
fn seconds(text: &str) -> Result<u64, &'static str> {
    let seconds = text.parse().ok().filter(|seconds| *seconds >= 1);
    seconds.ok_or("write a whole number of seconds, 1 or more")
}

/// How `verify` shows what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// A letter of assurance
    #[default]
    Text,
    /// One JSON object
    Json,
}

/// Arguments of `resolve`.
#[derive(Debug, Args)]
pub struct ResolveArguments {
    #[arg(value_name = "RUBRIC", help = RUBRIC)]
    pub rubric: PathBuf,
    /// Where to write it, in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// Arguments of `lock`.
#[derive(Debug, Args)]
pub struct LockArguments {
    #[arg(value_name = "RUBRIC", help = RUBRIC)]
    pub rubric: PathBuf,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct DiffArguments {
    #[arg(value_name = "OLD", help = format!("The rubric as it was. {RUBRIC}"))]
    pub old: PathBuf,
    #[arg(
        value_name = "NEW",
        help = "The rubric as it is, named in one of the same ways"
    )]
    pub new: PathBuf,
    /// Score audits made under the old version by both: a `.json` file, an `.ndjson` file with one a
    /// line, or a folder of `.json` files
    #[arg(long, value_name = "PATH")]
    pub audits: Option<PathBuf>,
    /// Exit with 1 if the new version number is lower than the changes call for
    #[arg(long)]
    pub check: bool,
    /// How long to search before the rest is left undecided
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = seconds)]
    pub within: u64,
    /// How to show what changed
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub format: DiffFormat,
    /// Where to write it, in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub diagnostics: DiagnosticsArguments,
}

/// How `diff` shows what changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal
    #[default]
    Text,
    /// One JSON object
    Json,
    /// For a paper or a pull request
    Markdown,
}

/// Arguments of `fix`.
#[derive(Debug, Args)]
pub struct FixArguments {
    #[arg(required = true, value_name = "PATH", help = PATH)]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_name = "DIR", help = LIBRARY)]
    pub library: Vec<PathBuf>,
    /// How to show why a file is refused
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub diagnostics: DiagnosticsFormat,
}

/// Arguments of `fmt`.
#[derive(Debug, Args)]
pub struct FmtArguments {
    #[arg(
        required = true,
        value_name = "PATH",
        help = format!("{PATH}; `-` lays standard input out on to standard output")
    )]
    pub paths: Vec<PathBuf>,
    /// Write nothing: list what is not laid out, and exit with 1 if anything is not
    #[arg(long)]
    pub check: bool,
    /// How to show why a file is left as it is
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub diagnostics: DiagnosticsFormat,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The code, such as `R0102`
    #[arg(value_name = "CODE")]
    pub code: String,
}

/// Arguments of `list`.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// How to show it
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub format: ListFormat,
}

/// How `list` shows the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A line for each standard
    #[default]
    Text,
    /// One JSON array
    Json,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn every_help_shows_an_example() {
        let command = Arguments::command();
        command.clone().debug_assert();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            let help = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            let example = format!("\n  {}", "rubric ");
            assert!(
                help.starts_with("Example") && help.contains(&example),
                "{}",
                command.get_name()
            );
        }
    }
}
