//! What shows before a terminal that something runs.

use std::sync::PoisonError;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

use super::Shell;
use super::shell::ProgressForm;
use crate::args::Format;

impl Shell {
    /// Shows that something runs, before a terminal.
    pub(super) fn spin(&self, text: String) {
        if !self.colours.stderr || self.format == Format::Json {
            return;
        }
        let bar = bar(None, "{spinner} {msg} ({elapsed})");
        bar.set_message(text);
        bar.enable_steady_tick(Duration::from_millis(120));
        self.replace_spinner(Some(bar));
    }

    pub(super) fn spin_on(&self, text: String) {
        if let Some(bar) = &*self.spinner.lock().unwrap_or_else(PoisonError::into_inner) {
            bar.set_message(text);
        }
    }

    pub(crate) fn stop_spinning(&self) {
        self.replace_spinner(None);
    }

    fn replace_spinner(&self, bar: Option<ProgressBar>) {
        let mut spinner = self.spinner.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(old) = std::mem::replace(&mut *spinner, bar) {
            old.finish_and_clear();
        }
    }

    /// Shows how far something is by a bar, before a terminal; where nobody knows how much there is, by a spinner.
    pub(super) fn show_bar(&self, of: u64, at: u64) {
        if !self.colours.stderr || self.format == Format::Json {
            return;
        }
        let bar = match of {
            0 => bar(None, "{spinner} {pos} {msg} ({elapsed})"),
            _ => bar(Some(of.max(at)), "{spinner} {bar:20} {pos}/{len} {msg}"),
        };
        bar.set_position(at);
        bar.set_message("items");
        bar.enable_steady_tick(Duration::from_millis(120));
        self.replace_spinner(Some(bar));
    }

    pub(super) fn has_bar(&self) -> bool {
        let spinner = self.spinner.lock().unwrap_or_else(PoisonError::into_inner);
        spinner.is_some()
    }

    pub(super) fn move_bar(&self, at: u64, text: String) {
        if let Some(bar) = &*self.spinner.lock().unwrap_or_else(PoisonError::into_inner) {
            if bar.length().is_some_and(|length| length < at) {
                bar.set_length(at);
            }
            bar.set_position(at);
            bar.set_message(text);
        }
    }

    /// Tells programs how far something is, where they asked for it: a line of JSON on stderr.
    pub(super) fn progress_line(&self, line: impl FnOnce() -> Value) {
        if self.progress == ProgressForm::JsonLines {
            self.say_anyway(&line().to_string());
        }
    }
}

fn bar(of: Option<u64>, template: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(of, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
