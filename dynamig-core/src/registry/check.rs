use std::collections::BTreeMap;

use super::fault::{Fault, report};
use super::{nearest, tables};
use crate::error::{Code, Error};
use crate::history::MigrationRow;
use crate::migration::{Migration, MigrationId};
use crate::table::Declaration;

/// Refuses a registry that contradicts itself; `ours` and `tables` are sorted.
pub(super) fn check(
    ours: &[Migration],
    left_out: &[Migration],
    tables: &[Declaration],
    foreign: &BTreeMap<String, String>,
) -> Result<(), Error> {
    refuse_unlinked_foreign(ours, left_out, foreign)?;
    if ours.is_empty() && tables.is_empty() {
        return Err(nothing(left_out));
    }
    let mut faults = Vec::new();
    tables::check(tables, ours, &mut faults);
    ids(ours, &mut faults);
    duplicates(ours, &mut faults);
    for migration in ours {
        dependencies(migration, ours, left_out, foreign, &mut faults);
    }
    former_ids(ours, &mut faults);
    report(faults)
}

fn refuse_unlinked_foreign(
    ours: &[Migration],
    left_out: &[Migration],
    foreign: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let unlinked = |package: &&String| !left_out.iter().any(|other| other.package() == *package);
    let Some(package) = foreign.keys().find(unlinked) else {
        return Ok(());
    };
    let mut linked: Vec<_> = ours
        .iter()
        .chain(left_out)
        .map(Migration::package)
        .collect();
    linked.sort_unstable();
    linked.dedup();
    let hint = match linked[..] {
        [] => "take it out of `[foreign]`".to_owned(),
        _ => format!(
            "name one of {}, or take it out of `[foreign]`",
            linked.join(", ")
        ),
    };
    let message =
        format!("`[foreign]` names the package `{package}`, of which no migration is linked");
    Err(Error::new(Code::Configuration, message).hint(hint))
}

fn nothing(left_out: &[Migration]) -> Error {
    if left_out.is_empty() {
        Error::new(Code::NothingLinked, "no migration and no table is linked")
            .hint("`cargo dynamig new NAME` writes one; a program of your own has to name its crate, or the linker leaves it out: `use my_app as _;`")
    } else {
        Error::new(
            Code::NothingLinked,
            "every linked migration belongs to another namespace",
        )
        .hint("`[foreign]` lists the packages whose migrations another namespace runs")
    }
}

/// Versions and names that `#[migration]` would have refused.
fn ids(ours: &[Migration], faults: &mut Vec<Fault>) {
    for migration in ours {
        let id = migration.id();
        let version = dynamig_rules::version::check(id.version()).map_err(|rule| rule.to_string());
        let name = dynamig_rules::name::check(id.name()).map_err(|rule| rule.to_string());
        for broken in [version, name].into_iter().filter_map(Result::err) {
            faults.push(Fault {
                sentence: format!("{}: {broken}", at(migration)),
                hint: "an id is VERSION_name, for example 20260801090000_seed_plans".to_owned(),
            });
        }
    }
}

fn duplicates(ours: &[Migration], faults: &mut Vec<Fault>) {
    for same in ours.chunk_by(|a, b| a.id().version() == b.id().version()) {
        for [one, other] in same.array_windows() {
            let sentence = if one.id() == other.id() {
                let (id, here, there) = (one.id(), one.place(), other.place());
                format!("migration {id} exists twice: at {here} and at {there}")
            } else {
                let version = one.id().version();
                let (here, there) = (at(one), at(other));
                format!("version {version} is taken twice: by {here} and by {there}")
            };
            faults.push(Fault {
                sentence,
                hint: "give one of them another version; an id and its version are taken for ever"
                    .to_owned(),
            });
        }
    }
}

fn dependencies(
    migration: &Migration,
    ours: &[Migration],
    left_out: &[Migration],
    foreign: &BTreeMap<String, String>,
    faults: &mut Vec<Fault>,
) {
    for text in migration.depends_on() {
        let id = text.parse::<MigrationId>().ok();
        let of = |among: &[Migration]| among.iter().find(|m| Some(m.id()) == id.as_ref()).cloned();
        let fault = if id.as_ref() == Some(migration.id()) {
            Some(on_itself(migration))
        } else if let Some(dependency) = of(ours) {
            not_older(migration, &dependency)
        } else if let Some(dependency) = of(left_out) {
            let namespace = foreign.get(dependency.package());
            Some(on_foreign(
                migration,
                &dependency,
                namespace.map_or("", |name| name),
            ))
        } else {
            Some(on_unknown(migration, text, ours))
        };
        faults.extend(fault);
    }
}

fn on_itself(migration: &Migration) -> Fault {
    Fault {
        sentence: format!("{} depends on itself", at(migration)),
        hint: "take its own id out of `depends_on`".to_owned(),
    }
}

fn not_older(migration: &Migration, dependency: &Migration) -> Option<Fault> {
    (dependency.id().version() > migration.id().version()).then(|| Fault {
        sentence: format!(
            "{} depends on {}, which is not older",
            at(migration),
            at(dependency)
        ),
        hint: "migrations run in the order of their versions: give the dependant a higher one"
            .to_owned(),
    })
}

fn on_foreign(migration: &Migration, dependency: &Migration, namespace: &str) -> Fault {
    Fault {
        sentence: format!(
            "{} depends on {}, which belongs to the namespace `{namespace}`",
            at(migration),
            at(dependency)
        ),
        hint: format!(
            "take it out of `depends_on` and bring `{namespace}` up first; nothing here can tell whether it ran"
        ),
    }
}

fn on_unknown(migration: &Migration, text: &str, ours: &[Migration]) -> Fault {
    let others = ours.iter().map(Migration::id);
    let near = nearest(others.filter(|&id| id != migration.id()), text);
    Fault {
        sentence: format!("{} depends on `{text}`, which is not linked", at(migration)),
        hint: match near {
            Some(id) => format!("did you mean `{id}`?"),
            None => "name its crate, or the linker leaves it out: `use its_crate as _;`".to_owned(),
        },
    }
}

/// An id that a migration once had is no other migration's, neither today's nor a former one.
fn former_ids(ours: &[Migration], faults: &mut Vec<Fault>) {
    let mut claims: BTreeMap<MigrationId, &Migration> = BTreeMap::new();
    for migration in ours {
        faults.extend(too_many_former_ids(migration));
        for text in migration.renamed_from() {
            let fault = match text.parse::<MigrationId>() {
                Err(error) => Some(format!("{}: `renamed_from`: {error}", at(migration))),
                Ok(id) => match ours.iter().find(|other| *other.id() == id) {
                    Some(other) => Some(format!(
                        "{} says that it was {}, which is linked",
                        at(migration),
                        at(other)
                    )),
                    None => claims
                        .insert(id.clone(), migration)
                        .filter(|other| other.id() != migration.id())
                        .map(|other| {
                            format!(
                                "both {} and {} say that they were {id}",
                                at(other),
                                at(migration)
                            )
                        }),
                },
            };
            faults.extend(fault.map(|sentence| Fault {
                sentence,
                hint: "`renamed_from` lists the ids that this very function had before".to_owned(),
            }));
        }
    }
}

fn too_many_former_ids(migration: &Migration) -> Option<Fault> {
    let (count, most) = (migration.renamed_from().len(), MigrationRow::FORMER_IDS);
    (count > most).then(|| Fault {
        sentence: format!(
            "{} lists {count} former ids: its row keeps {most}",
            at(migration)
        ),
        hint: "take out those that no program and no environment has any more".to_owned(),
    })
}

fn at(migration: &Migration) -> String {
    format!("migration {} at {}", migration.id(), migration.place())
}
