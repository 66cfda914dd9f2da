//! What somebody agrees to at a prompt, when the history moves before they answer.

use crate::consent::protected;
use crate::person::Person;

/// Starts a command that asks, lets somebody else do something, and says yes.
fn moved(ann: &Person, line: &str, question: &str, meanwhile: &str, answer: &str) -> String {
    let typing = ann.at_a_terminal(line);
    typing.sees(question);
    let other = ann.run(meanwhile);
    assert_eq!(other.code, 0, "{other:?}");
    let ended = typing.types(answer, ann);
    assert_eq!(ended.code, 4, "`{line}`: {ended:?}");
    let error = ended.stderr.split_once("error: ").unwrap().1;
    format!("$ {line}\n{error}")
}

#[test]
fn a_plan_that_moved_while_somebody_was_asked_is_refused() {
    let (_harness, _server, ann) = protected();
    let one_more = "up --steps 1";
    assert_eq!(ann.run(one_more).code, 0);
    let (types_name, says_yes) = (("type `prod`", "prod"), ("on `prod`? [y/N]", "y"));
    let asking = [
        ("down --steps 1", types_name),
        ("redo", types_name),
        ("reset", types_name),
        ("up --steps 1", says_yes),
        ("baseline --steps 1", says_yes),
    ];
    let mut told = String::new();
    for (line, (question, answer)) in asking {
        told += &moved(&ann, line, question, one_more, answer);
        let back = ann.run("down --steps 1 --allow destructive --confirm prod");
        assert_eq!(back.code, 0, "{back:?}");
    }
    insta::assert_snapshot!("moved", told);
    let summary = ann.run("status --json").json()["summary"].clone();
    assert_eq!(summary["applied"], 1, "{summary}");
}

#[test]
fn a_plan_that_did_not_move_is_carried_out_and_a_no_is_a_no() {
    let (_harness, _server, ann) = protected();
    assert_eq!(ann.run("up --steps 2").code, 0);
    let typing = ann.at_a_terminal("redo");
    typing.sees("type `prod`");
    let ended = typing.types("dev", &ann);
    assert_eq!(ended.code, 6, "{ended:?}");
    let typing = ann.at_a_terminal("redo");
    typing.sees("type `prod`");
    let ended = typing.types("prod", &ann);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(ended.stdout, "reverted 1 migration, applied 1\n");
}
