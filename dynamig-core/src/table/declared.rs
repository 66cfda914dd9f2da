use super::{
    AttributeType, AttributeTypes, Billing, Capacity, Caps, Declaration, Definition, Encryption,
    Index, Key, Presence, Projection, ProjectionKind, Recovery, Role, Scope, Setting, StreamView,
    TableClass, Tag, Warm,
};
use crate::error::Error;
use crate::migration::Place;

/// A struct that `#[derive(Table)]` has declared a table on.
///
/// Only the derive implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` declares no table",
    label = "not annotated with `#[derive(Table)]`"
)]
pub trait Table {
    /// The table's logical name.
    const NAME: &'static str = Self::DECLARED.name;
    #[doc(hidden)]
    const DECLARED: &'static Declared;

    /// What the table is to be, as it is declared today: for [`Context::tables`](crate::Context::tables), and for
    /// programs that make such a table under another name.
    ///
    /// # Errors
    /// Where an id of a migration that something waits for is none.
    fn definition() -> Result<Definition, Error> {
        Ok(Self::DECLARED.declaration()?.definition)
    }
}

/// Everything that a macro knows of a table, as constants.
#[doc(hidden)]
#[derive(Debug)]
pub struct Declared {
    pub name: &'static str,
    pub partition_key: Typed,
    pub sort_key: Option<Typed>,
    pub indexes: &'static [DeclaredIndex],
    pub says: &'static [Said],
    pub revision: u32,
    pub presence: Presence,
    pub place: Place,
}

/// The name of a key's attribute, and its type.
type Typed = (&'static str, AttributeType);

/// An index as a macro knows it.
#[doc(hidden)]
#[derive(Debug)]
pub struct DeclaredIndex {
    pub name: &'static str,
    pub scope: Scope,
    pub partition_key: &'static [Typed],
    pub sort_key: &'static [Typed],
    pub projection: ProjectionKind,
    pub includes: &'static [&'static str],
    pub says: &'static [Throughput],
    /// The id of a migration.
    pub after: Option<&'static str>,
}

/// One thing that is said of a table; `None` is off.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Said {
    Billing(Billing),
    Throughput(Throughput),
    Stream(Option<StreamView>),
    StreamAfter(&'static str),
    /// With the KMS key, where one is named.
    Encryption(Option<Option<&'static str>>),
    Class(TableClass),
    DeletionProtection(Option<()>),
    Tag(&'static str, Option<&'static str>),
    Ttl(Option<&'static str>),
    TtlAfter(&'static str),
    /// With the days, where they are given.
    Recovery(Option<Option<u32>>),
    Policy(Option<&'static str>),
}

/// One thing that is said of the throughput of a table or an index; `None` is off.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Throughput {
    Capacity(Capacity),
    MaxReadUnits(Option<u64>),
    MaxWriteUnits(Option<u64>),
    WarmReadUnits(u64),
    WarmWriteUnits(u64),
}

impl Declared {
    /// What most tables say of themselves; each says more.
    pub const PLAIN: Self = Self {
        name: "",
        partition_key: ("", AttributeType::String),
        sort_key: None,
        indexes: &[],
        says: &[],
        revision: 1,
        presence: Presence::Kept,
        place: Place {
            package: "",
            file: "",
            line: 0,
        },
    };

    /// The declaration as a value.
    ///
    /// # Errors
    /// Where an id of a migration that something waits for is none.
    pub fn declaration(&self) -> Result<Declaration, Error> {
        let mut definition = Definition {
            name: self.name.to_owned(),
            ..Definition::default()
        };
        definition
            .keys
            .push(key(&self.partition_key, Role::Partition));
        definition
            .keys
            .extend(self.sort_key.iter().map(|typed| key(typed, Role::Sort)));
        let indexes = self.indexes.iter();
        let of_indexes = indexes.flat_map(|index| index.partition_key.iter().chain(index.sort_key));
        for &(name, kind) in [self.partition_key]
            .iter()
            .chain(&self.sort_key)
            .chain(of_indexes)
        {
            definition.define(name, kind);
        }
        let mut declaration = Declaration::new(definition);
        for index in self.indexes {
            if let Some(id) = index.after {
                declaration
                    .after
                    .indexes
                    .insert(index.name.to_owned(), id.parse()?);
            }
            declaration.definition.indexes.push(index.index());
        }
        for said in self.says {
            said.tell(&mut declaration)?;
        }
        declaration.revision = self.revision;
        declaration.presence = self.presence;
        declaration.types = AttributeTypes::OfFields;
        self.place.package.clone_into(&mut declaration.package);
        declaration.place = format!("{}:{}", self.place.file, self.place.line);
        Ok(declaration)
    }
}

impl DeclaredIndex {
    /// What most indexes say of themselves; each says more.
    pub const PLAIN: Self = Self {
        name: "",
        scope: Scope::Global,
        partition_key: &[],
        sort_key: &[],
        projection: ProjectionKind::All,
        includes: &[],
        says: &[],
        after: None,
    };

    fn index(&self) -> Index {
        let mut index = Index::new(self.name, self.scope);
        let partition = self
            .partition_key
            .iter()
            .map(|typed| key(typed, Role::Partition));
        let sort = self.sort_key.iter().map(|typed| key(typed, Role::Sort));
        index.keys.extend(partition.chain(sort));
        index.projection = Projection {
            kind: self.projection,
            attributes: self.includes.iter().map(ToString::to_string).collect(),
        };
        for said in self.says {
            said.tell(&mut index.capacity, &mut index.caps, &mut index.warm);
        }
        index
    }
}

impl Said {
    fn tell(self, declaration: &mut Declaration) -> Result<(), Error> {
        let Declaration {
            definition, after, ..
        } = declaration;
        match self {
            Self::Billing(billing) => definition.billing = Some(billing),
            Self::Stream(view) => definition.stream = setting(view),
            Self::StreamAfter(id) => after.stream = Some(id.parse()?),
            Self::Encryption(key) => {
                let named = |key: Option<&str>| Encryption {
                    key: key.map(str::to_owned),
                };
                definition.encryption = setting(key.map(named));
            }
            Self::Class(class) => definition.class = Some(class),
            Self::DeletionProtection(on) => definition.deletion_protection = setting(on),
            Self::Tag(key, value) => definition.tags.push(Tag {
                key: key.to_owned(),
                value: value.map(str::to_owned),
            }),
            Self::Ttl(attribute) => definition.ttl = setting(attribute.map(str::to_owned)),
            Self::TtlAfter(id) => after.ttl = Some(id.parse()?),
            Self::Recovery(days) => {
                definition.recovery = setting(days.map(|days| Recovery { days }))
            }
            Self::Policy(policy) => definition.policy = setting(policy.map(str::to_owned)),
            Self::Throughput(said) => {
                said.tell(
                    &mut definition.capacity,
                    &mut definition.caps,
                    &mut definition.warm,
                );
            }
        }
        Ok(())
    }
}

impl Throughput {
    fn tell(self, capacity: &mut Option<Capacity>, caps: &mut Caps, warm: &mut Warm) {
        match self {
            Self::Capacity(units) => *capacity = Some(units),
            Self::MaxReadUnits(units) => caps.read = setting(units),
            Self::MaxWriteUnits(units) => caps.write = setting(units),
            Self::WarmReadUnits(units) => warm.read = Some(units),
            Self::WarmWriteUnits(units) => warm.write = Some(units),
        }
    }
}

fn key(&(name, _): &Typed, role: Role) -> Key {
    Key {
        attribute: name.to_owned(),
        role,
    }
}

fn setting<T>(value: Option<T>) -> Setting<T> {
    value.map_or(Setting::Off, Setting::On)
}
