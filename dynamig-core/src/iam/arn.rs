use crate::table::Encryption;

/// What a permission is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Resource {
    /// A table, by its real name.
    Table(String),
    /// All indexes of a table, by its real name.
    Indexes(String),
    /// A key of KMS, by its id or ARN.
    Key(String),
    /// Whatever key of KMS this alias names.
    Alias(String),
    /// Anything.
    Any,
}

impl Resource {
    /// The key of a table's encryption; none where AWS manages it, which needs no permission.
    pub(super) fn key(encryption: &Encryption) -> Option<Self> {
        let key = encryption.key.clone()?;
        let is_alias = key.starts_with("alias/") || key.contains(":alias/");
        Some(match is_alias {
            true => Self::Alias(key),
            false => Self::Key(key),
        })
    }
}

/// Where the tables are, as far as that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Empty: not known.
    pub(crate) account: String,
    /// Empty: not known.
    pub(crate) region: String,
}

impl Place {
    /// The Amazon resource name; `*` stands for what is not known.
    pub(super) fn arn(&self, resource: &Resource) -> String {
        match resource {
            Resource::Table(name) => self.of("dynamodb", &format!("table/{name}")),
            Resource::Indexes(table) => self.of("dynamodb", &format!("table/{table}/index/*")),
            Resource::Key(arn) if arn.starts_with("arn:") => arn.clone(),
            Resource::Key(id) => self.of("kms", &format!("key/{id}")),
            // IAM knows keys by their ids; a condition holds them to the alias.
            Resource::Alias(_) => self.of("kms", "key/*"),
            Resource::Any => "*".to_owned(),
        }
    }

    fn of(&self, service: &str, resource: &str) -> String {
        let partition = match self.region.as_str() {
            region if region.starts_with("cn-") => "aws-cn",
            region if region.starts_with("us-gov-") => "aws-us-gov",
            _ => "aws",
        };
        let [region, account] = [&self.region, &self.account].map(|part| match part.as_str() {
            "" => "*",
            part => part,
        });
        format!("arn:{partition}:{service}:{region}:{account}:{resource}")
    }
}
