//! How columns are called by what they are for, in English, Russian and Ukrainian.

/// Words for the score, the surest first.
pub(super) const SCORES: [&str; 16] = [
    "nps",
    "likelihood to recommend",
    "likely to recommend",
    "likely are you to recommend",
    "likelytorecommend",
    "recommend",
    "порекоменд",
    "рекоменд",
    "порадите",
    "порадили",
    "score",
    "оценка",
    "оцінка",
    "балл",
    "бал",
    "ltr",
];

/// Words for what is no score, though it is a small number.
pub(super) const NO_SCORES: [&str; 26] = [
    "group",
    "category",
    "group of",
    "группа",
    "група",
    "категория",
    "id",
    "age",
    "возраст",
    "вік",
    "year",
    "год",
    "рік",
    "month",
    "месяц",
    "місяць",
    "duration",
    "count",
    "number of",
    "количество",
    "кількість",
    "progress",
    "latitude",
    "longitude",
    "week",
    "day",
];

/// Words for the day of an answer, the surest first.
pub(super) const DATES: [&str; 17] = [
    "recordeddate",
    "submit",
    "completed",
    "response date",
    "responded",
    "answered",
    "end date",
    "enddate",
    "timestamp",
    "отметка времени",
    "created",
    "date",
    "дата",
    "time",
    "день",
    "day",
    "час",
];

/// Words for other days.
pub(super) const LATER_DATES: [&str; 11] =
    ["start", "birth", "рожден", "народж", "update", "order", "заказ", "замовл", "sent", "invited", "начал"];

/// Words for regions, the surest first.
pub(super) const REGIONS: [&str; 22] = [
    "region",
    "регион",
    "регіон",
    "область",
    "district",
    "округ",
    "район",
    "city",
    "город",
    "місто",
    "branch",
    "филиал",
    "філія",
    "country",
    "страна",
    "країна",
    "location",
    "office",
    "офис",
    "офіс",
    "market",
    "territory",
];

/// Words for what answers are often told apart by.
pub(super) const CUTS: [&str; 28] = [
    "channel",
    "канал",
    "size",
    "размер",
    "розмір",
    "product",
    "продукт",
    "service type",
    "segment",
    "сегмент",
    "type",
    "тип",
    "plan",
    "тариф",
    "gender",
    "пол",
    "стать",
    "age group",
    "manager",
    "менеджер",
    "department",
    "отдел",
    "відділ",
    "source",
    "источник",
    "collector",
    "industry",
    "отрасль",
];

/// Words for whom reports may be for.
pub(super) const CLIENTS: [&str; 14] = [
    "client",
    "клиент",
    "клієнт",
    "company",
    "компания",
    "компанія",
    "account",
    "организация",
    "організація",
    "organisation",
    "organization",
    "customer",
    "заказчик",
    "партнер",
];

/// Words for weights.
pub(super) const WEIGHTS: [&str; 5] = ["weight", "вес", "вага", "weights", "wt"];

/// Words for what names a person or an answer.
pub(super) const PERSONS: [&str; 24] = [
    "id",
    "email",
    "e-mail",
    "почта",
    "пошта",
    "phone",
    "телефон",
    "name",
    "имя",
    "ім'я",
    "фамилия",
    "прізвище",
    "respondent",
    "person",
    "user",
    "ip",
    "ipaddress",
    "link",
    "url",
    "permalink",
    "network",
    "responseid",
    "token",
    "uuid",
];

/// Words for what a survey system says of an answer.
pub(super) const SURVEY_OWN: [&str; 19] = [
    "status",
    "finished",
    "progress",
    "duration",
    "seed",
    "lastpage",
    "startlanguage",
    "userlanguage",
    "distributionchannel",
    "survey_type",
    "tags",
    "response type",
    "latitude",
    "longitude",
    "collector id",
    "survey id",
    "custom data",
    "language",
    "survey url",
];

/// Whether the name of a column has one of these words: one of a few letters as a word of its own, others anywhere.
pub(super) fn says(name: &str, words: &[&str]) -> bool {
    let name = name.to_lowercase();
    let parts: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    words
        .iter()
        .any(|word| if word.chars().count() <= 4 { parts.contains(word) } else { name.contains(word) })
}

/// Where in a list the first word stands that the name of a column has.
pub(super) fn rank(name: &str, words: &[&str]) -> Option<usize> {
    words.iter().position(|word| says(name, &[word]))
}

/// Whether a column is called as one of those are that a config names.
pub(super) fn is_called(name: &str) -> bool {
    [&SCORES[..], &DATES, &REGIONS].iter().any(|words| says(name, words))
}
