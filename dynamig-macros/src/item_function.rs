//! What holds for item migrations, and for their options, alone.

use syn::Type;

use crate::attr::{Arguments, OnInterrupt, Over};
use crate::errors::Errors;
use crate::refusal;
use crate::signature::{Function, Parameter};
use crate::valid::{ITEM_MIGRATION, MIGRATION, Subject, all, check_reference, unwrapped};

/// The function that the attribute must stand above: its options tell, else the function itself does.
pub(crate) fn subject(
    function: &Function,
    arguments: &Arguments,
    errors: &mut Errors,
) -> &'static Subject {
    if arguments.over == Over::Items {
        return &ITEM_MIGRATION;
    }
    let Some(item) = item(function) else {
        return &MIGRATION;
    };
    let rule = &refusal::NO_TABLE;
    errors.say(item, rule, MIGRATION.sentence(rule));
    &ITEM_MIGRATION
}

/// The type of the first parameter where that is an item: any value but the context.
fn item(function: &Function) -> Option<&Type> {
    let first = function.parameters.first()?;
    let kind = first.kind.as_ref().filter(|_| !first.is_self())?;
    match unwrapped(kind) {
        Type::Reference(_) => None,
        Type::Path(path)
            if path
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident == "Context") =>
        {
            None
        }
        _ => Some(kind),
    }
}

/// Checks what a function of items takes, which is at least something.
pub(crate) fn check(parameters: &[Parameter], function: &Function, errors: &mut Errors) {
    let [first, others @ ..] = parameters else {
        return;
    };
    if let Some(kind) = &first.kind {
        let rule = match unwrapped(kind) {
            Type::Reference(_) if others.is_empty() => Some(&refusal::NO_ITEM),
            Type::Reference(_) => Some(&refusal::NOT_BY_VALUE),
            Type::ImplTrait(_) => Some(&refusal::GENERIC),
            _ => None,
        };
        if let Some(rule) = rule {
            ITEM_MIGRATION.refuse(errors, kind, rule);
        }
    }
    match others {
        [] => {}
        [context] => check_reference(context, function, &ITEM_MIGRATION, errors),
        [_, more @ ..] => {
            let rule = &refusal::TOO_MANY_ARGUMENTS;
            let sentence = "an item migration must have one or two arguments";
            errors.say_with_hint(&all(more), rule, sentence, ITEM_MIGRATION.hint);
        }
    }
}

/// Checks the options of item migrations side by side, and that they are given to one.
pub(crate) fn check_options(arguments: &Arguments, errors: &mut Errors) {
    let items = &arguments.items;
    if arguments.over == Over::Once {
        for option in &items.given {
            let sentence = format!("`{option}` is an option of item migrations");
            errors.say(option, &refusal::FOR_ITEMS, sentence);
        }
        return;
    }
    if let (Some(OnInterrupt::Manual), Some(at)) =
        (arguments.on_interrupt, &arguments.on_interrupt_at)
    {
        errors.refuse(at, &refusal::RESUMES);
    }
    if let (Some(at), Some(_)) = (&items.exactly_once, &arguments.down) {
        errors.refuse(at, &refusal::MARKED);
    }
    if items.overwrite.is_none() {
        return;
    }
    let compare = items.given.iter().find(|option| *option == "compare");
    let sentences = [
        (
            compare,
            "`compare` says what an item must still hold, and `overwrite` that it need hold nothing",
        ),
        (
            items.exactly_once.as_ref(),
            "`exactly_once` needs a condition on the item's marker, and `overwrite` leaves conditions out",
        ),
    ];
    for (option, sentence) in sentences {
        if let Some(option) = option {
            errors.say(option, &refusal::OVERWRITES, sentence);
        }
    }
}
