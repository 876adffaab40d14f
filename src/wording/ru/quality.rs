//! What was read and left out, in Russian.

use super::super::texts::Quality;

pub(super) const TEXTS: Quality = Quality {
    rows: "Прочитано строк: {read}. Учтено как ответы: {used}. Отброшено: {rejected}.",
    rows_all_used: "Прочитано строк: {read}. Все учтены как ответы.",
    rows_before: "Ответов до показанных периодов: {n}. В показатели они не входят.",
    rows_after: "Ответов после отчётного периода: {n}. В показатели они не входят.",
    region_not_stated: "Ответов за период без указания региона: {n}. Они учтены в общем итоге, а среди регионов стоят строкой «Не указан».",
    date_format: "Даты прочитаны в формате {format}.",
    time_zone: "Дни определены по часовому поясу {zone}; время, смещение которого от UTC неизвестно, взято так, как записано.",
    date_letters: ["Д", "М", "Г"],
    max_rejected: "Если бы пришлось отбросить больше {limit}\u{a0}строк, отчёт не был бы построен.",
    row_places: "{file}: {rows}",
    ragged_row: "Число ячеек не совпадает с заголовком",
    blank_client: "Не указан клиент",
    blank_score: "Нет оценки",
    score_not_a_number: "Оценка не является числом",
    score_not_whole: "Оценка не является целым числом",
    score_out_of_scale: "Оценка вне шкалы",
    blank_date: "Нет даты",
    unreadable_date: "Дата не читается",
    date_after_report: "Дата позже отчётной",
    no_weight: "Вес не указан или равен нулю",
};
