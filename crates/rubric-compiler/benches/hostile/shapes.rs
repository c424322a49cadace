//! Files that nobody would write, of about the size that is asked for.

use std::fmt::Write as _;

/// Makes a file.
pub type Shape = fn(usize) -> String;

/// Every shape, by name.
pub const ALL: &[(&str, Shape)] = &[
    // What is declared
    ("sections", |size| {
        inside(size, |i| {
            format!("section s{i} \"S\" {{ criterion c{i} \"Is it?\" }}\n")
        })
    }),
    ("criteria", |size| {
        section(size, |i| format!("criterion c{i} \"Is it number {i}?\"\n"))
    }),
    ("weights", |size| {
        section(size, |i| {
            format!(
                "criterion c{i} \"Is it?\" {{ weight {i}.{:06} }}\n",
                i % 999_983 + 1
            )
        })
    }),
    ("percentages", |size| {
        section(size, |i| {
            format!("criterion c{i} \"Is it?\" {{ weight 0.0{i}% }}\n")
        })
    }),
    ("scales", |size| {
        let scale = |i| {
            format!(
                "scale x{i} \"X\" {{ a \"A\" {}.{:06}  b \"B\" 0 }}\n",
                987_654_321 + 7 * i,
                i % 999_983 + 1
            )
        };
        let criterion = |i| format!("criterion c{i} \"Is it?\" {{ scale x{i} }}\n");
        let both = lines(size, |i| scale(i) + &criterion(i)).lines().count() / 2;
        let scales: String = (0..both).map(scale).collect();
        let criteria: String = (0..both).map(criterion).collect();
        format!("{HEAD}{scales}section s \"S\" {{ {criteria} }} }}")
    }),
    ("awkward-fractions", |size| {
        let count = size / 130;
        let scales: String = (0..count)
            .map(|i| {
                let most = 987_654_321_011 + 14 * i;
                format!(
                    "scale x{i} \"X\" {{ a \"A\" {most}.{:06}  b \"B\" 1  c \"C\" 0 }}\n",
                    2 * i + 1
                )
            })
            .collect();
        let criteria: String = (0..count)
            .map(|i| {
                format!(
                    "criterion c{i} \"Is it?\" {{ scale x{i} weight {}.{:06} }}\n",
                    i + 1,
                    i + 1
                )
            })
            .collect();
        format!(
            "{HEAD}{scales}section s \"S\" {{ {criteria} }} test t \"T\" {{ answer every criterion b  expect overall is weak }} }}"
        )
    }),
    ("levels", |size| {
        let levels = lines(size, |i| format!("level-{i} \"L\" {}\n", 1_000_000 - i));
        format!("{HEAD}scale x \"X\" {{ {levels} }} {ONE} }}")
    }),
    ("rungs", |size| {
        let rungs = lines(size, |i| format!("grade-{i} \"G\" when a{i} is met\n"));
        format!("{HEAD}grades x \"X\" {{ {rungs} z \"Z\" otherwise }} {ONE} }}")
    }),
    ("items", |size| {
        let items = lines(size, |i| format!("item-{i} \"An item\"\n"));
        format!(
            "{HEAD}section s \"S\" {{ criterion c \"Is it?\" {{ checklist {{ {items} }} }} }} }}"
        )
    }),
    ("options", |size| {
        let options = lines(size, |i| format!("option-{i} \"An option\"\n"));
        format!("{HEAD}fact f \"F\" {{ one-of {{ {options} }} }} {ONE} }}")
    }),
    ("mapping", |size| {
        let rules = lines(size, |i| format!("met from {i}\n"));
        format!(
            "{HEAD}section s \"S\" {{ criterion c \"Is it?\" {{ number \"days\" 0 to 9 levels evidence {{ {rules} not-met otherwise }} }} }} }}"
        )
    }),
    ("facts", |size| {
        inside(size, |i| format!("fact f{i} \"Is it so?\" {{ yes-no }}\n"))
    }),
    ("causes", |size| {
        inside(size, |i| format!("cause x{i} \"Because of {i}\"\n"))
    }),
    ("owners", |size| {
        let owners = lines(size / 2, |i| format!("owner o{i} \"O\"\n"));
        let criteria = lines(size / 2, |i| {
            format!("criterion c{i} \"Is it?\" {{ owner o{i} }}\n")
        });
        format!("{HEAD}{owners}section s \"S\" {{ {criteria} }} }}")
    }),
    ("citations", |size| {
        let count = size / 36;
        let provisions: String = (0..count)
            .map(|i| format!("provision \"{i}\" \"P\"\n"))
            .collect();
        let cites: String = (0..count).map(|i| format!("cites act \"{i}\"\n")).collect();
        format!(
            "{HEAD}source act \"Act\" {{ {provisions} }} section s \"S\" {{ criterion c \"Is it?\" {{ {cites} }} }} }}"
        )
    }),
    ("means", |size| {
        section(size, |i| {
            format!("criterion c{i} \"Is it?\" {{ means met \"Yes.\"  means not-met \"No.\" }}\n")
        })
    }),
    ("one-long-text", |size| {
        text(
            "introduction \"\"\"\n",
            &"word ".repeat(size / 5),
            "\n\"\"\"",
        )
    }),
    ("long-markup", |size| {
        text(
            "introduction \"\"\"\n",
            &"[a](b *c* <d> `".repeat(size / 16),
            "\n\"\"\"",
        )
    }),
    ("one-long-name", |size| {
        let name = "n".repeat(size / 2);
        format!(
            "{HEAD}fact {name}a \"F\" {{ yes-no }} limit l \"L\" {{ overall at most weak when {name}b is yes }} {ONE} }}"
        )
    }),
    ("one-long-number", |size| {
        let digits = "7".repeat(size);
        format!("{HEAD}section s \"S\" {{ weight {digits} criterion c \"Is it?\" }} }}")
    }),
    // Names
    ("unknown-names", |size| {
        let facts = lines(size / 2, |i| {
            format!("fact known-fact-{i} \"F\" {{ yes-no }}\n")
        });
        let limits = lines(size / 2, |i| {
            format!("limit l{i} \"L\" {{ overall at most weak  when unknown-fact-{i} is yes }}\n")
        });
        format!("{HEAD}{facts}{limits}{ONE} }}")
    }),
    ("unknown-levels", |size| {
        section(size, |i| {
            format!("criterion c{i} \"Is it?\" {{ scale evidense  means mett \"Yes.\" }}\n")
        })
    }),
    ("duplicate-names", |size| {
        inside(size, |_| "fact same \"Is it so?\" { yes-no }\n".to_owned())
    }),
    ("duplicate-titles", |size| {
        section(size, |i| format!("criterion c{i} \"Is it the same?\"\n"))
    }),
    ("tags", |size| {
        let tags = lines(size, |i| format!("tag t{i}\n"));
        format!("{HEAD}section s \"S\" {{ criterion c \"Is it?\" {{ {tags} }} }} }}")
    }),
    // Conditions
    ("long-and", |size| {
        limit(&format!("c is met{}", " and c is met".repeat(size / 13)))
    }),
    ("and-or", |size| {
        limit(&format!(
            "c is met{}",
            " and c is met or c is not-met".repeat(size / 30)
        ))
    }),
    ("nots", |size| {
        limit(&format!("{}c is met", "not ".repeat(size / 4)))
    }),
    ("open-parentheses", |size| {
        limit(&format!("{}c is met", "(".repeat(size)))
    }),
    ("shallow-parentheses", |size| {
        limit(&format!("c is met{}", " and (c is met".repeat(size / 14)))
    }),
    ("listed-group", |size| {
        let names = lines(size / 3, |i| format!("criterion c{i} \"Is it?\"\n"));
        let count = names.lines().count();
        let list: Vec<String> = (0..count).map(|i| format!("c{i}")).collect();
        let limits: String = (0..size / (count * 5).max(1) / 2)
            .map(|i| {
                format!(
                    "limit l{i} \"L\" {{ overall at most weak when any of ({}) is met }}\n",
                    list.join(", ")
                )
            })
            .collect();
        format!("{HEAD}section s \"S\" {{ {names} }} {limits} }}")
    }),
    ("one-of-values", |size| {
        limit(&format!("c is one of (met{})", ", met".repeat(size / 5)))
    }),
    ("every-section", |size| {
        let sections = lines(size / 2, |i| {
            format!(
                "section s{i} \"S\" {{ criterion c{i} \"Is it?\" criterion d{i} \"Is it?\" }}\n"
            )
        });
        let limits = lines(size / 2, |i| {
            format!(
                "limit l{i} \"L\" {{ every section at most weak  when any criterion in it is not-met }}\n"
            )
        });
        format!("{HEAD}{sections}{limits} }}")
    }),
    ("groups-of-all", |size| {
        let criteria = lines(size / 2, |i| format!("criterion c{i} \"Is it?\"\n"));
        let limits = lines(size / 2, |i| {
            format!("limit l{i} \"L\" {{ overall at most weak  when no criterion is met }}\n")
        });
        format!("{HEAD}section s \"S\" {{ {criteria} }} {limits} }}")
    }),
    ("tagged-groups", |size| {
        let tags = lines(size / 3, |i| format!("tag t{i} "));
        let tagged: String = (0..size / 30).map(|i| format!(" tagged t{i}")).collect();
        let criteria = lines(size / 3, |i| format!("criterion c{i} \"Is it?\"\n"));
        format!(
            "{HEAD}section s \"S\" {{ criterion c \"Is it?\" {{ {tags} }} {criteria} }} limit l \"L\" {{ overall at most weak when any criterion{tagged} is met }} }}"
        )
    }),
    ("applies", |size| {
        let asked = format!("f is yes{}", " and f is yes".repeat(size / 3 / 13));
        let criteria = lines(size / 3, |i| format!("criterion c{i} \"Is it?\"\n"));
        let looked = lines(size / 3, |i| format!(" and c{i} is met"));
        format!(
            "{HEAD}fact f \"F\" {{ yes-no }} section s \"S\" {{ applies when {asked}\n {criteria} }} limit l \"L\" {{ overall at most weak when c0 is met{looked} }} }}"
        )
    }),
    ("indicators", |size| {
        inside(size, |i| {
            format!("indicator i{i} \"I\" {{ share of audits where any criterion is met }}\n")
        })
    }),
    ("guarantees", |size| {
        inside(size, |i| {
            format!("guarantee g{i} \"G\" {{ whenever c is met then overall is good }}\n")
        })
    }),
    // Tests
    ("tests", |size| {
        inside(size, |i| {
            format!("test t{i} \"T\" {{ answer every criterion met  expect overall is good }}\n")
        })
    }),
    ("tests-of-many", |size| {
        let criteria = lines(size / 2, |i| format!("criterion c{i} \"Is it?\"\n"));
        let tests = lines(size / 2, |i| {
            format!("test t{i} \"T\" {{ answer every criterion met  expect overall is good }}\n")
        });
        format!("{HEAD}section s \"S\" {{ {criteria} }} {tests} }}")
    }),
    ("expectations", |size| {
        let criteria = lines(size / 2, |i| format!("criterion c{i} \"Is it?\"\n"));
        let expects = lines(size / 2, |_| "expect no criterion is not-met\n".to_owned());
        format!(
            "{HEAD}section s \"S\" {{ {criteria} }} test t \"T\" {{ answer every criterion met {expects} }} }}"
        )
    }),
    ("failing-expectations", |size| {
        let criteria = lines(size / 2, |i| format!("criterion c{i} \"Is it?\"\n"));
        let expects = lines(size / 2, |_| "expect any criterion is not-met\n".to_owned());
        format!(
            "{HEAD}section s \"S\" {{ {criteria} }} test t \"T\" {{ answer every criterion met {expects} }} }}"
        )
    }),
    ("answers-of-tests", |size| {
        let answers = lines(size, |_| "answer every criterion met\n".to_owned());
        format!("{HEAD}{ONE} test t \"T\" {{ {answers} expect overall is good }} }}")
    }),
    // What never ends
    ("nested", |size| {
        inside(size, |i| {
            let open: String = (0..60)
                .map(|j| format!("section s{i}-{j} \"S\" {{ "))
                .collect();
            format!("{open} criterion c{i} \"Is it?\" {}\n", "}".repeat(60))
        })
    }),
    ("unclosed-sections", |size| {
        inside(size, |i| format!("section s{i} \"S\" {{\n"))
    }),
    ("unclosed-criteria", |size| {
        section(size, |i| format!("criterion c{i} \"Is it?\" {{ weight 2\n"))
    }),
    ("indented-unclosed", |size| {
        inside(size, |i| {
            format!("  section s{i} \"S\" {{\n    criterion c{i} \"Is it?\" {{\n      weight 2\n")
        })
    }),
    ("unopened", |size| {
        inside(size, |i| {
            format!("section s{i} \"S\"\n  criterion c{i} \"Is it?\"\n}}\n")
        })
    }),
    ("open-braces", |size| "{".repeat(size)),
    ("close-braces", |size| "}".repeat(size)),
    ("braces", |size| "{}".repeat(size / 2)),
    ("brace-lines", |size| "}\n{\n".repeat(size / 4)),
    ("unclosed-texts", |size| {
        inside(size, |i| format!("fact f{i} \"Is it so? {{ yes-no }}\n"))
    }),
    ("unclosed-long-texts", |size| {
        section(size, |i| {
            format!("criterion c{i} \"Is it?\" {{ guidance \"\"\"\n some text }}\n")
        })
    }),
    ("quotes", |size| "\"".repeat(size)),
    ("quote-lines", |size| "\"\"\"\n".repeat(size / 4)),
    ("curly-quotes", |size| "\u{201C}".repeat(size / 3)),
    ("curly-quotes-mixed", |size| {
        "\u{201C}a \u{201D}b ".repeat(size / 10)
    }),
    ("curly-quote-lines", |size| {
        inside(size, |i| {
            format!("fact f{i} \u{201C}Is it so? {{ yes-no }}\n")
        })
    }),
    // Characters
    ("letters", |size| "x".repeat(size)),
    ("words", |size| "x ".repeat(size / 2)),
    ("digits", |size| "1".repeat(size)),
    ("hyphens", |size| "-".repeat(size)),
    ("points", |size| "1.".repeat(size / 2)),
    ("spaces", |size| " ".repeat(size)),
    ("odd-spaces", |size| "\u{A0}".repeat(size / 2)),
    ("newlines", |size| "\n".repeat(size)),
    ("controls", |size| "\u{1B}[31m\u{202E}".repeat(size / 8)),
    ("bullets", |size| {
        inside(size, |i| {
            format!("\u{2022}\u{A0}fact f{i} \u{201C}Is it so?\u{201D}: {{ yes\u{2013}no }};\n")
        })
    }),
    ("comments", |size| "# a comment\n".repeat(size / 12)),
    ("comment-ends", |size| {
        inside(size, |i| {
            format!("fact f{i} \"F\" {{ # why\n yes-no # so\n }} # end\n")
        })
    }),
    ("one-long-comment", |size| format!("#{}", "x".repeat(size))),
    // Mistakes
    ("nonsense", |size| {
        inside(size, |i| format!("nonsense {i}\n"))
    }),
    ("nonsense-blocks", |size| {
        inside(size, |i| format!("nonsense n{i} \"N\" {{ more 1 }}\n"))
    }),
    ("misspelt", |size| {
        section(size, |i| {
            format!("criterium c{i} \"Is it?\" {{ waight 2 }}\n")
        })
    }),
    ("bad-values", |size| {
        section(size, |i| {
            format!("criterion c{i} \"Is it?\" {{ weight 1..{i}%% }}\n")
        })
    }),
    ("repeated", |size| {
        let weights = lines(size, |i| format!("weight {i}\n"));
        format!("{HEAD}section s \"S\" {{ {weights} criterion c \"Is it?\" }} }}")
    }),
    ("misplaced", |size| {
        inside(size, |_| "essential\n".to_owned())
    }),
    ("outside", |size| lines(size, |i| format!("weight {i}\n"))),
    ("on-one-line", |size| {
        lines(size, |i| {
            format!("fact f{i} \"F\" {{ yes-no }} weight {i} ")
        })
    }),
    ("rubrics", |size| {
        lines(size, |i| format!("rubric r{i} \"R\" {{ version 1 }}\n"))
    }),
    ("changes without a base", |size| {
        inside(size, |i| {
            format!("change criterion c{i} {{ because \"Why\" weight 2 }}\n")
        })
    }),
    ("changes of nothing that is there", |size| {
        over(size, |i| {
            format!("change criterion c{i} {{ because \"Why\" weight 2 }}\n")
        })
    }),
    ("changes of one thing", |size| {
        over(size, |i| {
            format!("change criterion specified {{ because \"Why\" weight {i} }}\n")
        })
    }),
    ("statements of one change", |size| {
        let lines = lines(size, |i| format!("means m{i} \"M\"\n"));
        over(1, |_| {
            format!("change criterion specified {{ because \"Why\"\n{lines} }}\n")
        })
    }),
    ("additions", |size| {
        over(size, |i| {
            format!("add to section A {{ because \"Why\" criterion n{i} \"N\" }}\n")
        })
    }),
    ("removals", |size| {
        over(size, |i| {
            format!("remove criterion c{i} {{ because \"Why\" }}\n")
        })
    }),
    ("uses of nothing that is there", |size| {
        over(size, |i| format!("use county/no{i} 1\n"))
    }),
    ("one file put in again and again", |size| {
        inside(size, |_| "include \"part.rubric\"\n".to_owned())
    }),
];

const HEAD: &str = "rubric r \"R\" {\n version 1.0.0\n scale evidence \"E\" { met \"Met\" 1  not-met \"Not met\" 0 }\n grades judgement \"J\" { good \"Good\" from 70%  weak \"Weak\" otherwise }\n default scale evidence\n default grades judgement\n";

const ONE: &str = "section s \"S\" { criterion c \"Is it?\" }";

/// Lines until there are so many bytes.
fn lines(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        let _ = write!(text, "{}", line(number));
    }
    text
}

/// Lines in a rubric with one criterion.
fn inside(size: usize, line: impl Fn(usize) -> String) -> String {
    format!("{HEAD}{}{ONE} }}", lines(size, line))
}

/// Lines in a local standard.
fn over(size: usize, line: impl Fn(usize) -> String) -> String {
    let lines = lines(size, line);
    format!("rubric r \"R\" extends county/plan 1 {{\n version 1.0.0\n{lines} }}")
}

/// Lines in a section.
fn section(size: usize, line: impl Fn(usize) -> String) -> String {
    format!("{HEAD}section s \"S\" {{ {} }} }}", lines(size, line))
}

/// A condition of a limit.
fn limit(condition: &str) -> String {
    format!("{HEAD}{ONE} limit l \"L\" {{ overall at most weak when {condition} }} }}")
}

/// A statement with a text.
fn text(before: &str, text: &str, after: &str) -> String {
    format!("{HEAD}{before}{text}{after}\n{ONE} }}")
}
