//! The words that stand in most comments, so that a dictionary can grow by them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::words::{Exceptions, Stems, Tongue, small, words};

/// Shorter words say little by themselves.
const SHORTEST: usize = 4;

/// Words that stand in comments on anything.
const COMMON: &str = "about after again also always because been before being could does doing done even ever every from have having here into \
    just know like made make more most much never only other over quite really same should some something still such than that their them \
    then there these they thing this those very want well went were what when where which while will with without would your \
    была было были быть вами вас ваша ваше ваши весь вообще всего всегда всех всем даже если есть ещё еще здесь когда который которая которое \
    которые лишь меня мной может можно надо нами наша наше наши него несколько никогда ничего нужно один опять очень перед после потому почему \
    почти просто раза сами само самый себе себя сейчас свои свой так также такая такие такой там тебя тоже только тому того хоть хотя чего через что \
    чтобы этим этих этого этом этот эта это эти \
    адже аби багато було були бути вами вас ваша ваше вашого вже все всіх вона воно вони дуже ще його йому колись коли кожен лише мене може можна \
    наша наше немає нічого ніколи один перед після поки потім просто саме своє свої свій себе серед також таке такий такі тільки тому того треба \
    хоча через чому щоб цього цьому цей цієї ця які який яка якщо";

/// Counts words: each once in a comment, whatever its form.
#[derive(Debug)]
pub struct Frequent {
    stems: Stems,
    common: BTreeSet<String>,
    /// By stem: in how many comments, and how often in each form.
    found: HashMap<(Tongue, String), (u64, BTreeMap<String, u64>)>,
}

impl Default for Frequent {
    fn default() -> Self {
        let common = COMMON.split_whitespace().map(|word| small(word).into_owned()).collect();
        Self { stems: Stems::new(&Exceptions::new()), common, found: HashMap::new() }
    }
}

impl Frequent {
    /// Adds the words of a comment.
    pub fn add(&mut self, comment: &str) {
        let mut seen = BTreeSet::new();
        for (_, word) in words(comment) {
            let word = small(word);
            let says_little = word.chars().count() < SHORTEST || !word.chars().any(char::is_alphabetic);
            if says_little || self.common.contains(&*word) {
                continue;
            }
            // In the first language that it may be of, it has one stem.
            let Some(stem) = self.stems.of(&word).into_iter().next() else { continue };
            let (comments, forms) = self.found.entry(stem.clone()).or_default();
            *forms.entry(word.into_owned()).or_default() += 1;
            *comments += u64::from(seen.insert(stem));
        }
    }

    /// The most frequent ones with the number of comments that they stand in, each in its most frequent form.
    #[must_use]
    pub fn most(&self, most: usize) -> Vec<(String, u64)> {
        let of = |(comments, forms): &(u64, BTreeMap<String, u64>)| {
            let (form, _) = forms.iter().max_by(|one, other| one.1.cmp(other.1).then(other.0.cmp(one.0)))?;
            Some((form.clone(), *comments))
        };
        let mut all: Vec<(String, u64)> = self.found.values().filter_map(of).collect();
        all.sort_by(|(word, n), (other, m)| m.cmp(n).then_with(|| word.cmp(other)));
        all.truncate(most);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_once_in_a_comment_in_whatever_form_and_common_ones_do_not() {
        let mut frequent = Frequent::default();
        for comment in
            ["Парковка, парковки и ещё парковки", "Нет парковки", "Parking! this parking 2026", "Охрана"]
        {
            frequent.add(comment);
        }
        let expected = [("парковки", 2), ("parking", 1), ("охрана", 1)];
        assert_eq!(frequent.most(9), expected.map(|(word, n)| (word.to_owned(), n)));
        assert_eq!(frequent.most(1).len(), 1);
    }
}
