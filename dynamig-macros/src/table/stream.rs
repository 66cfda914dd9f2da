//! `stream = new_image`, `stream(view = new_image, after = path)` or `stream = off`.

use dynamig_rules::table::{Setting, StreamView};

use super::forms::STREAM;
use super::spec::Spec;
use super::value::lacks;
use crate::attr::given::{Given, Shape};
use crate::attr::value::{choice, path};
use crate::errors::Errors;

const VIEWS: [(&str, Setting<StreamView>); 5] = [
    ("keys_only", Setting::On(StreamView::KeysOnly)),
    ("new_image", Setting::On(StreamView::NewImage)),
    ("old_image", Setting::On(StreamView::OldImage)),
    (
        "new_and_old_images",
        Setting::On(StreamView::NewAndOldImages),
    ),
    ("off", Setting::Off),
];

pub(super) fn read(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    if option.shape == Shape::Value {
        return view(option, spec, errors);
    }
    let before = errors.count();
    let options = STREAM.parse(option.value.clone(), errors);
    for option in &options {
        match &*option.name {
            "view" => view(option, spec, errors),
            "after" => spec.stream_after = path(option, errors),
            name => unreachable!("`{name}` is accepted, but not known"),
        }
    }
    let is_said = options.iter().any(|option| option.name == "view");
    if !is_said && errors.count() == before {
        lacks(option, "`stream(…)` needs `view`", errors);
    }
}

fn view(option: &Given, spec: &mut Spec<'_>, errors: &mut Errors) {
    let views = VIEWS.each_ref().map(|(name, view)| (*name, view));
    if let Some(view) = choice(option, views, errors) {
        spec.definition.stream = view.clone();
    }
}
