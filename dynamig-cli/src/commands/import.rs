use std::path::PathBuf;

use dynamig::Code;
use dynamig_files::cloudformation::{Imported, Parameters, import};
use dynamig_files::{Declared, FilesError};
use serde::Serialize;
use serde_json::Value;

use crate::declaration::{Out, OutArgs, definition};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Shell, written_lines};
use crate::source::Written;

/// Writes the tables of other people's files as declarations: definitions in EDN or JSON, what describe-table printed,
/// and templates of CloudFormation and SAM in YAML or JSON. Looks at no target; what a template cannot tell has to be
/// given, and nothing is guessed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    out: OutArgs,

    /// What stands for a name in templates: a parameter, `AWS::Region` and its kin, `Resource.Attribute`, a resource, or
    /// what another stack exports
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    parameter: Vec<(String, String)>,
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("it has no `=`")?;
    match name.is_empty() {
        true => Err("it has no name".to_owned()),
        false => Ok((name.to_owned(), value.to_owned())),
    }
}

/// What was found.
#[derive(Debug, Serialize)]
struct ImportReport {
    definitions: Vec<TableDocument>,
    /// What was left out of the files.
    notes: Vec<String>,
    written: Vec<Written>,
}

#[derive(Debug, Serialize)]
struct TableDocument {
    name: String,
    definition: Value,
    notes: Vec<String>,
}

pub(crate) fn run(args: ImportArgs, shell: &Shell) -> Result<Exit, Failure> {
    let out = args.out.out()?;
    let mut names = args.parameter.iter().map(|(name, _)| name);
    if let Some(twice) = names.find(|name| is_twice(name, &args.parameter)) {
        return Err(Failure::usage(format!(
            "`--parameter {twice}=…` is given twice"
        )));
    }
    let mut parameters = Parameters::new(args.parameter);
    let imported = import(&args.files, &mut parameters).map_err(|error| refused(&error))?;
    if let Some(unused) = parameters.unused().next() {
        let sentence = format!("nothing asks for `--parameter {unused}=…`");
        return Err(Failure::usage(sentence).hint("take it out, or correct its name"));
    }
    if imported.tables.is_empty() {
        for note in &imported.notes {
            shell.say(&format!("note: {note}"));
        }
        return Err(Failure::new(
            Code::Configuration,
            "every table was left out",
        ));
    }
    tell(imported, &out, shell)?;
    Ok(Exit::DONE)
}

fn is_twice(name: &str, given: &[(String, String)]) -> bool {
    given.iter().filter(|(other, _)| other == name).count() > 1
}

/// Each fault a line with its file, line and column, and its hint.
fn refused(error: &FilesError) -> Failure {
    let sentence = match error.faults() {
        [fault] => fault.to_string(),
        faults => {
            let lines: Vec<_> = faults
                .iter()
                .map(|fault| match fault.hint.as_str() {
                    "" => format!("  {fault}"),
                    hint => format!("  {fault}\n    {hint}"),
                })
                .collect();
            format!(
                "the files have {} faults\n{}",
                faults.len(),
                lines.join("\n")
            )
        }
    };
    // As with definition files that are used: what is in a file is another thing than a file that cannot be read.
    let code = match error.faults().iter().any(|fault| fault.place.is_some()) {
        true => Code::InvalidRegistry,
        false => Code::Configuration,
    };
    let failure = Failure::new(code, sentence);
    match error.faults() {
        [fault] if !fault.hint.is_empty() => failure.hint(fault.hint.as_str()),
        _ => failure,
    }
}

fn tell(imported: Imported, out: &Out, shell: &Shell) -> Result<(), Failure> {
    let (text, written) = out.write(&imported.tables)?;
    for note in &imported.notes {
        shell.say(&format!("note: {note}"));
    }
    if !out.form.has_comments() {
        say_notes(&imported.tables, shell);
    }
    let words = match out.is_files() {
        true => written_lines(&written),
        false => text,
    };
    let document = |table: Declared| {
        Ok(TableDocument {
            definition: definition(&table)?,
            name: table.definition.name,
            notes: table.notes,
        })
    };
    let tables = imported.tables.into_iter().map(document);
    let report = ImportReport {
        definitions: tables.collect::<Result<_, Failure>>()?,
        notes: imported.notes,
        written,
    };
    shell.report(&report, || words)
}

/// Says what is noted of tables, where what is written has no comments.
pub(super) fn say_notes(tables: &[Declared], shell: &Shell) {
    for table in tables {
        for note in &table.notes {
            shell.say(&format!("note: table `{}`: {note}", table.definition.name));
        }
    }
}
