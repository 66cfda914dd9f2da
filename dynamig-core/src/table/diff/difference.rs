use std::fmt;

use sha2::{Digest as _, Sha256};

use super::{Change, Property};
use crate::table::{Capacity, Caps, Encryption, Recovery, Setting, Warm, words};

/// One property in which a live table is not what its declaration says, in words.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The property.
    pub property: Property,
    /// What of it: an index or a tag by its name, where there is more than one.
    pub of: Option<String>,
    /// What is declared. A policy is told by its size and its hash.
    pub declared: String,
    /// What is there.
    pub observed: String,
}

impl From<&Change> for Difference {
    fn from(change: &Change) -> Self {
        let (property, of) = about(change);
        let (declared, observed) = both(change);
        Self {
            property,
            of: of.cloned(),
            declared,
            observed,
        }
    }
}

impl fmt::Display for Difference {
    /// `ttl is expires_at, declared off`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            declared, observed, ..
        } = self;
        write!(
            formatter,
            "{} is {observed}, declared {declared}",
            self.what()
        )
    }
}

impl Difference {
    /// What differs, in words: ``index `by_email` ``, `ttl`, ``capacity of index `by_email` ``.
    #[must_use]
    pub fn what(&self) -> String {
        let Some(of) = &self.of else {
            return self.property.to_string();
        };
        match self.property {
            Property::Indexes => format!("index `{of}`"),
            Property::LocalIndexes => format!("local index `{of}`"),
            Property::Tags => format!("tag `{of}`"),
            property => format!("{property} of index `{of}`"),
        }
    }
}

impl Change {
    /// The property that it is about.
    pub(crate) fn property(&self) -> Property {
        about(self).0
    }
}

fn about(change: &Change) -> (Property, Option<&String>) {
    match change {
        Change::Key { .. } => (Property::Key, None),
        Change::Local { name, .. } => (Property::LocalIndexes, Some(name)),
        Change::MissingIndex { name, .. }
        | Change::OtherIndex { name, .. }
        | Change::HeldIndex { name, .. } => (Property::Indexes, Some(name)),
        Change::Billing { .. } => (Property::Billing, None),
        Change::Capacity { of, .. } => (Property::Capacity, of.as_ref()),
        Change::Caps { of, .. } => (Property::Caps, of.as_ref()),
        Change::Warm { of, .. } => (Property::Warm, of.as_ref()),
        Change::Stream { .. } => (Property::Stream, None),
        Change::Encryption { .. } => (Property::Encryption, None),
        Change::Class { .. } => (Property::Class, None),
        Change::Protect | Change::Unprotect => (Property::DeletionProtection, None),
        Change::Tag { key, .. } => (Property::Tags, Some(key)),
        Change::Ttl { .. } => (Property::Ttl, None),
        Change::Recovery { .. } => (Property::Recovery, None),
        Change::Policy { .. } => (Property::Policy, None),
    }
}

/// What is declared, and what is there.
fn both(change: &Change) -> (String, String) {
    match change {
        Change::Key { declared, observed } => (declared.clone(), observed.clone()),
        Change::Local {
            declared, observed, ..
        } => (or_none(declared.as_deref()), or_none(observed.as_deref())),
        Change::MissingIndex { declared, .. } => (declared.clone(), or_none(None)),
        Change::OtherIndex {
            declared, observed, ..
        } => (declared.clone(), observed.clone()),
        Change::HeldIndex { observed, .. } => (or_none(None), observed.clone()),
        Change::Billing { from, to } => (
            words::billing(*to).to_owned(),
            words::billing(*from).to_owned(),
        ),
        Change::Capacity { from, to, .. } => (capacity(Some(*to)), capacity(*from)),
        Change::Caps { from, to, .. } => (caps(to), caps(from)),
        Change::Warm { from, to, .. } => (warm(*to), warm(*from)),
        Change::Stream { from, to } => {
            let text = |view: &Option<_>| or_off(view.map(words::view));
            (text(to), text(from))
        }
        Change::Encryption { from, to } => (encryption(to.as_ref()), encryption(from.as_ref())),
        Change::Class { from, to } => {
            (words::class(*to).to_owned(), words::class(*from).to_owned())
        }
        Change::Protect => ("on".to_owned(), "off".to_owned()),
        Change::Unprotect => ("off".to_owned(), "on".to_owned()),
        Change::Tag { from, to, .. } => (or_none(to.as_deref()), or_none(from.as_deref())),
        Change::Ttl { from, to } => (or_off(to.as_deref()), or_off(from.as_deref())),
        Change::Recovery { from, to } => (recovery(to.as_ref()), recovery(from.as_ref())),
        Change::Policy { from, to } => (policy(to.as_deref()), policy(from.as_deref())),
    }
}

fn or_off(text: Option<&str>) -> String {
    text.unwrap_or("off").to_owned()
}

fn or_none(text: Option<&str>) -> String {
    text.unwrap_or("none").to_owned()
}

/// Capacity in words.
pub(crate) fn capacity(units: Option<Capacity>) -> String {
    units.map_or_else(
        || "none".to_owned(),
        |units| format!("{} read, {} write", units.read, units.write),
    )
}

/// Caps in words.
pub(crate) fn caps(caps: &Caps) -> String {
    let text = |cap: &Setting<u64>| match cap {
        Setting::On(units) => units.to_string(),
        Setting::Off | Setting::Unsaid => "no limit".to_owned(),
    };
    format!("read: {}, write: {}", text(&caps.read), text(&caps.write))
}

/// Warm throughput in words.
pub(crate) fn warm(warm: Warm) -> String {
    let text = |units: Option<u64>| units.map_or("as it is".to_owned(), |units| units.to_string());
    format!("read: {}, write: {}", text(warm.read), text(warm.write))
}

/// Encryption in words.
pub(crate) fn encryption(encryption: Option<&Encryption>) -> String {
    match encryption {
        None => "off".to_owned(),
        Some(Encryption { key: None }) => super::kms::AWS_MANAGED.to_owned(),
        Some(Encryption { key: Some(key) }) => key.clone(),
    }
}

/// Recovery in words.
pub(crate) fn recovery(recovery: Option<&Recovery>) -> String {
    match recovery.map(|recovery| recovery.days) {
        None => "off".to_owned(),
        Some(None) => "on".to_owned(),
        Some(Some(days)) => format!("{days} days"),
    }
}

/// A policy by its size and its hash: its text is nobody's business who reads a log.
pub(crate) fn policy(policy: Option<&str>) -> String {
    let Some(policy) = policy else {
        return "off".to_owned();
    };
    let digest = Sha256::digest(policy.as_bytes());
    let short: String = digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{} bytes, sha256 {short}…", policy.len())
}
