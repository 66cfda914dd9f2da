use super::resolve::{Resolver, as_text, text_at, to_give};
use super::template::{get, shown};
use crate::value::{Kind, Value};

impl<'t> Resolver<'_, '_, '_, 't> {
    /// What a function gives.
    pub(super) fn function(&mut self, name: &str, argument: &Value<'t>) -> Option<Value<'t>> {
        match name {
            "Ref" => match self.text("`Ref`", argument) {
                Some(name) => self.reference(&name, argument.at),
                None => refused(argument.at),
            },
            "Fn::Sub" => self.sub(argument),
            "Fn::Join" => self.join(argument),
            "Fn::If" => self.choose(argument),
            "Fn::FindInMap" => self.find_in_map(argument),
            "Fn::GetAtt" => self.attribute(argument),
            "Fn::ImportValue" => self.import_value(argument),
            "Fn::Select" => self.select(argument),
            "Fn::Split" => self.split(argument),
            name => {
                let sentence = format!("`{}` is not evaluated here", shown(name));
                self.refuse(argument.at, sentence, "write what it gives in its place")
            }
        }
    }

    /// The arguments of a function, as many as it takes.
    pub(super) fn arguments<'v, const N: usize>(
        &mut self,
        name: &str,
        argument: &'v Value<'t>,
    ) -> Option<[&'v Value<'t>; N]> {
        if let Kind::List(values) = &argument.kind {
            let values: Vec<_> = values.iter().collect();
            if let Ok(arguments) = values.try_into() {
                return Some(arguments);
            }
        }
        self.reader
            .refuse(argument.at, format!("`{name}` takes a list of {N}"), "");
        None
    }

    fn list(&mut self, name: &str, value: &Value<'t>) -> Option<Vec<Value<'t>>> {
        match self.resolve(value).map(|value| value.kind) {
            Some(Kind::List(values)) => Some(values),
            Some(Kind::Refused) => None,
            _ => {
                self.reader
                    .refuse(value.at, format!("`{name}` needs a list here"), "");
                None
            }
        }
    }

    fn join(&mut self, argument: &Value<'t>) -> Option<Value<'t>> {
        let Some([between, values]) = self.arguments("Fn::Join", argument) else {
            return refused(argument.at);
        };
        let between = self.text("the delimiter of `Fn::Join`", between);
        let Some((between, values)) = between.zip(self.list("Fn::Join", values)) else {
            return refused(argument.at);
        };
        let mut texts = Vec::new();
        for value in &values {
            match self.text("a part of `Fn::Join`", value) {
                Some(text) => texts.push(text),
                None => return refused(argument.at),
            }
        }
        self.bounded(argument.at, texts.join(&between))
    }

    fn choose(&mut self, argument: &Value<'t>) -> Option<Value<'t>> {
        let Some([condition, then, otherwise]) = self.arguments("Fn::If", argument) else {
            return refused(argument.at);
        };
        let Kind::Text(name) = &condition.kind else {
            return self.refuse(
                condition.at,
                "`Fn::If` begins with the name of a condition",
                "",
            );
        };
        match self.condition(name, condition.at) {
            Some(true) => self.resolve(then),
            Some(false) => self.resolve(otherwise),
            None => refused(argument.at),
        }
    }

    fn find_in_map(&mut self, argument: &Value<'t>) -> Option<Value<'t>> {
        let Some(names) = self.arguments::<3>("Fn::FindInMap", argument) else {
            return refused(argument.at);
        };
        let template = self.template;
        let mut found: Option<&Value<'t>> = None;
        for (depth, name) in names.into_iter().enumerate() {
            let Some(key) = self.text("a name of `Fn::FindInMap`", name) else {
                return refused(argument.at);
            };
            let next = match found.map(|value| &value.kind) {
                None if depth == 0 => get(&template.mappings, &key),
                Some(Kind::Map(entries)) => get(entries, &key),
                Some(_) | None => None,
            };
            let Some(next) = next else {
                let what = if depth == 0 {
                    "the template has no mapping"
                } else {
                    "the mapping has no"
                };
                return self.refuse(name.at, format!("{what} `{}`", shown(&key)), "");
            };
            found = Some(next);
        }
        match found {
            // As CloudFormation has it: no functions in mappings.
            Some(value) if is_literal(value) => Some(value.clone()),
            Some(value) => {
                let at = value.at;
                self.refuse(at, "a mapping holds texts, and lists of them", "")
            }
            None => refused(argument.at),
        }
    }

    fn attribute(&mut self, argument: &Value<'t>) -> Option<Value<'t>> {
        let name = match &argument.kind {
            Kind::List(values) => {
                let parts = values
                    .iter()
                    .map(|value| self.text("a part of `Fn::GetAtt`", value));
                parts
                    .collect::<Option<Vec<_>>>()
                    .map(|parts| parts.join("."))
            }
            _ => self.text("`Fn::GetAtt`", argument),
        };
        match name {
            Some(name) => self.known_elsewhere(&name, argument.at, "is made by CloudFormation"),
            None => refused(argument.at),
        }
    }

    fn import_value(&mut self, argument: &Value<'t>) -> Option<Value<'t>> {
        match self.text("`Fn::ImportValue`", argument) {
            Some(name) => self.known_elsewhere(&name, argument.at, "is exported by another stack"),
            None => refused(argument.at),
        }
    }

    /// What only CloudFormation knows has to be given.
    pub(super) fn known_elsewhere(
        &mut self,
        name: &str,
        at: usize,
        why: &str,
    ) -> Option<Value<'t>> {
        match self.given.of(name) {
            Some(given) => Some(text_at(at, given)),
            None => {
                let sentence = format!("`{}` {why}, and not known here", shown(name));
                self.refuse(at, sentence, to_give(name))
            }
        }
    }

    fn select(&mut self, argument: &Value<'t>) -> Option<Value<'t>> {
        let Some([number, values]) = self.arguments("Fn::Select", argument) else {
            return refused(argument.at);
        };
        let index = self.text("the number of `Fn::Select`", number);
        let Some((index, mut values)) = index.zip(self.list("Fn::Select", values)) else {
            return refused(argument.at);
        };
        match index.parse::<usize>() {
            Ok(index) if index < values.len() => Some(values.swap_remove(index)),
            _ => {
                let count = values.len();
                let sentence = format!("`Fn::Select` asks for `{}` of {count}", shown(&index));
                self.refuse(number.at, sentence, "they are counted from 0")
            }
        }
    }

    fn split(&mut self, argument: &Value<'t>) -> Option<Value<'t>> {
        let Some([between, text]) = self.arguments("Fn::Split", argument) else {
            return refused(argument.at);
        };
        let at = argument.at;
        let between = self.text("the delimiter of `Fn::Split`", between);
        let text = self.text("the text of `Fn::Split`", text);
        match between.zip(text) {
            Some((between, _)) if between.is_empty() => {
                self.refuse(at, "the delimiter of `Fn::Split` is empty", "")
            }
            Some((between, text)) => {
                let parts = text.split(between.as_str()).map(|part| text_at(at, part));
                let kind = Kind::List(parts.collect());
                Some(Value { at, kind })
            }
            None => refused(at),
        }
    }
}

/// Whether a value is a text or the like, or a list of such.
fn is_literal(value: &Value<'_>) -> bool {
    match &value.kind {
        Kind::List(values) => values.iter().all(|value| as_text(&value.kind).is_some()),
        kind => as_text(kind).is_some(),
    }
}

/// Stands for a value that was refused.
pub(super) fn refused<'t>(at: usize) -> Option<Value<'t>> {
    Some(Value {
        at,
        kind: Kind::Refused,
    })
}
