use super::*;

/// Formats of what has to be covered, and of what must not be.
const FORMATS: &str = include_str!("formats.txt");

fn stated() -> Masks {
    let names = [
        "Иванов",
        "Петрова",
        "Ольга",
        "Мария",
        "Андрій",
        "Шевченко",
        "Достоевский",
        "Сергей",
        "Мар'яна",
        "Ivanov",
    ];
    let others = ["O'Brien", "Wells", "Анна Каренина", "Салтыков-Щедрин"];
    let words = ["скидка", "доставка", "знижка", "refund", "тайный покупатель", "Project X7"];
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    Masks::new(&owned(&[&names[..], &others[..]].concat()), &owned(&words))
}

fn name(kind: Kind) -> &'static str {
    ["phone", "email", "card", "account", "web", "name", "word"][kind as usize]
}

/// A line of the formats without its marks.
fn plain(line: &str) -> String {
    let mut pieces = line.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + &piece.split_once('|').expect("a kind").1.replacen('}', "", 1))
}

/// A text with what was found marked as the formats have it.
fn marked(text: &str, all: &[Found]) -> String {
    let (mut marked, mut from) = (String::new(), 0);
    for Found { place, kind } in all {
        let [before, own] = [&text[from..place.start], &text[place.clone()]];
        marked.push_str(&[before, "{", name(*kind), "|", own, "}"].concat());
        from = place.end;
    }
    marked + &text[from..]
}

#[test]
fn all_formats_are_covered_and_nothing_else_is() {
    let masks = stated();
    let lines: Vec<&str> = FORMATS.lines().filter(|line| !line.starts_with('#')).collect();
    let (covered, left): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.contains('{'));
    assert!(covered.len() >= 120 && left.len() >= 120, "{} and {}", covered.len(), left.len());
    let wrong = |lines: &[&str]| -> Vec<String> {
        let found = lines.iter().map(|line| (line, marked(&plain(line), &masks.find(&plain(line)))));
        found
            .filter(|(line, found)| **line != found.as_str())
            .map(|(line, found)| format!("{line}\n    {found}"))
            .collect()
    };
    let (missed, alarms) = (wrong(&covered), wrong(&left));
    let told = [missed.join("\n"), alarms.join("\n")];
    assert!(missed.is_empty() && alarms.is_empty(), "missed: {}\nfalse alarms: {}", told[0], told[1]);
}

#[test]
fn formats_are_covered_within_other_words_too() {
    let masks = stated();
    let lines = FORMATS.lines().filter(|line| line.contains('{') && !line.starts_with('#'));
    for line in lines {
        for (before, after) in
            [("Всё хорошо, ", ", но дорого"), ("10 из 10. ", ""), ("«", "»"), ("good ", " thanks")]
        {
            let text = format!("{before}{}{after}", plain(line));
            let found = masks.cover(&text, name);
            let expected = masks.cover(&plain(line), name);
            assert_eq!(found.text, format!("{before}{}{after}", expected.text), "{line}");
        }
    }
}

#[test]
fn what_is_covered_has_a_marker_in_its_place() {
    let masked = stated().cover("Иванов: +7 912 345-67-89, ivan@mail.ru", |kind| match kind {
        Kind::Name => "[имя]",
        Kind::Phone => "[телефон]",
        _ => "[…]",
    });
    assert_eq!(masked.text, "[имя]: [телефон], […]");
    let at: Vec<(&str, Kind)> =
        masked.markers.iter().map(|(place, kind)| (&masked.text[place.clone()], *kind)).collect();
    assert_eq!(at, [("[имя]", Kind::Name), ("[телефон]", Kind::Phone), ("[…]", Kind::Email)]);
}

#[test]
fn long_comments_take_time_as_they_are_long() {
    let masks = stated();
    let pieces = [
        "1",
        "1 ",
        "8-",
        "+7 ",
        "912 345-67-89 ",
        "a@",
        "a.",
        "a.ru",
        "www.",
        "http://",
        "(at)a.ru ",
        "договор ",
        "номер-",
        "договор#a-",
        "тел ",
        "тел.",
        "л/с ",
        "UA21 ",
        "Иванов ",
        "тайный ",
        "@a",
        "://",
        "((((",
        "a_",
        "'a",
        "Ж",
        "\u{300}",
        " собака a.ru",
        "№",
        "4111 ",
        "x.www.",
        "иii'",
    ];
    for piece in pieces {
        let text = piece.repeat(300_000 / piece.len());
        let start = std::time::Instant::now();
        let masked = masks.cover(&text, name);
        assert!(start.elapsed().as_secs() < 20, "{piece}: {:?}", start.elapsed());
        assert!(masked.text.len() <= text.len() * 6, "{piece}");
    }
}

proptest::proptest! {
    #[test]
    fn what_is_stated_is_found_as_it_is_stated(word in "[а-яіїєґёa-z]{1,45}(ʼ[а-яa-z]{1,3})?( [а-яїa-z]{1,9}){0,2}") {
        let stated = [word.clone()];
        for masks in [Masks::new(&stated, &[]), Masks::new(&[], &stated)] {
            let is_word = word.contains(char::is_alphanumeric);
            proptest::prop_assert_eq!(masks.find(&word).len(), usize::from(is_word), "{}", word);
        }
    }

    #[test]
    fn any_text_has_places_in_its_order(text in "(\\PC|[0-9+ ()@./-]|тел|UA21|www\\.|Иванов|\\.ru){0,40}") {
        let masks = stated();
        let found = masks.find(&text);
        let mut from = 0;
        for Found { place, .. } in &found {
            proptest::prop_assert!(place.start >= from && place.start < place.end, "{:?}", found);
            proptest::prop_assert!(text.get(place.clone()).is_some());
            from = place.end;
        }
    }
}
