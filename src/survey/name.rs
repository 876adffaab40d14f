//! Names that look the same are the same: the one form in which names are compared, kept and shown.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{
    CanonicalCombiningClass, DefaultIgnorableCodePoint, EmojiModifier, ExtendedPictographic, JoiningType,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_security::skeleton;

const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// The form of a name that is compared, kept and shown: composed letters (Unicode's NFC), one space for any white space
/// within, none around, and nothing that cannot be seen. A name of nothing that can be seen is empty: it is none.
///
/// Names of columns, of regions, clients and whatever else answers are told apart by go through here, whether they come
/// from data, a config, a table or the command line. Going through again changes nothing.
#[must_use]
pub fn canonical(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let visible = visible(text);
    let normal = ComposingNormalizerBorrowed::new_nfc().normalize(&visible);
    if normal == text { Cow::Borrowed(text) } else { Cow::Owned(normal.into_owned()) }
}

/// Whether a text is of printable ASCII characters with single spaces, as many names are: then there is nothing to do.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// A text with single spaces and without what cannot be seen: control characters and what Unicode calls default
/// ignorable, such as zero-width spaces, soft hyphens, marks of direction and selectors of variants.
///
/// Some of these are seen by what they do to their neighbours, and stay where they do it. A joiner beside a virama
/// chooses a form of a cluster in the scripts of India and Sri Lanka: "Sri" in "Sri Lanka" has one in Sinhala. A zero-width
/// non-joiner between letters that would join parts a word in Persian and its neighbours. Both are as RFC 5892 has them
/// for names in the Internet (appendix A); beyond it, a joiner may stand before a virama too, as in Bengali. Between
/// pictures a zero-width joiner makes one of two, and tags after a flag say whose it is: without them Scotland would be
/// England. A selector after a picture only says whether it is in colour, and goes.
fn visible(text: &str) -> String {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let may_be_seen = |c: &char| {
        is_space(*c)
            || matches!(*c, ZERO_WIDTH_NON_JOINER | ZERO_WIDTH_JOINER)
            || is_tag(*c)
            || !c.is_control() && !ignorable.contains(*c)
    };
    let mut kept = Kept::default();
    let mut rest = text.chars().filter(may_be_seen);
    while let Some(c) = rest.next() {
        let stays = match c {
            ZERO_WIDTH_NON_JOINER => {
                kept.has_virama || starts_with_virama(rest.clone()) || kept.joins && is_joined(rest.clone())
            }
            ZERO_WIDTH_JOINER => {
                kept.has_virama
                    || starts_with_virama(rest.clone())
                    || kept.is_picture && rest.clone().next().is_some_and(is_picture)
            }
            c if is_tag(c) => kept.is_picture,
            _ => true,
        };
        if stays {
            kept.push(c);
        }
    }
    if kept.text.ends_with(' ') {
        kept.text.pop();
    }
    kept.text
}

/// Whether a character cannot be seen by itself: white space, control characters and what Unicode calls default ignorable. Of nothing but
/// such a name is empty.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    // Most are printable ASCII or Cyrillic, which need not be looked up.
    if matches!(c, '!'..='~' | '\u{400}'..='\u{4ff}') {
        return false;
    }
    is_space(c) || c.is_control() || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// White space, and the space of Braille, which is none to Unicode.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

fn is_picture(c: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(c)
}

fn class(c: char) -> CanonicalCombiningClass {
    CodePointMapData::<CanonicalCombiningClass>::new().get(c)
}

fn joining(c: char) -> JoiningType {
    CodePointMapData::<JoiningType>::new().get(c)
}

/// Whether there is a virama among the marks on what came before, which follow.
fn starts_with_virama(rest: impl Iterator<Item = char>) -> bool {
    rest.map(class)
        .take_while(|class| *class != CanonicalCombiningClass::NotReordered)
        .any(|class| class == CanonicalCombiningClass::Virama)
}

/// Whether what follows is a letter that joins the one before it.
fn is_joined(rest: impl Iterator<Item = char>) -> bool {
    let next = rest.map(joining).find(|joining| *joining != JoiningType::Transparent);
    matches!(next, Some(JoiningType::RightJoining | JoiningType::DualJoining))
}

/// What has been kept of a text, and what its end does to a character that comes next.
#[derive(Default)]
struct Kept {
    text: String,
    /// Whether a virama is among the marks at the end.
    has_virama: bool,
    /// Whether the last letter joins the next.
    joins: bool,
    /// Whether a picture is at the end, with tags and colour of skin.
    is_picture: bool,
}

impl Kept {
    fn push(&mut self, c: char) {
        if is_space(c) {
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                *self = Self { text: std::mem::take(&mut self.text) + " ", ..Self::default() };
            }
            return;
        }
        self.text.push(c);
        let class = class(c);
        self.has_virama = class == CanonicalCombiningClass::Virama
            || self.has_virama && class != CanonicalCombiningClass::NotReordered;
        self.joins = match joining(c) {
            JoiningType::Transparent => self.joins,
            joining => matches!(joining, JoiningType::LeftJoining | JoiningType::DualJoining),
        };
        let continues = is_tag(c) || CodePointSetData::new::<EmojiModifier>().contains(c);
        self.is_picture = is_picture(c) || self.is_picture && continues;
    }
}

/// Names that a reader may take for one another although they are not the same: they differ only in capitals, in letters
/// that look alike, such as a Latin `C` and a Cyrillic `С` (the skeletons of Unicode Technical Standard 39), or in what one
/// writes and another does not care for: `ё` for `е`, kinds of quotation marks.
/// Groups of two and more, sorted, and each sorted in itself; no name is in two of them. The time it takes grows as the
/// number of names.
#[must_use]
pub fn look_alikes<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let names: Vec<&str> = names.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let mut leaders: Vec<usize> = (0..names.len()).collect();
    let mut first: HashMap<String, usize> = HashMap::with_capacity(names.len());
    // Letter by letter, as names are composed: there are few letters, and many names.
    let mut letters: HashMap<char, String> = HashMap::new();
    let mut look = |text: &str| {
        let mut look = String::with_capacity(text.len());
        for c in text.chars() {
            let letter = letters.entry(c).or_insert_with(|| skeleton(c.encode_utf8(&mut [0; 4])).collect());
            look.push_str(letter);
        }
        look
    };
    for (at, name) in names.iter().enumerate() {
        // `ВЕНА` looks like the Latin `BEHA` in capitals only, and `Cевер` with a Latin `C` is `север` without them.
        let plain = careless(name);
        // A plain capital `I` looks like a small `l`, but not like the capital `L` that this becomes: plain letters are
        // compared as they are once capitals are gone, and others by what they look like.
        let small = if plain.is_ascii() { plain } else { look(&plain) };
        for look in [look(name), format!("\0{small}")] {
            let other = *first.entry(look).or_insert(at);
            let (own, other) = (leader(&mut leaders, at), leader(&mut leaders, other));
            if let Some(place) = leaders.get_mut(own.max(other)) {
                *place = own.min(other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (at, name) in names.into_iter().enumerate() {
        groups.entry(leader(&mut leaders, at)).or_default().push(name);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// A name as somebody may write it who takes no care, to be compared: in small letters, `ё` as `е`, one kind of quotation
/// marks, and the Turkish `İ` without its dot.
#[must_use]
pub fn careless(name: &str) -> String {
    let plain = |c| match c {
        'ё' => Some('е'),
        '«' | '»' | '“' | '”' | '„' | '‟' => Some('"'),
        '‘' | '’' | '‚' | 'ʼ' => Some('\''),
        '\u{307}' => None,
        c => Some(c),
    };
    // Through capitals and back is how `ß` and `SS` become the same.
    name.to_uppercase().to_lowercase().chars().filter_map(plain).collect()
}

/// The first of the group that one belongs to; the way there is halved for those who come after.
fn leader(leaders: &mut [usize], mut at: usize) -> usize {
    while let Some(&next) = leaders.get(at).filter(|next| **next != at) {
        let beyond = leaders.get(next).copied().unwrap_or(next);
        if let Some(place) = leaders.get_mut(at) {
            *place = beyond;
        }
        at = beyond;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_look_are_one_name() {
        for (spellings, expected) in [
            (
                &["Z\u{fc}rich", "Zu\u{308}rich", "\u{feff}Zu\u{200b}\u{308}rich", "Z\u{fc}\u{ad}rich"][..],
                "Zürich",
            ),
            (
                &[
                    "St Gallen",
                    "St\u{a0}Gallen",
                    "St  Gallen",
                    " St\u{200b} \u{200b}\tGallen\u{2800}",
                    "St\r\nGallen",
                ],
                "St Gallen",
            ),
            (
                &[
                    "Geneva",
                    "Geneva\u{200b}",
                    "\u{200e}Geneva\u{2060}",
                    "Gen\u{fe0f}eva\u{1}",
                    "Gene\u{200d}va",
                ],
                "Geneva",
            ),
            (&["Auf\u{200c}lage"], "Auflage"),
            (&["Köln", "Ko\u{34f}\u{308}ln"], "Köln"),
            (&["東京", "東\u{e0100}京", "\u{3000}東京\u{3164}"], "東京"),
            (&["❤", "❤\u{fe0f}"], "❤"),
            (&["", " ", "\u{200b}", "\u{feff}\u{a0}\u{200d}\u{2800}\u{3164}\u{0}"], ""),
        ] {
            for spelling in spellings {
                assert_eq!(canonical(spelling), expected, "{spelling:?}");
            }
        }
        assert!(matches!(canonical(" North East "), Cow::Borrowed("North East")));
        assert!(matches!(canonical("Zürich"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_seen_by_what_it_does_stays() {
        for name in [
            "می\u{200c}خواهم",
            "ශ්\u{200d}රී ලංකා",
            "র\u{200d}্যাব",
            "क्\u{200c}ष",
            "👩\u{200d}💻",
            "👩🏽\u{200d}💻",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "é ſ ﬁ ① x̂ + C",
        ] {
            assert_eq!(canonical(name), name);
        }
        // Where it does nothing it goes, as does one more of the kind.
        for (spelling, expected) in [
            ("خواهم\u{200c}", "خواهم"),
            ("د\u{200c}ر", "در"),
            ("می\u{200c}\u{200c}خواهم", "می\u{200c}خواهم"),
            ("ශ්\u{200d}\u{200d}රී", "ශ්\u{200d}රී"),
            ("👩\u{200d}a", "👩a"),
            ("a\u{e0067}", "a"),
            ("❤\u{fe0f}\u{200d}🔥", "❤\u{200d}🔥"),
        ] {
            assert_eq!(canonical(spelling), expected, "{spelling:?}");
        }
    }

    #[test]
    fn long_texts_of_anything_take_no_time() {
        let start = std::time::Instant::now();
        for text in
            ["\u{200d}", "\u{200c}\u{308}", "\u{34f}", "ب\u{200c}\u{64b}", " \u{200b}", "\u{94d}\u{200d}"]
        {
            let long = text.repeat(200_000);
            assert_eq!(canonical(&canonical(&long)), canonical(&long));
        }
        assert!(start.elapsed().as_secs() < 20);
    }

    /// The names in groups of look-alikes, each group with spaces between.
    fn groups(names: &[&str]) -> Vec<String> {
        look_alikes(names.iter().copied()).iter().map(|group| group.join(" ")).collect()
    }

    #[test]
    fn names_alike_but_for_capitals_and_letters_of_other_scripts_are_grouped() {
        let latin_c = "Cевер";
        assert_eq!(groups(&["Köln", "Bonn", "KÖLN", latin_c, "север", "Юг"]), ["Cевер север", "KÖLN Köln"]);
        assert_eq!(groups(&["Север", latin_c]), [format!("{latin_c} Север")]);
        // In capitals only; the last two in small letters only.
        assert_eq!(groups(&["ВЕНА", "BEHA", "beha"]), ["BEHA beha ВЕНА"]);
        assert_eq!(groups(&["STRASSE", "Straße", "Αθήνα", "AΘHNA", "ΑΘΉΝΑ"]).len(), 2);
        for pair in [
            ["İZMİR", "İzmir"],
            ["ADIYAMAN", "Adıyaman"],
            ["GROSS UMSTADT", "Groß Umstadt"],
            ["FIRMA 1", "ﬁrma 1"],
            ["Королев", "Королёв"],
            ["ООО \"Ромашка\"", "ООО «Ромашка»"],
            ["Кам'янка", "Камʼянка"],
            ["Санкт-Петербург", "Санкт–Петербург"],
        ] {
            assert_eq!(groups(&pair).len(), 1, "{pair:?}");
        }
        assert_eq!(groups(&["Region 1", "Region l"]), ["Region 1 Region l"]);
        assert!(
            groups(&["Region 1", "Region 2", "Region 12", "Region 21", "Север", "Сервер", "Köln", "Koln"])
                .is_empty()
        );
        assert!(groups(&["Köln", "Köln"]).is_empty() && groups(&[]).is_empty());
    }

    #[test]
    fn look_alikes_of_very_many_names_are_found() {
        let names: Vec<String> = (0..200_000).map(|n| format!("Клиент № {n}")).collect();
        let all = names.iter().map(String::as_str).chain(["КЛИЕНТ № 77", "Kлиент № 199999"]);
        let found = look_alikes(all);
        assert_eq!(found, [vec!["Kлиент № 199999", "Клиент № 199999"], vec!["КЛИЕНТ № 77", "Клиент № 77"]]);
    }

    proptest! {
        #[test]
        fn going_through_again_changes_nothing(text in "[a\u{308}\u{327}\u{94d}\u{93c}\u{995}\u{34f}\u{200b}-\u{200d} \u{a0}\u{628}\u{64b}\u{1f469}\u{fe0f}\u{e0067}ü]{0,12}", any in ".{0,20}") {
            for text in [&text, &any] {
                let once = canonical(text);
                prop_assert_eq!(canonical(&once), &*once);
                prop_assert!(!once.contains("  ") && once.trim() == once);
                prop_assert_eq!(once.is_empty(), text.chars().all(is_unseen));
            }
        }
    }
}
