use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Generics, Result, ReturnType, Token, Type, Visibility, WhereClause};

/// A function, parsed as far as its body: that stays a group of tokens.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    /// All that stands between the visibility and `fn`.
    pub(crate) qualifiers: Vec<TokenTree>,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) where_clause: Option<WhereClause>,
    pub(crate) parameters: Vec<Parameter>,
    /// Where the parameters stand, for a fault that has no token.
    pub(crate) parentheses: Span,
    pub(crate) output: ReturnType,
    /// What stands between the braces.
    pub(crate) body: TokenStream,
}

/// A parameter: any pattern, and its type.
pub(crate) struct Parameter {
    pub(crate) pattern: TokenStream,
    /// None for a bare `self`.
    pub(crate) kind: Option<Type>,
}

impl Function {
    /// Parses the item that stands below an attribute.
    ///
    /// # Errors
    ///
    /// When it is no function with a body, at the first token that tells.
    pub(crate) fn parse(item: TokenStream) -> Result<Self> {
        // The parser sees no body: it would take in every token of it.
        let mut head: Vec<_> = item.into_iter().collect();
        let body = head.pop_if(|last| body(last).is_some());
        let end = head.last().map_or_else(Span::call_site, TokenTree::span);
        let mut function = parse_head.parse2(head.into_iter().collect())?;
        function.body = body
            .and_then(|group| self::body(&group))
            .ok_or_else(|| syn::Error::new(end, "expected a body"))?;
        Ok(function)
    }

    /// The name without `r#`: what a migration or test is called.
    pub(crate) fn plain_name(&self) -> String {
        self.name.unraw().to_string()
    }

    pub(crate) fn is_async(&self) -> bool {
        self.qualifiers.iter().any(|token| is(token, "async"))
    }

    /// The qualifiers that a function of ours does not have.
    pub(crate) fn foreign_qualifiers(&self) -> TokenStream {
        let foreign = self.qualifiers.iter().filter(|token| !is(token, "async"));
        foreign.cloned().collect()
    }
}

impl Parameter {
    pub(crate) fn is_self(&self) -> bool {
        self.pattern
            .clone()
            .into_iter()
            .any(|token| is(&token, "self"))
    }
}

fn is(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn parse_head(input: ParseStream<'_>) -> Result<Function> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility = input.parse()?;
    let mut qualifiers = Vec::new();
    while !input.peek(Token![fn]) {
        let token = input.parse()?;
        if !["async", "const", "unsafe", "safe", "extern"]
            .iter()
            .any(|word| is(&token, word))
            && !matches!(token, TokenTree::Literal(_))
        {
            return Err(syn::Error::new(token.span(), "expected `fn`"));
        }
        qualifiers.push(token);
    }
    input.parse::<Token![fn]>()?;
    let name = input.parse()?;
    let generics = input.parse()?;
    let content;
    let parentheses = syn::parenthesized!(content in input);
    let parameters = Punctuated::<Parameter, Token![,]>::parse_terminated(&content)?;
    let output = input.parse()?;
    let where_clause = input.parse()?;
    Ok(Function {
        attributes,
        visibility,
        qualifiers,
        name,
        generics,
        where_clause,
        parameters: parameters.into_iter().collect(),
        parentheses: parentheses.span.join(),
        output,
        body: TokenStream::new(),
    })
}

/// What the braces of a body hold, also where a macro of the user passed them on as a `$body:block`.
fn body(token: &TokenTree) -> Option<TokenStream> {
    let TokenTree::Group(group) = token else {
        return None;
    };
    match group.delimiter() {
        Delimiter::Brace => Some(group.stream()),
        Delimiter::None => {
            let mut inner = group.stream().into_iter();
            let first = inner.next().filter(|_| inner.next().is_none());
            first.as_ref().and_then(body)
        }
        Delimiter::Parenthesis | Delimiter::Bracket => None,
    }
}

impl Parse for Parameter {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut pattern = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            if input.peek(Token![::]) {
                let (first, second): (TokenTree, TokenTree) = (input.parse()?, input.parse()?);
                pattern.extend([first, second]);
            } else if input.peek(Token![:]) {
                input.parse::<Token![:]>()?;
                let kind = Some(input.parse()?);
                return Ok(Self { pattern, kind });
            } else {
                pattern.extend([input.parse::<TokenTree>()?]);
            }
        }
        Ok(Self {
            pattern,
            kind: None,
        })
    }
}
