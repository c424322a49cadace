//! The standard as an analyst's script, run by Python in a process of its own that is started once.

use std::io::{BufRead, BufReader, Write};
use std::ops::Range;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::peer::Failed;
use crate::standard::{FACTS, GRADES, Standard};

const SCRIPT: &str = include_str!("score.py");

pub struct Python {
    process: Child,
    asked: ChildStdin,
    told: BufReader<ChildStdout>,
    version: String,
    audits: usize,
}

impl Python {
    /// Starts the script and gives it the standard and the audits.
    pub fn start(standard: &Standard, audits: &[String]) -> Result<Self, Failed> {
        let mut process = Command::new("python3")
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let asked = process.stdin.take().ok_or("no way to ask")?;
        let told = BufReader::new(process.stdout.take().ok_or("no answer")?);
        let mut python = Self {
            process,
            asked,
            told,
            version: String::new(),
            audits: audits.len(),
        };
        python.version = python.line()?;
        let sections: Vec<_> = (standard.sections.iter())
            .map(|section| {
                let criteria: Vec<_> = (section.criteria.iter())
                    .map(|one| json!([one.name, one.weight, one.essential]))
                    .collect();
                json!([
                    section.weight,
                    section.fact.map(|fact| FACTS[fact].0),
                    criteria
                ])
            })
            .collect();
        let thresholds: Vec<_> = GRADES.iter().map(|(_, _, from)| from).collect();
        let standard = json!({
            "sections": sections, "thresholds": thresholds, "most_not_met": standard.most_not_met()
        });
        writeln!(python.asked, "{standard}")?;
        writeln!(python.asked, "{}", audits.len())?;
        for audit in audits {
            writeln!(python.asked, "{audit}")?;
        }
        Ok(python)
    }

    pub fn name(&self) -> String {
        format!("plain {}, in whole numbers: grade", self.version)
    }

    /// Grades some audits: how long that took, by Python's own clock, and the grades.
    pub fn grades(&mut self, which: Range<usize>) -> Result<(Duration, Vec<usize>), Failed> {
        self.ask(&format!("exact {} {}", which.start, which.end))
    }

    /// The grades that the scores of all audits earn in floating point.
    pub fn floating_grades(&mut self) -> Result<Vec<usize>, Failed> {
        let asked = format!("floating 0 {}", self.audits);
        self.ask(&asked).map(|(_, grades)| grades)
    }

    fn ask(&mut self, how: &str) -> Result<(Duration, Vec<usize>), Failed> {
        writeln!(self.asked, "{how}")?;
        self.asked.flush()?;
        let seconds: f64 = self.line()?.parse()?;
        let grades = self.line()?;
        let grades = grades.bytes().map(|digit| usize::from(digit - b'0'));
        Ok((Duration::from_secs_f64(seconds), grades.collect()))
    }

    fn line(&mut self) -> Result<String, Failed> {
        let mut line = String::new();
        match self.told.read_line(&mut line)? {
            0 => Err("`python3` with the package `orjson` is needed".into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        // What has ended already cannot be ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
