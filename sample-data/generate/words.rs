//! What people write: made up, none of it from a real survey.

use crate::random::Random;
use crate::score::Group;

/// A comment, or nothing in 65 of 100 cases; `late` where late deliveries are what annoys people.
pub(crate) fn comment(group: Group, late: bool, random: &mut Random) -> String {
    if !random.chance(35) {
        return String::new();
    }
    let russian = random.chance(70);
    let first = match (russian, group) {
        (true, Group::Detractor) if late => random.pick(&LATE_RU),
        (false, Group::Detractor) if late => random.pick(&LATE_EN),
        (true, Group::Detractor) => random.pick(&DETRACTORS_RU),
        (true, Group::Passive) => random.pick(&PASSIVES_RU),
        (true, Group::Promoter) => random.pick(&PROMOTERS_RU),
        (false, Group::Detractor) => random.pick(&DETRACTORS_EN),
        (false, Group::Passive) => random.pick(&PASSIVES_EN),
        (false, Group::Promoter) => random.pick(&PROMOTERS_EN),
    };
    if !random.chance(35) {
        return first.to_owned();
    }
    let second = random.pick(if russian { &MORE_RU } else { &MORE_EN });
    let between = random.pick(&[" ", " ", " ", "\n"]);
    format!("{first}{between}{second}")
}

/// An English comment for the starter file, or nothing in 70 of 100 cases.
pub(crate) fn starter_comment(group: Group, random: &mut Random) -> &'static str {
    if !random.chance(30) {
        return "";
    }
    match group {
        Group::Detractor => random.pick(&STARTER_DETRACTORS),
        Group::Passive => random.pick(&STARTER_PASSIVES),
        Group::Promoter => random.pick(&STARTER_PROMOTERS),
    }
}

const DETRACTORS_RU: [&str; 14] = [
    "Замерщик ошибся на два сантиметра, фасады переделывали месяц.",
    "Никто не перезвонил, хотя обещали \"в течение часа\".",
    "Сборщики оставили мусор; пришлось убирать самим.",
    "Цена в договоре оказалась выше, чем в проекте.",
    "Дозвониться невозможно, отвечают через раз.",
    "Привезли не ту столешницу, замены ждали три недели.",
    "Менеджер сменился дважды, каждый раз объясняли всё заново.",
    "Петли скрипят, дверца провисла, на звонки не отвечают.",
    "За выезд дизайнера взяли деньги, хотя в рекламе написано «бесплатно».",
    "Рекламацию приняли, но решения нет до сих пор!",
    "Обещали одно, а сделали другое.",
    "Долго, дорого, без извинений.",
    "Царапина на фасаде; сказали, что так и было.",
    "Не посоветую: слишком много мелких ошибок.",
];

const PASSIVES_RU: [&str; 12] = [
    "В целом нормально, но сборку переносили.",
    "Кухня хорошая, сервис средний.",
    "Всё устроило, кроме цены.",
    "Неплохо; хотелось бы больше образцов в салоне.",
    "Дизайнер старалась, но долго ждали смету.",
    "Нормально.",
    "Качество хорошее, доставка на день позже.",
    "Сборщик молодец, а вот менеджер забывчивый.",
    "Хорошо, но ручки пришлось искать самим.",
    "Свою цену оправдывает, не больше.",
    "Четыре из пяти: плинтус привезли отдельно.",
    "Проект понравился, сроки впритык.",
];

const PROMOTERS_RU: [&str; 14] = [
    "Всё отлично, спасибо дизайнеру!",
    "Привезли вовремя, собрали за день, убрали за собой.",
    "Очень внимательный замерщик; всё подошло идеально.",
    "Уже посоветовали соседям и родителям.",
    "Третья кухня у вас, и снова всё как договаривались.",
    "Вежливо, быстро, аккуратно.",
    "Мелкий недочёт исправили на следующий день, без споров.",
    "Дизайнер предложила решение, до которого мы сами бы не додумались.",
    "Цена < ожиданий & качество выше: редкость.",
    "Лучшая студия в городе, правда.",
    "Подруга сказала: \"хочу такую же\".",
    "+ сроки, + качество, + отношение",
    "Понравилось, что цена в договоре не изменилась.",
    "Супер!",
];

const DETRACTORS_EN: [&str; 10] = [
    "Measured wrongly, so the fronts had to be made again.",
    "Nobody called back, although I was told \"within the hour\".",
    "The fitters left the flat dirty; we cleaned it ourselves.",
    "The final price was higher than the quote.",
    "Wrong worktop delivered, three weeks for the exchange.",
    "A new manager each time, and each time from the start.",
    "My complaint has been \"in progress\" since spring.",
    "Scratched door, no apology.",
    "Too many small mistakes to recommend it.",
    "Promised one thing, did another.",
];

const PASSIVES_EN: [&str; 8] = [
    "Good kitchen, average service.",
    "Fine, but fitting was moved twice.",
    "Happy with everything except the price.",
    "Not bad; more samples in the showroom would help.",
    "OK",
    "Nice design, slow quote.",
    "The fitter was great, the paperwork less so.",
    "One day late, otherwise as agreed.",
];

const PROMOTERS_EN: [&str; 10] = [
    "Everything as agreed, thank you!",
    "On time, fitted in a day, tidied up afterwards.",
    "The designer found a solution we had not thought of.",
    "Already recommended to the neighbours.",
    "Friendly, quick, precise.",
    "A small fault was put right the next day, no argument.",
    "Price < expected & quality above it: rare.",
    "My mother said: \"I want the same one\".",
    "Our third kitchen from you; as good as the first.",
    "Great!",
];

const LATE_RU: [&str; 8] = [
    "Сроки сорваны на пять недель, никто не предупредил.",
    "Доставку переносили четыре раза.",
    "Обещали к пятнице; привезли через месяц.",
    "Ждём сборщика второй месяц, отговорки одни и те же.",
    "Раньше делали за три недели, теперь за девять.",
    "Половину шкафов привезли, вторую \"ждём со склада\".",
    "Опоздали с доставкой, потом ещё и со сборкой.",
    "Дату называют новую каждую неделю.",
];

const LATE_EN: [&str; 5] = [
    "Five weeks late, and nobody warned us.",
    "Delivery was moved four times.",
    "Half of the cabinets came, the rest is \"at the warehouse\".",
    "Used to take three weeks, now it takes nine.",
    "Still waiting for the fitter; a new date every week.",
];

const MORE_RU: [&str; 8] = [
    "Студия в центре, удобно добираться.",
    "Заказывали кухню и шкаф, договор один.",
    "Общались в основном по телефону.",
    "Фото могу прислать.",
    "Оценка за студию, не за фабрику.",
    "Оплатили двумя частями; чек прислали.",
    "Посмотрим, как будет через год.",
    "Выбирали из трёх студий.",
];

const MORE_EN: [&str; 8] = [
    "Easy to reach by metro.",
    "One contract for the kitchen and the wardrobe.",
    "We mostly spoke on the phone.",
    "I can send photos.",
    "This is about the studio, not the factory.",
    "Paid in two parts; the receipt came at once.",
    "Let us see how it is in a year.",
    "We had compared three studios.",
];

const STARTER_DETRACTORS: [&str; 6] = [
    "Waited ten days for an answer.",
    "The invoice was wrong, twice.",
    "Nobody felt responsible.",
    "Too slow for the price",
    "Had to explain everything three times",
    "The promised call never came.",
];

const STARTER_PASSIVES: [&str; 5] = [
    "Good, but not cheap.",
    "Works. The manual could be shorter.",
    "Fine so far",
    "Support is friendly, only a little slow.",
    "No complaints, no surprises",
];

const STARTER_PROMOTERS: [&str; 7] = [
    "Quick, friendly and competent.",
    "Solved on the first call!",
    "The new portal saves me an hour a week.",
    "They said \"tomorrow\" and it was tomorrow.",
    "Best support I have had.",
    "Keep it up",
    "Delivery a day early, everything complete.",
];
