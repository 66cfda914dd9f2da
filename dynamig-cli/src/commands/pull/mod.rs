//! `pull`: live tables as declarations.

mod declare;
mod names;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use clap::ValueEnum as _;
use dynamig::table::diff::Property;
use dynamig::{Code, Error};
use dynamig_files::Declared;
use serde_json::{Value, json};

use super::import::say_notes;
use crate::args::Format;
use crate::declaration::{Out, OutArgs, definition};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, written_lines};
use crate::session::Session;

/// Writes live tables as declarations: attributes of `#[derive(Table)]`, structs, EDN or JSON. Reads only; what is off
/// and what DynamoDB does by itself is left out.
#[derive(Debug, clap::Args)]
pub(crate) struct PullArgs {
    /// Their logical names; default: every table behind the environment's prefix, and those that dynamig.toml names
    #[arg(value_name = "TABLE")]
    tables: Vec<String>,

    #[command(flatten)]
    out: OutArgs,

    /// Do not look at this, where you may not: it is left out
    #[arg(long, value_enum, value_name = "PROPERTY", value_delimiter = ',')]
    without: Vec<Without>,
}

/// What has a permission of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Without {
    /// dynamodb:ListTagsOfResource
    Tags,
    /// dynamodb:GetResourcePolicy
    Policy,
    /// dynamodb:DescribeTimeToLive
    Ttl,
    /// dynamodb:DescribeContinuousBackups
    Recovery,
}

/// Each with the action that it needs.
const ACTIONS: [(Without, &str); 4] = [
    (Without::Tags, "dynamodb:ListTagsOfResource"),
    (Without::Policy, "dynamodb:GetResourcePolicy"),
    (Without::Ttl, "dynamodb:DescribeTimeToLive"),
    (Without::Recovery, "dynamodb:DescribeContinuousBackups"),
];

impl From<Without> for Property {
    fn from(without: Without) -> Self {
        match without {
            Without::Tags => Self::Tags,
            Without::Policy => Self::Policy,
            Without::Ttl => Self::Ttl,
            Without::Recovery => Self::Recovery,
        }
    }
}

pub(crate) async fn run(args: PullArgs, session: &Session) -> Result<Exit, Failure> {
    let out = args.out.out()?;
    if session.is_dry_run() && out.is_files() {
        let sentence = "`--dry-run` is for commands that write to a target";
        return Err(Failure::usage(sentence).hint("leave `--out` out, and nothing is written"));
    }
    session.announce(None);
    let migrator = session.history();
    let names = names::chosen(args.tables, session, &migrator).await?;
    let without: BTreeSet<Property> = args.without.into_iter().map(Property::from).collect();
    let live = migrator.look_at_tables(&names, &without).await;
    let live = live.map_err(denied)?;
    let mut tables = Vec::new();
    for name in &names {
        match live.get(name) {
            Some(observed) => tables.push(declare::declared(observed, &without)),
            None => return Err(names::missing(name, session, &migrator).await),
        }
    }
    tell(&tables, &out, session)?;
    Ok(Exit::DONE)
}

/// Names the flag that leaves out what may not be looked at.
fn denied(error: Error) -> Failure {
    let sentence = error.to_string();
    let action = ACTIONS
        .iter()
        .find(|(_, action)| sentence.contains(action))
        .filter(|_| error.code() == Code::PermissionDenied);
    let Some((without, action)) = action else {
        return error.into();
    };
    let flag = without.to_possible_value();
    let flag = flag.as_ref().map_or("", |value| value.get_name());
    let hint = format!("allow {action} on that table, or leave it out with `--without {flag}`");
    Failure::new(error.code(), sentence).hint(hint)
}

fn tell(tables: &[Declared], out: &Out, session: &Session) -> Result<(), Failure> {
    let shell = session.shell();
    let (text, written) = out.write(tables)?;
    if shell.format() == Format::Json {
        let listed = tables.iter().map(|table| document(table, session));
        let listed = listed.collect::<Result<Vec<Value>, Failure>>()?;
        let document = Document::new(session, None).with("definitions", listed);
        return document.with("written", json!(written)).print(shell);
    }
    if !out.form.has_comments() {
        say_notes(tables, shell);
    }
    match out.is_files() {
        true => shell.result(&written_lines(&written)),
        false => shell.data(&text),
    }
}

/// A table in the JSON document, its definition in the shape of the CreateTable request.
fn document(table: &Declared, session: &Session) -> Result<Value, Failure> {
    let name = &table.definition.name;
    Ok(json!({
        "name": name,
        "real_name": session.settings().table_name(name)?,
        "definition": definition(table)?,
        "notes": table.notes,
    }))
}
