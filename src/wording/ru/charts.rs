//! What charts and their tables say, in Russian.

use super::super::texts::{Benchmarks, ByLength, Composition, Histogram, Regions, TrendChart};

pub(super) const COMPOSITION: Composition = Composition {
    more_promoters: "Промоутеров больше, чем критиков: {promoters} против {detractors}",
    more_detractors: "Критиков больше, чем промоутеров: {detractors} против {promoters}",
    even: "Промоутеров и критиков поровну: по {promoters}",
    plain: "Ответы по группам",
    subtitle: "Доли ответов по группам, {subject}",
    description: "Полосы долей критиков, промоутеров и нейтралов. {period}: критики\u{a0}— {detractors}, нейтралы\u{a0}— {passives}, промоутеры\u{a0}— {promoters}, NPS {nps}.",
    description_plain: "Полосы долей критиков, промоутеров и нейтралов.",
    how_to_read: "Критики отложены от нуля влево, промоутеры\u{a0}— вправо; нейтралы стоят отдельным столбцом в том же масштабе.",
    caption: "Ответы по группам, {subject}",
};

pub(super) const HISTOGRAM: Histogram = Histogram {
    most_frequent: "Самая частая оценка: {score} ({count} из {n})",
    mean: "Средняя оценка: {mean} по шкале от {low} до {high}",
    subtitle: "Доли ответов по оценкам, {subject}",
    description: "Столбчатая диаграмма: доля ответов с каждой оценкой от {low} до {high}. Оценки до {detractors_to} включительно\u{a0}— критики, от {promoters_from}\u{a0}— промоутеры.",
    how_to_read: "Каждый столбец\u{a0}— одна оценка, его высота\u{a0}— доля ответов с этой оценкой. Скобки обозначают группы.",
    caption: "Ответы по оценкам, {subject}",
};

pub(super) const TREND: TrendChart = TrendChart {
    rose: "NPS явно выше, чем за {earlier}: на\u{a0}{points}",
    fell: "NPS явно ниже, чем за {earlier}: на\u{a0}{points}",
    unclear: "Явных изменений NPS нет (за {earlier}\u{a0}— {then})",
    plain: "NPS: {span}",
    hidden: "Ни за один период показать NPS нельзя",
    subtitle: ByLength {
        week: "NPS по неделям с доверительными интервалами {confidence}, {subject}",
        month: "NPS по месяцам с доверительными интервалами {confidence}, {subject}",
        quarter: "NPS по кварталам с доверительными интервалами {confidence}, {subject}",
        half_year: "NPS по полугодиям с доверительными интервалами {confidence}, {subject}",
        year: "NPS по годам с доверительными интервалами {confidence}, {subject}",
    },
    description: "Линейный график NPS ({span}). Минимум: {lowest} ({lowest_period}); максимум: {highest} ({highest_period}).",
    how_to_read: "Линия\u{a0}— NPS, полоса вокруг неё\u{a0}— доверительный интервал {confidence}.",
    how_alone: "У периода, стоящего отдельно, интервал показан вертикальной линией.",
    how_benchmarks: "Пунктир\u{a0}— бенчмарки.",
    caption: ByLength {
        week: "NPS по неделям, {subject}",
        month: "NPS по месяцам, {subject}",
        quarter: "NPS по кварталам, {subject}",
        half_year: "NPS по полугодиям, {subject}",
        year: "NPS по годам, {subject}",
    },
};

pub(super) const REGIONS: Regions = Regions {
    above: "Явно выше остальных: {above}",
    below: "Явно ниже остальных: {below}",
    both: "Явно выше остальных: {above}; явно ниже: {below}",
    none: "Ни один регион явно не отличается от остальных",
    plain: "NPS по регионам",
    hidden: "Ни по одному региону показать NPS нельзя",
    folded: "Регионы, NPS которых не раскрывается, отдельно не перечислены: {n}; ответов в\u{a0}них всего: {answers}.",
    all_folded: "Регионы, NPS которых не раскрывается, отдельно не перечислены: {n}.",
    subtitle: "NPS с доверительными интервалами {confidence}, {subject}",
    description: "Точечная диаграмма по убыванию NPS: {regions}, от\u{a0}{highest} ({highest_region}) до\u{a0}{lowest} ({lowest_region}).",
    description_unranked: "Точечная диаграмма NPS по регионам: ни один регион не входит в рейтинг.",
    how_to_read: "Точка\u{a0}— NPS региона, линия через неё\u{a0}— доверительный интервал {confidence}, n\u{a0}— число ответов. Вертикальная линия\u{a0}— NPS по всем ответам.",
    how_low_bases: "Регионы с малой базой стоят последними, в рейтинг не входят и в заголовке не учтены.",
    caption: "NPS по регионам, {subject}",
    compared_caption: "Регионы по сравнению с остальными и с предыдущим периодом, {subject}",
    compared_with_rest_caption: "Регионы по сравнению с остальными, {subject}",
    benchmarks_caption: "Регионы и их бенчмарки, {subject}",
};

pub(super) const BENCHMARKS: Benchmarks = Benchmarks {
    name: "«{name}»",
    one: "бенчмарка {names}",
    several: "бенчмарков {names}",
    above: "NPS явно выше {above}",
    below: "NPS явно ниже {below}",
    both: "NPS явно выше {above}; явно ниже {below}",
    none: "Явных отличий NPS от бенчмарков нет",
    low_base: "NPS и бенчмарки: база мала, поэтому без вывода",
    subtitle: "NPS с доверительным интервалом {confidence} и бенчмарки, {subject}",
    description: "Шкала с бенчмарками. NPS: {nps}, интервал {interval}. Бенчмарки: {list}.",
    how_to_read: "Точка\u{a0}— NPS, линия через неё\u{a0}— доверительный интервал {confidence}, вертикальный штрих\u{a0}— бенчмарк. ▲ и ▼ отмечают явные отличия. Фон разделяет уровни.",
    caption: "NPS и бенчмарки, {subject}",
};
