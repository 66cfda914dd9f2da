use std::net::{Ipv4Addr, Ipv6Addr};

use super::refusal::Refusal;

/// Where the tables are.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Engine {
    /// The engine inside the program, on a file under `target/dynamig/`: `engine = "embedded"` or `--local`.
    Embedded,
    /// Whatever answers at this URL: `endpoint_url`, or a variable that the AWS SDK reads.
    Endpoint(String),
    /// What the AWS SDK finds by itself: `engine = "aws"`, and the default.
    Aws,
}

impl Engine {
    /// Whether it is certainly on this machine: the embedded engine, or an endpoint on the loopback interface.
    ///
    /// A name that is not `localhost` may lead anywhere, also to AWS, and is taken for AWS: longer leases, and consent.
    #[must_use]
    pub fn is_local(&self) -> bool {
        match self {
            Self::Embedded => true,
            Self::Endpoint(url) => host(url).is_ok_and(|host| host.is_loopback()),
            Self::Aws => false,
        }
    }

    /// The engine behind an endpoint's URL, checked.
    pub(super) fn at(url: &str) -> Result<Self, Refusal> {
        host(url)?;
        Ok(Self::Endpoint(url.to_owned()))
    }

    /// Reads the key `engine`.
    pub(super) fn named(name: &str) -> Result<Self, Refusal> {
        match name {
            "embedded" => Ok(Self::Embedded),
            "aws" => Ok(Self::Aws),
            other => Err(Refusal::new(format!("there is no engine `{other}`"))
                .hint("write \"embedded\" or \"aws\"; for another one, give its `endpoint_url`")),
        }
    }

    /// Checks an engine that was made by hand.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Endpoint(url) => host(url).map(|_| ()),
            Self::Embedded | Self::Aws => Ok(()),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Host<'a> {
    Name(&'a str),
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}

impl Host<'_> {
    fn is_loopback(&self) -> bool {
        match self {
            // RFC 6761 keeps `localhost` and what ends in it for the loopback interface.
            Self::Name(name) => {
                let name = name.trim_end_matches('.').to_ascii_lowercase();
                name == "localhost" || name.ends_with(".localhost")
            }
            Self::V4(address) => is_this_machine(*address),
            Self::V6(address) => {
                address.is_loopback() || address.to_ipv4_mapped().is_some_and(is_this_machine)
            }
        }
    }
}

/// Clients that connect to 0.0.0.0 reach their own machine.
fn is_this_machine(address: Ipv4Addr) -> bool {
    address.is_loopback() || address.is_unspecified()
}

/// The host of an endpoint's URL. Stricter than the RFC on purpose: what two parsers could read in two ways is refused.
fn host(url: &str) -> Result<Host<'_>, Refusal> {
    let refused = |why: &str| {
        Err(Refusal::new(format!("the endpoint `{url}` {why}"))
            .hint("write it like http://localhost:8000"))
    };
    let Some((scheme, rest)) = url.split_once("://") else {
        return refused("has no scheme");
    };
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return refused("is neither http nor https");
    }
    if url.contains(['@', '\\', '?', '#']) || url.contains(|c: char| !c.is_ascii_graphic()) {
        return refused("has characters that an endpoint cannot have");
    }
    let authority = rest.split('/').next().unwrap_or_default();
    let Some((host, port)) = split_port(authority) else {
        return refused("is no address");
    };
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return refused("has a port that is no number up to 65535");
    }
    match parse_host(host) {
        Some(host) => Ok(host),
        None => refused("has no host"),
    }
}

fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    if authority.starts_with('[') {
        let (host, rest) = authority.split_at(authority.find(']')? + 1);
        return match rest.strip_prefix(':') {
            Some(port) => Some((host, Some(port))),
            None if rest.is_empty() => Some((host, None)),
            None => None,
        };
    }
    match authority.split_once(':') {
        Some((host, port)) => Some((host, Some(port))),
        None => Some((authority, None)),
    }
}

fn parse_host(host: &str) -> Option<Host<'_>> {
    if let Some(bracketed) = host.strip_prefix('[') {
        return bracketed.strip_suffix(']')?.parse().ok().map(Host::V6);
    }
    if let Ok(address) = host.parse() {
        return Some(Host::V4(address));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    (!host.is_empty() && host.chars().all(plain)).then_some(Host::Name(host))
}

#[cfg(test)]
mod tests {
    use super::Engine;

    fn is_local(url: &str) -> bool {
        Engine::Endpoint(url.to_owned()).is_local()
    }

    #[test]
    fn an_endpoint_on_the_loopback_interface_is_local() {
        for url in [
            "http://localhost:8000",
            "http://LOCALHOST",
            "https://dynamodb.localhost:4566/",
            "http://127.0.0.1:8000",
            "http://127.8.9.10/path",
            "http://[::1]:8000",
            "http://[::ffff:127.0.0.1]:8000",
            "http://0.0.0.0:8000",
        ] {
            assert!(is_local(url), "{url}");
        }
    }

    #[test]
    fn an_endpoint_that_may_lead_to_aws_is_not_local() {
        for url in [
            "https://dynamodb.eu-west-1.amazonaws.com",
            "https://vpce-1.dynamodb.eu-west-1.vpce.amazonaws.com",
            "http://dynamodb:8000",
            "http://10.0.0.5:8000",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://[2001:db8::1]:8000",
        ] {
            assert!(Engine::at(url).is_ok(), "{url}");
            assert!(!is_local(url), "{url}");
        }
    }

    #[test]
    fn what_is_no_endpoint_is_refused_and_never_local() {
        for url in [
            "",
            "localhost:8000",
            "ftp://localhost",
            "http://",
            "http://:8000",
            "http://localhost:port",
            "http://localhost:65536",
            "http://localhost@example.com",
            "http://localhost\\@example.com",
            "http://local host",
            "http://[::1",
            "http://[::1]8000",
        ] {
            assert!(Engine::at(url).is_err(), "{url}");
            assert!(!is_local(url), "{url}");
        }
    }
}
