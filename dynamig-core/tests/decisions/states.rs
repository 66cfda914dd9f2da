//! What may follow what, cell by cell, and the table in the documentation.

use std::path::Path;

use dynamig::history::{After, Command, Status, transition};

/// The states, in the order of the rows below: no row, and all that a row can be in.
fn states() -> Vec<Option<Status>> {
    let mut states = vec![None];
    states.extend(Status::ALL.map(Some));
    states.push(Some(Status::Other("archived".to_owned())));
    states
}

/// The whole table by hand, one line a state and one word a command, in the order of [`Command::ALL`].
const TABLE: &str = "
          start   finish  fail   start-down finish-down fail-down start-reverting pause  cancel    resume  skip    baseline  accept    mark-applied mark-reverted mark-skipped mark-forgotten
none      running -       -      -          -           -         -               -      -         -       skipped baselined -         applied      -             skipped      -
running   running applied failed -          -           -         -               paused cancelled -       -       -         running   applied      reverted      skipped      gone
paused    -       -       -      -          -           -         -               -      cancelled running -       -         -         applied      reverted      -            gone
cancelled -       -       -      -          -           -         reverting       -      -         running -       -         -         applied      reverted      -            gone
applied   -       -       -      applied    reverted    applied   reverting       -      -         -       -       -         applied   -            reverted      -            gone
failed    running -       -      -          -           -         reverting       paused cancelled -       -       -         failed    applied      reverted      skipped      gone
reverting -       -       -      -          reverted    reverting reverting       -      -         -       -       -         -         applied      reverted      -            gone
reverted  running -       -      -          -           -         -               -      -         -       skipped baselined reverted  applied      -             skipped      gone
baselined -       -       -      baselined  reverted    baselined reverting       -      -         -       -       -         baselined applied      reverted      -            gone
skipped   -       -       -      -          reverted    -         -               -      -         -       -       -         skipped   applied      reverted      -            gone
archived  -       -       -      -          -           -         -               -      -         -       -       -         -         -            -             -            gone
";

fn cell(state: Option<&Status>, command: Command) -> String {
    match transition(state, command) {
        None => "-".to_owned(),
        Some(After::State(status)) => status.to_string(),
        Some(After::Nothing) => "gone".to_owned(),
        Some(other) => panic!("{other:?} is new: say how the table shows it"),
    }
}

fn name(state: Option<&Status>) -> String {
    state.map_or("none".to_owned(), ToString::to_string)
}

#[test]
fn every_state_meets_every_command_as_the_table_says() {
    let mut lines = TABLE.trim_matches('\n').lines().map(str::split_whitespace);
    let commands: Vec<_> = lines.next().unwrap().collect();
    assert_eq!(commands, Command::ALL.map(Command::as_str));
    for (state, mut cells) in states().iter().zip(lines.by_ref()) {
        assert_eq!(cells.next(), Some(name(state.as_ref()).as_str()));
        for command in Command::ALL {
            let (state, expected) = (state.as_ref(), cells.next().unwrap());
            assert_eq!(cell(state, command), expected, "{state:?} {command:?}");
        }
        assert_eq!(cells.next(), None);
    }
    assert_eq!(lines.count(), 0);
}

#[test]
fn only_a_person_takes_a_migration_out_of_a_state_that_is_not_understood() {
    let strange = Status::Other("archived".to_owned());
    let ways_out = Command::ALL
        .into_iter()
        .filter(|&one| transition(Some(&strange), one).is_some());
    assert_eq!(ways_out.collect::<Vec<_>>(), [Command::MarkForgotten]);
}

#[test]
fn every_state_that_is_reached_can_be_settled_or_left() {
    for state in Status::ALL {
        let leaves = |command: &Command| match transition(Some(&state), *command) {
            Some(After::State(next)) => next != state,
            Some(_) => true,
            None => false,
        };
        assert!(Command::ALL.iter().any(leaves), "{state} is a dead end");
    }
}

#[test]
fn a_failed_down_leaves_the_migration_applied() {
    let after = transition(Some(&Status::Applied), Command::FailDown);
    assert_eq!(after, Some(After::State(Status::Applied)));
}

/// `docs/states.md` is written by this test where `INSTA_UPDATE=always`, and held against the code everywhere else.
#[test]
fn the_documented_table_is_the_one_in_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/states.md");
    let text = documentation();
    if std::env::var("INSTA_UPDATE").is_ok_and(|mode| mode == "always") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        written, text,
        "run the tests with INSTA_UPDATE=always and look at what changed"
    );
}

fn documentation() -> String {
    let mut text = String::from(
        "# States of a migration\n\n\
         What each command makes of a migration, by the state that its row is in. The rest is refused.\n\
         This table is written from the code by `dynamig-core/tests/decisions/states.rs`; do not edit it.\n\n\
         | |",
    );
    let columns = states();
    for state in &columns {
        text.push_str(&match state {
            None => " no row |".to_owned(),
            Some(Status::Other(_)) => " *not understood* |".to_owned(),
            Some(state) => format!(" {state} |"),
        });
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(columns.len()));
    for command in Command::ALL {
        text.push_str(&format!("\n| {} |", command.as_str()));
        for state in &columns {
            let cell = cell(state.as_ref(), command)
                .replace('-', "")
                .replace("gone", "no row");
            text.push_str(&format!(" {cell} |"));
        }
    }
    text.push_str(
        "\n\n- `start`, `finish`, `fail`: the lease holder runs the function. What was `running` when its process died \
         starts again.\n\
         - `start-down`, `finish-down`, `fail-down`: the same for the down. A failed down leaves the migration as it \
         was. For a skipped migration nothing runs, and `finish-down` takes the mark back.\n\
         - `skip`, `baseline`: it is recorded without running.\n\
         - `accept`: a raised revision or a new name is recorded.\n\
         - `mark-…`: a person says what became of it.\n\
         - `start-reverting`, `pause`, `cancel`, `resume`: of item migrations alone, and so are `paused`, `cancelled` and `reverting`. Their down may begin half way.\n",
    );
    text
}
