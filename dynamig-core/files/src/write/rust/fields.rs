use dynamig_rules::table::{AttributeType, Definition, Role, Setting};

use super::literal::literal;
use super::names::Names;

/// A field that the attributes of a table name.
pub(super) struct Field {
    pub(super) name: String,
    /// The name of the attribute in the item.
    attribute: String,
    kind: AttributeType,
    /// What it is in the table's key.
    role: Option<Role>,
    /// The indexes whose keys have it.
    indexes: Vec<String>,
    /// Whether it is the time to live.
    expires: bool,
}

/// The attributes of all keys, and the time to live, each once.
pub(super) fn fields(table: &Definition) -> Vec<Field> {
    let mut names = Names::default();
    let mut fields: Vec<Field> = Vec::new();
    for key in &table.keys {
        let field = named(&mut fields, &key.attribute, table, &mut names);
        field.role.get_or_insert(key.role);
    }
    for index in &table.indexes {
        for key in &index.keys {
            let field = named(&mut fields, &key.attribute, table, &mut names);
            field.indexes.push(index.name.clone());
        }
    }
    if let Setting::On(attribute) = &table.ttl {
        named(&mut fields, attribute, table, &mut names).expires = true;
    }
    fields
}

fn named<'f>(
    fields: &'f mut Vec<Field>,
    attribute: &str,
    table: &Definition,
    names: &mut Names,
) -> &'f mut Field {
    let known = fields.iter().position(|field| field.attribute == attribute);
    let at = known.unwrap_or_else(|| {
        let defined = table.attributes.iter().find(|one| one.name == attribute);
        fields.push(Field {
            name: names.field(attribute),
            attribute: attribute.to_owned(),
            // What is in no key and has a field is the time to live.
            kind: match defined {
                Some(defined) => defined.kind.unwrap_or(AttributeType::String),
                None => AttributeType::Number,
            },
            role: None,
            indexes: Vec::new(),
            expires: false,
        });
        fields.len() - 1
    });
    &mut fields[at]
}

/// The field of an attribute, if it has one.
pub(super) fn of<'f>(fields: &'f [Field], attribute: &str) -> Option<&'f str> {
    let field = fields.iter().find(|field| field.attribute == attribute)?;
    Some(&field.name)
}

impl Field {
    pub(super) fn is_binary(&self) -> bool {
        self.kind == AttributeType::Binary
    }

    /// Its lines in a struct, with documentation and attributes.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("/// {}", self.says())];
        lines.extend(self.role.map(|role| match role {
            Role::Partition => "#[table(partition_key)]".to_owned(),
            Role::Sort => "#[table(sort_key)]".to_owned(),
        }));
        let mut serde = Vec::new();
        // serde takes no notice of `r#`.
        if self.name.trim_start_matches("r#") != self.attribute {
            serde.push(format!("rename = {}", literal(&self.attribute)));
        }
        let mut kind = match self.kind {
            AttributeType::String => "String",
            AttributeType::Number => "i64",
            AttributeType::Binary => "Bytes",
        }
        .to_owned();
        if self.role.is_none() {
            serde.push("skip_serializing_if = \"Option::is_none\"".to_owned());
            kind = format!("Option<{kind}>");
        }
        if !serde.is_empty() {
            lines.push(format!("#[serde({})]", serde.join(", ")));
        }
        lines.push(format!("pub {}: {kind}, // {}", self.name, self.kind));
        lines
    }

    fn says(&self) -> String {
        let mut says = Vec::new();
        says.extend(self.role.map(|role| match role {
            Role::Partition => "the partition key".to_owned(),
            Role::Sort => "the sort key".to_owned(),
        }));
        if !self.indexes.is_empty() {
            let mut indexes = self.indexes.clone();
            indexes.dedup();
            let names: Vec<_> = indexes.iter().map(|name| format!("`{name}`")).collect();
            let what = if names.len() == 1 { "index" } else { "indexes" };
            says.push(format!("in the key of {what} {}", names.join(", ")));
        }
        if self.expires {
            says.push("the second, since 1970, after which the item may be deleted".to_owned());
        }
        let mut sentence = says.join("; ");
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence + "."
    }
}
