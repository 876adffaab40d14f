//! A wording, and structs of wordings that can be seen by name and replaced.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use icu_plurals::PluralCategory;
use serde::{Serialize, Serializer};

/// One wording, with placeholders where its field's doc names them. Cheap to copy: it is shared. Nothing is kept for one
/// that is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(Option<Arc<str>>);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self((!text.is_empty()).then(|| text.into()))
    }
}

impl From<&Text> for String {
    fn from(text: &Text) -> Self {
        text.to_string()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Plural categories by the names that CLDR has for them.
pub(crate) const CATEGORIES: [(PluralCategory, &str); 6] = [
    (PluralCategory::Zero, "zero"),
    (PluralCategory::One, "one"),
    (PluralCategory::Two, "two"),
    (PluralCategory::Few, "few"),
    (PluralCategory::Many, "many"),
    (PluralCategory::Other, "other"),
];

/// A wording for each plural category that a language has; that of any other category is empty, and never asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plural([Text; CATEGORIES.len()]);

impl Plural {
    /// The wording of a category.
    pub(crate) fn pick(&self, category: PluralCategory) -> &Text {
        let [zero, one, two, few, many, other] = &self.0;
        match category {
            PluralCategory::Zero => zero,
            PluralCategory::One => one,
            PluralCategory::Two => two,
            PluralCategory::Few => few,
            PluralCategory::Many => many,
            PluralCategory::Other => other,
        }
    }
}

/// Structs made of wordings, each of which can be seen by name and replaced.
macro_rules! wordings {
    ($( $(#[$meta:meta])* $vis:vis struct $name:ident {
        $( $(#[$doc:meta])* $field_vis:vis $field:ident: $kind:ty, )+
    } )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Default)]
        $vis struct $name {
            $( $(#[$doc])* $field_vis $field: $kind, )+
        }

        impl $crate::wording::text::Visit for $name {
            fn visit(&mut self, name: &str, seen: &mut $crate::wording::text::Seen<'_>) {
                $( $crate::wording::text::visit_field(&mut self.$field, name, stringify!($field), seen); )+
            }
        }
    )+ };
}
pub(crate) use wordings;

wordings! {
    /// One pattern for each length of a period.
    pub(crate) struct ByLength {
        /// Weeks.
        pub(crate) week: Text,
        /// Months.
        pub(crate) month: Text,
        /// Quarters.
        pub(crate) quarter: Text,
        /// Half-years.
        pub(crate) half_year: Text,
        /// Years.
        pub(crate) year: Text,
    }
}

/// What is shown each wording by name, and whether it is one form of a plural.
pub(crate) struct Seen<'a> {
    /// The plural categories that the language has.
    pub(crate) categories: &'a [PluralCategory],
    /// What each is shown to: its name, itself, and whether it is a form of a plural.
    pub(crate) see: &'a mut dyn FnMut(&str, &mut Text, bool),
}

/// Wordings that can be seen by name, each once, and replaced.
pub(crate) trait Visit {
    fn visit(&mut self, name: &str, seen: &mut Seen<'_>);
}

/// Shows what a field of a struct of some name holds. Not written out for each of the fields, which are well over a thousand.
#[inline(never)]
pub(crate) fn visit_field(field: &mut dyn Visit, outer: &str, name: &str, seen: &mut Seen<'_>) {
    field.visit(&within(outer, name), seen);
}

/// The name of what stands in something of a name.
pub(crate) fn within(outer: &str, name: &str) -> String {
    if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
}

impl Visit for Text {
    fn visit(&mut self, name: &str, seen: &mut Seen<'_>) {
        (seen.see)(name, self, false);
    }
}

impl Visit for Plural {
    fn visit(&mut self, name: &str, seen: &mut Seen<'_>) {
        for (text, (category, form)) in self.0.iter_mut().zip(CATEGORIES) {
            if seen.categories.contains(&category) {
                (seen.see)(&within(name, form), text, true);
            }
        }
    }
}

impl<const N: usize> Visit for [Text; N] {
    fn visit(&mut self, name: &str, seen: &mut Seen<'_>) {
        for (number, text) in (1..).zip(self) {
            (seen.see)(&within(name, &format!("{number}")), text, false);
        }
    }
}
