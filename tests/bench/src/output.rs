#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the one module that prints: figures on stdout, the rest on stderr"
)]

use serde_json::{Value, json};

use crate::figure::Figure;

/// Says what is going on, to whoever waits.
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

/// Prints the figures for people.
pub(crate) fn table(figures: &[Figure]) {
    let width = figures.iter().map(|figure| figure.name.len()).max();
    let width = width.unwrap_or_default();
    println!(
        "{:width$}  {:>9}  {:8}  {:>6}  ok",
        "name", "value", "unit", "goal"
    );
    for figure in figures {
        let goal = figure.goal.map_or_else(String::new, |goal| {
            format!("{} {}", goal.sign(), goal.number())
        });
        let met = match figure.is_met() {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "",
        };
        let (name, value, unit) = (figure.name, rounded(figure.value), figure.unit);
        println!("{name:width$}  {value:>9}  {unit:8}  {goal:>6}  {met}");
    }
    println!();
    for figure in figures {
        println!("{}: {}", figure.name, figure.note);
    }
}

/// Prints the figures as one document.
pub(crate) fn document(suite: &str, figures: &[Figure]) {
    let figures: Vec<Value> = figures
        .iter()
        .map(|figure| {
            json!({
                "name": figure.name,
                "value": figure.value,
                "unit": figure.unit,
                "goal": figure.goal.map(|goal| goal.number()),
                "met": figure.is_met(),
                "note": figure.note,
            })
        })
        .collect();
    println!("{}", json!({ "suite": suite, "figures": figures }));
}

fn rounded(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value}")
    } else {
        format!("{value:.2}")
    }
}
