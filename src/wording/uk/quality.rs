//! What was read and left out, in Ukrainian.

use super::super::texts::Quality;

pub(super) const TEXTS: Quality = Quality {
    rows: "Прочитано рядків: {read}. Ураховано як відповіді: {used}. Відкинуто: {rejected}.",
    rows_all_used: "Прочитано рядків: {read}. Усі враховано як відповіді.",
    rows_before: "Відповідей до показаних періодів: {n}. До показників вони не входять.",
    rows_after: "Відповідей після звітного періоду: {n}. До показників вони не входять.",
    region_not_stated: "Відповідей за період без зазначення регіону: {n}. Їх ураховано в загальному підсумку, а серед регіонів вони стоять рядком «Не вказано».",
    date_format: "Дати прочитано у форматі {format}.",
    time_zone: "Дні визначено за часовим поясом {zone}; час, зміщення якого від UTC невідоме, узято так, як записано.",
    date_letters: ["Д", "М", "Р"],
    max_rejected: "Якби довелося відкинути понад {limit}\u{a0}рядків, звіту не було б.",
    row_places: "{file}: {rows}",
    ragged_row: "Кількість комірок не збігається із заголовком",
    blank_client: "Не вказано клієнта",
    blank_score: "Немає оцінки",
    score_not_a_number: "Оцінка не є числом",
    score_not_whole: "Оцінка не є цілим числом",
    score_out_of_scale: "Оцінка поза шкалою",
    blank_date: "Немає дати",
    unreadable_date: "Дату не вдається прочитати",
    date_after_report: "Дата пізніша за звітну",
    no_weight: "Вагу не вказано або вона дорівнює нулю",
};
