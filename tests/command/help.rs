//! Usage, help, completions and the manual page.

use crate::support::Folder;

const COMMANDS: [&str; 15] = [
    "new",
    "check",
    "build",
    "score",
    "migrate",
    "test",
    "verify",
    "diff",
    "resolve",
    "lock",
    "fix",
    "fmt",
    "explain",
    "list",
    "completions",
];

#[test]
fn every_help_is_a_result_and_shows_an_example() {
    let folder = Folder::new();
    for arguments in COMMANDS
        .map(|command| vec![command, "--help"])
        .iter()
        .chain([&vec!["--help"]])
    {
        let run = folder.run(arguments).ends_with(0);
        assert!(run.out.contains("\nExample"), "{arguments:?}");
        assert_eq!(run.err, "");
    }
}

#[test]
fn wrong_usage_is_2_and_says_how() {
    let folder = Folder::new();
    for arguments in [
        vec![],
        vec!["chek"],
        vec!["check"],
        vec!["score", "audit.json"],
        vec!["migrate", "--from", "a.rubric", "audit.json"],
        vec!["check", "--diagnostics", "loud", "x.rubric"],
        vec!["verify"],
        vec!["verify", "x.rubric", "y.rubric"],
        vec!["verify", "x.rubric", "--format", "xml"],
    ] {
        let run = folder.run(&arguments).ends_with(2);
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(
            run.err.contains("Usage: rubric") || run.err.contains("--help"),
            "{arguments:?}: {}",
            run.err
        );
    }
}

#[test]
fn completions_and_the_manual_page_are_printed() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = folder.run(&["completions", shell]).ends_with(0);
        assert!(run.out.contains("deny-warnings"), "{shell}");
    }
    let run = folder.run(&["man"]).ends_with(0);
    assert!(run.out.contains(".TH rubric 1"));
    assert!(!folder.run(&["--help"]).out.contains("  man "));
}
