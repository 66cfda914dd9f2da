use std::collections::HashMap;
use std::fmt::Write as _;

use aws_sdk_dynamodb::types::AttributeValue;

use super::compared::{Condition, Was};
use super::intent::{Intent, IntentKind};
use super::target::Target;
use crate::item::{Attributes, Difference};

/// The longest text of an update, in bytes. Conditions are never near it: 140 attributes are less than 3 KB.
const LONGEST_TEXT: usize = 4096;

/// The texts of a single request, with placeholders for all names and values.
#[derive(Debug, Default)]
pub(super) struct Expression<'a> {
    pub(super) update: Option<String>,
    pub(super) condition: String,
    names: Vec<&'a str>,
    values: Vec<&'a AttributeValue>,
}

impl<'a> Expression<'a> {
    /// The expressions of an intent that is an update, or a delete of the item as it was.
    pub(super) fn of(intent: &'a Intent, target: &'a Target) -> Self {
        let mut expression = Self::default();
        if let IntentKind::Update(difference) = &intent.kind {
            expression.change(difference);
        }
        expression.exists(target);
        for condition in &intent.conditions {
            expression.compare(condition, &intent.scanned);
        }
        expression
    }

    /// Changes an item that is there, whatever it is.
    pub(super) fn of_existing(difference: &'a Difference, target: &'a Target) -> Self {
        let mut expression = Self::default();
        expression.change(difference);
        expression.exists(target);
        expression
    }

    /// That no item has the key.
    pub(super) fn of_absent(target: &'a Target) -> Self {
        let mut expression = Self::default();
        let name = expression.name(&target.partition);
        expression.condition = format!("attribute_not_exists(#{name})");
        expression
    }

    /// Whether DynamoDB takes the update.
    pub(super) fn fits(&self) -> bool {
        let update = self.update.as_ref();
        update.is_none_or(|text| text.len() <= LONGEST_TEXT)
    }

    /// The names of the placeholders.
    pub(super) fn names(&self) -> HashMap<String, String> {
        let numbered = self.names.iter().enumerate();
        numbered
            .map(|(i, &name)| (format!("#{i}"), name.to_owned()))
            .collect()
    }

    /// Their values; none where there are no such placeholders, because an empty map is refused.
    pub(super) fn values(&self) -> Option<Attributes> {
        let numbered = self.values.iter().enumerate();
        let values = numbered.map(|(i, &value)| (format!(":{i}"), value.clone()));
        (!self.values.is_empty()).then(|| values.collect())
    }

    fn change(&mut self, difference: &'a Difference) {
        let mut text = String::new();
        for (i, (name, value)) in difference.set.iter().enumerate() {
            let (name, value) = (self.name(name), self.value(value));
            let before = if i == 0 { "SET " } else { "," };
            push(&mut text, format_args!("{before}#{name}=:{value}"));
        }
        for (i, name) in difference.remove.iter().enumerate() {
            let name = self.name(name);
            let before = match (i, text.is_empty()) {
                (0, true) => "REMOVE ",
                (0, false) => " REMOVE ",
                _ => ",",
            };
            push(&mut text, format_args!("{before}#{name}"));
        }
        self.update = Some(text);
    }

    fn exists(&mut self, target: &'a Target) {
        let name = self.name(&target.partition);
        self.condition = format!("attribute_exists(#{name})");
    }

    fn compare(&mut self, condition: &'a Condition, scanned: &'a Attributes) {
        let name = self.name(&condition.name);
        match (condition.was, scanned.get(&condition.name)) {
            (Was::There, Some(was)) => {
                let value = self.value(was);
                push(&mut self.condition, format_args!(" AND #{name}=:{value}"));
            }
            (Was::Absent, _) | (_, None) => {
                let text = format_args!(" AND attribute_not_exists(#{name})");
                push(&mut self.condition, text);
            }
        }
    }

    /// The number of a name's placeholder. A name has one for each place: to look for it would be quadratic.
    fn name(&mut self, name: &'a str) -> usize {
        self.names.push(name);
        self.names.len() - 1
    }

    fn value(&mut self, value: &'a AttributeValue) -> usize {
        self.values.push(value);
        self.values.len() - 1
    }
}

fn push(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = text.write_fmt(what);
}
