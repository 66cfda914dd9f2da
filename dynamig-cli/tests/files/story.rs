//! One project from its first `init`, so that its program is linked a few times only.

use crate::project::{Project, stderr, stdout};

#[test]
fn what_new_writes_compiles_without_warnings_and_its_tests_run_it_twice() {
    let project = Project::library("files-story");
    project.dynamig(&["init"], 0);
    project.dynamig(&["init"], 0);
    project.dynamig(&["new", "create_customers"], 0);
    project.dynamig(&["new", "seed_plans", "--down"], 0);
    project.write(
        "src/tables.rs",
        "#[derive(dynamig::Table)]\n#[table(name = \"customers\")]\nstruct Customer {\n    \
         #[table(partition_key)]\n    id: String,\n}\n",
    );
    let library = project.read("src/lib.rs");
    project.write("src/lib.rs", &format!("{library}mod tables;\n"));
    project.dynamig(
        &["new", "--items", "customers", "lower_case_emails", "--down"],
        0,
    );
    let third = project.migrations().pop().unwrap();
    let set = third[1..].trim_end_matches(".rs");
    let remove = [
        "new",
        "--items",
        "customers",
        "drop_marker",
        "--remove-marker",
    ];
    project.dynamig(&[&remove[..], &[set]].concat(), 0);
    let [first, second, third, fourth] = project.migrations().try_into().unwrap();
    assert!(
        first.ends_with("_create_customers.rs")
            && second.ends_with("_seed_plans.rs")
            && third.ends_with("_lower_case_emails.rs")
            && fourth.ends_with("_drop_marker.rs"),
        "{first} {second} {third} {fourth}"
    );

    let tests = project.cargo(&["test", "--lib"]);
    assert!(tests.contains("4 passed; 0 failed"), "{tests}");

    // A dependency by its path, then the lock, then an edit that the lock gives away.
    let module = first.trim_end_matches(".rs");
    let path = format!("src/migrations/{second}");
    let depends = format!("depends_on = [super::{module}::create_customers], down =");
    project.write(&path, &project.read(&path).replace("down =", &depends));
    project.dynamig(&["check", "--locked"], 4);
    project.dynamig(&["check"], 0);
    project.dynamig(&["check", "--locked"], 0);
    project.write(
        &path,
        &project
            .read(&path)
            .replacen("Ok(())", "let _edit = 1;\n    Ok(())", 1),
    );
    let refused = project.dynamig(&["check", "--locked"], 4);
    assert!(
        stderr(&refused).contains("has another fingerprint"),
        "{}",
        stderr(&refused)
    );
    project.dynamig(&["check"], 0);

    let graph = stdout(&project.dynamig(&["graph", "--json"], 0));
    let graph: serde_json::Value = serde_json::from_str(&graph).unwrap();
    assert_eq!(graph["migrations"][1]["depends_on"][0], module[1..]);

    // Alone, the first would leave its dependant behind; together they go, and what names them follows.
    project.dynamig(&["rebase", "create_customers"], 4);
    project.dynamig(&["rebase", "create_customers", "seed_plans"], 0);
    let moved = project.migrations();
    assert!(
        moved.len() == 4 && moved.iter().all(|name| ![&first, &second].contains(&name)),
        "{moved:?}"
    );
    project.dynamig(&["check", "--locked"], 0);
}
