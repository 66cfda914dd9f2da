//! YAML as CloudFormation takes it: no aliases, no merges, and its functions in their short forms.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use crate::nesting::{MAX, Nesting};
use crate::shape::Reader;
use crate::value::{Entry, Kind, Value};

/// Parses a text that holds one document; scalars are texts, whatever they look like.
///
/// The parser is asked for one event after another, so that nothing recurses and nothing is expanded.
pub(super) fn parse<'t>(text: &'t str, reader: &mut Reader<'_>) -> Option<Value<'t>> {
    let mut building = Building::of(text);
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let refused = match event {
            Ok((event, span)) => building.take(event, span),
            Err(error) => Err(Refused {
                at: building.offset(error.marker().index()),
                sentence: sentence(error.info()),
                hint: "",
            }),
        };
        if let Err(refused) = refused {
            reader.refuse(refused.at, refused.sentence, refused.hint);
            return None;
        }
    }
    if building.done.is_none() {
        reader.refuse(0, "the file is empty", "write a template into it");
    }
    building.done
}

struct Refused {
    at: usize,
    sentence: String,
    hint: &'static str,
}

/// What is open, and what is done.
struct Building<'t> {
    /// The offsets of characters; none where each is a byte.
    offsets: Option<Vec<usize>>,
    open: Vec<Open<'t>>,
    done: Option<Value<'t>>,
}

struct Open<'t> {
    at: usize,
    /// The function that it is the argument of.
    function: Option<String>,
    parts: Parts<'t>,
}

enum Parts<'t> {
    List(Vec<Value<'t>>),
    /// The members, and the name of the one that follows.
    Map(Vec<Entry<'t>>, Option<(Cow<'t, str>, usize)>),
}

impl<'t> Building<'t> {
    fn of(text: &str) -> Self {
        let offsets = || text.char_indices().map(|(at, _)| at).collect();
        Self {
            offsets: (!text.is_ascii()).then(offsets),
            open: Vec::new(),
            done: None,
        }
    }

    fn offset(&self, character: usize) -> usize {
        match &self.offsets {
            None => character,
            Some(offsets) => offsets
                .get(character)
                .or(offsets.last())
                .copied()
                .unwrap_or(0),
        }
    }

    fn take(&mut self, event: Event<'t>, span: Span) -> Result<(), Refused> {
        let at = self.offset(span.start.index());
        match event {
            Event::DocumentStart(_) if self.done.is_some() => Err(refused(
                at,
                "a second document begins here",
                "a template is one document",
            )),
            Event::Alias(_) => {
                let hint = "CloudFormation has no aliases: write out what it stands for";
                Err(refused(at, "this is an alias", hint))
            }
            Event::Scalar(text, style, _, tag) => self.scalar(text, style, tag.as_deref(), at),
            Event::SequenceStart(_, tag) => self.begin(Parts::List(Vec::new()), tag.as_deref(), at),
            Event::MappingStart(_, tag) => {
                self.begin(Parts::Map(Vec::new(), None), tag.as_deref(), at)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn begin(&mut self, parts: Parts<'t>, tag: Option<&Tag>, at: usize) -> Result<(), Refused> {
        if let Some(Open {
            parts: Parts::Map(_, None),
            ..
        }) = self.open.last()
        {
            return Err(refused(at, "the name of a member is no text", ""));
        }
        if self.open.len() >= MAX {
            return Err(refused(at, Nesting::TooDeep(at).sentence(""), ""));
        }
        let function = tag.map(|tag| function(tag, at)).transpose()?.flatten();
        self.open.push(Open {
            at,
            function,
            parts,
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Refused> {
        let Some(Open {
            at,
            function,
            parts,
        }) = self.open.pop()
        else {
            return Ok(());
        };
        let kind = match parts {
            Parts::List(values) => Kind::List(values),
            Parts::Map(entries, _) => Kind::Map(entries),
        };
        self.put(called(function, Value { at, kind }))
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        at: usize,
    ) -> Result<(), Refused> {
        let function = tag.map(|tag| function(tag, at)).transpose()?.flatten();
        if let Some(Open {
            parts: Parts::Map(_, name @ None),
            ..
        }) = self.open.last_mut()
        {
            if text == "<<" && style == ScalarStyle::Plain {
                let hint = "CloudFormation has no merges: write out what it stands for";
                return Err(refused(at, "this merges another map", hint));
            }
            *name = Some((text, at));
            return Ok(());
        }
        let is_null = style == ScalarStyle::Plain
            && tag.is_none()
            && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
        let kind = if is_null {
            Kind::Null
        } else {
            Kind::Text(text)
        };
        self.put(called(function, Value { at, kind }))
    }

    fn put(&mut self, value: Value<'t>) -> Result<(), Refused> {
        match self.open.last_mut().map(|open| &mut open.parts) {
            None => self.done = Some(value),
            Some(Parts::List(values)) => values.push(value),
            Some(Parts::Map(entries, name)) => {
                if let Some((name, at)) = name.take() {
                    entries.push(Entry { name, at, value });
                }
            }
        }
        Ok(())
    }
}

fn refused(at: usize, sentence: impl Into<String>, hint: &'static str) -> Refused {
    Refused {
        at,
        sentence: sentence.into(),
        hint,
    }
}

/// The long form of a function: a map of one member.
fn called(function: Option<String>, argument: Value<'_>) -> Value<'_> {
    let at = argument.at;
    match function {
        None => argument,
        Some(name) => Value {
            at,
            kind: Kind::Map(vec![Entry {
                name: name.into(),
                at,
                value: argument,
            }]),
        },
    }
}

/// Functions that have a short form; the others are tags of something else.
const FUNCTIONS: &str = "Base64 Cidr FindInMap GetAtt GetAZs ImportValue Join Length Select Split Sub ToJsonString Transform And
    Equals If Not Or";

/// The function that a tag is the short form of; none for the types of YAML itself.
fn function(tag: &Tag, at: usize) -> Result<Option<String>, Refused> {
    if tag.is_yaml_core_schema() {
        return Ok(None);
    }
    let name = tag.suffix.as_str();
    match (tag.handle.as_str(), name) {
        ("!", "Ref" | "Condition") => Ok(Some(name.to_owned())),
        ("!", _) if FUNCTIONS.split_whitespace().any(|known| known == name) => {
            Ok(Some(format!("Fn::{name}")))
        }
        _ => {
            let shown: String = format!("{}{name}", tag.handle).chars().take(60).collect();
            let sentence = format!(
                "`{}` is no function of CloudFormation",
                shown.escape_debug()
            );
            Err(refused(at, sentence, ""))
        }
    }
}

/// The parser's sentence; it looks ahead, and gives up on what nests deeper than it can count.
fn sentence(told: &str) -> String {
    if told == "recursion limit exceeded" {
        return Nesting::TooDeep(0).sentence("");
    }
    lower(told)
}

fn lower(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}
