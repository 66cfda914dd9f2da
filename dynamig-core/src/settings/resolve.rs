use std::path::Path;

use super::resolved::Origin;
use super::{Engine, File, Interactivity, Layer, Named, Settings, Variables, choose_environment};
use crate::{Code, Error};

/// All that decides settings, besides the file.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What the command line says.
    pub flags: Layer,
    /// The variables of the process.
    pub variables: &'a Variables,
    /// Whether a default may be used.
    pub interactivity: Interactivity,
    /// What kind of program asks.
    pub program: Program,
}

/// What kind of program asks for settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// Started by `cargo dynamig`, on a developer's machine or in CI.
    Launched,
    /// A user's own binary, or `dynamig`, which may run anywhere: it takes the embedded engine only where that was asked for.
    Own,
}

impl Settings {
    /// The settings that a text in the form of `dynamig.toml` gives an environment, or, without one, its top level.
    ///
    /// Made for `include_str!`, so that a program needs no file at run time. The file's `default_env` is for the command
    /// line alone. Reads no variable: see [`with_variables`](Self::with_variables).
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] with every fault of the text and its place, or where the text has no such environment.
    pub fn from_toml(text: &str, environment: Option<&str>) -> Result<Self, Error> {
        let file = File::parse("dynamig.toml", text)?;
        let settings = Self {
            layer: file.layer(environment)?,
            environment: environment.map(str::to_owned),
            file: None,
            sdk_endpoint: None,
            origin: Origin::Text,
        };
        settings.check_values()?;
        Ok(settings)
    }

    /// Puts the variables `DYNAMIG_*` over these settings, and looks for an endpoint in those that the AWS SDK reads.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] where a variable has no meaning, or where `DYNAMIG_ENV` names another environment than
    /// the one that these settings were made for.
    pub fn with_variables(self, variables: &Variables) -> Result<Self, Error> {
        let layer = variables.layer()?;
        let environment = self.environment_with(layer.environment.as_deref())?;
        let settings = Self {
            environment,
            layer: layer.over(self.layer),
            sdk_endpoint: variables
                .sdk_endpoint()
                .map(str::to_owned)
                .or(self.sdk_endpoint),
            ..self
        };
        settings.check_values()?;
        Ok(settings)
    }

    /// The environment, seen what `DYNAMIG_ENV` says: it can name one, but not change one that a text was read for.
    fn environment_with(&self, wanted: Option<&str>) -> Result<Option<String>, Error> {
        match (wanted, self.environment()) {
            (None, chosen) => Ok(chosen.map(str::to_owned)),
            (Some(wanted), Some(chosen)) if wanted == chosen => Ok(Some(wanted.to_owned())),
            (Some(wanted), None) if self.origin == Origin::Code => Ok(Some(wanted.to_owned())),
            (Some(wanted), chosen) => {
                let here = chosen.map_or("no environment".to_owned(), |name| format!("`{name}`"));
                let sentence =
                    format!("DYNAMIG_ENV is `{wanted}`, but these settings are for {here}");
                Err(Error::new(Code::Configuration, sentence)
                    .hint("pass the variable's value to `Settings::from_toml`, or unset it"))
            }
        }
    }

    /// The settings of a command: finds `dynamig.toml` in the first of `directories` that has one, and puts the layers together.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] as in [`resolve`](Self::resolve) and [`File::find`]; [`Code::Usage`] where an environment
    /// must be named.
    pub fn load<'a>(
        directories: impl IntoIterator<Item = &'a Path>,
        request: Request<'_>,
    ) -> Result<Self, Error> {
        let file = File::find(directories)?;
        Self::resolve(file.as_ref(), request)
    }

    /// Puts the layers together: flags, variables, the environment's table of the file, its top level. Reads nothing.
    ///
    /// # Errors
    ///
    /// [`Code::Configuration`] for a value out of its range or an environment that the file does not have;
    /// [`Code::Usage`] where nothing names an environment, nobody is there to see what a default led to, or a program
    /// of a user's own would fall back to the embedded engine.
    pub fn resolve(file: Option<&File>, request: Request<'_>) -> Result<Self, Error> {
        let variables = request.variables.layer()?;
        let sdk_endpoint = request.variables.sdk_endpoint();
        let named = Named::by(&request.flags, &variables, sdk_endpoint);
        let default_env = file.and_then(File::default_env);
        let environment = choose_environment(named.clone(), default_env, request.interactivity)?;

        let upper = request.flags.over(variables);
        let lower = match file {
            Some(file) => file.layer(environment_in(file, environment.as_deref(), &upper))?,
            None => Layer::default(),
        };
        let settings = Self {
            layer: upper.over(lower),
            environment,
            file: file.map(|file| file.path().to_owned()),
            sdk_endpoint: sdk_endpoint.map(str::to_owned),
            origin: Origin::Text,
        };
        if request.program == Program::Own
            && matches!(named, Named::Nothing | Named::SdkEndpoint)
            && settings.engine() == Engine::Embedded
        {
            return Err(Error::new(
                Code::Usage,
                "no environment is named, and only `cargo dynamig` falls back to the embedded engine",
            )
            .hint("name one: `--env NAME`, `DYNAMIG_ENV`, `--local` or `--endpoint-url URL`"));
        }
        settings.check()?;
        Ok(settings)
    }
}

/// The environment to look up in the file: `local` need not be there when `--local` stands for it.
fn environment_in<'a>(file: &File, environment: Option<&'a str>, upper: &Layer) -> Option<&'a str> {
    let implied = upper.environment.is_none() && upper.engine == Some(Engine::Embedded);
    environment.filter(|name| !implied || file.environments().any(|known| known == *name))
}
