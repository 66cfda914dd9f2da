use std::collections::{BTreeMap, BTreeSet};

/// What was given for names that a template does not know: parameters, pseudo parameters such as `AWS::Region`,
/// attributes such as `Key.Arn`, resources, and what other stacks export.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    given: BTreeMap<String, String>,
    used: BTreeSet<String>,
}

impl Parameters {
    /// These values, by their names.
    pub fn new(given: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            given: given.into_iter().collect(),
            used: BTreeSet::new(),
        }
    }

    /// The value of a name.
    pub(super) fn of(&mut self, name: &str) -> Option<String> {
        let given = self.given.get(name)?;
        self.used.insert(name.to_owned());
        Some(given.clone())
    }

    /// Notes that a template has a parameter of this name, whether anything asks for it or not.
    pub(super) fn knows(&mut self, name: &str) {
        self.used.insert(name.to_owned());
    }

    /// Names that no template asked for.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        let unused = self.given.keys();
        let unused = unused.filter(|name| !self.used.contains(*name));
        unused.map(String::as_str)
    }
}
