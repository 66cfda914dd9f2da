//! `#[index(…)]`.

use dynamig_rules::table::{Index, IndexPart, Key, Part, Role, Scope};
use proc_macro2::{Delimiter, Group, Ident, TokenStream};

use super::field::find;
use super::forms::INDEX;
use super::item::Understood;
use super::projection;
use super::spec::{OfIndex, Spec};
use super::value::{cap, capacity, text, warm};
use crate::attr::given::{Given, entries};
use crate::attr::value::path;
use crate::errors::Errors;
use crate::refusal;

/// Reads one index into the definition.
pub(super) fn read(tokens: TokenStream, spec: &mut Spec<'_>, errors: &mut Errors) {
    let before = errors.count();
    let options = INDEX.parse(tokens.clone(), errors);
    let understood = if errors.count() == before {
        Understood::Wholly
    } else {
        Understood::InPart
    };
    let option = |name: &str| options.iter().find(|option| option.name == name);
    let mut reading = Reading {
        place: spec.definition.indexes.len(),
        at: option("name").map_or(tokens, |name| name.value.clone()),
        understood,
        index: Index::new("", Scope::Global),
        of_index: OfIndex {
            keys: Vec::new(),
            after: None,
        },
    };
    if option("local").is_some() {
        reading.index.scope = Scope::Local;
    }
    reading.name(option("name"), spec, errors);
    reading.keys(option("partition_key"), option("sort_key"), spec, errors);
    if option("provisioned").is_none() {
        reading.mark(IndexPart::Capacity, spec);
    }
    for option in &options {
        reading.option(option, spec, errors);
    }
    spec.definition.indexes.push(reading.index);
    spec.indexes.push(reading.of_index);
}

/// An index that is being read.
struct Reading {
    /// Its place among the indexes.
    place: usize,
    /// Its name, or all of it where it has none.
    at: TokenStream,
    /// Whether something may be missing only because it could not be understood.
    understood: Understood,
    index: Index,
    of_index: OfIndex,
}

impl Reading {
    /// Has what is missing in a part told at the index's name.
    fn mark(&self, part: IndexPart, spec: &mut Spec<'_>) {
        if self.understood == Understood::Wholly {
            spec.mark(Part::Index(self.place, part), &self.at);
        }
    }

    fn name(&mut self, name: Option<&Given>, spec: &mut Spec<'_>, errors: &mut Errors) {
        match name {
            Some(option) => {
                if let Some(name) = text(option, errors) {
                    spec.mark(Part::Index(self.place, IndexPart::Name), &option.value);
                    self.index.name = name;
                }
            }
            None if self.understood == Understood::Wholly => {
                errors.refuse(&self.at, &refusal::NO_INDEX_NAME);
            }
            None => {}
        }
    }

    fn option(&mut self, option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
        let index = &mut self.index;
        let part = |part| Part::Index(self.place, part);
        match &*option.name {
            "provisioned" => {
                index.capacity = capacity(option, errors);
                if index.capacity.is_some() {
                    spec.mark(part(IndexPart::Capacity), &option.value);
                }
            }
            "max_read_units" => {
                spec.mark(part(IndexPart::Caps), &option.value);
                index.caps.read = cap(option, errors);
            }
            "max_write_units" => {
                spec.mark(part(IndexPart::Caps), &option.value);
                index.caps.write = cap(option, errors);
            }
            "warm" => {
                if let Some(warm) = warm(option, errors) {
                    spec.mark(part(IndexPart::Warm), &option.value);
                    index.warm = warm;
                }
            }
            "projection" => {
                index.projection = projection::read(option, self.place, spec, errors);
            }
            "after" if index.scope == Scope::Local => {
                errors.refuse(&option.key, &refusal::LOCAL_WAITS);
            }
            "after" => self.of_index.after = path(option, errors),
            // Read before, all together.
            "name" | "partition_key" | "sort_key" | "local" => {}
            name => unreachable!("`{name}` is accepted, but not known"),
        }
    }

    /// The key: where anything is wrong with how it is written, no rule is asked about it.
    fn keys(
        &mut self,
        partition: Option<&Given>,
        sort: Option<&Given>,
        spec: &mut Spec<'_>,
        errors: &mut Errors,
    ) {
        let before = errors.count();
        let mut marks = Vec::new();
        match partition {
            Some(option) => marks.extend(self.key(option, Role::Partition, spec, errors)),
            None if self.index.scope == Scope::Local => {
                if let Some(&field) = spec.keys.first() {
                    self.add(field, Role::Partition, spec);
                    marks.push(self.at.clone());
                }
            }
            None => {}
        }
        if let Some(option) = sort {
            marks.extend(self.key(option, Role::Sort, spec, errors));
        }
        if errors.count() == before && self.understood == Understood::Wholly {
            self.mark(IndexPart::Keys, spec);
            for (n, mark) in marks.iter().enumerate() {
                spec.mark(Part::Index(self.place, IndexPart::Key(n)), mark);
            }
        }
    }

    /// `field` or `[field, other]`; gives the tokens of each.
    fn key(
        &mut self,
        option: &Given,
        role: Role,
        spec: &mut Spec<'_>,
        errors: &mut Errors,
    ) -> Vec<TokenStream> {
        let list = syn::parse2::<Group>(option.value.clone()).ok();
        let fields = match list.filter(|list| list.delimiter() == Delimiter::Bracket) {
            Some(list) => entries(list.stream(), errors),
            None => vec![option.value.clone()],
        };
        if fields.is_empty() {
            let sentence = format!("the list of `{}` is empty", option.name);
            errors.say(&option.value, &refusal::EMPTY_LIST, sentence);
        }
        let otherwise = "a key is named by its fields, because their types are its types";
        for tokens in &fields {
            match syn::parse2::<Ident>(tokens.clone()) {
                Ok(name) => {
                    if let Some(field) = find(&name, spec.item, otherwise, errors) {
                        self.add(field, role, spec);
                    }
                }
                Err(_) => errors.refuse(tokens, &refusal::NOT_A_FIELD),
            }
        }
        fields
    }

    fn add(&mut self, field: usize, role: Role, spec: &mut Spec<'_>) {
        self.of_index.keys.push(field);
        spec.named.insert(field);
        self.index.keys.push(Key {
            attribute: spec.item.fields[field].attribute.clone(),
            role,
        });
    }
}
