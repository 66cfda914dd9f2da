use std::collections::HashMap;

use super::functions::refused;
use super::resolve::{LONGEST, Resolver, as_text};
use super::template::{get, shown};
use crate::value::{Entry, Kind, Value};

impl<'t> Resolver<'_, '_, '_, 't> {
    /// `Fn::Sub`: a text, or a list of a text and the names that stand in it besides.
    pub(super) fn sub(&mut self, argument: &Value<'t>) -> Option<Value<'t>> {
        let at = argument.at;
        match &argument.kind {
            Kind::Text(text) => self.substituted(text, &[], at),
            Kind::List(values) => match &values[..] {
                [
                    Value {
                        kind: Kind::Text(text),
                        ..
                    },
                    Value {
                        kind: Kind::Map(names),
                        ..
                    },
                ] => self.substituted(text, names, at),
                _ => self.refuse(
                    at,
                    "`Fn::Sub` takes a text, or a list of a text and a map",
                    "",
                ),
            },
            _ => self.refuse(
                at,
                "`Fn::Sub` takes a text, or a list of a text and a map",
                "",
            ),
        }
    }

    fn substituted(&mut self, text: &str, names: &[Entry<'t>], at: usize) -> Option<Value<'t>> {
        let (mut whole, mut rest, mut is_known) = (String::new(), text, true);
        // Each name is evaluated once, however often it stands there.
        let mut known: HashMap<&str, Option<String>> = HashMap::new();
        while let Some((before, behind)) = rest.split_once("${") {
            whole.push_str(before);
            let Some((name, after)) = behind.split_once('}') else {
                return self.refuse(at, "`${` is not closed in `Fn::Sub`", "");
            };
            rest = after;
            if let Some(literal) = name.strip_prefix('!') {
                whole.push_str(&format!("${{{literal}}}"));
                continue;
            }
            let name = name.trim();
            if !known.contains_key(name) {
                known.insert(name, self.named(name, names, at));
            }
            match known.get(name).and_then(Option::as_ref) {
                Some(value) => whole.push_str(value),
                None => is_known = false,
            }
            if whole.len() > LONGEST {
                break;
            }
        }
        whole.push_str(rest);
        match is_known {
            true => self.bounded(at, whole),
            false => refused(at),
        }
    }

    fn named(&mut self, name: &str, names: &[Entry<'t>], at: usize) -> Option<String> {
        let value = match get(names, name) {
            Some(value) => self.resolve(value),
            None if name.contains('.') => {
                self.known_elsewhere(name, at, "is made by CloudFormation")
            }
            None => self.reference(name, at),
        };
        let kind = value.map(|value| value.kind);
        let text = kind.as_ref().and_then(as_text);
        if text.is_none() && !matches!(kind, Some(Kind::Refused)) {
            let sentence = format!("`{}` in `Fn::Sub` is no text", shown(name));
            self.reader.refuse(at, sentence, "");
        }
        text
    }
}
