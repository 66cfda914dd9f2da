use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::super::nearest::suggestion;
use super::super::refusal::Refusal;
use super::faults::Faults;

/// A key and its value, each with its place. Reading the value notes a fault where it is of the wrong kind.
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    key_place: Range<usize>,
    value: &'a DeValue<'a>,
    value_place: Range<usize>,
}

/// The entries of a table.
pub(super) fn entries<'a>(table: &'a DeTable<'a>) -> impl Iterator<Item = Entry<'a>> {
    table.iter().map(|(key, value)| Entry {
        key: key.get_ref(),
        key_place: key.span(),
        value: value.get_ref(),
        value_place: value.span(),
    })
}

impl<'a> Entry<'a> {
    pub(super) fn string(&self, faults: &mut Faults) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => self.wrong_kind("a string", faults),
        }
    }

    /// Reads a string by a rule of its own.
    pub(super) fn read<T>(
        &self,
        faults: &mut Faults,
        read: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        read(self.string(faults)?)
            .map_err(|refusal| self.refuse(faults, refusal))
            .ok()
    }

    /// Takes a string that passes a check.
    pub(super) fn checked(
        &self,
        faults: &mut Faults,
        check: impl FnOnce(&str) -> Result<(), Refusal>,
    ) -> Option<String> {
        self.read(faults, |text| check(text).map(|()| text.to_owned()))
    }

    /// Takes a string that is not empty.
    pub(super) fn given(&self, faults: &mut Faults) -> Option<String> {
        self.checked(faults, |text| {
            if text.is_empty() {
                return Err(
                    Refusal::new(format!("`{}` is empty", self.key)).hint("take the line out")
                );
            }
            Ok(())
        })
    }

    pub(super) fn boolean(&self, faults: &mut Faults) -> Option<bool> {
        match self.value {
            DeValue::Boolean(value) => Some(*value),
            _ => self.wrong_kind("true or false", faults),
        }
    }

    /// Reads an integer of 1 or more.
    pub(super) fn positive(&self, faults: &mut Faults) -> Option<u64> {
        let DeValue::Integer(number) = self.value else {
            return self.wrong_kind("an integer", faults);
        };
        match u64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number @ 1..) => Some(number),
            _ => {
                self.refuse(
                    faults,
                    Refusal::new(format!("`{}` must be 1 or more", self.key)),
                );
                None
            }
        }
    }

    pub(super) fn table(&self, faults: &mut Faults) -> Option<&'a DeTable<'a>> {
        match self.value {
            DeValue::Table(table) => Some(table),
            _ => self.wrong_kind("a table", faults),
        }
    }

    /// Reads a table whose keys are free and whose values are strings.
    pub(super) fn strings(&self, faults: &mut Faults) -> BTreeMap<String, String> {
        let Some(table) = self.table(faults) else {
            return BTreeMap::new();
        };
        let pair =
            |entry: Entry<'_>| Some((entry.key.to_owned(), entry.string(faults)?.to_owned()));
        entries(table).filter_map(pair).collect()
    }

    /// Reads an array of names, each one of those that belong here.
    pub(super) fn names(&self, faults: &mut Faults, known: &[&str]) -> BTreeSet<String> {
        let DeValue::Array(values) = self.value else {
            self.wrong_kind::<()>("an array of names", faults);
            return BTreeSet::new();
        };
        let mut names = BTreeSet::new();
        for value in values {
            match value.get_ref() {
                DeValue::String(name) if known.contains(&name.as_ref()) => {
                    names.insert(name.to_string());
                }
                DeValue::String(name) => {
                    let refusal = Refusal::new(format!("`{}` cannot have `{name}`", self.key));
                    let hint = suggestion(name, "it can have", known);
                    faults.at(value.span(), refusal.hint(hint));
                }
                _ => {
                    let refusal = Refusal::new(format!("`{}` must be an array of names", self.key));
                    faults.at(value.span(), refusal);
                }
            }
        }
        names
    }

    pub(super) fn is_string(&self) -> bool {
        matches!(self.value, DeValue::String(_))
    }

    /// Notes a fault of the value.
    pub(super) fn refuse(&self, faults: &mut Faults, refusal: Refusal) {
        faults.at(self.value_place.clone(), refusal);
    }

    /// Notes a fault of the key.
    pub(super) fn refuse_key(&self, faults: &mut Faults, refusal: Refusal) {
        faults.at(self.key_place.clone(), refusal);
    }

    /// Notes that the key is none of those that belong here.
    pub(super) fn unknown(&self, faults: &mut Faults, known: &[&str]) {
        let refusal = Refusal::new(format!("unknown key `{}`", self.key));
        self.refuse_key(
            faults,
            refusal.hint(suggestion(self.key, "the keys here are", known)),
        );
    }

    pub(super) fn wrong_kind<T>(&self, wanted: &str, faults: &mut Faults) -> Option<T> {
        let found = match self.value {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a float",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.refuse(
            faults,
            Refusal::new(format!("`{}` must be {wanted}, not {found}", self.key)),
        );
        None
    }
}
