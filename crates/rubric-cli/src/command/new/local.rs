//! A local standard to start from, over one of the library.

use std::fmt::Write as _;
use std::path::PathBuf;

use rubric_compiler::compile;
use rubric_compiler::source::{MemorySource, ReadError, Source};
use rubric_engine::Rubric;
use rubric_lang::format::format;
use rubric_lang::source::{FileId, SourceFile};
use rubric_model::Rational;
use rubric_model::outcome::{Judgement, Status};
use rubric_model::rubric::{
    AnswerForm, Criterion, FactKind, Grade, Ladder, Mark, Rubric as Model, Section,
};

use crate::failure::Failure;
use crate::input::disk::Disk;

/// The text of a local standard over another, with a test that passes.
///
/// # Errors
/// When there is no such standard, or it has errors.
pub fn text(name: &str, title: &str, from: &str, libraries: &[PathBuf]) -> Result<String, Failure> {
    let disk = Disk::new(String::new(), Vec::new(), libraries);
    let base = base(&disk, from)?;
    let over = Over {
        name,
        title,
        from,
        base: &base,
    };
    let text = over.text("audit is complete");
    let expected = over
        .expected(&disk, &text)
        .unwrap_or_else(|| "audit is incomplete".to_owned());
    Ok(over.text(&expected))
}

fn base(disk: &Disk<'_>, from: &str) -> Result<Model, Failure> {
    let Some(location) = disk.library(from) else {
        let failure = Failure::cannot_run(format!("there is no standard `{from}` to build on"));
        return Err(failure.with_help("`rubric list` shows the standards there are; name the folder of others with `--library`"));
    };
    let compilation = compile(disk, &location.path());
    compilation.rubric.ok_or_else(|| {
        Failure::cannot_run(format!(
            "`{from}` cannot be built on: it has errors, or is no rubric"
        ))
        .with_help(format!("`rubric check {from}` says more"))
    })
}

struct Over<'o> {
    name: &'o str,
    title: &'o str,
    from: &'o str,
    base: &'o Model,
}

impl Over<'_> {
    fn text(&self, expected: &str) -> String {
        let Self {
            name,
            title,
            from,
            base,
        } = self;
        let major = base.version.split('.').next().unwrap_or("1");
        let mut text = format!(
            "# A local standard over {from}: what it does not say, it has from there.\n\
             # `rubric resolve` shows the whole of it. What follows a # is a remark for you.\n\n\
             rubric {name} \"{title}\" extends {from} {major} {{\n  \
             # Raise the version with every change you publish: each audit says which version it was made under.\n  \
             version   0.1.0\n  \
             publisher \"Your authority\"\n\n  \
             # What is to be otherwise, each with its reason. Take the # away and make it yours.\n"
        );
        for example in self.examples() {
            let _ = writeln!(text, "  # {example}");
        }
        text.push_str("\n  # A test says what an audit comes to, so that you notice when a change alters it.\n");
        let _ = writeln!(
            text,
            "  test everything-met \"What the best answers come to\" {{"
        );
        for line in self.answers() {
            let _ = writeln!(text, "    {line}");
        }
        let _ = writeln!(text, "    expect {expected}\n  }}\n}}");
        let file = SourceFile::new("", text.as_str());
        format(FileId(0), &file).unwrap_or(text)
    }

    /// Changes as they might be made to this base.
    fn examples(&self) -> Vec<String> {
        let mut examples = Vec::new();
        let criteria = self.criteria();
        if let Some((ladder, grade, from)) = self.base.ladders.iter().find_map(higher) {
            examples.push(format!(
                "change grades {ladder} {{ because \"Our board asked for more.\"  {grade} from {from}% }}"
            ));
        }
        let free = |criterion: &&&Criterion| !criterion.marks.contains(&Mark::Statutory);
        let relative = |criterion: &&&Criterion| {
            (criterion.weight.as_ref()).is_some_and(|weight| weight.0.is_integer())
        };
        if let Some(first) = criteria.iter().filter(free).find(relative) {
            examples.push(format!(
                "change criterion {} {{ because \"This is our priority this year.\"  weight 4 }}",
                first.name
            ));
        }
        let rules = [
            serde_json::to_string(&self.base.limits),
            serde_json::to_string(&self.base.guarantees),
            serde_json::to_string(&self.base.indicators),
            serde_json::to_string(&self.base.ladders),
        ];
        let spoken_of = |name: &str| {
            let name = format!("\"{name}\"");
            rules.iter().flatten().any(|rule| rule.contains(&name))
        };
        let unspoken = |criterion: &&&Criterion| {
            matches!(criterion.answer, AnswerForm::Scale { .. }) && !spoken_of(&criterion.name)
        };
        if let Some(last) = criteria.iter().rev().filter(free).find(unspoken) {
            examples.push(format!(
                "remove criterion {} {{ because \"Another team checks this.\" }}",
                last.name
            ));
        }
        if let Some(section) = self.base.sections.first() {
            examples.push(format!(
                "add to section {} {{ because \"Families asked for it.\"  criterion our-question \"What we ask besides\" }}",
                section.name
            ));
        }
        examples
    }

    fn criteria(&self) -> Vec<&Criterion> {
        fn gather<'m>(sections: &'m [Section], found: &mut Vec<&'m Criterion>) {
            for section in sections {
                found.extend(&section.criteria);
                gather(&section.sections, found);
            }
        }
        let mut found = Vec::new();
        gather(&self.base.sections, &mut found);
        found
    }

    /// The lines of a test: some case, with the best of all answers.
    fn answers(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for fact in &self.base.facts {
            let value = match &fact.kind {
                FactKind::YesNo => "no".to_owned(),
                FactKind::Number { from, .. } => from.to_string(),
                FactKind::OneOf { options } => options
                    .first()
                    .map_or_else(String::new, |option| option.name.clone()),
            };
            lines.push(format!("fact   {} {value}", fact.name));
        }
        for scale in &self.base.scales {
            let best = scale.levels.iter().find(|level| !level.excluded);
            let line = best.map(|best| format!("answer every criterion {}", best.name));
            lines.extend(line.filter(|line| !lines.contains(line)));
        }
        for criterion in self.criteria() {
            let answer = match &criterion.answer {
                AnswerForm::Scale { .. } => continue,
                AnswerForm::YesNo => "yes".to_owned(),
                AnswerForm::Checklist { .. } => "ticked all".to_owned(),
                AnswerForm::Proportion { .. } => "1 of 1".to_owned(),
                AnswerForm::Number { from, .. } => from.to_string(),
            };
            lines.push(format!("answer {} {answer}", criterion.name));
        }
        lines
    }

    /// What the test comes to, as it is expected.
    fn expected(&self, disk: &Disk<'_>, text: &str) -> Option<String> {
        let file = format!("{}.rubric", self.name);
        let source = Beside {
            own: MemorySource::new().with(file.as_str(), text),
            disk,
        };
        let compilation = compile(&source, &file);
        let rubric = Rubric::from_model(compilation.rubric?).ok()?;
        let audit = compilation.tests.first()?.audit(&rubric).ok()?;
        let outcome = rubric.score(&audit).into_document();
        match (outcome.status, outcome.overall) {
            (Status::Complete, Judgement::Settled(settled)) => {
                settled.grade.map(|grade| format!("overall is {grade}"))
            }
            _ => None,
        }
    }
}

/// A ladder, its second grade, and a percentage a little above that at which it begins.
fn higher(ladder: &Ladder) -> Option<(&str, &str, String)> {
    let [first, second, ..] = ladder.grades.as_slice() else {
        return None;
    };
    let hundred = Rational::from(100);
    let percent = |grade: &Grade| Some(&grade.from.as_ref()?.0 * &hundred.0);
    let higher = percent(second)? + Rational::from(5).0;
    (higher < percent(first)? && higher.is_integer()).then(|| {
        (
            ladder.name.as_str(),
            second.name.as_str(),
            higher.to_string(),
        )
    })
}

/// A text that is not on the disk, and the disk.
struct Beside<'b> {
    own: MemorySource,
    disk: &'b Disk<'b>,
}

impl Source for Beside<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.own.read(path)
    }

    fn read_in(&self, folder: &str, file: &str) -> Result<Vec<u8>, ReadError> {
        match folder {
            "" => Err(ReadError::missing()),
            _ => self.disk.read_in(folder, file),
        }
    }

    fn library(&self, name: &str) -> Option<rubric_compiler::source::Location> {
        self.disk.library(name)
    }
}
