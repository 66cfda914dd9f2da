use std::fs::File;
use std::io::{self, Write};

/// Where data goes: what was stdout when the program began.
#[derive(Debug)]
pub(crate) enum Stdout {
    /// Stdout itself.
    Shared,
    /// What stdout was, before it was led to stderr.
    Kept(File),
}

impl Stdout {
    /// Keeps stdout for data and leads what anything else prints to stderr: code of the user's may print, and the data
    /// must stay one document.
    #[cfg(unix)]
    pub(crate) fn keep() -> Self {
        let led = || -> io::Result<File> {
            let kept = rustix::io::fcntl_dupfd_cloexec(io::stdout(), 3)?;
            rustix::stdio::dup2_stdout(io::stderr())?;
            Ok(File::from(kept))
        };
        // A closed stdout or stderr cannot be led anywhere, and nobody reads what is printed there.
        led().map_or(Self::Shared, Self::Kept)
    }

    /// Where handles cannot be led elsewhere, data and prints share stdout.
    #[cfg(not(unix))]
    pub(crate) fn keep() -> Self {
        Self::Shared
    }

    pub(super) fn is_terminal(&self) -> bool {
        use std::io::IsTerminal as _;
        match self {
            Self::Shared => io::stdout().is_terminal(),
            Self::Kept(file) => file.is_terminal(),
        }
    }

    /// Writes all of a text. Nobody reading any more is no error.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        let written = match self {
            Self::Shared => {
                let mut stdout = io::stdout().lock();
                stdout
                    .write_all(text.as_bytes())
                    .and_then(|()| stdout.flush())
            }
            Self::Kept(file) => file.write_all(text.as_bytes()),
        };
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written,
        }
    }
}
