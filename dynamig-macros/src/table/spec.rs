use std::collections::{BTreeSet, HashMap};

use dynamig_rules::table::{Attribute, Definition, IndexPart, Key, Part, Role, check};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Path;

use super::field::Named;
use super::index;
use super::item::{Item, Understood};
use super::options;
use super::serde::Stored;
use crate::errors::Errors;
use crate::refusal;

/// A table as its attributes declare it.
pub(super) struct Spec<'a> {
    pub(super) item: &'a Item,
    pub(super) definition: Definition,
    /// The fields of the table's key, as the definition lists them.
    pub(super) keys: Vec<usize>,
    /// What a definition does not hold of its indexes, in the same order.
    pub(super) indexes: Vec<OfIndex>,
    pub(super) stream_after: Option<Path>,
    pub(super) ttl_after: Option<Path>,
    pub(super) revision: u32,
    pub(super) presence: Presence,
    pub(super) core: Option<Path>,
    /// Every field that the definition names.
    pub(super) named: BTreeSet<usize>,
    /// Whether what is said of billing could be understood: if not, nothing can be said of throughput.
    pub(super) billing: Understood,
    /// The tokens of each part. What is wrong with a part that has none was said before.
    parts: HashMap<Part, TokenStream>,
}

/// What the compiler must still be asked about an index.
pub(super) struct OfIndex {
    /// The fields of its key.
    pub(super) keys: Vec<usize>,
    pub(super) after: Option<Path>,
}

/// Whether the table is to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Kept,
    Dropped,
}

impl<'a> Spec<'a> {
    /// Reads all attributes, and notes whatever is wrong with any of them.
    pub(super) fn new(item: &'a Item, errors: &mut Errors) -> Self {
        let mut spec = Self {
            item,
            definition: Definition::default(),
            keys: Vec::new(),
            indexes: Vec::new(),
            stream_after: None,
            ttl_after: None,
            revision: 1,
            presence: Presence::Kept,
            core: None,
            named: BTreeSet::new(),
            billing: Understood::Wholly,
            parts: HashMap::new(),
        };
        spec.mark(Part::Indexes, &item.name);
        spec.keys(errors);
        options::read(&mut spec, errors);
        for tokens in &item.indexes {
            index::read(tokens.clone(), &mut spec, errors);
        }
        spec.attributes();
        spec
    }

    /// Says which tokens a part of the definition is made of.
    pub(super) fn mark(&mut self, part: Part, at: &dyn ToTokens) {
        let tokens = self.parts.entry(part).or_default();
        at.to_tokens(tokens);
    }

    /// The name under which an attribute that an option names is stored.
    pub(super) fn stored_as(&mut self, named: Named) -> String {
        match named {
            Named::Field(field) => {
                self.named.insert(field);
                self.item.fields[field].attribute.clone()
            }
            Named::Attribute(name) => name,
        }
    }

    /// The table's key: the partition key first, wherever its field stands.
    fn keys(&mut self, errors: &mut Errors) {
        let fields = &self.item.fields;
        for role in [Role::Partition, Role::Sort] {
            for (i, field) in fields.iter().enumerate() {
                if !field.roles.contains(&role) {
                    continue;
                }
                if let Stored::Never(word) | Stored::Sometimes(word) = &field.stored {
                    let name = &field.name;
                    let sentence =
                        format!("`{name}` is an attribute of the table's key, and has `{word}`");
                    let hint = "every item has all of its key: take it out";
                    errors.say_with_hint(word, &refusal::NOT_STORED, sentence, hint);
                }
                self.mark(Part::Key(self.keys.len()), &field.name);
                self.keys.push(i);
                self.named.insert(i);
                self.definition.keys.push(Key {
                    attribute: field.attribute.clone(),
                    role,
                });
            }
        }
        if self.item.roles == Understood::Wholly {
            self.mark(Part::Keys, &self.item.name);
        }
    }

    /// The attributes of all keys. Their types are the compiler's to know.
    fn attributes(&mut self) {
        let of_indexes = self.definition.indexes.iter().flat_map(|index| &index.keys);
        let mut attributes: Vec<Attribute> = Vec::new();
        for key in self.definition.keys.iter().chain(of_indexes) {
            if !attributes.iter().any(|known| known.name == key.attribute) {
                attributes.push(Attribute {
                    name: key.attribute.clone(),
                    kind: None,
                });
            }
        }
        self.definition.attributes = attributes;
    }

    /// Notes every rule that the definition breaks, each at the tokens of its part.
    pub(super) fn check(&self, errors: &mut Errors) {
        for fault in check(&self.definition) {
            // An attribute has no tokens of its own: it is that of a key, which is reported.
            let is_known = self.billing == Understood::Wholly || !is_throughput(fault.part);
            if let Some(tokens) = self.parts.get(&fault.part).filter(|_| is_known) {
                errors.say(tokens, fault.violation.rule(), &fault.violation);
            }
        }
    }
}

fn is_throughput(part: Part) -> bool {
    use IndexPart::{Capacity, Caps, Warm};
    matches!(
        part,
        Part::Capacity | Part::Caps | Part::Warm | Part::Index(_, Capacity | Caps | Warm)
    )
}
