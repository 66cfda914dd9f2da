//! `AWS::ApplicationAutoScaling::ScalableTarget`.

use super::resolve::{Resolver, as_text};
use super::template::{Resource, get};

pub(super) const SCALING: &str = "AWS::ApplicationAutoScaling::ScalableTarget";

/// What Application Auto Scaling scales.
pub(super) enum Scales {
    /// Nothing of DynamoDB.
    Nothing,
    /// Something that is not known here.
    Unknown,
    /// A table or one of its indexes.
    Table { name: String, index: Option<String> },
}

/// What a target is of. The resolver's faults are nobody's: the template may be imported without it.
pub(super) fn scales<'t>(
    resource: &Resource<'t>,
    resolver: &mut Resolver<'_, '_, '_, 't>,
) -> Scales {
    let mut text = |name: &str| {
        let value = get(&resource.properties, name)?;
        as_text(&resolver.resolve(value)?.kind)
    };
    let namespace = text("ServiceNamespace");
    if namespace.is_some_and(|namespace| namespace != "dynamodb") {
        return Scales::Nothing;
    }
    let Some(id) = text("ResourceId") else {
        return Scales::Unknown;
    };
    let parts: Vec<_> = id.split('/').map(str::to_owned).collect();
    match <[String; 2]>::try_from(parts.clone()) {
        Ok([table, name]) if table == "table" => Scales::Table { name, index: None },
        _ => match <[String; 4]>::try_from(parts) {
            Ok([table, name, index, index_name]) if table == "table" && index == "index" => {
                Scales::Table {
                    name,
                    index: Some(index_name),
                }
            }
            _ => Scales::Nothing,
        },
    }
}
