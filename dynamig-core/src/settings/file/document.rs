use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::super::nearest::suggestion;
use super::super::refusal::Refusal;
use super::super::{Layer, names};
use super::entry::{Entry, entries};
use super::faults::Faults;
use super::layer_keys::{Known, LAYER_KEYS, read_key};
use crate::{Code, Error};

/// The keys that stand at the top level only.
pub(super) const TOP_KEYS: [&str; 5] = ["namespace", "package", "default_env", "env", "foreign"];

/// A `dynamig.toml`, read and checked.
#[derive(Clone, Debug)]
pub struct File {
    path: PathBuf,
    namespace: String,
    default_env: Option<String>,
    top: Layer,
    environments: BTreeMap<String, Layer>,
}

impl File {
    /// Reads the text of a `dynamig.toml`; `path` is for messages only.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] with every fault, each with its line, its column and the line itself. A fault of syntax
    /// is told alone.
    pub fn parse(path: impl Into<PathBuf>, text: &str) -> Result<Self, Error> {
        let path = path.into();
        let mut faults = Faults::default();
        let mut file = Self {
            path: path.clone(),
            namespace: String::new(),
            default_env: None,
            top: Layer::default(),
            environments: BTreeMap::new(),
        };
        match DeTable::parse(text) {
            Ok(document) => file.read(document.get_ref(), &mut faults),
            Err(error) => {
                let refusal = Refusal::new(error.message().replace('\n', "; "));
                match error.span() {
                    Some(place) => faults.at(place, refusal),
                    None => faults.of_file(refusal),
                }
            }
        }
        faults.finish(&path, text)?;
        Ok(file)
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The namespace, which every file has.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The package that holds the migrations, where the file names it.
    #[must_use]
    pub fn package(&self) -> Option<&str> {
        self.top.package.as_deref()
    }

    /// The packages of `[foreign]`, each with the namespace that owns its migrations.
    #[must_use]
    pub fn foreign_packages(&self) -> &BTreeMap<String, String> {
        &self.top.foreign
    }

    /// The environment that is used before a terminal when none is named.
    #[must_use]
    pub fn default_env(&self) -> Option<&str> {
        self.default_env.as_deref()
    }

    /// The names of the environments, sorted.
    pub fn environments(&self) -> impl Iterator<Item = &str> {
        self.environments.keys().map(String::as_str)
    }

    /// The layer of an environment over that of the top level, or, without an environment, the latter alone.
    pub(in super::super) fn layer(&self, environment: Option<&str>) -> Result<Layer, Error> {
        let mut top = self.top.clone();
        top.namespace = Some(self.namespace.clone());
        let Some(name) = environment else {
            return Ok(top);
        };
        match self.environments.get(name) {
            Some(layer) => Ok(layer.clone().over(top)),
            None => {
                let sentence = format!("{} has no environment `{name}`", self.path.display());
                Err(Error::new(Code::Configuration, sentence).hint(self.suggest(name)))
            }
        }
    }

    fn suggest(&self, name: &str) -> String {
        let known: Vec<_> = self.environments().collect();
        if known.is_empty() {
            format!("it has none at all: add a table [env.{name}]")
        } else {
            suggestion(name, "it has", &known)
        }
    }

    fn read(&mut self, document: &DeTable<'_>, faults: &mut Faults) {
        if !document.contains_key("namespace") {
            let refusal = Refusal::new("`namespace` is missing");
            faults
                .of_file(refusal.hint("add namespace = \"…\", the name of this set of migrations"));
        }
        for entry in entries(document) {
            match entry.key {
                "namespace" => {
                    self.namespace = entry
                        .checked(faults, names::check_namespace)
                        .unwrap_or_default();
                }
                "package" => self.top.package = entry.given(faults),
                "default_env" => self.default_env = entry.string(faults).map(str::to_owned),
                "env" => self.read_environments(&entry, faults),
                "foreign" => self.read_foreign(&entry, faults),
                _ if read_key(&mut self.top, &entry, faults) == Known::Yes => {}
                _ => entry.unknown(faults, &[&TOP_KEYS[..], &LAYER_KEYS].concat()),
            }
        }
        self.check_default_env(document, faults);
    }

    fn read_environments(&mut self, entry: &Entry<'_>, faults: &mut Faults) {
        for environment in entry.table(faults).into_iter().flat_map(entries) {
            if let Err(refusal) = names::check_environment(environment.key) {
                environment.refuse_key(faults, refusal);
            }
            let mut layer = Layer::default();
            for entry in environment.table(faults).into_iter().flat_map(entries) {
                if read_key(&mut layer, &entry, faults) == Known::Yes {
                    continue;
                }
                if TOP_KEYS.contains(&entry.key) {
                    let refusal =
                        Refusal::new(format!("`{}` is the same in every environment", entry.key));
                    entry.refuse_key(faults, refusal.hint("move it to the top of the file"));
                } else {
                    entry.unknown(faults, &LAYER_KEYS);
                }
            }
            self.environments.insert(environment.key.to_owned(), layer);
        }
    }

    fn read_foreign(&mut self, entry: &Entry<'_>, faults: &mut Faults) {
        for package in entry.table(faults).into_iter().flat_map(entries) {
            if let Some(namespace) = package.checked(faults, names::check_namespace) {
                self.top.foreign.insert(package.key.to_owned(), namespace);
            }
        }
    }

    /// Looked at last, when all environments are known.
    fn check_default_env(&self, document: &DeTable<'_>, faults: &mut Faults) {
        let unknown = |entry: &Entry<'_>| {
            entry.key == "default_env"
                && self
                    .default_env()
                    .is_some_and(|name| !self.environments.contains_key(name))
        };
        if let Some(entry) = entries(document).find(unknown) {
            let name = self.default_env().unwrap_or_default();
            let refusal = Refusal::new(format!("there is no environment `{name}`"));
            entry.refuse(faults, refusal.hint(self.suggest(name)));
        }
    }
}
