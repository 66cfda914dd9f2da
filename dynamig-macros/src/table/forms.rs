//! The options that each attribute of a table takes.

use crate::attr::given::Form;

pub(super) const TABLE: Form = Form {
    attribute: "#[table]",
    options: &[
        "name",
        "billing",
        "max_read_units",
        "max_write_units",
        "stream",
        "encryption",
        "class",
        "deletion_protection",
        "ttl",
        "recovery",
        "policy",
        "revision",
        "crate",
    ],
    flags: &["dropped"],
    groups: &["warm", "stream", "tags", "ttl"],
};

pub(super) const FIELD: Form = Form {
    attribute: "#[table]",
    options: &[],
    flags: &["partition_key", "sort_key"],
    groups: &[],
};

pub(super) const INDEX: Form = Form {
    attribute: "#[index]",
    options: &[
        "name",
        "partition_key",
        "sort_key",
        "projection",
        "max_read_units",
        "max_write_units",
        "after",
    ],
    flags: &["local"],
    groups: &["provisioned", "warm"],
};

pub(super) const STREAM: Form = Form {
    attribute: "stream(…)",
    options: &["view", "after"],
    flags: &[],
    groups: &[],
};

pub(super) const TTL: Form = Form {
    attribute: "ttl(…)",
    options: &["attribute", "after"],
    flags: &[],
    groups: &[],
};

pub(super) const PROVISIONED: Form = Form {
    attribute: "provisioned(…)",
    options: &["read", "write"],
    flags: &[],
    groups: &[],
};

pub(super) const WARM: Form = Form {
    attribute: "warm(…)",
    options: &["read", "write"],
    flags: &[],
    groups: &[],
};
