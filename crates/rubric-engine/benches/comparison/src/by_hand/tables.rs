//! What the program knows of the standard.

/// What a section applies to.
#[derive(Clone, Copy)]
pub enum Applies {
    Always,
    HealthNeeds,
    SocialCareNeeds,
}

pub const CRITERIA: usize = 72;
pub const IN_SECTION: usize = 6;

/// The weight of each section, and what it applies to.
pub const SECTIONS: [(u32, Applies); 12] = [
    (2, Applies::Always),          // A
    (4, Applies::Always),          // B
    (2, Applies::HealthNeeds),     // C
    (2, Applies::SocialCareNeeds), // D
    (4, Applies::Always),          // E
    (4, Applies::Always),          // F
    (2, Applies::HealthNeeds),     // G
    (2, Applies::SocialCareNeeds), // H
    (1, Applies::Always),          // I
    (1, Applies::Always),          // J
    (1, Applies::Always),          // K
    (3, Applies::Always),          // across-plan
];

/// The name and weight of each criterion; the first of each section is essential.
pub const QUESTIONS: [(&str, u32); CRITERIA] = [
    ("child-views-recorded", 3),
    ("views-gathering-described", 1),
    ("parent-views-separate", 2),
    ("aspirations-recorded", 2),
    ("communication-described", 1),
    ("interests-described", 1),
    ("special-needs-complete", 4),
    ("special-needs-effect-described", 2),
    ("starting-points-given", 2),
    ("special-needs-traceable", 1),
    ("special-needs-current", 1),
    ("strengths-beside-needs", 1),
    ("health-needs-identified", 4),
    ("health-needs-effect-described", 2),
    ("health-needs-plain", 1),
    ("health-needs-traceable", 1),
    ("health-needs-current", 2),
    ("health-none-stated", 1),
    ("social-care-needs-identified", 4),
    ("social-care-needs-effect-described", 2),
    ("family-circumstances-respectful", 1),
    ("social-care-needs-traceable", 1),
    ("social-care-needs-current", 2),
    ("carers-needs-considered", 1),
    ("outcomes-set-for-needs", 3),
    ("outcomes-measurable", 3),
    ("outcomes-benefit-person", 2),
    ("outcomes-lead-to-aspirations", 2),
    ("targets-and-review-arranged", 1),
    ("outcomes-prepare-for-adulthood", 1),
    ("special-provision-for-every-need", 4),
    ("special-provision-specified", 4),
    ("special-provision-free-of-vague-words", 2),
    ("educating-provision-placed", 2),
    ("special-provision-serves-outcomes", 1),
    ("staff-training-specified", 1),
    ("health-provision-for-every-need", 4),
    ("health-provision-specified", 3),
    ("health-provision-agreed", 2),
    ("health-plan-referred-to", 1),
    ("health-provision-serves-outcomes", 1),
    ("health-contact-given", 1),
    ("social-care-provision-for-every-need", 4),
    ("social-care-provision-specified", 3),
    ("social-care-act-named", 2),
    ("short-breaks-specified", 1),
    ("social-care-provision-serves-outcomes", 1),
    ("child-in-need-plan-referred-to", 1),
    ("placement-named", 3),
    ("placement-free-of-extras", 1),
    ("placement-can-provide", 3),
    ("placement-dated", 1),
    ("placement-change-planned", 2),
    ("placement-travel-considered", 1),
    ("budget-offered", 2),
    ("budget-provision-named", 3),
    ("budget-outcomes-named", 2),
    ("budget-amount-explained", 2),
    ("payments-arranged", 1),
    ("budget-review-arranged", 1),
    ("advice-listed-with-dates", 2),
    ("advice-attached", 2),
    ("advice-complete", 3),
    ("advice-current", 2),
    ("advice-qualified", 1),
    ("advice-considered", 1),
    ("right-child-throughout", 4),
    ("golden-thread-complete", 3),
    ("plain-language-used", 2),
    ("sections-separate", 2),
    ("no-contradictions", 2),
    ("plan-free-of-leftovers", 1),
];

/// The place of a criterion.
pub fn place(name: &str) -> Option<usize> {
    Some(match name {
        "child-views-recorded" => 0,
        "views-gathering-described" => 1,
        "parent-views-separate" => 2,
        "aspirations-recorded" => 3,
        "communication-described" => 4,
        "interests-described" => 5,
        "special-needs-complete" => 6,
        "special-needs-effect-described" => 7,
        "starting-points-given" => 8,
        "special-needs-traceable" => 9,
        "special-needs-current" => 10,
        "strengths-beside-needs" => 11,
        "health-needs-identified" => 12,
        "health-needs-effect-described" => 13,
        "health-needs-plain" => 14,
        "health-needs-traceable" => 15,
        "health-needs-current" => 16,
        "health-none-stated" => 17,
        "social-care-needs-identified" => 18,
        "social-care-needs-effect-described" => 19,
        "family-circumstances-respectful" => 20,
        "social-care-needs-traceable" => 21,
        "social-care-needs-current" => 22,
        "carers-needs-considered" => 23,
        "outcomes-set-for-needs" => 24,
        "outcomes-measurable" => 25,
        "outcomes-benefit-person" => 26,
        "outcomes-lead-to-aspirations" => 27,
        "targets-and-review-arranged" => 28,
        "outcomes-prepare-for-adulthood" => 29,
        "special-provision-for-every-need" => 30,
        "special-provision-specified" => 31,
        "special-provision-free-of-vague-words" => 32,
        "educating-provision-placed" => 33,
        "special-provision-serves-outcomes" => 34,
        "staff-training-specified" => 35,
        "health-provision-for-every-need" => 36,
        "health-provision-specified" => 37,
        "health-provision-agreed" => 38,
        "health-plan-referred-to" => 39,
        "health-provision-serves-outcomes" => 40,
        "health-contact-given" => 41,
        "social-care-provision-for-every-need" => 42,
        "social-care-provision-specified" => 43,
        "social-care-act-named" => 44,
        "short-breaks-specified" => 45,
        "social-care-provision-serves-outcomes" => 46,
        "child-in-need-plan-referred-to" => 47,
        "placement-named" => 48,
        "placement-free-of-extras" => 49,
        "placement-can-provide" => 50,
        "placement-dated" => 51,
        "placement-change-planned" => 52,
        "placement-travel-considered" => 53,
        "budget-offered" => 54,
        "budget-provision-named" => 55,
        "budget-outcomes-named" => 56,
        "budget-amount-explained" => 57,
        "payments-arranged" => 58,
        "budget-review-arranged" => 59,
        "advice-listed-with-dates" => 60,
        "advice-attached" => 61,
        "advice-complete" => 62,
        "advice-current" => 63,
        "advice-qualified" => 64,
        "advice-considered" => 65,
        "right-child-throughout" => 66,
        "golden-thread-complete" => 67,
        "plain-language-used" => 68,
        "sections-separate" => 69,
        "no-contradictions" => 70,
        "plan-free-of-leftovers" => 71,
        _ => return None,
    })
}

/// The least common multiple of 1 to 14, the most that the weights of a section come to.
pub const UNIT: u32 = 360_360;
