use std::path::{Path, PathBuf};

use crate::measure::run;
use crate::{Result, environment, output};

/// A Python of the benchmark's own.
pub(crate) struct Python {
    pub(crate) program: PathBuf,
}

impl Python {
    /// Installs boto3 by name from the registry of Python, where that was not done before.
    pub(crate) fn with_boto3(directory: &Path) -> Result<Self> {
        let home = directory.join("venv");
        let program = home.join(if cfg!(windows) {
            "Scripts/python.exe"
        } else {
            "bin/python"
        });
        let python = Self { program };
        if python.versions().is_ok() {
            return Ok(python);
        }
        output::say("installing boto3");
        let mut create = environment::command("python3", directory);
        run(create.args(["-m", "venv", "--clear"]).arg(&home))
            .map_err(|error| format!("{error}\nDebian has it in the package python3-venv"))?;
        let mut install = environment::command(&python.program, directory);
        run(install.args(["-m", "pip", "install", "--quiet"]).args([
            "--disable-pip-version-check",
            "--no-input",
            "boto3",
        ]))?;
        Ok(python)
    }

    pub(crate) fn versions(&self) -> Result<String> {
        let script = "import platform, boto3; print(f'Python {platform.python_version()}, boto3 {boto3.__version__}')";
        let mut python = environment::command(&self.program, Path::new("."));
        let said = run(python.args(["-c", script]))?;
        Ok(String::from_utf8(said.stdout)?.trim().to_owned())
    }
}
