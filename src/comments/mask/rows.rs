//! Numbers as people write them: groups of digits, and what stands between them.

use std::ops::Range;

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Words, or more than joins a number.
    Apart,
    /// White space, with a dash in it or not.
    Space,
    /// A bracket that opens.
    Open,
    /// A bracket that closes.
    Close,
    /// A dash.
    Dash,
    /// A dot.
    Dot,
}

impl Joint {
    /// Whether a number may begin after it, and end before it.
    pub(super) fn parts(self) -> bool {
        !matches!(self, Self::Dash | Self::Dot)
    }

    fn between(text: &str) -> Self {
        let (mut joint, mut is_spaced) = (Self::Apart, false);
        for (n, c) in text.chars().enumerate() {
            let next = match c {
                '(' => Self::Open,
                ')' => Self::Close,
                '.' => Self::Dot,
                c if is_dash(c) => Self::Dash,
                c if c.is_whitespace() => Self::Space,
                _ => return Self::Apart,
            };
            is_spaced |= next == Self::Space;
            // After the dot of a sentence another begins.
            if n > 2 || joint == Self::Dot && next != Self::Dot {
                return Self::Apart;
            }
            if !matches!(joint, Self::Open | Self::Close) {
                joint = next;
            }
        }
        match joint {
            Self::Dash if is_spaced => Self::Space,
            Self::Dot if is_spaced => Self::Apart,
            joint => joint,
        }
    }
}

/// A hyphen or a dash of any width.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Digits without anything between them.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Where they are in the text.
    pub place: Range<usize>,
    /// What stands between them and the group before.
    pub joint: Joint,
}

/// The groups of digits in a text, some of them in a row: a number may be.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub text: &'a str,
    pub groups: &'a [Group],
}

impl<'a> Row<'a> {
    /// The digits of all groups.
    pub(super) fn digits(self) -> String {
        self.groups.iter().filter_map(|group| self.text.get(group.place.clone())).collect()
    }

    /// How many digits there are.
    pub(super) fn len(self) -> usize {
        self.groups.iter().map(|group| group.place.len()).sum()
    }

    /// How many digits each group has.
    pub(super) fn sizes(self) -> Vec<usize> {
        self.groups.iter().map(|group| group.place.len()).collect()
    }

    /// What stands between the groups.
    pub(super) fn joints(self) -> impl Iterator<Item = Joint> + 'a {
        self.groups.iter().skip(1).map(|group| group.joint)
    }

    /// Whether the groups are numbers in a list: all of them round, or all of them years.
    pub(super) fn is_list(self) -> bool {
        let groups = || self.groups.iter().filter_map(|group| self.text.get(group.place.clone()));
        let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
        self.groups.len() > 1
            && (groups().all(|group| group.ends_with('0') || group.len() == 1) || groups().all(is_year))
    }

    fn start(self) -> usize {
        self.groups.first().map_or(0, |group| group.place.start)
    }

    fn end(self) -> usize {
        self.groups.last().map_or(0, |group| group.place.end)
    }

    /// What comes before the groups.
    pub(super) fn before(self) -> &'a str {
        self.text.get(..self.start()).unwrap_or_default()
    }

    /// What comes after the groups.
    pub(super) fn after(self) -> &'a str {
        self.text.get(self.end()..).unwrap_or_default()
    }

    /// The place of the groups.
    pub(super) fn place(self) -> Range<usize> {
        self.start()..self.end()
    }
}

/// The groups of digits of a text.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    for digits in text.split(|c: char| !c.is_ascii_digit()) {
        if !digits.is_empty() {
            let before = groups.last().and_then(|last| text.get(last.place.end..at));
            // Longer than any joint, and not to be looked through.
            let joint = before.filter(|before| before.len() <= 9).map_or(Joint::Apart, Joint::between);
            groups.push(Group { place: at..at + digits.len(), joint });
        }
        at += digits.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    groups
}
