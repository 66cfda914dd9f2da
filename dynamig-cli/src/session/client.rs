use aws_config::{BehaviorVersion, Region};
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
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
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
    let config = loader.load().await;
    let endpoint = endpoint(&config);
    let region = config.region().map(ToString::to_string);
    let settings = match &endpoint {
        Some(url) => settings.with_engine(Engine::Endpoint(url.clone())),
        None => settings,
    };
    let region = match (region, &endpoint) {
        (Some(region), _) => region,
        (None, Some(_)) if settings.engine().is_local() => NO_REGION.to_owned(),
        (None, _) => {
            return Err(Failure::new(Code::Configuration, "no AWS region is given")
                .hint("give `--region`, `region` in dynamig.toml, or AWS_REGION; `--local` needs none"));
        }
    };
    let builder = Builder::from(&config).region(Region::new(region.clone()));
    let at = match endpoint {
        Some(url) => Where::Endpoint { url, region },
        None => {
            let variable = || {
                std::env::var("AWS_PROFILE")
                    .ok()
                    .filter(|name| !name.is_empty())
            };
            let profile = settings.aws_profile().map(str::to_owned).or_else(variable);
            Where::Aws { region, profile }
        }
    };
    let scaling = match &at {
        Where::Aws { region, .. } => Some(scaling(&config, region)),
        Where::File(_) | Where::Served(..) | Where::Endpoint { .. } | Where::Nowhere => None,
    };
    let connected = finish(builder, settings, at);
    Ok(match scaling {
        Some(scaling) => connected.with_scaling(scaling),
        None => connected,
    })
}

/// The endpoint that the configuration gives for DynamoDB, as the SDK's own client looks it up.
fn endpoint(config: &aws_config::SdkConfig) -> Option<String> {
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

fn scaling(config: &aws_config::SdkConfig, region: &str) -> ScalingBuilder {
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
