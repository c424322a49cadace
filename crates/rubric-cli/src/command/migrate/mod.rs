//! `rubric migrate`: audits carried over to another version of their standard.

mod output;
mod summary;

use rubric_compiler::compile;
use rubric_engine::Rubric;
use rubric_model::outcome::Status as AuditStatus;
use rubric_versions::migrate::{Migration, Totals};

use self::output::Output;
use self::summary::Summary;
use super::audits::{self, Audits, Place};
use super::{Loaded, load};
use crate::arguments::MigrateArguments;
use crate::failure::{Failure, Status};
use crate::terminal::{Stream, Terminal};

/// Carries audits over. One that does not fit the version it was made under is reported, and the others
/// go on.
pub fn run(arguments: &MigrateArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let mut output = Output::new(arguments)?;
    let (from, to) = (&arguments.from, &arguments.to);
    let Some(Loaded { rubric: from, .. }) = load(from, compile, &arguments.diagnostics, terminal)?
    else {
        return Ok(Status::InputHasErrors);
    };
    let Some(Loaded { rubric: to, .. }) = load(to, compile, &arguments.diagnostics, terminal)?
    else {
        return Ok(Status::InputHasErrors);
    };
    let mut run = Run {
        from: &from,
        to: &to,
        migration: Migration::new(&from, &to),
        completed: arguments.completed,
        output: &mut output,
        counts: Counts::default(),
        totals: Totals::default(),
    };
    for path in &arguments.audits {
        run.output.next(path);
        if let Err(error) = audits::read(path, &mut run, terminal)? {
            run.counts.unreadable += 1;
            Failure::cannot_read(&path.display().to_string(), &error).report(terminal);
        }
        run.output.end()?;
    }
    let Run { counts, totals, .. } = run;
    // A file that lacks what could not be read would pass for the whole.
    if counts.unreadable == 0 {
        output.finish()?;
    }
    let summary = Summary::new(from.model(), to.model(), counts, &totals);
    let stream = if arguments.dry_run {
        Stream::Out
    } else {
        Stream::Err
    };
    terminal.write(stream, &summary.written(arguments.format)?)?;
    if counts.unreadable > 0 {
        return Err(Failure::Said);
    }
    Ok(Status::wrong(counts.rejected > 0))
}

/// How many audits came to what.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    migrated: usize,
    /// Complete ones, which stay as they are.
    left: usize,
    rejected: usize,
    /// Inputs that could not be read.
    unreadable: usize,
}

struct Run<'r> {
    from: &'r Rubric,
    to: &'r Rubric,
    migration: Migration<'r>,
    completed: bool,
    output: &'r mut Output,
    counts: Counts,
    totals: Totals,
}

impl Audits for Run<'_> {
    fn take(
        &mut self,
        json: &[u8],
        place: Place<'_>,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        let audit = match self.from.read_audit(json) {
            Ok(audit) => audit,
            Err(error) => {
                self.reject(place, &audits::problems(&error, place), terminal);
                return Ok(());
            }
        };
        // What is not scored lacks nothing either.
        if !self.completed && self.from.grades(&audit).overall.status != AuditStatus::Incomplete {
            self.counts.left += 1;
            return Ok(());
        }
        let migrated = self.migration.carry(&audit);
        let text = self.output.text(&migrated.audit)?;
        // What is kept takes room: the audit may have become longer than an audit may be.
        if let Err(error) = self.to.read_audit(text.as_bytes()) {
            let problem = |problem: &rubric_engine::Problem| {
                format!("  carried over, it would not be read: {}", problem.message)
            };
            let problems: Vec<String> = error.problems.iter().map(problem).collect();
            self.reject(place, &problems, terminal);
            return Ok(());
        }
        self.counts.migrated += 1;
        self.totals.add(&migrated);
        self.output.write(&text, terminal)
    }

    fn rejected(&mut self) {
        self.counts.rejected += 1;
    }
}
