use dynamig::Settings;
use dynamig::settings::Engine;
use serde::Serialize;

use crate::session::Where;

/// Where a command works, in JSON and in a sentence.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TargetDocument {
    environment: Option<String>,
    engine: &'static str,
    account: Option<String>,
    region: Option<String>,
    endpoint: Option<String>,
    profile: Option<String>,
    table_prefix: String,
    meta_table: String,
    namespace: String,
    protected: bool,
    /// The embedded engine's file.
    file: Option<String>,
    /// The dynamig.toml that was read.
    config: Option<String>,
}

impl TargetDocument {
    pub(crate) fn new(settings: &Settings, at: &Where, account: Option<&str>) -> Self {
        let mut target = Self {
            environment: settings.environment().map(str::to_owned),
            engine: "embedded",
            account: account
                .filter(|account| !account.is_empty())
                .map(str::to_owned),
            region: None,
            endpoint: None,
            profile: None,
            table_prefix: settings.table_prefix().to_owned(),
            meta_table: settings.meta_table_name(),
            namespace: settings.namespace().to_owned(),
            protected: settings.is_protected(),
            file: None,
            config: settings.file().map(shown),
        };
        match at {
            Where::File(file) => target.file = Some(shown(file)),
            Where::Served(file, address) => {
                target.file = Some(shown(file));
                target.endpoint = Some(format!("http://{address}"));
            }
            Where::Endpoint { url, region } => {
                target.engine = "endpoint";
                target.endpoint = Some(url.clone());
                target.region = Some(region.clone());
            }
            Where::Nowhere => {
                target.engine = match settings.engine() {
                    Engine::Embedded => "embedded",
                    Engine::Endpoint(_) => "endpoint",
                    _ => "aws",
                };
                target.region = settings.region().map(str::to_owned);
            }
            Where::Aws { region, profile } => {
                target.engine = "aws";
                target.region = Some(region.clone());
                target.profile.clone_from(profile);
            }
        }
        target
    }

    /// What a person types to agree to something on a protected target.
    pub(crate) fn name(&self) -> &str {
        let named = [&self.environment, &self.region, &self.endpoint];
        named
            .into_iter()
            .flatten()
            .next()
            .unwrap_or(&self.namespace)
    }

    /// `target: prod (protected), AWS account 123456789012 in eu-west-1, prefix prod-, namespace shop, dynamig.toml`.
    pub(crate) fn sentence(&self) -> String {
        let mut parts = Vec::new();
        let protected = if self.protected { " (protected)" } else { "" };
        match &self.environment {
            Some(environment) => parts.push(format!("{environment}{protected}")),
            None => parts.push(format!("no environment named{protected}")),
        }
        parts.push(self.engine_sentence());
        if let Some(profile) = &self.profile {
            parts.push(format!("profile {profile}"));
        }
        if !self.table_prefix.is_empty() {
            parts.push(format!("prefix {}", self.table_prefix));
        }
        parts.push(format!("namespace {}", self.namespace));
        parts.push(match &self.config {
            Some(path) => path.clone(),
            None => "no dynamig.toml".to_owned(),
        });
        format!("target: {}", parts.join(", "))
    }

    fn engine_sentence(&self) -> String {
        let region = self.region.as_deref().unwrap_or_default();
        match (self.engine, &self.file, &self.endpoint) {
            ("aws", ..) => match &self.account {
                Some(account) => format!("AWS account {account} in {region}"),
                None => format!("AWS in {region}"),
            },
            (_, Some(file), None) => format!("embedded engine {file}"),
            (_, Some(file), Some(url)) => format!("embedded engine {file}, served at {url}"),
            (_, None, Some(url)) => format!("endpoint {url} ({region})"),
            (engine, None, None) => engine.to_owned(),
        }
    }
}

/// A path as people write it: relative to where they are, where it lies below.
pub(super) fn shown(path: &std::path::Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here)
        .unwrap_or(path)
        .display()
        .to_string()
}
