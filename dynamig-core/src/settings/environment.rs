use super::Layer;
use crate::{Code, Error};

/// Whether there is someone to see what a default led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interactivity {
    /// A terminal, and no `CI`.
    Interactive,
    /// No terminal, or `CI` set to something other than nothing, `false` or `0`.
    Unattended,
}

/// What the caller named, which decides the environment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Named {
    /// An environment: `--env`, `DYNAMIG_ENV`, or `local` by `--local`.
    Environment(String),
    /// An endpoint (`--endpoint-url`, `DYNAMIG_ENDPOINT_URL`), which stands for itself: no environment.
    Endpoint,
    /// An endpoint in a variable that the AWS SDK reads: weaker than the file's default, if that may be used.
    SdkEndpoint,
    /// Nothing.
    Nothing,
}

impl Named {
    /// What the flags, the variables and the AWS SDK's variables name, in this order.
    #[must_use]
    pub fn by(flags: &Layer, variables: &Layer, sdk_endpoint: Option<&str>) -> Self {
        use super::Engine::{Embedded, Endpoint};
        for layer in [flags, variables] {
            if let Some(name) = &layer.environment {
                return Self::Environment(name.clone());
            }
            if layer.engine == Some(Embedded) {
                return Self::Environment("local".to_owned());
            }
        }
        match (
            flags.engine.as_ref().or(variables.engine.as_ref()),
            sdk_endpoint,
        ) {
            (Some(Endpoint(_)), _) => Self::Endpoint,
            (_, Some(_)) => Self::SdkEndpoint,
            _ => Self::Nothing,
        }
    }
}

/// Chooses the environment: what was named, else, before a terminal only, the file's `default_env`.
///
/// # Errors
///
/// [`Code::Usage`] where nothing was named and nobody is there to see what a default led to.
pub fn choose_environment(
    named: Named,
    default_env: Option<&str>,
    interactivity: Interactivity,
) -> Result<Option<String>, Error> {
    match (named, interactivity) {
        (Named::Environment(name), _) => Ok(Some(name)),
        (Named::Endpoint, _) | (Named::SdkEndpoint, Interactivity::Unattended) => Ok(None),
        (Named::SdkEndpoint | Named::Nothing, Interactivity::Interactive) => {
            Ok(default_env.map(str::to_owned))
        }
        (Named::Nothing, Interactivity::Unattended) => Err(Error::new(
            Code::Usage,
            "no environment is named, and without a terminal or under CI none is assumed",
        )
        .hint("name it: `--env NAME`, `DYNAMIG_ENV`, `--local` or `--endpoint-url URL`")),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::Interactivity::{Interactive, Unattended};
    use super::*;
    use crate::settings::Engine;

    fn layer(environment: Option<&str>, engine: Option<Engine>) -> Layer {
        Layer {
            environment: environment.map(str::to_owned),
            engine,
            ..Layer::default()
        }
    }

    fn endpoint() -> Option<Engine> {
        Some(Engine::Endpoint("http://localhost:8000".to_owned()))
    }

    #[test]
    fn a_named_environment_needs_no_terminal() {
        for interactivity in [Interactive, Unattended] {
            let chosen = choose_environment(
                Named::Environment("prod".into()),
                Some("local"),
                interactivity,
            );
            assert_eq!(chosen.unwrap().as_deref(), Some("prod"));
        }
    }

    #[test]
    fn before_a_terminal_the_default_is_used() {
        let chosen = choose_environment(Named::Nothing, Some("local"), Interactive);
        assert_eq!(chosen.unwrap().as_deref(), Some("local"));
        assert_eq!(
            choose_environment(Named::Nothing, None, Interactive).unwrap(),
            None
        );
    }

    #[test]
    fn unattended_no_default_is_used() {
        for default_env in [Some("local"), None] {
            let error = choose_environment(Named::Nothing, default_env, Unattended).unwrap_err();
            assert_eq!((error.code(), error.code().exit()), (Code::Usage, 2));
            assert!(error.what_next().unwrap().contains("--env"), "{error:?}");
        }
    }

    #[test]
    fn a_named_endpoint_stands_for_itself() {
        for interactivity in [Interactive, Unattended] {
            let chosen = choose_environment(Named::Endpoint, Some("local"), interactivity);
            assert_eq!(chosen.unwrap(), None);
        }
    }

    #[test]
    fn an_endpoint_of_the_sdk_names_a_target_only_where_no_default_is_used() {
        let attended = choose_environment(Named::SdkEndpoint, Some("local"), Interactive);
        assert_eq!(attended.unwrap().as_deref(), Some("local"));
        let unattended = choose_environment(Named::SdkEndpoint, Some("local"), Unattended);
        assert_eq!(unattended.unwrap(), None);
    }

    #[test]
    fn flags_name_before_variables_and_an_environment_before_local() {
        let none = Layer::default();
        let named = |flags: &Layer, variables: &Layer| Named::by(flags, variables, None);
        let prod = Named::Environment("prod".into());
        let local = Named::Environment("local".into());

        assert_eq!(
            named(&layer(Some("prod"), None), &layer(Some("dev"), None)),
            prod
        );
        assert_eq!(
            named(&layer(Some("prod"), Some(Engine::Embedded)), &none),
            prod
        );
        assert_eq!(
            named(
                &layer(None, Some(Engine::Embedded)),
                &layer(Some("prod"), None)
            ),
            local
        );
        assert_eq!(named(&none, &layer(None, Some(Engine::Embedded))), local);
        assert_eq!(
            named(&layer(None, endpoint()), &layer(Some("prod"), None)),
            prod
        );
        assert_eq!(named(&layer(None, endpoint()), &none), Named::Endpoint);
        assert_eq!(named(&none, &layer(None, endpoint())), Named::Endpoint);
        assert_eq!(named(&none, &none), Named::Nothing);
    }

    #[test]
    fn an_endpoint_of_the_sdk_is_seen_last() {
        let none = Layer::default();
        let url = Some("http://localhost:8000");
        assert_eq!(Named::by(&none, &none, url), Named::SdkEndpoint);
        assert_eq!(
            Named::by(&layer(None, endpoint()), &none, url),
            Named::Endpoint
        );
    }
}
