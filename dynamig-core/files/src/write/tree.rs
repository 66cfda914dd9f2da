/// What is to be written.
pub(super) enum Tree {
    Map(Vec<(&'static str, Tree)>),
    List(Vec<Tree>),
    Text(String),
    Number(i128),
    Bool(bool),
    Null,
    /// With words for people above it, where the language has comments.
    Noted(Vec<String>, Box<Tree>),
}

impl Tree {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A list, unless it is empty: CreateTable refuses empty ones.
    pub(super) fn list(trees: impl IntoIterator<Item = Self>) -> Option<Self> {
        let trees: Vec<_> = trees.into_iter().collect();
        (!trees.is_empty()).then_some(Self::List(trees))
    }

    /// A map of the members that there are.
    pub(super) fn map<const N: usize>(members: [(&'static str, Option<Self>); N]) -> Self {
        let there = members
            .into_iter()
            .filter_map(|(name, tree)| Some((name, tree?)));
        Self::Map(there.collect())
    }

    /// A map that has members.
    pub(super) fn map_with_members<const N: usize>(
        members: [(&'static str, Option<Self>); N],
    ) -> Option<Self> {
        match Self::map(members) {
            Self::Map(members) if members.is_empty() => None,
            map => Some(map),
        }
    }

    /// Whether it stands on one line: nothing in it has parts of its own.
    pub(super) fn is_flat(&self) -> bool {
        let is_leaf = |tree: &Self| !matches!(tree, Self::Map(_) | Self::List(_) | Self::Noted(..));
        match self {
            Self::Map(members) => members.iter().all(|(_, tree)| is_leaf(tree)),
            Self::List(trees) => trees.iter().all(is_leaf),
            Self::Noted(..) => false,
            Self::Text(_) | Self::Number(_) | Self::Bool(_) | Self::Null => true,
        }
    }
}
