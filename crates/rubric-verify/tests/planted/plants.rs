//! The faults, each with what it breaks.

use Change::{Added, Instead, Without};

/// What is changed in the text of the standard.
pub enum Change {
    /// A declaration is taken away: its kind and its name.
    Without(&'static str),
    /// A text that is there once gives way to another.
    Instead(&'static str, &'static str),
    /// A declaration is added.
    Added(&'static str),
}

/// A fault, and the questions of which it makes the answer no.
pub struct Plant {
    pub fault: &'static str,
    pub changes: &'static [Change],
    pub refutes: &'static [&'static str],
}

pub const PLANTS: &[Plant] = &[
    // ---- Limits that carry what is promised
    Plant {
        fault: "nothing is said of another child",
        changes: &[Without("limit another-child")],
        refutes: &["guarantee another-child-always-inadequate"],
    },
    Plant {
        // 80% of Section A is left without the child's views, half of C without its needs.
        fault: "a section without what is essential to it may pass",
        changes: &[Without("limit absent-essential")],
        refutes: &[
            "guarantee outstanding-misses-nothing",
            "guarantee unheard-is-below-good",
            "guarantee overlooked-health-or-care-is-below-good",
            "guarantee good-provides-for-adulthood",
        ],
    },
    Plant {
        // A main health need without provision leaves 73.3% of Section G. In C and D the weights
        // alone hold a section below good that misses a main need.
        fault: "a section that is partly without what is essential to it may be good",
        changes: &[Without("limit missed-essential")],
        refutes: &["guarantee outstanding-meets-every-main-need"],
    },
    Plant {
        fault: "a main need may be missed by a good plan",
        changes: &[Without("limit core-not-secure")],
        refutes: &["guarantee good-misses-no-main-need"],
    },
    Plant {
        // Either limit alone keeps what is promised of provision that is not specific.
        fault: "what holds provision down that is not specific stops short of the plan",
        changes: &[
            Without("limit core-not-secure"),
            Without("limit unspecific-provision"),
        ],
        refutes: &[
            "guarantee unspecific-is-below-good",
            "guarantee good-misses-no-main-need",
        ],
    },
    Plant {
        fault: "a good plan may have an inadequate section",
        changes: &[Without("limit inadequate-section")],
        refutes: &[
            "guarantee outstanding-misses-nothing",
            "guarantee good-has-no-failing-section",
            "guarantee unheard-is-below-good",
            "guarantee overlooked-health-or-care-is-below-good",
            "guarantee good-provides-for-adulthood",
            "guarantee draft-leaves-the-setting-open",
        ],
    },
    Plant {
        fault: "an outstanding plan may have sections below good",
        changes: &[Without("limit section-below-good")],
        refutes: &["guarantee outstanding-meets-every-main-need"],
    },
    Plant {
        fault: "the detail of an outstanding plan may be still to come",
        changes: &[Without("limit detail-to-come")],
        refutes: &["guarantee outstanding-meets-every-main-need"],
    },
    // ---- Limits that are there and are not enough
    Plant {
        fault: "one main need missed is let pass, two are not",
        changes: &[Instead(
            "when special-needs-complete is below mostly",
            "when special-needs-complete is not-met",
        )],
        refutes: &["guarantee good-misses-no-main-need"],
    },
    Plant {
        fault: "one inadequate section is let pass, two are not",
        changes: &[Instead(
            "when any section is inadequate",
            "when at least 2 sections are inadequate",
        )],
        refutes: &[
            "guarantee outstanding-misses-nothing",
            "guarantee good-has-no-failing-section",
            "guarantee unheard-is-below-good",
            "guarantee overlooked-health-or-care-is-below-good",
            "guarantee good-provides-for-adulthood",
            "guarantee draft-leaves-the-setting-open",
        ],
    },
    Plant {
        fault: "one section is left out of a list",
        changes: &[Instead(
            "(A, B, C, D, E, F, G, across-plan)",
            "(A, B, C, D, E, F, across-plan)",
        )],
        refutes: &["guarantee outstanding-meets-every-main-need"],
    },
    Plant {
        fault: "a limit is the wrong way round",
        changes: &[Instead(
            "    when right-child-throughout is no\n",
            "    when right-child-throughout is yes\n",
        )],
        refutes: &[
            "guarantee another-child-always-inadequate",
            "guarantee nothing-else-is-inadequate",
            "a better answer to right-child-throughout",
        ],
    },
    // ---- Questions that changed under the limits
    Plant {
        fault: "the child's views are no longer essential",
        changes: &[Instead(
            "views are recorded\" {\n      essential\n",
            "views are recorded\" {\n",
        )],
        refutes: &["guarantee unheard-is-below-good"],
    },
    Plant {
        fault: "adulthood may be waved away as not applicable",
        changes: &[Instead(
            "scale    evidence without not-applicable\n      cites    regulations \"12(3)\"",
            "scale    evidence\n      cites    regulations \"12(3)\"",
        )],
        refutes: &["guarantee good-provides-for-adulthood"],
    },
    // ---- Weights and thresholds
    Plant {
        // At 18, measurable outcomes are 3 of 16 parts in place of 3 of 12.
        fault: "a heavier question outvotes the outcomes that are measurable",
        changes: &[Instead(
            "has an outcome\" {\n      essential\n      weight   2\n",
            "has an outcome\" {\n      essential\n      weight   6\n",
        )],
        refutes: &["guarantee outstanding-outcomes-are-measurable"],
    },
    Plant {
        // As heavy as the question of drafts alone, it makes Section I of one that names a setting 50%.
        fault: "a second question is asked of drafts, and outvotes the first",
        changes: &[
            Instead(
                "      applies   when plan-stage is one of (final, amended)\n",
                "",
            ),
            Instead(
                "free of what belongs elsewhere?\" {\n      yes-no\n",
                "free of what belongs elsewhere?\" {\n      yes-no\n      weight 2\n",
            ),
        ],
        refutes: &["guarantee draft-leaves-the-setting-open"],
    },
    Plant {
        // 59.7% of the outcomes are now enough, at 18: (9 + 3 × 0.597) ÷ 12 is above 89.9%.
        fault: "outstanding begins a tenth of a point lower",
        changes: &[Instead("from 90%", "from 89.9%")],
        refutes: &["guarantee outstanding-outcomes-are-measurable"],
    },
    Plant {
        fault: "requires improvement begins a tenth of a point higher",
        changes: &[Instead("from 45%", "from 45.1%")],
        refutes: &["guarantee nothing-else-is-inadequate"],
    },
    Plant {
        fault: "a promise goes a tenth of a point too far",
        changes: &[Instead(
            "then     outcomes-smart is at least 60%",
            "then     outcomes-smart is at least 60.1%",
        )],
        refutes: &["guarantee outstanding-outcomes-are-measurable"],
    },
    // ---- Limits that never bite
    Plant {
        fault: "a limit speaks of a section that is not there at that age",
        changes: &[Added(
            r#"
  limit adult-without-help "An adult's plan that is weak about help at home cannot be outstanding" {
    overall at most good
    when age is at least 18
      and section H1 is below good
  }
"#,
        )],
        refutes: &["limit adult-without-help bites"],
    },
    Plant {
        fault: "a limit allows a grade that its condition has already ruled out",
        changes: &[Added(
            r#"
  limit setting-named "Section I of a draft that names a setting cannot be good" {
    section I at most requires-improvement
    when placement-left-blank is no
  }
"#,
        )],
        refutes: &["limit setting-named bites"],
    },
    Plant {
        // With 60% of them the section comes to 90% at the most.
        fault: "a limit does what the weights have done",
        changes: &[Added(
            r#"
  limit few-outcomes-measurable "A Section E with few measurable outcomes cannot be outstanding" {
    section E at most good
    when outcomes-smart is below 60%
  }
"#,
        )],
        refutes: &["limit few-outcomes-measurable bites"],
    },
    // ---- Grades
    Plant {
        // In a draft no setting is asked for, and in every other plan nothing is to be left blank;
        // what is not asked is excluded.
        fault: "what is not asked holds the plan down",
        changes: &[Added(
            r#"
  limit placement-passed-over "A plan of which the placement was not judged cannot be outstanding" {
    overall at most good
    when placement-left-blank is excluded
      or placement-named is excluded
  }
"#,
        )],
        refutes: &["overall grade outstanding"],
    },
    Plant {
        // Where all sections are outstanding, so is their mean.
        fault: "a rung stands under another that holds whenever it does",
        changes: &[
            Instead(
                "  default scale evidence\n",
                "  default scale evidence\n  default grades judgement\n  overall grades headline\n",
            ),
            Added(
                r#"
  grades headline "Headline" {
    outstanding          "Outstanding"          when score of overall is at least 90%
    exemplary            "Exemplary"            when all sections are outstanding
    good                 "Good"                 when score of overall is at least 70%
    requires-improvement "Requires improvement" when score of overall is at least 45%
    inadequate           "Inadequate"           otherwise
  }
"#,
            ),
        ],
        refutes: &["overall grade exemplary"],
    },
    Plant {
        // 92% with a weak section, 80% in every section, and a perfect plan.
        fault: "of two rungs each holds without the other, and both together",
        changes: &[
            Instead(
                "  default scale evidence\n",
                "  default scale evidence\n  default grades judgement\n  overall grades headline\n",
            ),
            Added(
                r#"
  grades headline "Headline" {
    outstanding          "Outstanding"          when score of overall is at least 90%
    good                 "Good"                 when all sections are at least good
    requires-improvement "Requires improvement" when score of overall is at least 45%
    inadequate           "Inadequate"           otherwise
  }
"#,
            ),
        ],
        refutes: &["outstanding and good of headline do not cross"],
    },
    // ---- Answers
    Plant {
        fault: "a limit is on a middle answer, and not on the worst",
        changes: &[Added(
            r#"
  limit half-plain "A plan that is half in plain words cannot be good" {
    overall at most requires-improvement
    when language-plain is partly
  }
"#,
        )],
        refutes: &["a better answer to language-plain"],
    },
    Plant {
        fault: "a question is asked only where the grade is settled without it",
        changes: &[Added(
            r#"
  limit draft-not-judged "A draft is inadequate until it is final" {
    overall at most inadequate
    when plan-stage is draft
  }
"#,
        )],
        refutes: &[
            "guarantee nothing-else-is-inadequate",
            "placement-left-blank matters",
        ],
    },
];
