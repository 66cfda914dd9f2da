use std::sync::Arc;

use dynamig::Cancellation;

use super::checks;
use super::finding::{Finding, lines};
use super::{meta_table, tables};
use crate::args::{Access, Global};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::link::Program;
use crate::output::{Document, Shell};
use crate::session::{Session, Setup};

/// Looks for what is wrong here: configuration, credentials, endpoint, the table of the history, the tables that it has, the lock,
/// the clock.
/// Writes nothing. Exits with 1 where a check fails.
#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArgs {}

/// What every other command would stop at is a finding here.
pub(crate) async fn run(
    _args: DoctorArgs,
    global: Global,
    program: &Program,
    shell: &Arc<Shell>,
    cancellation: Cancellation,
) -> Result<Exit, Failure> {
    let watch = checks::Watch::start();
    let mut findings = vec![checks::versions()];
    let session = match Setup::load(global, program, shell.clone(), cancellation) {
        Ok(setup) => {
            findings.push(checks::configuration(&setup));
            findings.push(checks::migrations(&setup, program));
            match setup.connect(Access::Reads).await {
                Ok(session) => Some(session),
                Err(failure) => {
                    findings.push(Finding::failed("target", &failure));
                    None
                }
            }
        }
        Err(failure) => {
            findings.push(Finding::failed("configuration", &failure));
            None
        }
    };
    match &session {
        Some(session) => look_at_target(session, &mut findings).await,
        None => findings.push(Finding::skip("history", "the target is not known")),
    }
    findings.push(watch.finish());
    tell(shell, session.as_ref(), &findings)
}

async fn look_at_target(session: &Session, findings: &mut Vec<Finding>) {
    let sentence = session.target(None).sentence();
    let sentence = sentence.trim_start_matches("target: ").to_owned();
    findings.push(Finding::pass("target", sentence));
    let migrator = session.history();
    match migrator.read_history().await {
        Ok(history) => {
            findings.push(Finding::pass(
                "endpoint",
                "it answers, and takes the credentials",
            ));
            findings.extend(meta_table::look(session).await);
            findings.push(checks::history(&history));
            findings.extend(tables::look(session, &history).await);
            findings.push(checks::lock(migrator.lock().await));
        }
        Err(error) => {
            let check = checks::about(error.code());
            findings.push(Finding::failed(check, &error.into()));
            findings.push(Finding::skip("meta table", "the history cannot be read"));
        }
    }
}

fn tell(shell: &Shell, session: Option<&Session>, findings: &[Finding]) -> Result<Exit, Failure> {
    if shell.format() == crate::args::Format::Json {
        let checks = serde_json::to_value(findings).map_err(|cause| {
            Failure::new(dynamig::Code::Internal, "the findings cannot be written").caused_by(cause)
        })?;
        match session {
            Some(session) => Document::new(session, None)
                .with("checks", checks)
                .print(shell)?,
            None => {
                let document =
                    serde_json::json!({ "schema_version": 1, "target": null, "checks": checks });
                shell.data(&format!("{document:#}"))?;
            }
        }
    } else {
        shell.data(&lines(findings, shell.has_colour()))?;
    }
    Ok(match findings.iter().any(Finding::is_failure) {
        true => Exit::FAILED,
        false => Exit::DONE,
    })
}
