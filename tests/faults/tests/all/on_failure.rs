use std::io::Write as _;

/// Says where a test stood, if it fails there.
pub(crate) struct OnFailure(pub(crate) String);

impl Drop for OnFailure {
    fn drop(&mut self) {
        if std::thread::panicking() {
            drop(writeln!(std::io::stderr(), "failed at {}", self.0));
        }
    }
}
