use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_applicationautoscaling::config::Builder as ScalingBuilder;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{Builder, Credentials};
use aws_types::service_config::ServiceConfigKey;
use dynamig::settings::Engine;
use dynamig::{Code, Settings};

use super::count::Count;
use crate::failure::Failure;

/// A client of the target, and what is known of the target by now.
pub(crate) struct Connected {
    pub(crate) client: Client,
    pub(crate) settings: Settings,
    pub(crate) at: Where,
    pub(crate) requests: Count,
    /// Who tells whether a capacity is scaled automatically; nobody but AWS has that.
    pub(crate) scaling: Option<aws_sdk_applicationautoscaling::Client>,
}

/// Where the requests go.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "embedded"),
    expect(dead_code, reason = "only the engine that is left out has files")
)]
pub(crate) enum Where {
    /// The engine in this process, on a file.
    File(std::path::PathBuf),
    /// The engine of another process, which serves the file on loopback.
    Served(std::path::PathBuf, std::net::SocketAddr),
    /// An endpoint.
    Endpoint {
        /// Its URL.
        url: String,
        /// The region that requests are signed for.
        region: String,
    },
    /// Nowhere: a saved state stands for the target.
    Nowhere,
    /// AWS.
    Aws {
        /// The region.
        region: String,
        /// The profile, where one was chosen.
        profile: Option<String>,
    },
}

/// The region of engines that have none.
const NO_REGION: &str = "local";

/// A client of an engine at an endpoint on this machine. Where the environment has no keys it gets some: local engines
/// take any, and a search for real ones could take seconds.
pub(super) fn loopback(settings: Settings, url: &str) -> Connected {
    let region = settings
        .region()
        .map(str::to_owned)
        .or_else(|| variable("AWS_REGION"))
        .or_else(|| variable("AWS_DEFAULT_REGION"))
        .unwrap_or_else(|| NO_REGION.to_owned());
    let keys = variable("AWS_ACCESS_KEY_ID").zip(variable("AWS_SECRET_ACCESS_KEY"));
    // Letters and digits only: DynamoDB Local refuses other keys.
    let (key, secret) = keys.unwrap_or_else(|| ("dynamig".to_owned(), "dynamig".to_owned()));
    let credentials = Credentials::new(
        key,
        secret,
        variable("AWS_SESSION_TOKEN"),
        None,
        "environment",
    );
    let mut config = Builder::new()
        .behavior_version(behavior())
        .region(Region::new(region.clone()))
        .credentials_provider(credentials)
        .endpoint_url(url);
    if url.starts_with("http://") {
        // Without TLS, whose certificates take longer to load than a request takes.
        config = config.http_client(aws_smithy_http_client::Builder::new().build_http());
    }
    let at = Where::Endpoint {
        url: url.to_owned(),
        region,
    };
    finish(config, settings, at)
}

/// A client of what the AWS SDK finds: its chain of profiles, variables and roles.
pub(super) async fn sdk(settings: Settings) -> Result<Connected, Failure> {
    let config = load(&settings).await;
    let endpoint = endpoint(&config);
    let settings = match &endpoint {
        Some(url) => settings.with_engine(Engine::Endpoint(url.clone())),
        None => settings,
    };
    let region = region(&config, endpoint.as_deref(), &settings)?;
    let builder = Builder::from(&config).region(Region::new(region.clone()));
    if let Some(url) = endpoint {
        return Ok(finish(builder, settings, Where::Endpoint { url, region }));
    }
    let scaling = scaling(&config, &region);
    let profile = settings.aws_profile().map(str::to_owned);
    let profile = profile.or_else(|| variable("AWS_PROFILE"));
    let connected = finish(builder, settings, Where::Aws { region, profile });
    Ok(connected.with_scaling(scaling))
}

async fn load(settings: &Settings) -> SdkConfig {
    let mut loader = aws_config::defaults(behavior());
    if let Some(region) = settings.region() {
        loader = loader.region(Region::new(region.to_owned()));
    }
    if let Some(profile) = settings.aws_profile() {
        loader = loader.profile_name(profile);
    }
    if let Engine::Endpoint(url) = settings.engine() {
        loader = loader.endpoint_url(url);
    }
    loader.load().await
}

/// The region that requests are signed for; an engine on this machine needs none.
fn region(
    config: &SdkConfig,
    endpoint: Option<&str>,
    settings: &Settings,
) -> Result<String, Failure> {
    match config.region() {
        Some(region) => Ok(region.to_string()),
        None if endpoint.is_some() && settings.engine().is_local() => Ok(NO_REGION.to_owned()),
        None => Err(
            Failure::new(Code::Configuration, "no AWS region is given").hint(
                "give `--region`, `region` in dynamig.toml, or AWS_REGION; `--local` needs none",
            ),
        ),
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The endpoint that the configuration gives for DynamoDB, as the SDK's own client looks it up.
fn endpoint(config: &SdkConfig) -> Option<String> {
    let key = ServiceConfigKey::builder()
        .service_id("DynamoDB")
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok()?;
    let own = config
        .service_config()
        .and_then(|service| service.load_config(key));
    own.or_else(|| config.endpoint_url().map(str::to_owned))
}

fn scaling(config: &SdkConfig, region: &str) -> ScalingBuilder {
    ScalingBuilder::from(config).region(Region::new(region.to_owned()))
}

impl Connected {
    /// Asks this service too, and counts what it is asked.
    fn with_scaling(mut self, config: ScalingBuilder) -> Self {
        let config = config.interceptor(self.requests.clone()).build();
        self.scaling = Some(aws_sdk_applicationautoscaling::Client::from_conf(config));
        self
    }
}

/// For a saved state: a client that has nothing to send with, and whatever the settings say of the target.
pub(super) fn nowhere(settings: Settings) -> Connected {
    let config = Builder::new().behavior_version(behavior());
    finish(config, settings, Where::Nowhere)
}

pub(super) fn finish(config: Builder, settings: Settings, at: Where) -> Connected {
    let requests = Count::default();
    let client = Client::from_conf(config.interceptor(requests.clone()).build());
    Connected {
        client,
        settings,
        at,
        requests,
        scaling: None,
    }
}

fn behavior() -> BehaviorVersion {
    BehaviorVersion::v2026_01_12()
}
