//! Where the tables are.

use aws_config::{BehaviorVersion, Region};
use aws_sdk_dynamodb::Client;
use dynamig::settings::{Engine, Variables};
use dynamig::{Result, Settings};

/// The settings of the environment that `DYNAMIG_ENV` names: `dynamig.toml` as it was when this was built, and the
/// variables `DYNAMIG_*` over it.
///
/// # Errors
/// A variable without meaning, or an environment that `dynamig.toml` does not have.
pub fn settings(variables: &Variables) -> Result<Settings> {
    let text = include_str!("../dynamig.toml");
    let settings = Settings::from_toml(text, variables.get("DYNAMIG_ENV"))?;
    Ok(settings.with_variables(variables)?)
}

/// A client for what the settings say: their endpoint, region and profile, and the AWS SDK's own chain for the rest.
///
/// # Errors
/// Settings for the embedded engine, which only the command line and tests have.
pub async fn client(settings: &Settings) -> Result<Client> {
    let mut config = aws_config::defaults(BehaviorVersion::v2026_01_12());
    if let Some(region) = settings.region() {
        config = config.region(Region::new(region.to_owned()));
    }
    if let Some(profile) = settings.aws_profile() {
        config = config.profile_name(profile);
    }
    match settings.engine() {
        Engine::Aws => {}
        Engine::Endpoint(url) => config = config.endpoint_url(url),
        other => return Err(format!("this service has no engine {other:?}").into()),
    }
    Ok(Client::new(&config.load().await))
}
