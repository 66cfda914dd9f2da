//! Two hundred structs of items, as source code.

/// How many there are.
pub(super) const STRUCTS: usize = 200;

/// A field of the first struct, and what stands there after an edit.
pub(super) const FIELD: &str = "    pub name_1: String,\n";
pub(super) const FIELD_AND_ANOTHER: &str = "    pub name_1: String,\n    pub nickname: String,\n";

/// What the structs derive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Serde's traits, and a table with its attributes.
    Tables,
    /// Serde's traits alone.
    Plain,
}

/// The files of the package, by their paths in it: each struct has one of its own.
pub(super) fn files(form: Form) -> Vec<(String, String)> {
    let modules: String = (1..=STRUCTS)
        .map(|number| format!("pub mod t{number};\n"))
        .collect();
    let root = format!("//! Written by the benchmark.\n\n{modules}");
    let own = |number| (format!("src/t{number}.rs"), item(number, form));
    let root = ("src/lib.rs".to_owned(), root);
    (1..=STRUCTS).map(own).chain([root]).collect()
}

fn item(number: usize, form: Form) -> String {
    let (derives, attributes) = match form {
        Form::Plain => ("", String::new()),
        Form::Tables => (
            "dynamig::Table, ",
            format!(
                "#[table(name = \"customers_{number}\", billing = on_demand, stream = new_and_old_images, \
                 ttl = expires_at)]\n#[index(name = \"by_email\", partition_key = email, projection = keys_only)]\n"
            ),
        ),
    };
    let key = match form {
        Form::Plain => "",
        Form::Tables => "    #[table(partition_key)]\n",
    };
    format!(
        "//! Written by the benchmark.\n\n/// A customer of kind {number}.\n\
         #[derive({derives}serde::Serialize, serde::Deserialize)]\n{attributes}\
         pub struct Customer{number} {{\n{key}    pub id: String,\n    pub name_{number}: String,\n    \
         #[serde(skip_serializing_if = \"Option::is_none\")]\n    pub email: Option<String>,\n    \
         #[serde(skip_serializing_if = \"Option::is_none\")]\n    pub expires_at: Option<u64>,\n}}\n"
    )
}
