use std::collections::BTreeMap;

use dynamig::MigrationId;
use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};

use super::Lexed;
use super::lexed::Edit;

/// Former ids and today's.
pub(crate) type Renumbering = BTreeMap<MigrationId, MigrationId>;

/// The edits that give a migration its new version: in `version = …`, and in the ids of `depends_on`.
///
/// None unless the file has exactly one `#[migration]` with that version over a function of that name: it is written by
/// another macro, or made at run time.
pub(crate) fn renumber(source: &Lexed, id: &MigrationId, to: &Renumbering) -> Option<Vec<Edit>> {
    let mut found = Vec::new();
    find(source.tokens(), id, &mut found);
    let [(version, options)] = found.as_slice() else {
        return None;
    };
    let mut edits = vec![Edit {
        place: version.span().byte_range(),
        text: to.get(id)?.version().to_string(),
    }];
    texts(options.stream(), to, &mut edits);
    Some(edits)
}

/// The version literals, with all options around them, of the migrations with an id, at whatever depth.
fn find(tokens: TokenStream, id: &MigrationId, found: &mut Vec<(Literal, Group)>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        find(group.stream(), id, found);
        let options =
            options(group).filter(|_| function(&tokens[at + 1..]).as_deref() == Some(id.name()));
        let version = options.and_then(|options| Some((version(&options)?, options)));
        found.extend(version.filter(|(literal, _)| number(literal) == Some(id.version())));
    }
}

/// The options of an attribute that is `#[migration(…)]`, by whatever path.
fn options(attribute: &Group) -> Option<Group> {
    let tokens: Vec<_> = attribute.stream().into_iter().collect();
    match tokens.as_slice() {
        [.., TokenTree::Ident(name), TokenTree::Group(options)]
            if attribute.delimiter() == Delimiter::Bracket && name == "migration" =>
        {
            Some(options.clone())
        }
        _ => None,
    }
}

/// The name of the function that begins here, maybe with more attributes.
fn function(tokens: &[TokenTree]) -> Option<String> {
    let is_end = |token: &&TokenTree| {
        matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
            || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
    };
    let mut tokens = tokens.iter().take_while(|token| !is_end(token));
    tokens.find(|token| matches!(token, TokenTree::Ident(ident) if ident == "fn"))?;
    let name = tokens.next()?.to_string();
    Some(name.strip_prefix("r#").unwrap_or(&name).to_owned())
}

fn version(options: &Group) -> Option<Literal> {
    let tokens: Vec<_> = options.stream().into_iter().collect();
    tokens.windows(3).find_map(|three| match three {
        [
            TokenTree::Ident(key),
            TokenTree::Punct(equals),
            TokenTree::Literal(value),
        ] if key == "version" && equals.as_char() == '=' => Some(value.clone()),
        _ => None,
    })
}

fn number(literal: &Literal) -> Option<u64> {
    let text = literal.to_string().replace('_', "");
    text.trim_end_matches("u64").parse().ok()
}

/// The edits of strings that are former ids.
fn texts(tokens: TokenStream, to: &Renumbering, edits: &mut Vec<Edit>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => texts(group.stream(), to, edits),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let id = text.trim_matches('"').parse::<MigrationId>().ok();
                edits.extend(id.and_then(|id| to.get(&id)).map(|id| Edit {
                    place: literal.span().byte_range(),
                    text: format!("\"{id}\""),
                }));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}
