use std::time::Instant;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(path).unwrap();
    let rubric = rubric_engine::Rubric::from_json(&bytes).unwrap();
    let start = Instant::now();
    let secs: u64 = std::env::args()
        .nth(2)
        .and_then(|s| s.parse().ok())
        .unwrap_or(60);
    let over = || start.elapsed().as_secs() > secs;
    let budget = rubric_verify::Budget::until(&over);
    let r = rubric_verify::verify_rules(&rubric, budget);
    println!("rules {} {:?}", r.len(), start.elapsed());
    let assurance = rubric_verify::verify(&rubric, budget);
    for f in &assurance.findings {
        println!(
            "{:?} {:?}\n    {}",
            f.verdict,
            f.question,
            f.story.clone().unwrap_or_default()
        );
    }
    println!("{} in {:?}", assurance.findings.len(), start.elapsed());
}
