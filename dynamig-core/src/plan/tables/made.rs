//! What a new table is made with, in words.

use super::TableStep;
use crate::table::diff::{self, keys};
use crate::table::{Billing, Call, Capacity, Caps, Definition, Setting, Warm, words};

impl TableStep {
    /// What a new table is made with, in words: its key, how it is paid for, its indexes, and whatever else the one call
    /// carries. Empty where the step makes no table.
    #[must_use]
    pub fn made(&self) -> Vec<String> {
        match &self.call {
            Call::Create(definition) => parts(definition),
            _ => Vec::new(),
        }
    }
}

fn parts(made: &Definition) -> Vec<String> {
    let mut parts = vec![keys::key(&made.keys, made)];
    parts.push(words::billing(made.billing()).to_owned());
    parts.extend(throughput(
        made.billing(),
        made.capacity,
        &made.caps,
        made.warm,
    ));
    for index in &made.indexes {
        let mut text = format!("index `{}`: {}", index.name, keys::shape(index, made));
        for part in throughput(made.billing(), index.capacity, &index.caps, index.warm) {
            text.push_str(&format!(", {part}"));
        }
        parts.push(text);
    }
    let stream = made.stream.on().map(|view| words::view(*view));
    parts.extend(stream.map(|view| format!("stream {view}")));
    if let Some(encryption) = made.encryption.on() {
        let key = diff::encryption(Some(encryption));
        parts.push(format!("encryption: {key}"));
    }
    parts.extend(made.class.map(|class| words::class(class).to_owned()));
    if made.deletion_protection == Setting::On(()) {
        parts.push("protected from deletion".to_owned());
    }
    let tags: Vec<_> = made.tags.iter().map(|tag| tag.key.as_str()).collect();
    if !tags.is_empty() {
        parts.push(format!("tags: {}", tags.join(", ")));
    }
    let policy = made.policy.on();
    parts.extend(policy.map(|_| "a resource policy".to_owned()));
    parts
}

fn throughput(
    billing: Billing,
    capacity: Option<Capacity>,
    caps: &Caps,
    warm: Warm,
) -> Vec<String> {
    let capacity = capacity.filter(|_| billing == Billing::Provisioned);
    let mut parts = Vec::new();
    parts.extend(capacity.map(|units| diff::capacity(Some(units))));
    if !caps.is_unsaid() {
        parts.push(format!("at most {}", diff::caps(caps)));
    }
    if !warm.is_unsaid() {
        parts.push(format!("warm for {}", diff::warm(warm)));
    }
    parts
}
