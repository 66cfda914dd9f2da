//! What the macros refuse in how they are written. What they refuse in a value is said in `dynamig-rules`.

use dynamig_rules::Rule;

const fn rule(id: &'static str, says: &'static str, hint: &'static str) -> Rule {
    Rule { id, says, hint }
}

// The function. Each is the end of a sentence that begins with "a migration" or "a test"; the hint shows its signature.
pub(crate) const NOT_A_FUNCTION: Rule = rule("DM101", "must be a function with a body", "");
pub(crate) const NOT_ASYNC: Rule = rule("DM102", "must be an `async fn`", "");
pub(crate) const QUALIFIED: Rule = rule(
    "DM103",
    "must be neither `const` nor `unsafe` nor `extern`",
    "",
);
pub(crate) const GENERIC: Rule = rule(
    "DM104",
    "must have no generic parameters and no `where` clause",
    "",
);
pub(crate) const METHOD: Rule = rule("DM105", "must be a free function, not a method", "");
pub(crate) const NO_ARGUMENT: Rule = rule("DM106", "must have an argument", "");
pub(crate) const TOO_MANY_ARGUMENTS: Rule = rule("DM107", "must have one argument", "");
pub(crate) const NOT_A_REFERENCE: Rule =
    rule("DM108", "must receive its argument by shared reference", "");
pub(crate) const NAMED_LIFETIME: Rule =
    rule("DM109", "must not name the lifetime of its argument", "");

pub(crate) const TWICE: Rule = rule(
    "DM110",
    "a function is one migration: `#[migration]` must stand above it once",
    "remove one of the attributes",
);

// The options.
pub(crate) const FORM: Rule = rule("DM120", "an option must be written `name = value`", "");
pub(crate) const UNKNOWN: Rule = rule("DM121", "there is no such option", "");
pub(crate) const REPEATED: Rule = rule(
    "DM122",
    "an option must stand once",
    "remove one of the two",
);
pub(crate) const FOR_ITEMS: Rule = rule(
    "DM123",
    "item migrations are not part of this version",
    "write a migration that receives the context alone",
);
pub(crate) const NO_VERSION: Rule = rule(
    "DM124",
    "a migration needs a version",
    "add `version = ` and the date and time, such as 20260814153000",
);
pub(crate) const NOT_A_NUMBER: Rule = rule(
    "DM125",
    "the version must be an integer, without quotes or a suffix",
    "write it like `version = 20260814153000`",
);
pub(crate) const NOT_A_REVISION: Rule = rule(
    "DM126",
    "the revision must be an integer from 1 to 4294967295",
    "raise it by one when a change to an applied migration is meant",
);
pub(crate) const NOT_A_PATH: Rule = rule(
    "DM127",
    "the value must be a path",
    "write it without quotes, like `module::name`",
);
pub(crate) const NOT_A_CHOICE: Rule = rule(
    "DM128",
    "the value must be one of a few words",
    "write the word without quotes",
);
pub(crate) const NOT_A_LIST: Rule = rule(
    "DM129",
    "the value must be a list in brackets",
    "write `[…, …]`, also for a single entry",
);
pub(crate) const EMPTY_LIST: Rule = rule("DM130", "the list is empty", "leave the option out");
pub(crate) const NOT_A_STRING: Rule = rule(
    "DM131",
    "an entry of the list must be a string",
    "put it in quotes",
);
pub(crate) const NOT_A_DEPENDENCY: Rule = rule(
    "DM132",
    "a dependency must be the path of a migration or its id as a string",
    "write `module::name` or \"20260801090000_name\"",
);
pub(crate) const LISTED_TWICE: Rule = rule(
    "DM133",
    "an entry stands twice in the list",
    "remove one of the two",
);
pub(crate) const RENAMED_FROM_ITSELF: Rule = rule(
    "DM134",
    "`renamed_from` lists former ids, and this is today's",
    "write the id that the migration was applied under",
);
pub(crate) const NO_CRATE: Rule = rule(
    "DM135",
    "the package `dynamig-core` is not among the dependencies of this package",
    "run `cargo add dynamig-core`, or say through which crate it is known: `crate = facade::dynamig`",
);

// The files.
pub(crate) const NOT_A_TABLES_PATH: Rule = rule(
    "DM190",
    "`tables!` takes the path of a directory or a file as a string",
    "write it like `tables!(\"tables\")`",
);

/// All of them, so that a test can find the case of each.
#[cfg(test)]
pub(crate) const ALL: &[&Rule] = &[
    &NOT_A_FUNCTION,
    &NOT_ASYNC,
    &QUALIFIED,
    &GENERIC,
    &METHOD,
    &NO_ARGUMENT,
    &TOO_MANY_ARGUMENTS,
    &NOT_A_REFERENCE,
    &NAMED_LIFETIME,
    &TWICE,
    &FORM,
    &UNKNOWN,
    &REPEATED,
    &FOR_ITEMS,
    &NO_VERSION,
    &NOT_A_NUMBER,
    &NOT_A_REVISION,
    &NOT_A_PATH,
    &NOT_A_CHOICE,
    &NOT_A_LIST,
    &EMPTY_LIST,
    &NOT_A_STRING,
    &NOT_A_DEPENDENCY,
    &LISTED_TWICE,
    &RENAMED_FROM_ITSELF,
    &NO_CRATE,
    &NOT_A_TABLES_PATH,
];
