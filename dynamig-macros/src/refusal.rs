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
    "the option is one of item migrations",
    "name the table whose items the function takes: `items = \"…\"`",
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
pub(crate) const NOT_A_STRING: Rule =
    rule("DM131", "the value must be a string", "put it in quotes");
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

// Item migrations. The first three end a sentence that begins with "a migration" or "an item migration".
pub(crate) const NO_TABLE: Rule = rule(
    "DM160",
    "that takes an item must name the table that it comes from",
    "add `items = \"…\"` to the attribute: the logical name, without the environment's prefix",
);
pub(crate) const NO_ITEM: Rule = rule("DM161", "must receive an item", "");
pub(crate) const NOT_BY_VALUE: Rule = rule("DM162", "must receive its item by value", "");
pub(crate) const RESUMES: Rule = rule(
    "DM163",
    "an item migration goes on where it was interrupted, so there is nothing to ask",
    "take `on_interrupt` out",
);
pub(crate) const OVERWRITES: Rule = rule(
    "DM164",
    "`overwrite` compares nothing that an item held before",
    "take one of the two options out",
);

pub(crate) const MARKED: Rule = rule(
    "DM165",
    "a down would meet the marker of `exactly_once` on each item, and pass it by",
    "take `down` out, or make the function idempotent and take `exactly_once` out",
);

// The files.
pub(crate) const NOT_A_TABLES_PATH: Rule = rule(
    "DM190",
    "`tables!` takes the path of a directory or a file as a string",
    "write it like `tables!(\"tables\")`",
);

// Tables.
pub(crate) const NOT_A_STRUCT: Rule = rule(
    "DM140",
    "`#[derive(Table)]` must stand above a struct with named fields",
    "declare the table on the struct of its items, or on a struct of its keys",
);
pub(crate) const GENERIC_STRUCT: Rule = rule(
    "DM141",
    "the struct of a table must have no generic parameters",
    "declare the table on a struct of its keys",
);
pub(crate) const NO_TABLE_NAME: Rule = rule(
    "DM142",
    "a table needs a name",
    "write `#[table(name = \"…\")]` above the struct: the logical name, without the environment's prefix",
);
pub(crate) const NO_INDEX_NAME: Rule = rule("DM143", "an index needs a name", "add `name = \"…\"`");
pub(crate) const UNKNOWN_FIELD: Rule = rule("DM144", "the struct has no such field", "");
pub(crate) const NOT_A_FIELD: Rule = rule(
    "DM145",
    "a key must be named by its fields",
    "write `field`, or `[field, other]`",
);
pub(crate) const NOT_STORED: Rule = rule(
    "DM146",
    "a field that the table's definition names must be stored under its name",
    "",
);
pub(crate) const AS_ANOTHER: Rule = rule(
    "DM147",
    "the fields of the struct must be the attributes of the item",
    "declare the table on a struct of its keys",
);
pub(crate) const NOT_UNITS: Rule = rule("DM148", "the value must be a whole number", "");
pub(crate) const LACKS: Rule = rule("DM149", "a part of the option is missing", "");
pub(crate) const NOT_AN_ATTRIBUTE: Rule = rule(
    "DM150",
    "the value must be a field, or the name of another attribute in quotes",
    "write `field` or \"attribute\"",
);
pub(crate) const NOT_A_TAG: Rule = rule(
    "DM151",
    "a tag must be written `key = \"value\"`, or `key = off` to take it off",
    "put a key that is no identifier in quotes",
);
pub(crate) const MISPLACED: Rule = rule(
    "DM152",
    "an index must be declared above the struct, not at a field",
    "move it above the struct and name the field: `partition_key = field`",
);
/// Evaluated with the constants of the table, because only the compiler knows the type.
pub(crate) const ABSENT_KEY: Rule = rule(
    "DM153",
    "an attribute of the table's key must be in every item",
    "give the field a type without `Option`",
);
/// The same. DynamoDB refuses a NULL in a key, and serde writes one where nothing is skipped.
pub(crate) const ABSENT_INDEX_KEY: Rule = rule(
    "DM154",
    "an attribute of an index's key must be left out where it is absent, because DynamoDB refuses a NULL there",
    "add `#[serde(skip_serializing_if = \"Option::is_none\")]` to the field",
);

pub(crate) const LOCAL_WAITS: Rule = rule(
    "DM155",
    "a local secondary index waits for nothing: it is made with its table",
    "make the index global, or take `after` out",
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
    &NO_TABLE,
    &NO_ITEM,
    &NOT_BY_VALUE,
    &RESUMES,
    &OVERWRITES,
    &NOT_A_TABLES_PATH,
    &NOT_A_STRUCT,
    &GENERIC_STRUCT,
    &NO_TABLE_NAME,
    &NO_INDEX_NAME,
    &UNKNOWN_FIELD,
    &NOT_A_FIELD,
    &NOT_STORED,
    &AS_ANOTHER,
    &NOT_UNITS,
    &LACKS,
    &NOT_AN_ATTRIBUTE,
    &NOT_A_TAG,
    &MISPLACED,
    &ABSENT_KEY,
    &ABSENT_INDEX_KEY,
    &LOCAL_WAITS,
];
