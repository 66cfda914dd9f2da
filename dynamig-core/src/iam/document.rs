use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::arn::{Place, Resource};

/// A policy of IAM. It serializes as the JSON document that IAM takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Policy {
    /// The version of the policy language.
    pub version: &'static str,
    /// What is allowed.
    pub statement: Vec<Statement>,
}

/// Actions that are allowed on resources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Statement {
    /// Always `Allow`.
    pub effect: &'static str,
    /// What may be done, such as `dynamodb:GetItem`.
    pub action: BTreeSet<&'static str>,
    /// With what, by Amazon resource name; `*` stands for an account or a region that is not known.
    pub resource: BTreeSet<String>,
    /// Under which condition, as IAM writes it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub condition: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
}

impl Policy {
    /// The most characters that IAM takes of a managed policy, white space not counted.
    pub const LIMIT: usize = 6_144;

    /// The version of the policy language that everybody uses.
    const LANGUAGE: &'static str = "2012-10-17";

    /// The document, for people and for IAM.
    #[must_use]
    pub fn to_json(&self) -> String {
        // A value of strings alone can be written.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// How many characters IAM counts.
    #[must_use]
    pub fn size(&self) -> usize {
        let document = self.to_json();
        document.chars().filter(|c| !c.is_whitespace()).count()
    }
}

/// The shortest policy for these needs: what needs the same actions stands together.
pub(super) fn policy(needs: &BTreeSet<(Resource, &'static str)>, place: &Place) -> Policy {
    let mut of_resources: BTreeMap<&Resource, BTreeSet<&'static str>> = BTreeMap::new();
    for (resource, action) in needs {
        of_resources.entry(resource).or_default().insert(action);
    }
    let mut together: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for (resource, actions) in of_resources {
        let resources = together.entry((condition(resource), actions)).or_default();
        resources.insert(place.arn(resource));
    }
    let statement = |((condition, action), resource)| Statement {
        effect: "Allow",
        action,
        resource,
        condition,
    };
    Policy {
        version: Policy::LANGUAGE,
        statement: together.into_iter().map(statement).collect(),
    }
}

type Condition = BTreeMap<&'static str, BTreeMap<&'static str, String>>;

/// Keys are used by DynamoDB, in the caller's name.
fn condition(resource: &Resource) -> Condition {
    let by_dynamodb = BTreeMap::from([("kms:ViaService", "dynamodb.*.amazonaws.com".to_owned())]);
    let via = ("StringLike", by_dynamodb);
    match resource {
        Resource::Table(_) | Resource::Indexes(_) | Resource::Any => Condition::new(),
        Resource::Key(_) => Condition::from([via]),
        Resource::Alias(alias) => {
            let start = alias.find("alias/").unwrap_or_default();
            let names = BTreeMap::from([("kms:ResourceAliases", alias[start..].to_owned())]);
            Condition::from([via, ("ForAnyValue:StringEquals", names)])
        }
    }
}
