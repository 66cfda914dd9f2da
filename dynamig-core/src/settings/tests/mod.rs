#![expect(clippy::unwrap_used, reason = "tests")]

mod precedence;
mod target;
mod values;

use super::Interactivity::{Interactive, Unattended};
use super::*;
use crate::Error;

const TEXT: &str = r#"
    namespace = "shop"
    default_env = "local"
    region = "top"
    table_prefix = "top-"

    [tables.orders]
    name = "top-level-orders"
    [tables.customers]
    name = "top-level-customers"

    [env.local]
    engine = "embedded"

    [env.prod]
    region = "env"
    lease = "30s"
    [env.prod.tables.customers]
    name = "prod-customers"

    [env.open]
    protected = false

    [foreign]
    shared-migrations = "billing"
    own-migrations = "shop"
"#;

struct Case {
    flags: Layer,
    variables: Vec<(&'static str, &'static str)>,
    interactivity: Interactivity,
    program: Program,
}

impl Case {
    fn new() -> Self {
        Self {
            flags: Layer::default(),
            variables: Vec::new(),
            interactivity: Unattended,
            program: Program::Launched,
        }
    }

    fn env(mut self, name: &str) -> Self {
        self.flags.environment = Some(name.to_owned());
        self
    }

    fn region(mut self, region: &str) -> Self {
        self.flags.region = Some(region.to_owned());
        self
    }

    fn engine(mut self, engine: Engine) -> Self {
        self.flags.engine = Some(engine);
        self
    }

    fn variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.push((name, value));
        self
    }

    fn attended(mut self) -> Self {
        self.interactivity = Interactive;
        self
    }

    fn own(mut self) -> Self {
        self.program = Program::Own;
        self
    }

    fn resolve_in(self, file: Option<&File>) -> Result<Settings, Error> {
        let variables = self.variables.iter().copied().collect();
        Settings::resolve(
            file,
            Request {
                flags: self.flags,
                variables: &variables,
                interactivity: self.interactivity,
                program: self.program,
            },
        )
    }

    fn resolve(self) -> Result<Settings, Error> {
        self.resolve_in(Some(&File::parse("dynamig.toml", TEXT).unwrap()))
    }

    fn settings(self) -> Settings {
        self.resolve().unwrap()
    }
}
