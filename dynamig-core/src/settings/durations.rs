//! How long a lease is, and what follows from it.

use std::time::Duration;

use super::{Engine, refusal::Refusal};

/// The lease, where nothing else is said.
pub(super) const DEFAULT_LEASE: Duration = Duration::from_secs(60);
/// The shortest lease against AWS, where one request alone may take seconds.
const SHORTEST_ON_AWS: Duration = Duration::from_secs(10);
/// The shortest lease anywhere.
const SHORTEST: Duration = Duration::from_secs(1);
/// The longest lease: so long does everyone wait after a holder's death.
const LONGEST: Duration = Duration::from_secs(3600);

/// Reads a duration such as `90s`, `10m` or `1h 30m`.
pub(super) fn parse(text: &str) -> Result<Duration, Refusal> {
    humantime::parse_duration(text).map_err(|error| {
        Refusal::new(format!(
            "`{text}` is not a duration: {}",
            lower_first(&error.to_string())
        ))
        .hint("write a number and a unit, such as \"90s\" or \"10m\"")
    })
}

/// Reads a lease, and checks what can be checked of it without knowing the engine.
pub(super) fn parse_lease(text: &str) -> Result<Duration, Refusal> {
    let lease = parse(text)?;
    check_bounds(lease, SHORTEST, "")?;
    Ok(lease)
}

/// Checks a lease for the engine that it is kept on.
pub(super) fn check_lease(lease: Duration, engine: &Engine) -> Result<(), Refusal> {
    if engine.is_local() {
        check_bounds(lease, SHORTEST, "")
    } else {
        check_bounds(lease, SHORTEST_ON_AWS, " against AWS")
    }
}

fn check_bounds(lease: Duration, shortest: Duration, place: &str) -> Result<(), Refusal> {
    if (shortest..=LONGEST).contains(&lease) {
        return Ok(());
    }
    let [lease, shortest, longest] = [lease, shortest, LONGEST].map(humantime::format_duration);
    Err(Refusal::new(format!(
        "a lease of {lease} is outside {shortest} to {longest}{place}"
    ))
    .hint(format!("give a lease of {shortest} to {longest}")))
}

/// How long one attempt at a control-plane request may take.
pub(super) fn control_plane_attempt(lease: Duration) -> Duration {
    (lease / 3).min(Duration::from_secs(10))
}

/// How long one attempt at a data-plane request may take.
pub(super) fn data_plane_attempt(lease: Duration) -> Duration {
    (lease / 3).min(Duration::from_secs(3))
}

fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local() -> Engine {
        Engine::Endpoint("http://127.0.0.1:8000".to_owned())
    }

    #[test]
    fn a_lease_against_aws_is_ten_seconds_at_least() {
        assert_eq!(check_lease(Duration::from_secs(10), &Engine::Aws), Ok(()));
        assert!(check_lease(Duration::from_millis(9_999), &Engine::Aws).is_err());
    }

    #[test]
    fn a_lease_on_an_endpoint_elsewhere_is_held_to_the_rule_of_aws() {
        let elsewhere = Engine::Endpoint("https://dynamodb.eu-west-1.amazonaws.com".to_owned());
        assert!(check_lease(Duration::from_secs(2), &elsewhere).is_err());
    }

    #[test]
    fn a_lease_on_a_local_engine_is_one_second_at_least() {
        for engine in [Engine::Embedded, local()] {
            assert_eq!(check_lease(Duration::from_secs(1), &engine), Ok(()));
            assert!(check_lease(Duration::from_millis(999), &engine).is_err());
        }
    }

    #[test]
    fn no_lease_is_longer_than_an_hour() {
        assert_eq!(check_lease(Duration::from_secs(3600), &Engine::Aws), Ok(()));
        assert!(check_lease(Duration::from_secs(3601), &local()).is_err());
    }

    #[test]
    fn an_attempt_takes_a_third_of_the_lease_at_most() {
        let attempts = |seconds| {
            let lease = Duration::from_secs(seconds);
            (control_plane_attempt(lease), data_plane_attempt(lease))
        };
        assert_eq!(
            attempts(60),
            (Duration::from_secs(10), Duration::from_secs(3))
        );
        assert_eq!(
            attempts(6),
            (Duration::from_secs(2), Duration::from_secs(2))
        );
    }
}
