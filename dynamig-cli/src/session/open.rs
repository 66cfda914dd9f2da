use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use dynamig::saved::State;
use dynamig::settings::{self, Engine, Interactivity, Request, Variables};
use dynamig::table::{self, Declaration};
use dynamig::{Cancellation, Code, Migrator, Registry, Settings};
use serde_json::{Value, json};

use super::client::{self, Connected, Where};
use super::count::Count;
use super::place::Place;
use crate::args::{Access, Format, Global};
use crate::failure::Failure;
use crate::link::Program;
use crate::lock::{self, Kept};
use crate::output::{HumanEvents, Shell, TargetDocument, instant};

/// What is known before anything is connected to.
pub(crate) struct Setup {
    pub(crate) shell: Arc<Shell>,
    pub(crate) global: Global,
    pub(crate) settings: Settings,
    pub(crate) place: Place,
    pub(crate) interactivity: Interactivity,
    pub(crate) cancellation: Cancellation,
    /// The tables of `--tables`, where it is given.
    tables: Option<Vec<Declaration>>,
    /// The last sentence about the target.
    announced: Mutex<String>,
}

/// A target that is connected to. Nothing is sent yet.
pub(crate) struct Session {
    pub(crate) setup: Setup,
    access: Access,
    pub(crate) at: Where,
    scaling: Option<aws_sdk_applicationautoscaling::Client>,
    pub(crate) requests: Count,
    pub(crate) client: aws_sdk_dynamodb::Client,
    /// What the command has to say in its document beyond what it says at its end.
    notes: Mutex<BTreeMap<&'static str, Value>>,
}

impl Setup {
    /// Finds dynamig.toml and puts the settings together.
    pub(crate) fn load(
        global: Global,
        program: &Program,
        shell: Arc<Shell>,
        cancellation: Cancellation,
    ) -> Result<Self, Failure> {
        let place = Place::of(program)?;
        let variables = Variables::of_process()?;
        let interactivity = Interactivity::of_process(&variables);
        let request = Request {
            flags: global.layer(),
            variables: &variables,
            interactivity,
            program: match program {
                Program::WithMigrations(None) | Program::Alone => settings::Program::Own,
                Program::WithMigrations(Some(_)) | Program::Launcher(_) => {
                    settings::Program::Launched
                }
            },
        };
        let directories = place.directories.iter().map(PathBuf::as_path);
        let settings = Settings::load(directories, request)?;
        let tables = global.tables.as_deref().map(table::files::read);
        Ok(Self {
            shell,
            global,
            settings,
            place,
            interactivity,
            cancellation,
            tables: tables.transpose()?,
            announced: Mutex::default(),
        })
    }

    /// The migrations and tables that the program links, and the tables of `--tables`. Before a command that writes,
    /// dynamig.lock has to agree with what is linked.
    pub(crate) fn registry(&self, access: Access) -> Result<Registry, Failure> {
        let linked = Registry::linked_except(self.settings.foreign_packages());
        let Some(tables) = self.tables.clone() else {
            let registry = linked?;
            self.keep_lock(&registry, access)?;
            return Ok(registry);
        };
        match linked {
            // A directory of tables is enough.
            Err(error) if error.code() == Code::NothingLinked => Ok(Registry::of_tables(tables)?),
            linked => {
                let registry = linked?;
                self.keep_lock(&registry, access)?;
                Ok(registry.with_tables(tables)?)
            }
        }
    }

    fn keep_lock(&self, registry: &Registry, access: Access) -> Result<(), Failure> {
        let (settings, shell) = (&self.settings, &self.shell);
        if let (Access::Writes, Some(root)) = (access, &self.place.workspace_root) {
            let mode = lock::mode(
                self.global.locked,
                &Variables::of_process()?,
                Some(settings),
            );
            match lock::keep(root, settings.namespace(), registry, mode)? {
                Kept::Created => shell.say("wrote dynamig.lock: commit it"),
                Kept::Updated => shell.say("brought dynamig.lock up to date: commit it"),
                Kept::Unchanged => {}
            }
        }
        Ok(())
    }

    /// Says where the command is about to write, once.
    pub(crate) fn announce(&self, at: &Where, account: Option<&str>) {
        let sentence = TargetDocument::new(&self.settings, at, account).sentence();
        let mut announced = self
            .announced
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if *announced != sentence {
            self.shell.say(&sentence);
            *announced = sentence;
        }
    }

    /// The embedded engine's file.
    pub(crate) fn engine_file(&self) -> Result<PathBuf, Failure> {
        self.place
            .engine_file(self.settings.environment().unwrap_or("local"))
    }

    /// Makes a client of the target.
    pub(crate) async fn connect(mut self, access: Access) -> Result<Session, Failure> {
        if access == Access::Writes {
            self.settings.require_namespace()?;
        }
        let settings = self.settings.clone();
        let Connected {
            client,
            settings,
            at,
            requests,
            scaling,
        } = match settings.engine() {
            Engine::Embedded => self.connect_embedded(settings, access).await?,
            Engine::Endpoint(url)
                if settings.engine().is_local() && settings.aws_profile().is_none() =>
            {
                client::loopback(settings, &url)
            }
            _ => client::sdk(settings).await?,
        };
        self.settings = settings;
        Ok(Session {
            setup: self,
            access,
            at,
            requests,
            client,
            scaling,
            notes: Mutex::default(),
        })
    }

    /// For a saved state: nothing is sent anywhere, and no credentials are looked for.
    pub(crate) fn without_target(self) -> Session {
        let Connected {
            client,
            settings: _,
            at,
            requests,
            scaling,
        } = client::nowhere(self.settings.clone());
        Session {
            setup: self,
            access: Access::Reads,
            at,
            requests,
            client,
            scaling,
            notes: Mutex::default(),
        }
    }

    #[cfg(feature = "embedded")]
    async fn connect_embedded(
        &self,
        settings: Settings,
        access: Access,
    ) -> Result<Connected, Failure> {
        let file = self.engine_file()?;
        super::embedded::connect(settings, file, access, &self.shell, &self.cancellation).await
    }

    #[cfg(not(feature = "embedded"))]
    async fn connect_embedded(&self, _: Settings, _: Access) -> Result<Connected, Failure> {
        let file = self.engine_file()?;
        Err(Failure::new(
            Code::Configuration,
            format!(
                "this program was built without the embedded engine, which {} is for",
                file.display()
            ),
        )
        .hint("build dynamig-cli with its feature `embedded`, or name another engine"))
    }
}

impl Session {
    pub(crate) fn shell(&self) -> &Shell {
        &self.setup.shell
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.setup.settings
    }

    pub(crate) fn is_json(&self) -> bool {
        self.shell().format() == Format::Json
    }

    pub(crate) fn is_dry_run(&self) -> bool {
        self.setup.global.dry_run
    }

    /// For the migrations that the program links. Before a command that writes, dynamig.lock has to agree with them.
    pub(crate) fn migrator(&self) -> Result<Migrator, Failure> {
        Ok(self.migrator_of(self.setup.registry(self.access)?))
    }

    /// For the history alone, whatever is linked.
    pub(crate) fn history(&self) -> Migrator {
        self.migrator_of(Registry::empty())
    }

    /// For the history and the tables of `--tables`, whatever is linked.
    pub(crate) fn tables_alone(&self) -> Result<Migrator, Failure> {
        let registry = match self.setup.tables.clone() {
            Some(tables) => Registry::of_tables(tables)?,
            None => Registry::empty(),
        };
        Ok(self.migrator_of(registry))
    }

    fn migrator_of(&self, registry: Registry) -> Migrator {
        let events = HumanEvents::new(self.setup.shell.clone());
        let (client, settings) = (self.client.clone(), self.settings().clone());
        let migrator = Migrator::with_registry(client, settings, registry)
            .with_cancellation(self.setup.cancellation.clone())
            .with_events(move |event| events.tell(event));
        match &self.scaling {
            Some(scaling) => migrator.with_scaling(scaling.clone()),
            None => migrator,
        }
    }

    pub(crate) fn target(&self, account: Option<&str>) -> TargetDocument {
        TargetDocument::new(self.settings(), &self.at, account)
    }

    /// Says where the command is about to write. Done before any write.
    pub(crate) fn announce(&self, account: Option<&str>) {
        self.setup.announce(&self.at, account);
    }

    /// Puts something into the document that the command will print.
    pub(crate) fn note(&self, name: &'static str, value: impl Into<Value>) {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        notes.insert(name, value.into());
    }

    /// Says what stands for the target, and from when it is.
    pub(crate) fn tell_state(&self, path: &Path, state: &State) {
        let (file, taken_at) = (path.display().to_string(), &state.taken_at);
        let when = instant(Some(taken_at));
        self.shell().say(&format!(
            "the state of {when} in {file}: nothing is asked of the target"
        ));
        self.note("state", json!({ "file": file, "taken_at": taken_at }));
    }

    /// What was noted so far.
    pub(crate) fn notes(&self) -> BTreeMap<&'static str, Value> {
        let notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        notes.clone()
    }
}
