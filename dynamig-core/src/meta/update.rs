use std::collections::HashMap;

use aws_sdk_dynamodb::types::{
    AttributeValue, ReturnValuesOnConditionCheckFailure, Update as UpdateAction,
};

use super::item::Item;
use super::keys::Key;

/// An update of one row: attributes to set, attributes to remove, and the condition under which it holds.
///
/// Every attribute goes by a placeholder made of its own name, so that no reserved word can get in the way: write
/// `#version = :seen` for a condition on `version` and give `:seen` to [`when`](Self::when).
#[derive(Clone, Debug, Default)]
pub(crate) struct Update {
    set: Vec<(String, AttributeValue)>,
    remove: Vec<String>,
    condition: Option<String>,
    mentioned: Vec<String>,
    values: Vec<(String, AttributeValue)>,
}

impl Update {
    pub(crate) fn set(attributes: Item) -> Self {
        let mut set: Vec<_> = attributes.into_iter().collect();
        set.sort_by(|a, b| a.0.cmp(&b.0));
        Self {
            set,
            ..Self::default()
        }
    }

    pub(crate) fn remove(mut self, attribute: impl Into<String>) -> Self {
        self.remove.push(attribute.into());
        self
    }

    /// Adds a condition over `attributes`, with the values of its placeholders.
    pub(crate) fn when(
        mut self,
        condition: &str,
        attributes: &[&str],
        values: &[(&str, AttributeValue)],
    ) -> Self {
        self.condition = Some(condition.to_owned());
        self.mentioned
            .extend(attributes.iter().map(|&name| name.to_owned()));
        self.values.extend(
            values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone())),
        );
        self
    }

    pub(crate) fn expression(&self) -> String {
        let mut text = String::new();
        if !self.set.is_empty() {
            let set: Vec<_> = self
                .set
                .iter()
                .map(|(name, _)| format!("#{name} = :set_{name}"))
                .collect();
            text = format!("SET {}", set.join(", "));
        }
        if !self.remove.is_empty() {
            let remove: Vec<_> = self.remove.iter().map(|name| format!("#{name}")).collect();
            text = format!("{text} REMOVE {}", remove.join(", "));
        }
        text.trim().to_owned()
    }

    pub(crate) fn condition(&self) -> Option<String> {
        self.condition.clone()
    }

    pub(crate) fn names(&self) -> HashMap<String, String> {
        let set = self.set.iter().map(|(name, _)| name);
        set.chain(&self.remove)
            .chain(&self.mentioned)
            .map(|name| (format!("#{name}"), name.clone()))
            .collect()
    }

    pub(crate) fn values(&self) -> Option<Item> {
        let set = self
            .set
            .iter()
            .map(|(name, value)| (format!(":set_{name}"), value.clone()));
        let all: Item = set.chain(self.values.iter().cloned()).collect();
        (!all.is_empty()).then_some(all)
    }

    /// The update as an action of a transaction.
    pub(crate) fn action(
        &self,
        table: &str,
        key: &Key,
    ) -> Result<UpdateAction, aws_sdk_dynamodb::error::BuildError> {
        UpdateAction::builder()
            .table_name(table)
            .set_key(Some(key.item()))
            .update_expression(self.expression())
            .set_expression_attribute_names(Some(self.names()))
            .set_expression_attribute_values(self.values())
            .set_condition_expression(self.condition())
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
    }
}
