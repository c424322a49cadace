//! The letter: what was found, as those read it who answer for the standard.

use std::path::Path;

use rubric_model::assurance::{Assurance, Finding, Verdict};
use rubric_model::rubric::Rubric;

use super::audits::file_names;
use super::{findings, profile};
use crate::arguments::VerifyArguments;
use crate::command::in_command;
use crate::names::Names;
use crate::page::{Page, Style};
use crate::report::number;

/// What a letter is written from.
pub struct Letter<'a> {
    /// The names of the rubric.
    pub names: Names<'a>,
    /// The rubric it was compared with.
    pub against: Option<&'a Rubric>,
    /// What was found.
    pub assurance: &'a Assurance,
    /// What was asked for.
    pub arguments: &'a VerifyArguments,
    /// Whether the audits are in the folder that was asked for.
    pub audits_are_written: bool,
}

impl Letter<'_> {
    /// The whole letter.
    #[must_use]
    pub fn text(&self, style: Style) -> String {
        let mut page = Page::new(style);
        self.head(&mut page);
        self.introduction(&mut page);
        let places = findings::Places {
            rubric: self.names.rubric(),
            audits: self.written_into(),
        };
        findings::write(&mut page, &self.assurance.findings, &places);
        if let Some(profile) = &self.assurance.profile {
            profile::write(&mut page, &self.names, profile);
        }
        self.audits(&mut page);
        self.counts(&mut page);
        page.finish()
    }

    fn head(&self, page: &mut Page) {
        page.rule();
        let title = page.bold(match self.against {
            None => "Letter of assurance",
            Some(_) => "Letter of comparison",
        });
        page.line(&format!(" {title}"));
        write_standard(page, self.names.rubric());
        if let Some(against) = self.against {
            page.line(" compared with");
            write_standard(page, against);
        }
        page.rule();
    }

    /// What the findings are about, and what they mean.
    fn introduction(&self, page: &mut Page) {
        let about = match self.against {
            None => {
                "This letter says what holds of every audit that the standard allows: every one \
                 that is complete and scored, whatever the case and whatever the answers. What is \
                 proved was worked through for all of them, not for a sample. It is about the text \
                 with the digest above: a standard that is changed needs a new letter."
            }
            Some(_) => {
                "This letter says how the first standard judges beside the second, in every audit \
                 that fits both: every one that is complete and scored, whatever the case and \
                 whatever the answers. What is proved was worked through for all of them, not for \
                 a sample. It is about the texts with the digests above: a standard that is \
                 changed needs a new letter."
            }
        };
        page.blank();
        page.paragraph(" ", " ", about);
        let mut meanings = Vec::new();
        if self.count(Verdict::Refuted) > 0 {
            meanings.push("What is refuted is not so, and below it stands why.".to_owned());
        }
        if self.count(Verdict::NotDecided) > 0 {
            let longer = self.arguments.within.saturating_mul(10);
            meanings.push(format!(
                "What is not decided may be so or not: the search ended first. `{} --within {longer}` \
                 gives it more time.",
                self.command()
            ));
        }
        if !meanings.is_empty() {
            page.blank();
            page.paragraph(" ", " ", &meanings.join(" "));
        }
    }

    /// How to see the audits that show what was found.
    fn audits(&self, page: &mut Page) {
        let findings = &self.assurance.findings;
        let names: Vec<_> = findings.iter().flat_map(file_names).collect();
        let Some(first) = names.first() else {
            return;
        };
        page.heading("To see it in audits");
        let stand = match names.len() {
            1 => "stands 1 audit as an example".to_owned(),
            several => format!("stand {several} audits as examples"),
        };
        let folder = self.written_into();
        let how = match folder {
            Some(folder) => format!(", each a file in `{}`. To score one:", folder.display()),
            None => ". To write each into a file, and to score one:".to_owned(),
        };
        page.paragraph("   ", "   ", &format!("Behind these findings {stand}{how}"));
        page.blank();
        if folder.is_none() {
            page.line(&format!("     {} --audits FOLDER", self.command()));
        }
        let rubric = in_command(&self.arguments.rubric, "RUBRIC");
        let audit = folder.unwrap_or(Path::new("FOLDER")).join(first);
        let audit = in_command(&audit, &format!("FOLDER/{first}"));
        page.line(&format!("     rubric score --rubric {rubric} {audit}"));
    }

    fn counts(&self, page: &mut Page) {
        page.blank();
        page.line(&format!(
            " {}: {} proved, {} refuted, {} not decided",
            number(self.assurance.findings.len(), "question"),
            self.count(Verdict::Proved),
            self.count(Verdict::Refuted),
            self.count(Verdict::NotDecided)
        ));
    }

    fn count(&self, verdict: Verdict) -> usize {
        let found = |finding: &&Finding| finding.verdict == verdict;
        self.assurance.findings.iter().filter(found).count()
    }

    /// The command that this letter answers, without its options but one.
    fn command(&self) -> String {
        let rubric = in_command(&self.arguments.rubric, "RUBRIC");
        let against = (self.arguments.against.as_ref())
            .map(|against| format!(" --against {}", in_command(against, "OTHER")));
        format!("rubric verify {rubric}{}", against.unwrap_or_default())
    }

    /// The folder that the audits have been written into.
    fn written_into(&self) -> Option<&Path> {
        let folder = self.arguments.audits.as_deref();
        folder.filter(|_| self.audits_are_written)
    }
}

fn write_standard(page: &mut Page, rubric: &Rubric) {
    page.paragraph(" ", " ", &rubric.title);
    page.paragraph(" ", " ", &format!("{} {}", rubric.name, rubric.version));
    page.paragraph(" ", " ", &rubric.digest);
}
