//! `#[index(…)]`.

use dynamig_rules::table::{Index, ProjectionKind, Role, Scope};

use super::fields::{self, Field};
use super::literal::literal;
use super::table::{caps, provisioned, warm};

/// Everything that is said of an index.
pub(super) fn options(index: &Index, fields: &[Field]) -> Vec<String> {
    let mut options = vec![format!("name = {}", literal(&index.name))];
    match index.scope {
        // Its partition key is the table's.
        Scope::Local => options.push("local".to_owned()),
        Scope::Global => options.extend(key("partition_key", Role::Partition, index, fields)),
    }
    options.extend(key("sort_key", Role::Sort, index, fields));
    options.push(format!("projection = {}", projection(index, fields)));
    options.extend(index.capacity.map(provisioned));
    options.extend(caps(&index.caps));
    options.extend(warm(index.warm));
    options
}

/// `name = field`, or a list where it has several.
fn key(name: &str, role: Role, index: &Index, fields: &[Field]) -> Option<String> {
    let keys = index.keys.iter().filter(|key| key.role == role);
    let names: Vec<_> = keys
        .filter_map(|key| fields::of(fields, &key.attribute))
        .collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{name} = {one}")),
        names => Some(format!("{name} = [{}]", names.join(", "))),
    }
}

fn projection(index: &Index, fields: &[Field]) -> String {
    match index.projection.kind {
        ProjectionKind::All => "all".to_owned(),
        ProjectionKind::KeysOnly => "keys_only".to_owned(),
        ProjectionKind::Include => {
            let names = index.projection.attributes.iter().map(|attribute| {
                let field = fields::of(fields, attribute);
                field.map_or_else(|| literal(attribute), str::to_owned)
            });
            format!("include({})", names.collect::<Vec<_>>().join(", "))
        }
    }
}
