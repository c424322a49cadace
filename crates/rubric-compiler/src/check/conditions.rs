//! Every condition makes sense where it stands.

use std::collections::HashMap;

use rubric_lang::ast::{Condition, Expectation, PropertyKind};
use rubric_lang::diagnostic::Diagnostic;
use rubric_lang::source::Files;

use super::worse_levels;
use crate::arena::Id;
use crate::condition::{Judged, Reader, Sight, Understood, View};
use crate::standard::{Ladder, Rule, Scope, Standard, statements};

/// Understands all conditions of a standard.
pub fn check<'t>(
    standard: &Standard<'t>,
    files: &Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Understood<'t> {
    let mut pass = Pass {
        standard,
        reader: Reader::new(standard, files),
        diagnostics,
        understood: Understood::default(),
    };
    pass.applies();
    pass.ladders();
    pass.limits();
    pass.everywhere_else();
    let Pass {
        reader,
        mut understood,
        ..
    } = pass;
    let (watched, mut found) = reader.finish();
    understood.watched = watched;
    diagnostics.append(&mut found);
    understood
}

struct Pass<'p, 't> {
    standard: &'p Standard<'t>,
    reader: Reader<'p, 't>,
    diagnostics: &'p mut Vec<Diagnostic>,
    understood: Understood<'t>,
}

impl<'t> Pass<'_, 't> {
    fn read(&mut self, condition: &Condition, view: &View<'t>) {
        match self.reader.read(condition, view) {
            Some(understood) => {
                self.understood
                    .conditions
                    .insert(condition.span(), understood);
            }
            None => self.understood.broken_rules |= view.sight == Sight::Settled,
        }
    }

    fn applies(&mut self) {
        let view = View {
            sight: Sight::Facts,
            it: false,
            judged: vec![Judged::Overall],
            part_of: "`applies when`",
        };
        let sections = self
            .standard
            .sections
            .iter()
            .filter_map(|section| section.applies);
        let criteria = self
            .standard
            .criteria
            .iter()
            .filter_map(|criterion| criterion.applies);
        for condition in sections.chain(criteria).collect::<Vec<_>>() {
            self.read(condition, &view);
        }
    }

    fn ladders(&mut self) {
        let mut uses: HashMap<Id<Ladder<'t>>, Vec<Judged<'t>>> = HashMap::new();
        for (id, section) in self.standard.sections.entries() {
            if let Some(ladder) = section.ladder {
                uses.entry(ladder).or_default().push(Judged::Section(id));
            }
        }
        if let Some(ladder) = self.standard.overall_ladder {
            uses.entry(ladder).or_default().push(Judged::Overall);
        }
        for (id, ladder) in self.standard.ladders.entries() {
            // A ladder that nothing uses is read as if overall did, which sees the most.
            let judged = uses.remove(&id).unwrap_or_else(|| vec![Judged::Overall]);
            let view = View {
                sight: Sight::Settled,
                it: true,
                judged,
                part_of: "a ladder",
            };
            for rung in &ladder.rungs {
                if let Rule::When(condition) = rung.rule {
                    self.read(condition, &view);
                }
            }
        }
    }

    fn limits(&mut self) {
        self.reader.looked();
        let mut looked = Vec::new();
        for limit in self.standard.limits.iter() {
            let Some(condition) = limit.when else {
                self.understood.broken_rules = true;
                continue;
            };
            let scope = limit.ceiling.as_ref().and_then(|ceiling| ceiling.scope);
            let every = || {
                self.standard
                    .sections
                    .ids()
                    .map(Judged::Section)
                    .collect::<Vec<_>>()
            };
            let view = match scope {
                Some(Scope::Overall) => View {
                    sight: Sight::Settled,
                    it: false,
                    judged: vec![Judged::Overall],
                    part_of: "a limit on overall",
                },
                Some(Scope::Section(section)) => View {
                    sight: Sight::Settled,
                    it: false,
                    judged: vec![Judged::Section(section)],
                    part_of: "a limit on one section",
                },
                Some(Scope::Every) => View {
                    sight: Sight::Settled,
                    it: true,
                    judged: every(),
                    part_of: "a limit",
                },
                // What is limited could not be read: nothing is said of what the condition may see.
                None => {
                    self.understood.broken_rules = true;
                    View {
                        sight: Sight::Everything,
                        it: true,
                        judged: vec![Judged::Overall],
                        part_of: "a limit",
                    }
                }
            };
            if !view.judged.is_empty() {
                self.read(condition, &view);
            }
            looked.push((limit, self.reader.looked()));
        }
        worse_levels::check(self.standard, &looked, self.diagnostics);
    }

    fn everywhere_else(&mut self) {
        let view = |part_of| View {
            sight: Sight::Everything,
            it: false,
            judged: vec![Judged::Overall],
            part_of,
        };
        let groups = [
            (&self.standard.indicators, "an indicator"),
            (&self.standard.guarantees, "a guarantee"),
            (&self.standard.tests, "a test"),
        ];
        for (heads, part_of) in groups {
            let view = view(part_of);
            for property in heads.iter().flat_map(|head| statements(head.declaration)) {
                match &property.kind {
                    PropertyKind::Share { r#where, among } => {
                        self.read(r#where, &view);
                        if let Some(among) = among {
                            self.read(among, &view);
                        }
                    }
                    PropertyKind::Count(condition)
                    | PropertyKind::Whenever(condition)
                    | PropertyKind::Then(condition)
                    | PropertyKind::Expect(Expectation::Condition(condition)) => {
                        self.read(condition, &view)
                    }
                    _ => {}
                }
            }
        }
    }
}
