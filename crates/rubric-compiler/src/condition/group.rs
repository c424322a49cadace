//! Groups: who their members can be, how many, and what is said of each.

use std::collections::HashSet;

use rubric_lang::ast::{self, GroupCount, Name, Noun, Parsed};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;
use rubric_model::condition::{Condition, Description, Group, GroupCondition, MemberTest, Members};
use rubric_model::rubric::Mark;

use super::settled::Aspect;
use super::{Judged, Reader, View};
use crate::arena::Id;
use crate::standard::{Criterion, Found, Head, Section};

/// What gathering a group costs besides its members.
const BASE_STEPS: usize = 10;

/// Those that can be in a group, for each thing that is judged.
enum Gathered<'t> {
    Criteria(Vec<Vec<Id<Criterion<'t>>>>),
    Sections(Vec<Vec<Id<Section<'t>>>>),
}

/// A description with its names looked up.
struct Described<'t> {
    essential: bool,
    statutory: bool,
    tags: Vec<&'t str>,
    owners: Vec<Id<Head<'t>>>,
}

impl<'t> Reader<'_, 't> {
    pub(super) fn group_count(&mut self, count: &GroupCount, view: &View<'t>) -> Option<Condition> {
        if !self.may_look_beyond_facts(count.group.span, view) {
            return None;
        }
        let (gathered, group) = match &count.group.members {
            ast::Members::Named(names) => self.named(names, count.group.span)?,
            described => self.described(described, count.group.span, view)?,
        };
        if self.steps.get() == 0 {
            return None;
        }
        let sizes: Vec<usize> = match &gathered {
            Gathered::Criteria(sets) => sets.iter().map(Vec::len).collect(),
            Gathered::Sections(sets) => sets.iter().map(Vec::len).collect(),
        };
        if sizes.iter().all(|size| *size == 0) {
            if self.standard.names.is_certain() {
                self.report(
                    Diagnostic::new(Code::EmptyGroup, count.group.span, "this group can never have a member")
                        .label("nothing in the rubric is described so")
                        .help("check the words `essential`, `statutory`, `in`, `tagged` and `owned by`, or leave the condition out"),
                );
            }
            return None;
        }
        let quantity = self.quantity(count, &sizes, matches!(gathered, Gathered::Criteria(_)));
        self.group = Some(Span {
            end: count.group.span.end,
            ..count.span
        });
        let test = match gathered {
            Gathered::Criteria(sets) => {
                let members = union(sets);
                self.watch(&members, view);
                MemberTest::Criterion(self.criterion_test(&members, true, &count.predicate)?)
            }
            Gathered::Sections(sets) => {
                let members: Vec<Judged<'t>> =
                    union(sets).into_iter().map(Judged::Section).collect();
                // What is named may stand anywhere; what is described was looked for where it is settled.
                if matches!(group, Group::Named(_)) {
                    for member in &members {
                        if !self.is_settled(*member, Aspect::Grade, count.group.span, view) {
                            return None;
                        }
                    }
                }
                MemberTest::Section(self.judged_test(&members, true, &count.predicate)?)
            }
        };
        Some(Condition::Group(GroupCondition {
            quantity: quantity?,
            group,
            test,
        }))
    }

    fn named(&mut self, names: &[Name], span: Span) -> Option<(Gathered<'t>, Group)> {
        self.step(names.len());
        let mut criteria = Vec::new();
        let mut sections = Vec::new();
        let mut spelled = Vec::new();
        let mut seen = HashSet::new();
        let mut sound = true;
        for name in names {
            let Some(found) = self.standard.names.member(&name.text) else {
                self.unknown_subject(name, false);
                sound = false;
                continue;
            };
            if !seen.insert(name.text.to_ascii_lowercase()) {
                self.report(
                    Diagnostic::new(
                        Code::RepeatedStatement,
                        name.span,
                        format!("`{}` stands twice in this list", name.text),
                    )
                    .label("named again")
                    .help("take it out"),
                );
                sound = false;
                continue;
            }
            match found {
                Found::Criterion(criterion) => {
                    criteria.push(criterion);
                    spelled.push(self.standard.criteria[criterion].head.text().to_owned());
                }
                Found::Section(section) => {
                    sections.push(section);
                    spelled.push(self.standard.sections[section].head.text().to_owned());
                }
                Found::Fact(_) => {
                    self.report(
                        Diagnostic::new(
                            Code::WrongKindOfComparison,
                            name.span,
                            format!(
                                "`{}` is a fact, and groups hold criteria or sections",
                                name.text
                            ),
                        )
                        .label("a fact")
                        .help(format!(
                            "compare it by itself: `{}`",
                            self.example(found)
                                .unwrap_or_else(|| format!("{} is …", name.text))
                        )),
                    );
                    sound = false;
                }
            }
        }
        if !sound {
            return None;
        }
        let gathered = match (criteria.is_empty(), sections.is_empty()) {
            (false, true) => Gathered::Criteria(vec![criteria]),
            (true, false) => Gathered::Sections(vec![sections]),
            _ => {
                self.report(
                    Diagnostic::new(
                        Code::WrongKindOfComparison,
                        span,
                        "this list mixes criteria and sections",
                    )
                    .label("either criteria or sections")
                    .help("write one list for the criteria and one for the sections"),
                );
                return None;
            }
        };
        Some((gathered, Group::Named(spelled)))
    }

    fn described(
        &mut self,
        members: &ast::Members,
        span: Span,
        view: &View<'t>,
    ) -> Option<(Gathered<'t>, Group)> {
        let ast::Members::Described {
            noun,
            essential,
            statutory,
            within,
            tagged,
            owned_by,
        } = members
        else {
            return None;
        };
        if *noun == Noun::Sections && (*essential || *statutory) {
            let word = if *essential { "essential" } else { "statutory" };
            self.report(
                Diagnostic::new(
                    Code::WrongKindOfComparison,
                    span,
                    format!("sections are never {word}"),
                )
                .label(format!("only criteria are {word}"))
                .help(format!(
                    "write `any {word} criterion …`, or tag the sections and write `tagged`"
                )),
            );
            return None;
        }
        let bases = self.bases(within.as_ref(), view);
        let described = self.describe(*essential, *statutory, tagged, owned_by);
        let ((bases, inside), described) = (bases?, described?);
        let gathered = match noun {
            Noun::Criteria => Gathered::Criteria(
                bases
                    .iter()
                    .map(|base| self.criteria(*base, &described))
                    .collect(),
            ),
            Noun::Sections => {
                if within.is_some() {
                    for base in bases.iter().filter(|_| inside != Some("it".to_owned())) {
                        self.sections_settled(*base, span, view)?;
                    }
                }
                Gathered::Sections(
                    bases
                        .iter()
                        .map(|base| self.sections(*base, &described))
                        .collect(),
                )
            }
        };
        let members = if *noun == Noun::Sections {
            Members::Sections
        } else {
            Members::Criteria
        };
        let marks: Vec<Mark> = [
            (described.essential, Mark::Essential),
            (described.statutory, Mark::Statutory),
        ]
        .into_iter()
        .filter_map(|(has, mark)| has.then_some(mark))
        .collect();
        let owned_by = described
            .owners
            .first()
            .map(|owner| self.standard.owners[*owner].text().to_owned());
        let tagged: Vec<String> = described.tags.iter().map(|tag| (*tag).to_owned()).collect();
        let plain = marks.is_empty() && inside.is_none() && tagged.is_empty() && owned_by.is_none();
        let group = if plain {
            Group::Whole(members)
        } else {
            Group::Described(Description {
                members,
                marks,
                within: inside,
                tagged,
                owned_by,
            })
        };
        Some((gathered, group))
    }

    /// The sections that `sections in section X` speaks of must be settled.
    fn sections_settled(&mut self, base: Judged<'t>, span: Span, view: &View<'t>) -> Option<()> {
        let Judged::Section(section) = base else {
            return Some(());
        };
        let inner = self.standard.sections[section].sections.clone();
        for inner in inner {
            if !self.is_settled(Judged::Section(inner), Aspect::Grade, span, view) {
                return None;
            }
        }
        Some(())
    }

    /// What a group is of: each thing judged, or what stands after `in`.
    fn bases(
        &mut self,
        within: Option<&Parsed<ast::Subject>>,
        view: &View<'t>,
    ) -> Option<(Vec<Judged<'t>>, Option<String>)> {
        let name = match within {
            None => return Some((view.judged.clone(), None)),
            Some(Parsed::Broken(_)) => return None,
            Some(Parsed::Value(ast::Subject::It(span))) => {
                return self
                    .may_say_it(*span, view)
                    .then(|| (view.judged.clone(), Some("it".to_owned())));
            }
            Some(Parsed::Value(ast::Subject::Section(name) | ast::Subject::Name(name))) => name,
            Some(Parsed::Value(other)) => {
                let span = other.span();
                self.report(
                    Diagnostic::new(Code::WrongKindOfComparison, span, "`in` takes a section")
                        .label("not a section")
                        .help("write `in section C`"),
                );
                return None;
            }
        };
        let section = self
            .standard
            .names
            .find_section(name, &mut self.diagnostics)?;
        let spelled = self.standard.sections[section].head.text().to_owned();
        Some((vec![Judged::Section(section)], Some(spelled)))
    }

    fn describe(
        &mut self,
        essential: bool,
        statutory: bool,
        tagged: &[Name],
        owned_by: &[Name],
    ) -> Option<Described<'t>> {
        let names = &self.standard.names;
        let mut described = Some(Described {
            essential,
            statutory,
            tags: Vec::new(),
            owners: Vec::new(),
        });
        let (mut tags, mut owners) = (HashSet::new(), HashSet::new());
        for name in tagged {
            match (names.tag(&name.text), &mut described) {
                (Some(tag), Some(described)) if tags.insert(tag) => described.tags.push(tag),
                (Some(_), _) => {}
                (None, _) => {
                    if names.is_certain() {
                        let diagnostic = Diagnostic::new(
                            Code::UnknownName,
                            name.span,
                            format!("nothing is tagged `{}`", name.text),
                        );
                        let diagnostic = if names.tags.is_empty() {
                            diagnostic.help(format!(
                                "write `tag {}` in the block of each that is meant",
                                name.text
                            ))
                        } else {
                            names.with_nearest(diagnostic, name, names.tags.values().copied())
                        };
                        self.diagnostics
                            .push(diagnostic.label("no criterion or section has this tag"));
                    }
                    described = None;
                }
            }
        }
        for name in owned_by {
            let owner = names.find(&names.owners, name, &mut self.diagnostics);
            match (owner, &mut described) {
                (Some(owner), Some(described)) if owners.insert(owner) => {
                    described.owners.push(owner)
                }
                (Some(_), _) => {}
                (None, _) => described = None,
            }
        }
        described
    }

    fn criteria(&self, base: Judged<'t>, described: &Described<'t>) -> Vec<Id<Criterion<'t>>> {
        let all = match base {
            Judged::Overall => self.standard.criteria.ids().collect(),
            Judged::Section(section) => self.standard.criteria_in(section),
        };
        let tags = all.iter().map(|id| self.standard.criteria[*id].tags.len());
        self.step(gathering(all.len(), tags.sum(), described));
        let fits = |id: &Id<Criterion<'t>>| {
            if self.steps.get() == 0 {
                return false;
            }
            let criterion = &self.standard.criteria[*id];
            (!described.essential || criterion.essential.is_some())
                && (!described.statutory || criterion.statutory.is_some())
                && has_tags(&criterion.tags, &described.tags)
                && described
                    .owners
                    .iter()
                    .all(|owner| criterion.owner == Some(*owner))
        };
        all.into_iter().filter(fits).collect()
    }

    fn sections(&self, base: Judged<'t>, described: &Described<'t>) -> Vec<Id<Section<'t>>> {
        let all = match base {
            Judged::Overall => &self.standard.top,
            Judged::Section(section) => &self.standard.sections[section].sections,
        };
        let tags = all.iter().map(|id| self.standard.sections[*id].tags.len());
        self.step(gathering(all.len(), tags.sum(), described));
        let fits = |id: &Id<Section<'t>>| {
            if self.steps.get() == 0 {
                return false;
            }
            let section = &self.standard.sections[*id];
            has_tags(&section.tags, &described.tags)
                && described
                    .owners
                    .iter()
                    .all(|owner| section.owner == Some(*owner))
        };
        all.iter().copied().filter(fits).collect()
    }
}

/// What it costs to see which of so many things, with so many tags in all, are described.
fn gathering(things: usize, tags: usize, described: &Described<'_>) -> usize {
    let compared = tags.saturating_mul(described.tags.len());
    things.saturating_add(compared).saturating_add(BASE_STEPS)
}

fn has_tags(tags: &[&Name], wanted: &[&str]) -> bool {
    wanted
        .iter()
        .all(|wanted| tags.iter().any(|tag| tag.text.eq_ignore_ascii_case(wanted)))
}

fn union<T>(sets: Vec<Vec<Id<T>>>) -> Vec<Id<T>> {
    let mut seen = HashSet::new();
    sets.into_iter()
        .flatten()
        .filter(|id| seen.insert(*id))
        .collect()
}
