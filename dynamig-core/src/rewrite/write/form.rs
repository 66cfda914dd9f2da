use std::sync::Arc;

use super::compared::Condition;
use super::intent::{Intent, IntentKind};
use super::statement::Text;
use super::target::Target;
use super::weight;

/// How many forms are remembered: a table's items are mostly written in a handful.
const REMEMBERED: usize = 16;

/// The form of a statement: all of it but the values. Items of one form share its text.
#[derive(Debug)]
pub(super) struct Form {
    set: Option<Vec<String>>,
    remove: Vec<String>,
    conditions: Vec<Condition>,
    /// The text, where it can be sent in a batch.
    pub(super) text: Option<Text>,
    /// The bytes of the text in a request.
    pub(super) bytes: usize,
}

/// The forms that were written last, the most recent at the end.
#[derive(Debug)]
pub(super) struct Forms(Vec<Arc<Form>>);

impl Forms {
    pub(super) fn new() -> Self {
        Self(Vec::with_capacity(REMEMBERED))
    }

    /// The form of an intent.
    pub(super) fn of(&mut self, intent: &Intent, target: &Target) -> Arc<Form> {
        if let Some(known) = self.0.iter().rev().find(|form| form.is_of(intent)) {
            return Arc::clone(known);
        }
        let form = Arc::new(Form::of(intent, target));
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(Arc::clone(&form));
        form
    }
}

impl Form {
    fn of(intent: &Intent, target: &Target) -> Self {
        let text = Text::of(intent, target).filter(Text::fits);
        let (set, remove) = match &intent.kind {
            IntentKind::Update(difference) => (
                Some(difference.set.keys().cloned().collect()),
                difference.remove.iter().cloned().collect(),
            ),
            IntentKind::Delete | IntentKind::Move(_) => (None, Vec::new()),
        };
        Self {
            set,
            remove,
            conditions: intent.conditions.clone(),
            bytes: text.as_ref().map_or(0, |text| weight::of_text(&text.text)),
            text,
        }
    }

    fn is_of(&self, intent: &Intent) -> bool {
        let is_of_kind = match (&intent.kind, &self.set) {
            (IntentKind::Update(difference), Some(set)) => {
                set.iter().eq(difference.set.keys()) && self.remove.iter().eq(&difference.remove)
            }
            (IntentKind::Delete, None) => true,
            _ => false,
        };
        is_of_kind && self.conditions == intent.conditions
    }
}
