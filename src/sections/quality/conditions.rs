//! Doubts about the conditions that rows have to meet: what they name may be written otherwise.

use std::collections::BTreeSet;

use super::warning::Doubt;
use crate::config::{Condition, Config, FollowUp, Named, Test};
use crate::error::Problem;
use crate::responses::{Seen, Signs};
use crate::survey::{canonical, grouped};

/// Values that no row has, and cells that are not of the kind that a condition asks for. Neither is a matter of the page.
pub(super) fn doubts(config: &Config, signs: &Signs) -> Vec<Doubt> {
    let conditions = config.source.only.iter().flatten().zip(&signs.conditions);
    // A preset names values that few files have.
    let preset = config.source.preset.as_ref().and_then(|preset| preset.place.as_ref());
    let is_stated = |condition: &Condition| preset.is_none() || condition.column.place.as_ref() != preset;
    let conditions: Vec<(&Condition, &Seen)> =
        conditions.filter(|(condition, _)| is_stated(condition)).collect();
    let of_list = conditions.first().filter(|_| config.list.is_some()).map(|(first, _)| beside_list(first));
    let each = |(condition, seen): (&Condition, &Seen)| {
        unseen(condition, seen).into_iter().chain(unread(condition, seen)).collect::<Vec<_>>()
    };
    let followed = config.follow_up.iter().flat_map(FollowUp::conditions).zip(&signs.follow_up);
    conditions.into_iter().flat_map(each).chain(of_list).chain(followed.flat_map(each)).collect()
}

/// That conditions are of the answers alone, where all who were asked stand in a list: a rate would be one of some among all.
fn beside_list(first: &Condition) -> Doubt {
    let what = "the conditions are of the answers alone: all in the list of those who were asked are taken for asked";
    let told = Problem::new(what).at(first.column.place.clone());
    let hint = "let the list hold only those whose answers are meant, or the response rate is too low";
    Doubt { warning: None, told: told.hint(hint) }
}

fn unseen(Condition { column, test, .. }: &Condition, seen: &Seen) -> Vec<Doubt> {
    let (Test::Among { values, .. }, Some(texts)) = (test, &seen.texts) else { return Vec::new() };
    let same = |text: &str| canonical(text).to_lowercase();
    // Whole numbers are the same with a decimal, too.
    let whole = |text: String| match text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")) {
        Some(whole) => whole.to_owned(),
        None => text,
    };
    let had: BTreeSet<String> = texts.iter().map(|text| whole(same(text))).collect();
    let is_unseen = |value: &&Named<String>| !had.contains(&whole(same(&value.value)));
    let doubt = |value: &Named<String>| {
        let told = Problem::new(format!("no row has `{}` as its `{}`", value.value, column.value));
        let told = told.at(value.place.clone()).did_you_mean(&value.value, texts.iter().map(String::as_str));
        Doubt { warning: None, told }
    };
    values.iter().filter(is_unseen).map(doubt).collect()
}

fn unread(Condition { column, test, .. }: &Condition, seen: &Seen) -> Option<Doubt> {
    let kind = match test {
        Test::Days(_) => "a date that can be read",
        Test::Numbers(_) => "a number",
        Test::Among { .. } | Test::Blank(_) => return None,
    };
    let have = if seen.unread == 1 { "row has" } else { "rows have" };
    (seen.unread > 0).then(|| {
        let what =
            format!("{} {have} something else than {kind} as `{}`", grouped(seen.unread), column.value);
        let told = Problem::new(what).at(column.place.clone());
        Doubt { warning: None, told: told.hint("they do not meet the condition, and are left out") }
    })
}
