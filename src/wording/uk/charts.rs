//! What charts and their tables say, in Ukrainian.

use super::super::texts::{Benchmarks, ByLength, Composition, Histogram, Regions, TrendChart};

pub(super) const COMPOSITION: Composition = Composition {
    more_promoters: "Промоутерів більше, ніж критиків: {promoters} проти {detractors}",
    more_detractors: "Критиків більше, ніж промоутерів: {detractors} проти {promoters}",
    even: "Промоутерів і критиків порівну: по {promoters}",
    plain: "Відповіді за групами",
    subtitle: "Частки відповідей за групами, {subject}",
    description: "Смуги часток критиків, промоутерів і нейтралів. {period}: критики\u{a0}— {detractors}, нейтрали\u{a0}— {passives}, промоутери\u{a0}— {promoters}, NPS {nps}.",
    description_plain: "Смуги часток критиків, промоутерів і нейтралів.",
    how_to_read: "Критиків відкладено від нуля ліворуч, промоутерів\u{a0}— праворуч; нейтрали стоять окремим стовпцем у тому самому масштабі.",
    caption: "Відповіді за групами, {subject}",
};

pub(super) const HISTOGRAM: Histogram = Histogram {
    most_frequent: "Найчастіша оцінка: {score} ({count} із {n})",
    mean: "Середня оцінка: {mean} за шкалою від {low} до {high}",
    subtitle: "Частки відповідей за оцінками, {subject}",
    description: "Стовпчикова діаграма: частка відповідей із кожною оцінкою від {low} до {high}. Оцінки до {detractors_to} включно\u{a0}— критики, від {promoters_from}\u{a0}— промоутери.",
    how_to_read: "Кожен стовпчик\u{a0}— одна оцінка, його висота\u{a0}— частка відповідей із цією оцінкою. Дужки позначають групи.",
    caption: "Відповіді за оцінками, {subject}",
};

pub(super) const TREND: TrendChart = TrendChart {
    rose: "NPS явно вищий, ніж за {earlier}: на\u{a0}{points}",
    fell: "NPS явно нижчий, ніж за {earlier}: на\u{a0}{points}",
    unclear: "Явних змін NPS немає (за {earlier}\u{a0}— {then})",
    plain: "NPS: {span}",
    hidden: "За жоден період NPS показати не можна",
    subtitle: ByLength {
        week: "NPS за тижнями з довірчими інтервалами {confidence}, {subject}",
        month: "NPS за місяцями з довірчими інтервалами {confidence}, {subject}",
        quarter: "NPS за кварталами з довірчими інтервалами {confidence}, {subject}",
        half_year: "NPS за півріччями з довірчими інтервалами {confidence}, {subject}",
        year: "NPS за роками з довірчими інтервалами {confidence}, {subject}",
    },
    description: "Лінійний графік NPS ({span}). Мінімум: {lowest} ({lowest_period}); максимум: {highest} ({highest_period}).",
    how_to_read: "Лінія\u{a0}— NPS, смуга навколо неї\u{a0}— довірчий інтервал {confidence}.",
    how_alone: "Для періоду, що стоїть окремо, інтервал показано вертикальною лінією.",
    how_benchmarks: "Пунктир\u{a0}— бенчмарки.",
    caption: ByLength {
        week: "NPS за тижнями, {subject}",
        month: "NPS за місяцями, {subject}",
        quarter: "NPS за кварталами, {subject}",
        half_year: "NPS за півріччями, {subject}",
        year: "NPS за роками, {subject}",
    },
};

pub(super) const REGIONS: Regions = Regions {
    above: "Явно вище за решту: {above}",
    below: "Явно нижче за решту: {below}",
    both: "Явно вище за решту: {above}; явно нижче: {below}",
    none: "Жоден регіон явно не відрізняється від решти",
    plain: "NPS за регіонами",
    hidden: "За жодним регіоном NPS показати не можна",
    folded: "Регіони, NPS яких не розкривається, окремо не перелічено: {n}; відповідей у\u{a0}них усього: {answers}.",
    all_folded: "Регіони, NPS яких не розкривається, окремо не перелічено: {n}.",
    subtitle: "NPS із довірчими інтервалами {confidence}, {subject}",
    description: "Точкова діаграма за спаданням NPS: {regions}, від\u{a0}{highest} ({highest_region}) до\u{a0}{lowest} ({lowest_region}).",
    description_unranked: "Точкова діаграма NPS за регіонами: жоден регіон не входить до рейтингу.",
    how_to_read: "Точка\u{a0}— NPS регіону, лінія крізь неї\u{a0}— довірчий інтервал {confidence}, n\u{a0}— кількість відповідей. Вертикальна лінія\u{a0}— NPS за всіма відповідями.",
    how_low_bases: "Регіони з малою базою стоять останніми, до рейтингу не входять і в заголовку не враховані.",
    caption: "NPS за регіонами, {subject}",
    compared_caption: "Регіони порівняно з рештою та з попереднім періодом, {subject}",
    compared_with_rest_caption: "Регіони порівняно з рештою, {subject}",
    benchmarks_caption: "Регіони та їхні бенчмарки, {subject}",
};

pub(super) const BENCHMARKS: Benchmarks = Benchmarks {
    name: "«{name}»",
    one: "бенчмарк {names}",
    several: "бенчмарки {names}",
    above: "NPS явно вищий за {above}",
    below: "NPS явно нижчий за {below}",
    both: "NPS явно вищий за {above}; явно нижчий за {below}",
    none: "Явних відмінностей NPS від бенчмарків немає",
    low_base: "NPS і бенчмарки: база мала, тому без висновку",
    subtitle: "NPS із довірчим інтервалом {confidence} та бенчмарки, {subject}",
    description: "Шкала з бенчмарками. NPS: {nps}, інтервал {interval}. Бенчмарки: {list}.",
    how_to_read: "Точка\u{a0}— NPS, лінія крізь неї\u{a0}— довірчий інтервал {confidence}, вертикальний штрих\u{a0}— бенчмарк. ▲ і ▼ позначають явні відмінності. Тло розділяє рівні.",
    caption: "NPS та бенчмарки, {subject}",
};
