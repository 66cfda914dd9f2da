use super::resolve::Resolver;
use super::template::{get, shown};
use crate::value::{Kind, Value};

impl<'t> Resolver<'_, '_, '_, 't> {
    /// Whether a condition holds; `None` where that cannot be known, which was told.
    pub(super) fn condition(&mut self, name: &str, at: usize) -> Option<bool> {
        if let Some(known) = self.conditions.get(name) {
            return *known;
        }
        let template = self.template;
        let Some(written) = get(&template.conditions, name) else {
            let sentence = format!("the template has no condition `{}`", shown(name));
            self.reader.refuse(at, sentence, "");
            return None;
        };
        if self.under_way.iter().any(|one| one == name) {
            let sentence = format!("condition `{}` needs itself", shown(name));
            self.reader.refuse(at, sentence, "");
            return None;
        }
        self.under_way.push(name.to_owned());
        let holds = self.holds(written);
        self.under_way.pop();
        self.conditions.insert(name.to_owned(), holds);
        holds
    }

    fn holds(&mut self, value: &Value<'t>) -> Option<bool> {
        let function = match &value.kind {
            Kind::Map(entries) => match &entries[..] {
                [only] => Some((&*only.name, &only.value)),
                _ => None,
            },
            _ => None,
        };
        match function {
            Some(("Condition", name)) => match &name.kind {
                Kind::Text(name) => self.condition(name, value.at),
                _ => self.no_condition(value),
            },
            Some(("Fn::Equals", argument)) => {
                let [left, right] = self.arguments("Fn::Equals", argument)?;
                let left = self.text("a side of `Fn::Equals`", left);
                let right = self.text("a side of `Fn::Equals`", right);
                Some(left? == right?)
            }
            Some(("Fn::Not", argument)) => {
                let [inner] = self.arguments("Fn::Not", argument)?;
                Some(!self.holds(inner)?)
            }
            Some(("Fn::And", argument)) => self.each(argument, true),
            Some(("Fn::Or", argument)) => self.each(argument, false),
            _ => self.no_condition(value),
        }
    }

    /// Whether all hold where that is asked, else whether one does; the rest is not looked at once that is known.
    fn each(&mut self, argument: &Value<'t>, all: bool) -> Option<bool> {
        let Kind::List(values) = &argument.kind else {
            return self.no_condition(argument);
        };
        for value in values {
            if self.holds(value)? != all {
                return Some(!all);
            }
        }
        Some(all)
    }

    fn no_condition(&mut self, value: &Value<'t>) -> Option<bool> {
        let hint = "it is made of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition";
        self.reader.refuse(value.at, "this is no condition", hint);
        None
    }
}
