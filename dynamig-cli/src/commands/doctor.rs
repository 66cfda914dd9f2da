use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Setup;

/// Looks for what is wrong here.
#[derive(Debug, clap::Args)]
pub(crate) struct DoctorArgs {}

pub(crate) async fn run(_args: DoctorArgs, _setup: Setup) -> Result<Exit, Failure> {
    Ok(Exit::FAILED)
}
