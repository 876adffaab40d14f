//! Regions over time, in Ukrainian.

use crate::wording::texts::History;

pub(super) const TEXTS: History = History {
    span: "Розкид NPS: від\u{a0}{lowest} ({lowest_region}, {lowest_period}) до\u{a0}{highest} ({highest_region}, {highest_period})",
    hidden: "За жодним регіоном і за жоден період NPS показати не можна",
    map_subtitle: "NPS за регіонами та періодами, {subject}",
    map_caption: "NPS за регіонами та періодами, {subject}",
    map_how: "Рядок\u{a0}— регіон, стовпець\u{a0}— період. Синім позначено те, що вище за {nps}\u{a0}— показник за всіма відповідями звітного періоду, помаранчевим\u{a0}— те, що нижче; що густіший колір, то більша відмінність. Куточком позначено найбільші відмінності: угорі\u{a0}— ті, що вище, унизу\u{a0}— ті, що нижче.",
    latest: "Якщо місця мало, показано останні періоди; у таблиці є всі.",
    hatched: "замало відповідей",
    empty: "немає відповідей",
    rose: "Явно вище, ніж за {earlier}: {above}",
    fell: "Явно нижче, ніж за {earlier}: {below}",
    both: "Явно вище, ніж за {earlier}: {above}; явно нижче: {below}",
    none: "У жодному регіоні немає явних змін (порівняно з показником за {earlier})",
    plain: "NPS кожного регіону за періодами",
    panels_subtitle: "NPS кожного регіону з довірчими інтервалами {confidence}, {subject}",
    panels_how: "Кожен графік\u{a0}— регіон, шкала в усіх одна. Лінія\u{a0}— NPS регіону, смуга навколо неї\u{a0}— довірчий інтервал {confidence}, число\u{a0}— NPS за звітний період.",
    panels_caption: "NPS кожного регіону в кожному періоді з довірчими інтервалами {confidence}, {subject}",
    all: "усі відповіді",
};
