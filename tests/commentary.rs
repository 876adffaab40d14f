//! What an analyst says of the figures: where it stands, which figures it takes, and what it may not say.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{folder, project, run, stderr};

/// 40 of 100 in North recommend and 20 do not, in the quarter before 30 and 30; in South 10 of 100 and 60, before 20 and 50; in
/// West 3 have answered, in East 4. By hand: North 20 after 0, South −50 after −30, all 207 of them −13.04 after −15.
fn answers() -> String {
    let mut rows = String::from("day,score,region,client,size,goals\n");
    let mut add = |day: &str, region: &str, counts: [usize; 3]| {
        for (score, n) in [10, 8, 3].into_iter().zip(counts) {
            for at in 0..n {
                let (size, goals) = (["small", "large"][at % 2], 1 + at % 7);
                rows.push_str(&format!("{day},{score},{region},Studio {region},{size},{goals}\n"));
            }
        }
    };
    add("2026-05-12", "North", [30, 40, 30]);
    add("2026-05-12", "South", [20, 30, 50]);
    add("2026-08-12", "North", [40, 40, 20]);
    add("2026-08-12", "South", [10, 30, 60]);
    add("2026-08-12", "West", [3, 0, 0]);
    add("2026-08-12", "East", [0, 4, 0]);
    rows
}

const CONFIG: &str = "title: Words\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
    columns: {score: score, date: day, region: region}\n\
    benchmarks: {list: [{name: Goal, value: 25.5, statistic: target}]}\n";

fn home(text: &str) -> TempDir {
    let config = format!("{CONFIG}commentary: words.md\n");
    folder(&[("c.yaml", &config), ("a.csv", &answers()), ("words.md", text)])
}

fn read(home: &Path, name: &str) -> String {
    fs::read_to_string(home.join(name)).expect("written")
}

/// The page of a text, and what is said on stderr.
fn built(text: &str) -> (String, String) {
    let home = home(text);
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{text}: {}", stderr(&output));
    (read(home.path(), "out/report.html"), stderr(&output))
}

/// What is said of a text that is refused.
fn refused(text: &str, flags: &[&str]) -> String {
    let home = home(text);
    let output = run(home.path(), ["check", "c.yaml"].iter().chain(flags));
    assert!(!output.status.success(), "{text} is taken");
    stderr(&output)
}

/// What stands between two marks of the page.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).expect(from);
    rest.split_once(to).expect("an end").0
}

#[test]
fn words_stand_where_their_headings_say_with_the_figures_that_they_ask_for() {
    let (page, said) = built(
        "All in all {{overall.nps}} of {{overall.n}}, {{change.previous}} on Q2.\n\n### Why so\n\nBecause.\n\n\
         ## regions\n\nSouth is at {{region[\"South\"].nps}}, North at {{ region[\"North\"].finding.nps }}.\n\n\
         ## Trend\n\nUp.\n\n# Data quality\n\nGood.\n\n## key findings\n\nFirst of all.\n\n## How the figures were made\n\nBy hand.\n",
    );
    assert!(!said.contains("warning"), "{said}");
    let words = |within: &str| {
        between(between(&page, within, "</section>"), "<div class=\"words\">", "</div>").to_owned()
    };
    let head = words("<section class=\"commentary\"");
    // (40 + 10 + 3 − 20 − 60) / 207, and (50 − 80) / 200 before.
    for part in
        [">−13.0</span> of", ">207</span>", ">+2.0</span> on Q2", "<h3>Why so</h3>", "<p>Because.</p>"]
    {
        assert!(head.contains(part), "{part}: {head}");
    }
    let regions = words("<h2 id=\"by-region\">");
    assert!(regions.contains(">−50.0</span>") && regions.contains(">20.0</span>"), "{regions}");
    assert!(words("<h2 id=\"over-time\">").contains("<p>Up.</p>"));
    assert!(words("<h2 id=\"data-quality-heading\">").contains("<p>Good.</p>"));
    assert!(words("<h2 id=\"key-findings\">").contains("<p>First of all.</p>"));
    assert!(words("<h2 id=\"method-heading\">").contains("<p>By hand.</p>"));
    assert!(page.contains("In the words of the analyst"));
}

#[test]
fn words_are_in_the_language_of_the_report_and_say_who_wrote_them() {
    for (language, by, heading, shown) in [
        ("ru", "", "Комментарий аналитика", ">−13,0</span>"),
        ("uk", "written-by: Олена\n", "Коментар: Олена", ">−13,0</span>"),
        ("en", "---\nwritten-by: ai\n---\n", "Written by a machine", ">−13.0</span>"),
    ] {
        let text = format!("{by}NPS {{{{overall.nps}}}}, {{{{overall.shares.promoters}}}}.\n");
        let config = format!("{CONFIG}commentary: words.md\nlanguage: {language}\n");
        let home = folder(&[("c.yaml", &config), ("a.csv", &answers()), ("words.md", &text)]);
        let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let page = read(home.path(), "out/report.html");
        let words = between(&page, "<section class=\"commentary\"", "</section>");
        assert!(words.contains(heading) && words.contains(shown), "{words}");
        assert_eq!(words.contains("A machine wrote these words"), by.contains("ai\n"), "{words}");
    }
}

#[test]
fn numbers_are_held_against_the_report() {
    // 53 promoters of 207 are 25.6 %; the confidence, the limits, the scale, the periods and names are known too.
    let right = "NPS −13, −13.0 or −13.04 of 207 answers; 26 % (25.6%) promote, 53 in all. Up 2.0 on Q2 2026, from -15. \
                 North 20, South −50, Goal 25.5, Goal of 2026. At 95 % confidence (p < 0.001), of fewer than 5 nothing is \
                 shown, 30 are few. On 30 September 2026, 2026-08-12, in quarter 2, at 10:30.\n\n3. A list\n4. of `77` \
                 [things](https://e.org/99)\n";
    let (_, said) = built(right);
    assert!(!said.contains("warning"), "{said}");
    for (wrong, near) in [
        ("NPS is −13.2.", "−13.0"),
        ("NPS is 41.7.", ""),
        ("Up by 21 %.", ""),
        ("of 208 answers", "207"),
        ("Goal 25.4", "25.5"),
        ("on 2024-01-05", ""),
        ("since 1999", ""),
        ("27 % promote", "25.6%"),
    ] {
        let (_, said) = built(&format!("Well.\n\n{wrong}\n"));
        assert!(said.contains("warning: ") && said.contains("words.md:3:"), "{wrong}: {said}");
        assert!(said.contains(near), "{wrong}: {said}");
        let said = refused(&format!("{wrong}\n"), &["--strict"]);
        assert!(said.contains("error: ") && said.contains("words.md:1:"), "{said}");
        let said = refused(&format!("written-by: ai\n{wrong}\n"), &[]);
        assert!(said.contains("error: ") && said.contains("words.md:2:"), "{said}");
    }
}

#[test]
fn figures_that_are_not_there_or_hidden_are_refused() {
    for (text, expected) in [
        ("a {{overal.nps}}", "did you mean `overall`?"),
        ("a {{region[\"Suoth\"].nps}}", "did you mean `South`?"),
        ("a {{overall}}, {{sections}}", "is not one figure"),
        ("a {{}}", "names no figure"),
        ("a {{change.year}}", "cannot be compared"),
        ("[a](https://e.org/{{overall.nps}})", "no figure can stand here"),
    ] {
        let said = refused(text, &[]);
        assert!(said.contains(expected) && said.contains("words.md:1:"), "{text}: {said}");
    }
    // Of three answers nothing is told, by its name or by what is in it.
    for text in ["a {{region[\"West\"].nps}}", "a {{region[\"West\"].n}}", "a {{region[\"West\"]}}"] {
        let said = refused(text, &[]);
        assert!(said.contains("hidden") && !said.contains("100"), "{text}: {said}");
    }
    assert!(refused("a\n\n{{nps2}}\n", &[]).contains("words.md:3:1"));
}

#[test]
fn a_part_that_is_not_shown_is_warned_of_and_its_words_are_kept() {
    let (page, said) = built("Head.\n\n## participants\n\nOf them.\n");
    assert!(said.contains("the report does not show the part `participants`"), "{said}");
    let head = between(&page, "<section class=\"commentary\"", "</section>");
    assert!(head.contains("<p>Of them.</p>") && head.contains("<h3>"), "{head}");
}

#[test]
fn nothing_hostile_comes_through() {
    let (page, said) = built(
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [x](javascript:alert(1)) [y](data:text/html;base64,PHN2Zz4=) \
         ![z](https://e.org/z.png) <javascript:alert(1)> &lt;script&gt; [w](https://e.org/\"onclick=\"alert(1))\n\n\
         # <b>Regions</b>\n\n```\n</code></pre><script>\n```\n",
    );
    let words = between(&page, "<section class=\"commentary\"", "</section>");
    for tag in words.split('<').skip(1) {
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let known = ["h2", "h3", "p", "div", "a", "pre", "code", "section", "em"];
        assert!(known.contains(&name), "<{tag}");
    }
    assert!(
        !words.contains("href=\"javascript")
            && !words.contains("href=\"data")
            && !words.contains("e.org/z.png")
    );
    assert!(
        said.contains("HTML is shown as the text that it is") && said.contains("no link leads to"),
        "{said}"
    );
    assert!(said.contains("no picture is fetched"), "{said}");
}

#[test]
fn no_text_is_too_strange_to_be_read() {
    let with = |bytes: &[u8]| {
        let home = home("");
        fs::write(home.path().join("words.md"), bytes).expect("written");
        let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
        (output.status.code(), stderr(&output), home)
    };
    for text in [
        "",
        "\n \n",
        "\u{feff}# Regions\r\n\r\nWell.\r\n",
        "\0 \u{202e}x",
        "---",
        "{{",
        "{{{{}}}}",
        "\"",
        "> «",
    ] {
        let (code, said, _home) = with(text.as_bytes());
        assert!(code == Some(0) || said.contains("names no figure"), "{text:?}: {said}");
    }
    let (_, _, home) = with("\u{feff}## Regions\r\n\r\nWell,\r\nwell.\r\n".as_bytes());
    assert!(read(home.path(), "out/report.html").contains("<p>Well, well.</p>"));
    assert!(!read(home.path(), "out/report.json").contains("\\r"));
    let (code, said, _home) = with(&"word ".repeat(2 << 20).into_bytes());
    assert!(code == Some(3) && said.contains("is larger than 1 MiB"), "{said}");
    let (code, said, _home) = with(b"caf\xe9 and more");
    assert!(code == Some(3) && said.contains("is not UTF-8"), "{said}");
    let (code, said, _home) = with(&"> ".repeat(10_000).into_bytes());
    assert!(code == Some(3) && said.contains("deep is not shown"), "{said}");
    for long in
        ["1 ".repeat(100_000), "{{a}}".repeat(50_000), "`{{a}}`".repeat(50_000), "«a b c ".repeat(50_000)]
    {
        let (code, said, _home) = with(long.as_bytes());
        assert!(matches!(code, Some(0 | 3)) && said.len() < 1 << 20, "{}", &said[..300]);
    }
}

#[test]
fn the_same_page_is_rendered_from_the_json() {
    let home = home("Head {{overall.nps}}.\n\n## Regions\n\n{{region[\"South\"].nps}}\n");
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let json: Value = serde_json::from_str(&read(home.path(), "out/report.json")).expect("JSON");
    assert!(json["commentary"].as_str().is_some_and(|text| text.starts_with("Head {{overall.nps}}")));
    let output = run(home.path(), ["render", "--from", "out/report.json", "--out", "again"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(read(home.path(), "out/report.html"), read(home.path(), "again/report.html"));
    // Who changes the text by hand is told what is wrong with it.
    let changed = read(home.path(), "out/report.json").replace("{{overall.nps}}", "{{overall.npss}}");
    fs::write(home.path().join("changed.json"), changed).expect("written");
    let output = run(home.path(), ["render", "--from", "changed.json", "--out", "third"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(stderr(&output).contains("the commentary, line 1: "), "{}", stderr(&output));
}

/// Reports for each client, with these files of words.
fn batch(texts: &[(&str, &str)]) -> TempDir {
    let config = CONFIG.replace(", region: region", "") + "reports: {one_per: client}\ncommentary: words\n";
    let answers = answers();
    let mut files = vec![("c.yaml", config.as_str()), ("a.csv", answers.as_str()), ("words/.keep", "")];
    files.extend(texts);
    folder(&files)
}

#[test]
fn each_client_has_its_own_words_and_no_other_s() {
    let home = batch(&[
        ("words/Studio North.md", "Only for the north: {{overall.nps}}.\n"),
        ("words/studio-south.md", "Only for the south: {{overall.nps}}.\n"),
        ("words/Studio Suoth.md", "For nobody.\n"),
        ("words/notes.txt", "Notes.\n"),
    ]);
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let said = stderr(&output);
    assert!(
        said.contains("no client is called `Studio Suoth`") && said.contains("did you mean `Studio South`?"),
        "{said}"
    );
    assert_eq!(said.matches("warning").count(), 1, "{said}");
    for (client, own, other, nps) in [
        ("studio-north", "north", "south", ">20.0</span>"),
        ("studio-south", "south", "north", ">−50.0</span>"),
    ] {
        for file in ["report.html", "report.json"] {
            let text = read(home.path(), &format!("out/{client}/{file}"));
            assert!(text.contains(&format!("Only for the {own}")), "{client}/{file}");
            assert!(
                !text.contains(&format!("Only for the {other}")) && !text.contains("For nobody"),
                "{client}/{file}"
            );
            assert!(file == "report.json" || text.contains(nps));
        }
        for file in ["summary.html", "summary.txt"] {
            assert!(!read(home.path(), &format!("out/{client}/{file}")).contains("Only for"));
        }
    }
    for file in ["index.html", "index.json", "mailing.csv", "manifest.json"] {
        assert!(!read(home.path(), &format!("out/{file}")).contains("Only for"), "{file}");
    }
    // Words that have changed make a report anew, and only that one.
    let again = || stderr(&run(home.path(), ["build", "c.yaml", "--out", "out"]));
    assert!(again().contains("0 built, 4 unchanged"));
    fs::write(home.path().join("words/Studio North.md"), "Otherwise.\n").expect("written");
    assert!(again().contains("1 built, 3 unchanged"));
    fs::remove_file(home.path().join("words/Studio Suoth.md")).expect("removed");
    fs::write(home.path().join("words/Studio North.md"), "NPS 77.\n").expect("written");
    let output = run(home.path(), ["build", "c.yaml", "--out", "out", "--strict"]);
    let said = stderr(&output);
    assert!(
        !output.status.success()
            && said.contains("the report for `Studio North`: no figure of the report is `77`"),
        "{said}"
    );
}

#[test]
fn two_texts_for_one_client_are_refused() {
    let home = batch(&[("words/Studio North.md", "One.\n"), ("words/studio-north.md", "Two.\n")]);
    let output = run(home.path(), ["check", "c.yaml"]);
    assert!(!output.status.success() && stderr(&output).contains("is about it too"), "{}", stderr(&output));
}

#[test]
fn the_example_of_the_docs_says_nothing_that_the_data_do_not() {
    let page = fs::read_to_string(project().join("docs/commentary.md")).expect("there");
    let text = between(&page, "```markdown\n", "```");
    let (page, said) = built(text);
    assert!(!said.contains("warning"), "{said}");
    assert!(page.contains("In the words of Anna Ivanova"));
}

#[test]
fn every_placeholder_of_the_docs_is_filled() {
    let page = fs::read_to_string(project().join("docs/commentary.md")).expect("there");
    let table = between(&page, "| --- | --- |\n", "\n\n");
    let asked: Vec<&str> = table.split('`').filter(|part| part.starts_with("{{")).collect();
    assert!(asked.len() > 20, "{asked:?}");
    let asked: Vec<String> = asked
        .iter()
        .filter(|path| !path.contains("participants") && !path.contains("response"))
        .map(|path| path.replace("2026-Q1", "2026-Q2").replace("Target", "Goal"))
        .collect();
    // A year earlier everybody answered as in the quarter before.
    let answers = answers();
    let earlier = answers.lines().filter(|line| line.starts_with("2026-05-12"));
    let earlier: String =
        earlier.map(|line| format!("{}\n", line.replace("2026-05-12", "2025-08-12"))).collect();
    let config = format!(
        "{}commentary: words.md\norganisation: Example Ltd\ncuts: [size]\n\
         questions: [{{name: recommend, column: score, kind: nps}}, {{name: goals, column: goals, kind: rating, scale: {{low: 1, high: 7}}}}]\n",
        CONFIG.replace("score: score, ", "")
    );
    let home = folder(&[
        ("c.yaml", &config),
        ("a.csv", &(answers.clone() + &earlier)),
        ("words.md", &asked.join("\n\n")),
    ]);
    let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = read(home.path(), "out/report.html");
    let words = between(&page, "<section class=\"commentary\"", "</section>");
    assert_eq!(words.matches("<span data-figure").count(), asked.len());
    for shown in ["25.6%", "no clear change", "Q3 2026", "5 October 2026", "Example Ltd"] {
        assert!(words.contains(shown), "{shown}: {words}");
    }
}

#[test]
fn what_is_quoted_is_held_by_a_comment_of_whose_report_it_is() {
    let answers = (0..60).fold("nps,client,comment\n".to_owned(), |all, at| {
        let (client, comment) =
            [("Acme", "Waited for 40 minutes, then nobody came"), ("Brig", "All was well there")][at % 2];
        all + &format!("{},{client},\"{comment}\"\n", [10, 8, 3][at % 3])
    });
    let stderr_of = |config: &str, words: &[(&str, &str)]| {
        let config = format!("title: A\nsource: {{files: a.csv}}\n{config}");
        let files = [("c.yaml", config.as_str()), ("a.csv", answers.as_str())];
        let home = folder(&files.iter().chain(words).copied().collect::<Vec<_>>());
        let output = run(home.path(), ["build", "c.yaml", "--out", "out"]);
        (output.status.code(), stderr(&output))
    };
    let one = "columns: {score: nps, comment: comment}\ncommentary: words.md\n";
    let said = "They say «waited for 40 minutes … nobody came» and “all was well there”.";
    assert_eq!(stderr_of(one, &[("words.md", said)]).0, Some(0));
    let (code, told) =
        stderr_of(one, &[("words.md", "They say «waited for an hour».\n\n> nobody ever came")]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("says “waited for an hour”") && told.contains("says “nobody ever came”"), "{told}");
    let (code, told) = stderr_of(&one.replace(", comment: comment", ""), &[("words.md", said)]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("`columns: {comment: comment}`"), "{told}");
    // What another client's comments say is not said in one's own report.
    let each = "columns: {score: nps, comment: comment}\nreports: {one_per: client}\ncommentary: words\n";
    let quote = "“All was well there”";
    assert_eq!(stderr_of(each, &[("words/Brig.md", quote)]).0, Some(0));
    let (code, told) = stderr_of(each, &[("words/Acme.md", quote)]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("no comment of the data says “All was well there”"), "{told}");
}
