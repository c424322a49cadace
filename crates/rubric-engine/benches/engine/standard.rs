//! A standard of any number of criteria, twelve sections to each 72 of them.

/// The levels of its one scale: three with points, none, and one that leaves the criterion out.
pub const LEVELS: [&str; 5] = ["met", "mostly", "partly", "not-met", "not-applicable"];
/// The place of the level that leaves a criterion out.
pub const EXCLUDED: usize = 4;
/// The first level that needs a comment.
pub const FIRST_WITH_COMMENT: usize = 2;
/// Its grades, best first, each with the score it begins at in percent.
pub const GRADES: [(&str, &str, u64); 4] = [
    ("outstanding", "Outstanding", 90),
    ("good", "Good", 70),
    ("requires-improvement", "Requires improvement", 45),
    ("inadequate", "Inadequate", 0),
];
/// Its facts, which say whether some sections apply.
pub const FACTS: [(&str, &str); 2] = [
    (
        "has-health-needs",
        "Does any advice describe health needs that relate to the special educational needs?",
    ),
    (
        "has-social-care-needs",
        "Does any advice describe social care needs that relate to the special educational needs?",
    ),
];

/// The standard as data.
pub struct Standard {
    pub sections: Vec<Section>,
}

/// A section; `fact` is the place of the fact without which it does not apply.
pub struct Section {
    pub name: String,
    pub title: String,
    pub weight: u64,
    pub fact: Option<usize>,
    pub criteria: Vec<Criterion>,
}

/// A question. An essential one is never left out.
pub struct Criterion {
    pub name: String,
    pub question: String,
    pub weight: u64,
    pub essential: bool,
}

impl Standard {
    /// The first so many criteria; from the 73rd on, the names begin again with a number behind them.
    pub fn of(criteria: usize) -> Self {
        let mut sections = Vec::new();
        let mut left = criteria;
        for round in 1.. {
            let numbered = |name: &str| match round {
                1 => name.to_owned(),
                _ => format!("{name}-{round}"),
            };
            for (name, title, weight, fact, questions) in SECTIONS {
                let criteria: Vec<_> = (questions.iter().enumerate().take(left))
                    .map(|(place, (name, question, weight))| Criterion {
                        name: numbered(name),
                        question: (*question).to_owned(),
                        weight: *weight,
                        essential: place == 0,
                    })
                    .collect();
                if criteria.is_empty() {
                    return Self { sections };
                }
                left -= criteria.len();
                sections.push(Section {
                    name: numbered(name),
                    title: (*title).to_owned(),
                    weight: *weight,
                    fact: *fact,
                    criteria,
                });
            }
        }
        Self { sections }
    }

    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.sections.iter().flat_map(|section| &section.criteria)
    }

    /// How many criteria that are not met make the whole inadequate.
    pub fn most_not_met(&self) -> usize {
        (self.criteria().count() / 6).max(2)
    }
}

type Question = (&'static str, &'static str, u64);
type Part = (
    &'static str,
    &'static str,
    u64,
    Option<usize>,
    &'static [Question; 6],
);

const SECTIONS: &[Part; 12] = &[
    (
        "A",
        "Views, interests and aspirations",
        2,
        None,
        &[
            (
                "child-views-recorded",
                "The child's or young person's own views are recorded",
                3,
            ),
            (
                "views-gathering-described",
                "The plan says how, when and with whose help the views were gathered",
                1,
            ),
            (
                "parent-views-separate",
                "The parents' views are recorded, apart from the child's",
                2,
            ),
            (
                "aspirations-recorded",
                "Aspirations for adult life are recorded in the person's own terms",
                2,
            ),
            (
                "communication-described",
                "The plan says how the child or young person communicates",
                1,
            ),
            (
                "interests-described",
                "What the child or young person enjoys and is good at is described",
                1,
            ),
        ],
    ),
    (
        "B",
        "Special educational needs",
        4,
        None,
        &[
            (
                "special-needs-complete",
                "Every special educational need in the advice is in the plan",
                4,
            ),
            (
                "special-needs-effect-described",
                "The effect of each need on learning is described",
                2,
            ),
            (
                "starting-points-given",
                "Starting points are given so that progress can be seen",
                2,
            ),
            (
                "special-needs-traceable",
                "Each need can be traced to the advice it comes from",
                1,
            ),
            (
                "special-needs-current",
                "The description of the needs is no more than a year old",
                1,
            ),
            (
                "strengths-beside-needs",
                "Strengths stand beside the needs",
                1,
            ),
        ],
    ),
    (
        "C",
        "Health needs related to special educational needs",
        2,
        Some(0),
        &[
            (
                "health-needs-identified",
                "Every health need in the advice is in the plan",
                4,
            ),
            (
                "health-needs-effect-described",
                "The effect of each health need at school is described",
                2,
            ),
            (
                "health-needs-plain",
                "Medical terms are explained in plain words",
                1,
            ),
            (
                "health-needs-traceable",
                "Each health need can be traced to the advice it comes from",
                1,
            ),
            (
                "health-needs-current",
                "The description of health needs is no more than a year old",
                2,
            ),
            (
                "health-none-stated",
                "Where an area of health was looked at and nothing found, it says so",
                1,
            ),
        ],
    ),
    (
        "D",
        "Social care needs",
        2,
        Some(1),
        &[
            (
                "social-care-needs-identified",
                "Every social care need in the advice is in the plan",
                4,
            ),
            (
                "social-care-needs-effect-described",
                "The effect of each social care need at home is described",
                2,
            ),
            (
                "family-circumstances-respectful",
                "The circumstances of the family are told with respect",
                1,
            ),
            (
                "social-care-needs-traceable",
                "Each social care need can be traced to the advice it comes from",
                1,
            ),
            (
                "social-care-needs-current",
                "The description of social care needs is no more than a year old",
                2,
            ),
            (
                "carers-needs-considered",
                "The needs of those who care for the child are considered",
                1,
            ),
        ],
    ),
    (
        "E",
        "Outcomes",
        4,
        None,
        &[
            (
                "outcomes-set-for-needs",
                "There is an outcome for every main need",
                3,
            ),
            (
                "outcomes-measurable",
                "Each outcome can be measured and has a date",
                3,
            ),
            (
                "outcomes-benefit-person",
                "Each outcome is a benefit to the person and not a service",
                2,
            ),
            (
                "outcomes-lead-to-aspirations",
                "The outcomes lead towards the aspirations",
                2,
            ),
            (
                "targets-and-review-arranged",
                "The plan says who sets shorter targets and when they are reviewed",
                1,
            ),
            (
                "outcomes-prepare-for-adulthood",
                "The outcomes prepare for adult life",
                1,
            ),
        ],
    ),
    (
        "F",
        "Special educational provision",
        4,
        None,
        &[
            (
                "special-provision-for-every-need",
                "There is provision for every special educational need",
                4,
            ),
            (
                "special-provision-specified",
                "Provision says what, who, how often and how long",
                4,
            ),
            (
                "special-provision-free-of-vague-words",
                "Provision is free of words such as regular or as appropriate",
                2,
            ),
            (
                "educating-provision-placed",
                "Provision that educates or trains stands in this section",
                2,
            ),
            (
                "special-provision-serves-outcomes",
                "Each provision serves an outcome",
                1,
            ),
            (
                "staff-training-specified",
                "The training that staff need is specified",
                1,
            ),
        ],
    ),
    (
        "G",
        "Health provision",
        2,
        Some(0),
        &[
            (
                "health-provision-for-every-need",
                "There is provision for every health need",
                4,
            ),
            (
                "health-provision-specified",
                "Health provision says what, who, how often and how long",
                3,
            ),
            (
                "health-provision-agreed",
                "The health commissioner has agreed the health provision",
                2,
            ),
            (
                "health-plan-referred-to",
                "An individual healthcare plan is referred to where there is one",
                1,
            ),
            (
                "health-provision-serves-outcomes",
                "Each health provision serves an outcome",
                1,
            ),
            (
                "health-contact-given",
                "The plan says whom to ask about the health provision",
                1,
            ),
        ],
    ),
    (
        "H",
        "Social care provision",
        2,
        Some(1),
        &[
            (
                "social-care-provision-for-every-need",
                "There is provision for every social care need",
                4,
            ),
            (
                "social-care-provision-specified",
                "Social care provision says what, who, how often and how long",
                3,
            ),
            (
                "social-care-act-named",
                "Provision under the 1970 Act stands apart from other provision",
                2,
            ),
            (
                "short-breaks-specified",
                "Short breaks are specified in hours or nights",
                1,
            ),
            (
                "social-care-provision-serves-outcomes",
                "Each social care provision serves an outcome",
                1,
            ),
            (
                "child-in-need-plan-referred-to",
                "A child in need plan is referred to where there is one",
                1,
            ),
        ],
    ),
    (
        "I",
        "Placement",
        1,
        None,
        &[
            ("placement-named", "The setting or its type is named", 3),
            (
                "placement-free-of-extras",
                "Nothing but the setting stands in the section",
                1,
            ),
            (
                "placement-can-provide",
                "The setting can make the provision of the plan",
                3,
            ),
            (
                "placement-dated",
                "It says from when the setting is named",
                1,
            ),
            (
                "placement-change-planned",
                "A change of setting in the next year is planned for",
                2,
            ),
            (
                "placement-travel-considered",
                "The way to the setting has been considered",
                1,
            ),
        ],
    ),
    (
        "J",
        "Personal budget and direct payments",
        1,
        None,
        &[
            (
                "budget-offered",
                "A personal budget was offered and the answer is recorded",
                2,
            ),
            (
                "budget-provision-named",
                "The provision that the budget pays for is named",
                3,
            ),
            (
                "budget-outcomes-named",
                "The outcomes that the budget serves are named",
                2,
            ),
            (
                "budget-amount-explained",
                "The amount is given and explained",
                2,
            ),
            (
                "payments-arranged",
                "It says how the payments are made and watched over",
                1,
            ),
            (
                "budget-review-arranged",
                "It says when the budget is reviewed",
                1,
            ),
        ],
    ),
    (
        "K",
        "Advice and information",
        1,
        None,
        &[
            (
                "advice-listed-with-dates",
                "All advice is listed with who gave it and when",
                2,
            ),
            ("advice-attached", "All advice is attached", 2),
            (
                "advice-complete",
                "Advice was sought from everyone from whom it must be",
                3,
            ),
            (
                "advice-current",
                "The advice was not out of date when the plan was written",
                2,
            ),
            (
                "advice-qualified",
                "Each piece of advice is from someone qualified to give it",
                1,
            ),
            (
                "advice-considered",
                "The plan shows what was made of each piece of advice",
                1,
            ),
        ],
    ),
    (
        "across-plan",
        "Across the plan",
        3,
        None,
        &[
            (
                "right-child-throughout",
                "Everything in the plan is about this child",
                4,
            ),
            (
                "golden-thread-complete",
                "Need, outcome and provision can be followed through the plan",
                3,
            ),
            (
                "plain-language-used",
                "A parent can understand the plan without help",
                2,
            ),
            (
                "sections-separate",
                "Each section is separately identified",
                2,
            ),
            (
                "no-contradictions",
                "No part of the plan contradicts another",
                2,
            ),
            (
                "plan-free-of-leftovers",
                "Nothing is left over from a form or from another plan",
                1,
            ),
        ],
    ),
];
