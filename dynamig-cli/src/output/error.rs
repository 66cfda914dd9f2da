use super::Shell;
use super::columns::Tone;
use crate::args::Format;
use crate::failure::Failure;

impl Shell {
    /// Says why a command failed: the sentence, its causes and what to do; or with `--json` one line of JSON.
    pub(crate) fn error(&self, failure: &Failure) {
        self.stop_spinning();
        if self.format == Format::Json {
            return self.say_anyway(&json(failure));
        }
        self.say_anyway(&format!("{} {failure}", self.tone(Tone::Bad, "error:")));
        for cause in failure.causes() {
            self.say_anyway(&format!(
                "  caused by: {}",
                cause.trim_end().replace('\n', "\n    ")
            ));
        }
        if let Some(hint) = failure.what_next() {
            self.say_anyway(&format!("{} {hint}", self.tone(Tone::Waiting, "hint:")));
        }
    }

    /// Says what stops nothing and should be looked at.
    pub(crate) fn warning(&self, message: &str, hint: Option<&str>) {
        self.say(&format!(
            "{} {message}",
            self.tone(Tone::Waiting, "warning:")
        ));
        if let Some(hint) = hint {
            self.say(&format!("{} {hint}", self.tone(Tone::Waiting, "hint:")));
        }
    }
}

fn json(failure: &Failure) -> String {
    let mut message = failure.to_string();
    for cause in failure.causes() {
        message.push_str(": ");
        message.push_str(cause.trim_end());
    }
    let document = serde_json::json!({
        "code": failure.code().as_str(),
        "message": message,
        "hint": failure.what_next(),
    });
    document.to_string()
}
