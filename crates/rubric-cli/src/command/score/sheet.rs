//! Outcomes as rows of a spreadsheet.

use std::collections::HashMap;

use rubric_engine::{Audit, Rubric};
use rubric_model::outcome::{Bound, Judgement, Outcome, Score, SectionOutcome, Status};

use super::standards::Standards;
use crate::failure::Failure;

/// The columns before those of the sections.
const COLUMNS: [&str; 14] = [
    "reference",
    "date",
    "cycle",
    "stage",
    "auditor",
    "version",
    "status",
    "score",
    "grade",
    "before_limits",
    "lowest_score",
    "lowest_grade",
    "highest_score",
    "highest_grade",
];

/// The columns that outcomes are written in.
pub struct Sheet {
    /// The sections of all versions of the standard, each with its place among them.
    sections: HashMap<String, usize>,
}

impl Sheet {
    /// The columns for audits that are scored by these.
    #[must_use]
    pub fn new(standards: &Standards) -> Self {
        let mut sections = HashMap::new();
        for (name, _) in standards.rubrics().flat_map(Rubric::sections) {
            let place = sections.len();
            sections.entry(name.clone()).or_insert(place);
        }
        Self { sections }
    }

    /// The first row, which names the columns.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn heading(&self) -> Result<String, Failure> {
        let mut sections: Vec<_> = self.sections.iter().collect();
        sections.sort_by_key(|(_, place)| **place);
        let of = sections
            .iter()
            .flat_map(|(name, _)| [format!("{name}.score"), format!("{name}.grade")]);
        let columns: Vec<String> = COLUMNS.map(str::to_owned).into_iter().chain(of).collect();
        let mut out = Vec::new();
        row(&columns, &mut out)?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    /// Writes the row of an outcome.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn write(
        &self,
        rubric: &Rubric,
        audit: &Audit,
        outcome: &Outcome,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        let stage = serde_json::to_string(&audit.stage()).unwrap_or_default();
        let status = match outcome.status {
            Status::Complete => "complete",
            Status::Incomplete => "incomplete",
            Status::NotScored => "not_scored",
        };
        let mut cells = vec![
            safe(audit.reference()),
            audit.date().to_owned(),
            safe(audit.cycle().unwrap_or_default()),
            stage.trim_matches('"').to_owned(),
            safe(audit.auditor().unwrap_or_default()),
            rubric.model().version.clone(),
            status.to_owned(),
        ];
        let (score, grade) = result(&outcome.overall);
        cells.extend([score, grade]);
        match &outcome.overall {
            Judgement::Settled(settled) => {
                cells.push(settled.before_limits.clone().unwrap_or_default());
                cells.extend([const { String::new() }; 4]);
            }
            Judgement::Open(open) => {
                cells.push(String::new());
                for Bound { score, grade } in [&open.lowest, &open.highest] {
                    cells.extend([percent(score.as_ref()), grade.clone().unwrap_or_default()]);
                }
            }
        }
        let first = cells.len();
        cells.resize(
            first.saturating_add(self.sections.len().saturating_mul(2)),
            String::new(),
        );
        let mut waiting: Vec<&SectionOutcome> = outcome.sections.iter().collect();
        while let Some(section) = waiting.pop() {
            waiting.extend(&section.sections);
            let place = self
                .sections
                .get(&section.name)
                .map(|place| place.saturating_mul(2).saturating_add(first));
            let own = place.and_then(|place| cells.get_mut(place..place.saturating_add(2)));
            if let Some([score, grade]) = own {
                (*score, *grade) = result(&section.judgement);
            }
        }
        row(&cells, out)
    }
}

/// A settled score and grade; blank where there is none.
fn result(judgement: &Judgement) -> (String, String) {
    match judgement {
        Judgement::Settled(settled) => (
            percent(settled.score.as_ref()),
            settled.grade.clone().unwrap_or_default(),
        ),
        Judgement::Open(_) => (String::new(), String::new()),
    }
}

fn percent(score: Option<&Score>) -> String {
    score.map(|score| score.percent.clone()).unwrap_or_default()
}

/// A text of an auditor as a spreadsheet takes it for a text, and never for a formula.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn row(cells: &[String], out: &mut Vec<u8>) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(out);
    let written = writer
        .write_record(cells)
        .and_then(|()| Ok(writer.flush()?));
    written.map_err(|error| Failure::cannot_run(format!("an outcome is no row: {error}")))
}
