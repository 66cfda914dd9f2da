use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::Path;

use dynamig_rules::table::Part;

use super::hint::hint;
use super::members::Member;
use crate::duplicate::Named;
use crate::file::File;
use crate::place::Lines;
use crate::value::{Kind, Value};
use crate::{Fault, FileTable, Place, Places};

/// Reads a file: knows its places, and notes what it finds.
pub(crate) struct Reader<'f> {
    file: &'f Path,
    lines: Lines<'f>,
    found: File,
    /// Where the parts of the table are that is being read.
    parts: HashMap<Part, Place>,
    /// Whether what describe-table prints is being read.
    pub(super) source: Source,
}

/// Where a table's map comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Somebody wrote it, as CreateTable takes it.
    Written,
    /// describe-table printed it.
    Described,
    /// It stands in a template, where numbers and switches are texts and the other way round.
    Template,
}

impl<'f> Reader<'f> {
    pub(crate) fn new(file: &'f Path, lines: Lines<'f>) -> Self {
        Self {
            file,
            lines,
            found: File::default(),
            parts: HashMap::new(),
            source: Source::Written,
        }
    }

    /// What was found, its faults in the order of the text.
    pub(crate) fn finish(mut self) -> File {
        self.found.faults.sort_by_key(|fault| fault.place);
        self.found
    }

    /// Notes a fault.
    pub(crate) fn refuse(
        &mut self,
        at: usize,
        sentence: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let fault = Fault::at(self.file, self.lines.place(at), sentence, hint);
        self.found.faults.push(fault);
    }

    /// Notes a fault that was made elsewhere, about this file.
    pub(super) fn note(&mut self, place: Place, violation: &dynamig_rules::Violation) {
        let rule = violation.rule();
        let fault = Fault::at(self.file, place, violation.to_string(), hint(rule));
        self.found.faults.push(Fault {
            rule: Some(rule),
            ..fault
        });
    }

    pub(crate) fn faults(&self) -> usize {
        self.found.faults.len()
    }

    pub(crate) fn place(&self, at: usize) -> Place {
        self.lines.place(at)
    }

    pub(super) fn file(&self) -> &'f Path {
        self.file
    }

    /// Remembers where a part is.
    pub(super) fn part(&mut self, part: Part, at: usize) {
        let place = self.lines.place(at);
        self.parts.insert(part, place);
    }

    /// The places of a table that was read.
    pub(super) fn take_places(&mut self, start: usize, indexes: &[usize]) -> Places {
        let indexes = indexes.iter().map(|&at| self.lines.place(at)).collect();
        let parts = std::mem::take(&mut self.parts);
        Places::new(self.lines.place(start), indexes, parts)
    }

    pub(super) fn named(&mut self, name: &str, at: usize) {
        self.found.named.push(Named {
            name: name.to_owned(),
            file: self.file.to_owned(),
            place: self.lines.place(at),
        });
    }

    pub(super) fn keep(&mut self, table: FileTable) {
        self.found.tables.push(table);
    }

    /// Notes that a value is of another type than is meant.
    pub(super) fn wrong_type(&mut self, what: &str, value: &Value<'_>, meant: &str) {
        let hint = match &value.kind {
            // It was refused when it was parsed.
            Kind::Refused => return,
            Kind::Null => "leave it out",
            _ => "",
        };
        let is = value.kind.what();
        self.refuse(value.at, format!("{what} is {is}, not {meant}"), hint);
    }

    pub(super) fn text(&mut self, member: Member<'_, '_>) -> Option<String> {
        self.text_of(&member.name(), member.value)
    }

    pub(super) fn text_of(&mut self, what: &str, value: &Value<'_>) -> Option<String> {
        match &value.kind {
            Kind::Text(text) => Some(text.to_string()),
            Kind::Whole(number) if self.is_loose() => Some(number.to_string()),
            Kind::OtherNumber(written) if self.is_loose() => Some((*written).to_owned()),
            Kind::Bool(is) if self.is_loose() => Some(is.to_string()),
            _ => {
                self.wrong_type(what, value, "a string");
                None
            }
        }
    }

    pub(super) fn switch(&mut self, member: Member<'_, '_>) -> Option<bool> {
        match &member.value.kind {
            Kind::Bool(on) => Some(*on),
            Kind::Text(text) if self.is_loose() && text == "true" => Some(true),
            Kind::Text(text) if self.is_loose() && text == "false" => Some(false),
            _ => {
                self.wrong_type(&member.name(), member.value, "true or false");
                None
            }
        }
    }

    /// Whether numbers, switches and texts stand for each other.
    fn is_loose(&self) -> bool {
        self.source == Source::Template
    }

    pub(super) fn list<'v, 't>(&mut self, member: Member<'v, 't>) -> Option<&'v [Value<'t>]> {
        match &member.value.kind {
            Kind::List(values) => Some(values),
            _ => {
                self.wrong_type(&member.name(), member.value, "a list");
                None
            }
        }
    }

    /// A whole number within bounds.
    pub(super) fn whole(
        &mut self,
        member: Member<'_, '_>,
        bounds: &RangeInclusive<i64>,
    ) -> Option<i64> {
        let (name, at) = (member.name(), member.value.at);
        let written = match &member.value.kind {
            Kind::Text(text) if self.is_loose() => text.parse().ok().map(Kind::Whole),
            _ => None,
        };
        match *written.as_ref().unwrap_or(&member.value.kind) {
            Kind::Whole(number) if bounds.contains(&number) => return Some(number),
            Kind::Whole(number) => {
                let (least, most) = (bounds.start(), bounds.end());
                let sentence = format!("{name} is {number}, not a number from {least} to {most}");
                self.refuse(at, sentence, "");
            }
            Kind::OtherNumber(written) => {
                let sentence = format!("{name} is {written}, not a whole number that fits");
                self.refuse(at, sentence, "");
            }
            _ => self.wrong_type(&name, member.value, "a number"),
        }
        None
    }

    /// Units a second.
    pub(super) fn units(&mut self, member: Member<'_, '_>) -> Option<u64> {
        let number = self.whole(member, &(0..=i64::MAX))?;
        u64::try_from(number).ok()
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        member: Member<'_, '_>,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let word = match &member.value.kind {
            Kind::Text(text) => text.as_ref(),
            Kind::Word(word) => word,
            _ => {
                self.wrong_type(&member.name(), member.value, "a string");
                return None;
            }
        };
        if let Some((_, chosen)) = choices.iter().find(|(name, _)| *name == word) {
            return Some(*chosen);
        }
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        let (sentence, hint) = (
            format!("{} is not `{}`", member.name(), word.escape_debug()),
            format!("it is one of {}", names.join(", ")),
        );
        self.refuse(member.value.at, sentence, hint);
        None
    }
}
