use std::collections::HashMap;

use super::reader::{Reader, Source};
use crate::value::{Kind, Value};

/// The members that a map may have.
pub(super) struct Shape {
    /// What the map is, for messages.
    pub(super) of: &'static str,
    pub(super) known: &'static [&'static str],
    /// What only describe-table tells: known, and not part of a definition.
    pub(super) read_only: &'static [&'static str],
    /// What a table can have and dynamig does not manage: skipped in what describe-table prints, refused elsewhere.
    pub(super) unmanaged: &'static [&'static str],
}

impl Shape {
    /// A map without members that are skipped.
    pub(super) const fn plain(of: &'static str, known: &'static [&'static str]) -> Self {
        Self {
            of,
            known,
            read_only: &[],
            unmanaged: &[],
        }
    }

    fn find(&self, name: &str) -> Option<&'static str> {
        let all = [self.known, self.read_only, self.unmanaged];
        all.into_iter()
            .flatten()
            .find(|known| **known == name)
            .copied()
    }

    /// A known name that somebody who wrote this one may have meant.
    fn nearest(&self, name: &str) -> Option<&'static str> {
        let near = |known: &&'static str| {
            let (meant, said) = (known.to_lowercase(), name.to_lowercase());
            (strsim::damerau_levenshtein(&meant, &said), *known)
        };
        // Longer ones cannot be meant, and comparing them takes time.
        let worth = name.len() <= 100;
        let best = self.known.iter().filter(|_| worth).map(near).min();
        best.filter(|(distance, known)| *distance * 3 <= known.len())
            .map(|(_, known)| known)
    }
}

/// A map whose names are known.
pub(super) struct Members<'v, 't> {
    pub(super) of: &'static str,
    /// Where the map begins.
    pub(super) at: usize,
    found: HashMap<&'static str, &'v Value<'t>>,
    /// Names of what is there and not managed.
    unmanaged: Vec<&'static str>,
    /// Names that misspelt ones probably mean.
    meant: Vec<&'static str>,
}

/// One member of a map.
#[derive(Clone, Copy)]
pub(super) struct Member<'v, 't> {
    name: &'static str,
    pub(super) value: &'v Value<'t>,
}

impl Member<'_, '_> {
    /// Its name as messages have it.
    pub(super) fn name(&self) -> String {
        format!("`{}`", self.name)
    }
}

impl<'v, 't> Members<'v, 't> {
    pub(super) fn get(&self, name: &'static str) -> Option<Member<'v, 't>> {
        let value = self.found.get(name)?;
        Some(Member { name, value })
    }

    /// Whether a member is there that dynamig does not manage.
    pub(super) fn has(&self, unmanaged: &'static str) -> bool {
        self.unmanaged.contains(&unmanaged)
    }
}

impl Reader<'_> {
    /// Takes a map apart; unknown names and those that stand twice are faults.
    pub(super) fn members<'v, 't>(
        &mut self,
        value: &'v Value<'t>,
        shape: &Shape,
    ) -> Option<Members<'v, 't>> {
        let Kind::Map(entries) = &value.kind else {
            self.wrong_type(shape.of, value, "a map");
            return None;
        };
        let mut members = Members {
            of: shape.of,
            at: value.at,
            found: HashMap::new(),
            unmanaged: Vec::new(),
            meant: Vec::new(),
        };
        let mut first: HashMap<&str, usize> = HashMap::new();
        for entry in entries {
            let name = entry.name.as_ref();
            if let Some(&earlier) = first.get(name) {
                let hint = format!("the first is at {}", self.place(earlier));
                let sentence = format!("`{}` stands in {} twice", name.escape_debug(), shape.of);
                self.refuse(entry.at, sentence, hint);
                continue;
            }
            first.insert(name, entry.at);
            match shape.find(name) {
                Some(known) if shape.unmanaged.contains(&known) => {
                    self.unmanaged(known, entry.at);
                    members.unmanaged.push(known);
                }
                Some(known) => {
                    members.found.insert(known, &entry.value);
                }
                None => members.meant.extend(self.unknown(name, entry.at, shape)),
            }
        }
        Some(members)
    }

    /// A member that a map must have.
    pub(super) fn required<'v, 't>(
        &mut self,
        members: &Members<'v, 't>,
        name: &'static str,
    ) -> Option<Member<'v, 't>> {
        let member = members.get(name);
        if member.is_none() && !members.meant.contains(&name) {
            self.refuse(members.at, format!("{} has no `{name}`", members.of), "");
        }
        member
    }

    fn unmanaged(&mut self, name: &'static str, at: usize) {
        if self.source == Source::Written {
            let sentence = format!("dynamig does not manage `{name}`");
            self.refuse(
                at,
                sentence,
                "take it out: dynamig leaves alone what others have set",
            );
        }
    }

    /// Refuses a name; gives the one that is probably meant.
    fn unknown(&mut self, name: &str, at: usize, shape: &Shape) -> Option<&'static str> {
        let near = shape.nearest(name);
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", shape.known.join(", ")),
        };
        let shown: String = name.chars().take(60).collect();
        let sentence = format!("{} has no member `{}`", shape.of, shown.escape_debug());
        self.refuse(at, sentence, hint);
        near
    }
}
