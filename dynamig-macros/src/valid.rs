use dynamig_rules::{Rule, dependency, id, name};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, LitStr, Type};

use crate::attr::{Arguments, Dependency};
use crate::errors::Errors;
use crate::signature::{Function, Parameter};
use crate::{item_function, refusal};

/// What an attribute stands above, for sentences.
pub(crate) struct Subject {
    /// The sentence's beginning.
    pub(crate) noun: &'static str,
    /// What the function must look like.
    pub(crate) hint: &'static str,
    pub(crate) takes: Takes,
}

/// What a function takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// One reference, in a function that is asynchronous.
    Reference,
    /// An item, and the context where it needs that.
    Item,
}

pub(crate) const MIGRATION: Subject = Subject {
    noun: "a migration",
    hint: "write `async fn name(cx: &Context) -> Result<()>`",
    takes: Takes::Reference,
};

pub(crate) const ITEM_MIGRATION: Subject = Subject {
    noun: "an item migration",
    hint: "write `async fn name(item: Item, cx: &Context) -> Result<Outcome<Item>>`, with `Item` or a type of serde's",
    takes: Takes::Item,
};

pub(crate) const TEST: Subject = Subject {
    noun: "a test",
    hint: "write `async fn name(db: &dynamig::test::Database)`",
    takes: Takes::Reference,
};

impl Subject {
    /// Refuses the tokens of a function.
    pub(crate) fn refuse(&self, errors: &mut Errors, at: &dyn ToTokens, rule: &'static Rule) {
        errors.say_with_hint(at, rule, self.sentence(rule), self.hint);
    }

    pub(crate) fn sentence(&self, rule: &Rule) -> String {
        format!("{} {}", self.noun, rule.says)
    }
}

/// Checks the function that an attribute stands above, as far as a macro can see: types are the compiler's to judge.
pub(crate) fn check_function(function: &Function, subject: &Subject, errors: &mut Errors) {
    if subject.takes == Takes::Reference && !function.is_async() {
        subject.refuse(errors, &function.name, &refusal::NOT_ASYNC);
    }
    let qualifiers = function.foreign_qualifiers();
    if !qualifiers.is_empty() {
        subject.refuse(errors, &qualifiers, &refusal::QUALIFIED);
    }
    if !function.generics.params.is_empty() {
        subject.refuse(errors, &function.generics, &refusal::GENERIC);
    } else if let Some(clause) = &function.where_clause {
        subject.refuse(errors, clause, &refusal::GENERIC);
    }
    check_parameters(function, subject, errors);
}

fn check_parameters(function: &Function, subject: &Subject, errors: &mut Errors) {
    if let Some(receiver) = function
        .parameters
        .iter()
        .find(|parameter| parameter.is_self())
    {
        return subject.refuse(errors, &receiver.pattern, &refusal::METHOD);
    }
    match (subject.takes, &*function.parameters) {
        (_, []) => {
            let sentence = subject.sentence(&refusal::NO_ARGUMENT);
            errors.refuse_at(
                function.parentheses,
                &refusal::NO_ARGUMENT,
                sentence,
                subject.hint,
            );
        }
        (Takes::Item, parameters) => item_function::check(parameters, function, errors),
        (Takes::Reference, [parameter]) => check_reference(parameter, function, subject, errors),
        (Takes::Reference, [_, others @ ..]) => {
            let rule = &refusal::TOO_MANY_ARGUMENTS;
            subject.refuse(errors, &all(others), rule);
        }
    }
}

/// The tokens of parameters, to underline.
pub(crate) fn all(parameters: &[Parameter]) -> TokenStream {
    let parameters = parameters.iter().map(|parameter| {
        let (pattern, kind) = (&parameter.pattern, &parameter.kind);
        quote!(#pattern #kind)
    });
    parameters.collect()
}

pub(crate) fn check_reference(
    parameter: &Parameter,
    function: &Function,
    subject: &Subject,
    errors: &mut Errors,
) {
    let Some(kind) = &parameter.kind else {
        return subject.refuse(errors, &parameter.pattern, &refusal::NOT_A_REFERENCE);
    };
    match unwrapped(kind) {
        Type::Reference(reference) => {
            if let Some(mutability) = &reference.mutability {
                subject.refuse(errors, mutability, &refusal::NOT_A_REFERENCE);
            }
            // A lifetime that the function declares is refused where it is declared.
            let lifetime = reference
                .lifetime
                .as_ref()
                .filter(|lifetime| lifetime.ident != "_");
            if let Some(lifetime) = lifetime
                && function.generics.params.is_empty()
            {
                subject.refuse(errors, lifetime, &refusal::NAMED_LIFETIME);
            }
        }
        other => subject.refuse(errors, other, &refusal::NOT_A_REFERENCE),
    }
}

/// A type without the parentheses or invisible groups around it.
pub(crate) fn unwrapped(kind: &Type) -> &Type {
    match kind {
        Type::Group(group) => unwrapped(&group.elem),
        Type::Paren(paren) => unwrapped(&paren.elem),
        other => other,
    }
}

/// Checks what only shows with the function and its options side by side.
pub(crate) fn check_migration(function: &Function, arguments: &Arguments, errors: &mut Errors) {
    let name = function.plain_name();
    errors.check(&function.name, name::check(&name));
    for attribute in other_attributes(function) {
        errors.refuse(attribute, &refusal::TWICE);
    }
    let Some(version) = arguments.version else {
        return;
    };
    for dependency in &arguments.depends_on {
        if let Dependency::Id(text) = dependency
            && let Ok((old, old_name)) = id::parse(&text.value())
        {
            errors.check(text, dependency::check((old, old_name), (version, &name)));
        }
    }
    let today = format!("{version}_{name}");
    let is_today = |former: &&LitStr| former.value() == today;
    if let Some(former) = arguments.renamed_from.iter().find(is_today) {
        errors.refuse(former, &refusal::RENAMED_FROM_ITSELF);
    }
}

/// The further `#[migration]`s of a function.
pub(crate) fn other_attributes(function: &Function) -> impl Iterator<Item = &Attribute> {
    let is_ours = |attribute: &&Attribute| {
        attribute
            .path()
            .segments
            .last()
            .is_some_and(|last| last.ident == "migration")
    };
    function.attributes.iter().filter(is_ours)
}
