//! Russian for regions over time.

use crate::wording::texts::History;

pub(super) const TEXTS: History = History {
    span: "Разброс NPS: от\u{a0}{lowest} ({lowest_region}, {lowest_period}) до\u{a0}{highest} ({highest_region}, {highest_period})",
    hidden: "Ни по одному региону и ни за один период показать NPS нельзя",
    map_subtitle: "NPS по регионам и периодам, {subject}",
    map_caption: "NPS по регионам и периодам, {subject}",
    map_how: "Строка\u{a0}— регион, столбец\u{a0}— период. Синим отмечено то, что выше {nps}\u{a0}— показателя по всем ответам отчётного периода, оранжевым\u{a0}— то, что ниже; чем гуще цвет, тем больше отличие. Уголком отмечены самые большие отличия: вверху\u{a0}— те, что выше, внизу\u{a0}— те, что ниже.",
    latest: "Если места мало, показаны последние периоды; в таблице есть все.",
    hatched: "слишком мало ответов",
    empty: "нет ответов",
    rose: "Явно выше, чем за {earlier}: {above}",
    fell: "Явно ниже, чем за {earlier}: {below}",
    both: "Явно выше, чем за {earlier}: {above}; явно ниже: {below}",
    none: "Ни в одном регионе нет явных изменений (сравнение с показателем за {earlier})",
    plain: "NPS каждого региона по периодам",
    panels_subtitle: "NPS каждого региона с доверительными интервалами {confidence}, {subject}",
    panels_how: "Каждый график\u{a0}— регион, шкала у всех одна. Линия\u{a0}— NPS региона, полоса вокруг неё\u{a0}— доверительный интервал {confidence}, число\u{a0}— NPS за отчётный период.",
    panels_caption: "NPS каждого региона в каждом периоде с доверительными интервалами {confidence}, {subject}",
    all: "все ответы",
};
