//! Printing: with a browser where one is installed, and with programs in its place that fail in every way.

#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::{Duration, Instant};

use lopdf::Document;
use tempfile::TempDir;

use crate::support::{folder, plaudit, project, run, stderr};

const CONFIG: &str = "title: Loyalty\norganisation: Acme\nas_of: 2026-10-05\nsource: {files: a.csv}\n\
                      columns: {score: nps}\npdf: {seconds: 2}\n";

/// A folder with a config, data and a program in the place of a browser: a script that finds the path to write to in
/// `$out`.
fn home(config: &str, script: &str) -> TempDir {
    let rows: String = ["Acme", "Beta"].iter().map(|c| format!("9,{c}\n7,{c}\n0,{c}\n").repeat(20)).collect();
    let script = format!(
        "#!/bin/sh\nfor a; do case $a in --print-to-pdf=*) out=${{a#--print-to-pdf=}};; esac; done\n{script}\n"
    );
    let home = folder(&[
        ("c.yaml", config),
        ("a.csv", &format!("nps,client\n{rows}")),
        ("browser", &script),
        ("tmp/keep", ""),
    ]);
    fs::set_permissions(home.path().join("browser"), fs::Permissions::from_mode(0o755)).expect("set");
    home
}

fn build(home: &Path, arguments: &[&str]) -> Output {
    let mut command = plaudit(home);
    command.args(["build", "c.yaml", "--browser", "./browser"]).args(arguments);
    command.env("TMPDIR", home.join("tmp")).env("HOME_OF_TEST", home);
    command.output().expect("the program starts")
}

/// A PDF as simple as can be: a page for each text, and none drawn where it is empty.
fn pdf(pages: &[&str]) -> String {
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 5 + 2 * n)).collect();
    let mut objects = vec![
        "<</Title (Loyalty)\n/CreationDate (D:20261126143116+00'00')>>".to_owned(),
        "<</Type /Catalog /Pages 3 0 R>>".to_owned(),
        format!("<</Type /Pages /Count {} /Kids [{kids}] /MediaBox [0 0 595 842]>>", pages.len()),
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>".to_owned(),
    ];
    for (n, text) in pages.iter().enumerate() {
        let content =
            if text.is_empty() { String::new() } else { format!("BT /F1 12 Tf 50 700 Td ({text}) Tj ET") };
        objects.push(format!(
            "<</Type /Page /Parent 3 0 R /Resources <</Font <</F1 4 0 R>>>> /Contents {} 0 R>>",
            6 + 2 * n
        ));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    let (mut pdf, mut table) = ("%PDF-1.4\n".to_owned(), String::new());
    for (n, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let (size, start) = (objects.len() + 1, pdf.len());
    pdf + &format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size} /Root 2 0 R /Info 1 0 R>>\nstartxref\n\
         {start}\n%%EOF\n"
    )
}

/// Nothing is left of a run that failed.
fn assert_clean(home: &Path) {
    assert!(!home.join("report").exists(), "something was written");
    let left: Vec<_> =
        fs::read_dir(home.join("tmp")).expect("there").map(|e| e.expect("readable").file_name()).collect();
    assert_eq!(left, ["keep"]);
}

#[test]
fn a_browser_that_fails_is_told_in_one_message_and_nothing_is_written() {
    let hint_of_time = "\n = help: `pdf.seconds` in the config gives it more time";
    for (script, message, hint) in [
        ("sleep 60 & sleep 60", "the browser took more than 2 s", hint_of_time),
        (
            "echo something else >&2; echo no display >&2; exit 1",
            "the browser failed (exit status: 1)",
            "\n = help: it said: no display",
        ),
        ("exit 0", "the browser wrote no PDF", ""),
        ("echo garbage > \"$out\"", "what the browser wrote cannot be used: it is no PDF", ""),
        (
            "cat \"$HOME_OF_TEST/blank.pdf\" > \"$out\"",
            "what the browser wrote cannot be used: page 2 of 3 is blank",
            "",
        ),
        (
            "cat \"$HOME_OF_TEST/other.pdf\" > \"$out\"",
            "what the browser wrote cannot be used: it does not name `Acme`: `Acme` is not in its text",
            "",
        ),
        (
            "cat \"$HOME_OF_TEST/none.pdf\" > \"$out\"",
            "what the browser wrote cannot be used: it has no page",
            "",
        ),
    ] {
        let home = home(CONFIG, script);
        for (name, pages) in
            [("blank.pdf", &["Acme", "", "more"][..]), ("other.pdf", &["Another"]), ("none.pdf", &[])]
        {
            fs::write(home.path().join(name), pdf(pages)).expect("written");
        }
        let start = Instant::now();
        let output = build(home.path(), &["--pdf", "-q"]);
        assert!(start.elapsed() < Duration::from_secs(30), "it is ended in time");
        let place = home.path().join("browser");
        let told =
            format!("error: {message}\n--> {}{hint}\n\n1 problem; nothing was written\n", place.display());
        assert_eq!(stderr(&output), told);
        assert_eq!(output.status.code(), Some(1));
        assert_clean(home.path());
    }
}

/// What a page says may be composed otherwise than its title is written, and a long word is broken over lines.
#[test]
fn a_title_is_found_in_any_spelling_and_broken_anywhere() {
    for (title, drawn) in [
        ("Zu\u{308}rich", "Z\\374rich"),
        ("Z\u{fc}rich\u{200b} loy\u{ad}alty", "Z\\374rich) Tj ET BT 50 600 Td (loyalty"),
        ("Zufriedenheitsbefragung", "Zufriedenheits) Tj ET BT 50 600 Td (befragung"),
    ] {
        let home = home(
            &CONFIG.replace("organisation: Acme\n", &format!("organisation: \"{title}\"\n")),
            "cat \"$HOME_OF_TEST/page.pdf\" > \"$out\"",
        );
        fs::write(home.path().join("page.pdf"), pdf(&[drawn])).expect("written");
        let output = build(home.path(), &["--pdf", "-q"]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
}

#[test]
fn a_browser_prints_a_decomposed_title_and_one_of_a_single_long_word() {
    if !has_browser() {
        return;
    }
    for title in ["Zu\u{308}rich".to_owned(), "W".repeat(150), "Zufriedenheits".repeat(11)] {
        let home = folder(&[
            (
                "c.yaml",
                &CONFIG
                    .replace("organisation: Acme\n", "")
                    .replace("Loyalty", &title)
                    .replace("seconds: 2", "seconds: 60"),
            ),
            ("a.csv", &format!("nps\n{}", "9\n7\n0\n".repeat(20))),
        ]);
        let output = run(home.path(), ["build", "c.yaml", "--pdf"]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
}

/// Whether a process is there and does something.
fn is_alive(process: &str) -> bool {
    let state = Command::new("ps").args(["-o", "stat=", "-p", process.trim()]).output().expect("ps starts");
    let state = String::from_utf8_lossy(&state.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}

#[test]
fn a_browser_that_hangs_is_ended_with_all_that_it_started() {
    let home = home(CONFIG, "sleep 600 &\necho $! > \"$HOME_OF_TEST/child\"\nsleep 600");
    assert_eq!(build(home.path(), &["--pdf"]).status.code(), Some(1));
    let child = fs::read_to_string(home.path().join("child")).expect("written");
    for _ in 0..50 {
        if !is_alive(&child) {
            return;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("process {child} is still there");
}

#[test]
fn a_program_that_is_told_to_end_ends_its_browser_and_leaves_nothing() {
    use std::os::unix::process::ExitStatusExt;
    let config = CONFIG.replace("seconds: 2", "seconds: 60");
    let home = home(&config, "sleep 600 &\necho $! > \"$HOME_OF_TEST/child\"\nsleep 600");
    let mut command = plaudit(home.path());
    command.args(["build", "c.yaml", "--browser", "./browser", "--pdf"]);
    let mut program = command
        .env("TMPDIR", home.path().join("tmp"))
        .env("HOME_OF_TEST", home.path())
        .spawn()
        .expect("the program starts");
    let child = home.path().join("child");
    for _ in 0..200 {
        if fs::read_to_string(&child).is_ok_and(|text| text.ends_with('\n')) {
            break;
        }
        sleep(Duration::from_millis(50));
    }
    Command::new("kill").args(["-TERM", &program.id().to_string()]).status().expect("kill starts");
    assert_eq!(program.wait().expect("it ends").signal(), Some(15));
    sleep(Duration::from_millis(200));
    assert!(!is_alive(&fs::read_to_string(&child).expect("written")));
    assert_clean(home.path());
}

#[test]
fn no_browser_is_a_message_that_says_where_it_was_looked_for() {
    let home = home(CONFIG, "");
    let output = plaudit(home.path())
        .args(["build", "c.yaml", "--pdf", "-q"])
        .env("PATH", home.path())
        .output()
        .expect("the program starts");
    if cfg!(target_os = "linux") {
        assert_eq!(
            stderr(&output),
            "error: there is no browser to print with\n = help: looked on PATH for chromium, chromium-browser, \
             google-chrome, google-chrome-stable, chrome, chrome-headless-shell, msedge, microsoft-edge\n = help: \
             install Chromium or Chrome, for instance with `apt-get install chromium`, or name one with `--browser` \
             or `pdf.browser`\n\n1 problem; nothing was written\n"
        );
    }
    assert_eq!(output.status.code(), Some(1));
    let output = run(home.path(), ["build", "c.yaml", "--pdf", "--browser", "no-such-browser"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    fs::write(home.path().join("c.yaml"), CONFIG.replace("seconds: 2", "make: true, browser: ./nowhere"))
        .expect("written");
    let output = run(home.path(), ["build", "c.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("--> c.yaml:6:28"), "{}", stderr(&output));
    let output = run(home.path(), ["build", "c.yaml", "--no-pdf"]);
    assert!(output.status.success() && !home.path().join("report/report.pdf").exists());
}

/// One report for each client, with a browser that notes each call.
fn batch(pages: &[&str]) -> TempDir {
    let config = CONFIG.replace("organisation: Acme\n", "reports: {one_per: client}\n");
    let home =
        home(&config, "echo call >> \"$HOME_OF_TEST/calls\"\ncat \"$HOME_OF_TEST/page.pdf\" > \"$out\"");
    fs::write(home.path().join("page.pdf"), pdf(pages)).expect("written");
    home
}

#[test]
fn reports_of_a_batch_are_printed_beside_their_pages_and_unchanged_ones_not_again() {
    let home = batch(&["Acme and Beta"]);
    let read = |name: &str| fs::read_to_string(home.path().join("report").join(name)).expect("written");
    let calls = || fs::read_to_string(home.path().join("calls")).expect("called").lines().count();
    let output = build(home.path(), &["--pdf"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(read("acme/report.pdf").contains("(D:20261005000000+00'00')"), "the day is the report's");
    assert!(read("manifest.json").contains("\"beta/report.pdf\""));
    assert!(
        read("mailing.csv").contains("acme/report.html;acme/summary.html;acme/summary.txt;acme/report.pdf")
    );
    assert!(read("index.html").contains("href=\"acme/report.pdf\""));
    assert!(read("acme/summary.txt").contains("attached as report.pdf"));
    assert_eq!(calls(), 2);
    let output = build(home.path(), &["--pdf"]);
    assert!(stderr(&output).contains("0 built, 2 unchanged"), "{}", stderr(&output));
    assert_eq!(calls(), 2);
    fs::remove_file(home.path().join("report/acme/report.pdf")).expect("removed");
    assert!(build(home.path(), &["--pdf"]).status.success());
    assert_eq!(calls(), 3, "what is missing is printed again");
    let gone = "as this run prints none; `--pdf` prints it again: acme, beta";
    let output = build(home.path(), &["--dry-run"]);
    assert!(stderr(&output).contains("the report.pdf of 2 reports would be removed"), "{}", stderr(&output));
    assert!(stderr(&output).contains(gone) && home.path().join("report/acme/report.pdf").exists());
    let output = build(home.path(), &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("the report.pdf of 2 reports was removed") && stderr(&output).contains(gone)
    );
    assert!(!home.path().join("report/acme/report.pdf").exists(), "one that nobody wants any more goes");
    assert!(!read("manifest.json").contains(".pdf") && !read("index.html").contains(".pdf"));
}

#[test]
fn one_report_that_cannot_be_printed_keeps_all_from_being_written_unless_told_to_go_on() {
    let home = batch(&["Acme"]);
    let output = build(home.path(), &["--pdf"]);
    assert_eq!(output.status.code(), Some(1));
    let message = "the report for `Beta`: what the browser wrote cannot be used: it does not name `Beta`: `Beta` is not";
    assert!(stderr(&output).contains(message), "{}", stderr(&output));
    assert_clean(home.path());
    let output = build(home.path(), &["--pdf", "--keep-going"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(home.path().join("report/acme/report.pdf").exists());
    assert!(!home.path().join("report/beta").exists());
}

/// Whether there is a browser and it may be used; says so where not.
pub(crate) fn has_browser() -> bool {
    if crate::tools::is_off() {
        let _ = writeln!(std::io::stderr(), "NOT TESTED: printing, as PLAUDIT_BROWSER_TESTS=off");
        return false;
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let there =
        std::env::split_paths(&path).any(|folder| names.iter().any(|name| folder.join(name).is_file()));
    if !there {
        // Past the harness, which keeps to itself what tests that pass have to say.
        let _ = writeln!(std::io::stderr(), "NOT TESTED: there is no Chromium or Chrome to print with");
    }
    there
}

fn printed(config: &Path, out: &Path) -> (Vec<u8>, Document) {
    let arguments =
        ["build".as_ref(), config.as_os_str(), "--out".as_ref(), out.as_os_str(), "--pdf".as_ref()];
    let output = run(&project(), arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    let bytes = fs::read(out.join("report.pdf")).expect("written");
    let document = Document::load_mem(&bytes).expect("a PDF");
    (bytes, document)
}

fn text_of(document: &Document, page: u32) -> String {
    let text: String = document.extract_text_chunks(&[page]).into_iter().flatten().collect();
    text.split_whitespace().collect()
}

#[test]
fn a_browser_prints_a_report_with_title_outline_tags_and_running_lines_and_always_the_same_bytes() {
    if !has_browser() {
        return;
    }
    let out = tempfile::tempdir().expect("a folder");
    let config = project().join("tests/cases/branded-letter/config.yaml");
    let (first, document) = printed(&config, &out.path().join("one"));
    let (again, _) = printed(&config, &out.path().join("two"));
    assert!(first == again, "equal reports are printed as equal bytes");
    let pages = document.get_pages();
    assert!(pages.len() >= 3, "{} pages", pages.len());
    // The cover has its own page, with the line at its foot and without a running head.
    let cover = text_of(&document, 1);
    assert!(cover.contains("PreparedforAnna\"Ann\"Petrova") && cover.contains("<b>Notbold</b>"), "{cover}");
    assert!(!cover.contains("NPSis"), "{cover}");
    for page in pages.keys() {
        let text = text_of(&document, *page);
        assert!(text.contains("Confidential:\"for</style>Example\"only"), "page {page}: {text}");
        assert!(text.contains(&format!("{page}/{}", pages.len())), "page {page}: {text}");
        assert_eq!(text.contains("Loyalty&<co>·ExampleLtd"), *page > 1, "page {page}: {text}");
    }
    let size = document.get_dictionary(pages[&1]).and_then(|page| page.get(b"MediaBox")?.as_array().cloned());
    let size: Vec<f32> =
        size.expect("a size").iter().map(|side| side.as_float().expect("a number")).collect();
    assert!((size[2] - 612.0).abs() < 1.0 && (size[3] - 792.0).abs() < 1.0, "{size:?} is not Letter");
    let catalog = document.catalog().expect("a catalog");
    assert!(catalog.has(b"Outlines") && catalog.has(b"StructTreeRoot"), "{catalog:?}");
    let info = document.trailer.get(b"Info").and_then(lopdf::Object::as_reference).expect("there");
    let info = document.get_dictionary(info).expect("there");
    let title = lopdf::decode_text_string(info.get(b"Title").expect("a title")).expect("a text");
    assert!(title.starts_with("Loyalty & <co>"), "{title}");
    assert!(
        info.get(b"CreationDate")
            .and_then(lopdf::Object::as_str)
            .expect("there")
            .starts_with(b"D:20261005000000")
    );
}

#[test]
fn a_browser_prints_cyrillic_as_text_and_a_blank_page_of_its_own_is_found() {
    if !has_browser() {
        return;
    }
    let out = tempfile::tempdir().expect("a folder");
    let config = project().join("config/quarterly-review.ru.yaml");
    let (_, document) = printed(&config, &out.path().join("ru"));
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text: String = pages.iter().map(|page| text_of(&document, *page)).collect();
    assert!(text.contains("Промоутеров"), "Cyrillic letters are letters");
    let size = fs::metadata(out.path().join("ru/report.pdf")).expect("there").len();
    assert!(size < 1_000_000, "{size} bytes: letters are printed as drawings");
    // A page that has a number and a running head, and nothing else.
    let home = folder(&[
        ("c.yaml", &format!("{}templates: own\n", CONFIG.replace("seconds: 2", "seconds: 60"))),
        ("a.csv", &format!("nps\n{}", "9\n7\n0\n".repeat(20))),
        (
            "own/footer.html",
            "<div style=\"break-before:page;break-after:page;height:1px\"></div><p>{{ footer }}</p>",
        ),
    ]);
    let output = run(home.path(), ["build", "c.yaml", "--pdf"]);
    assert_eq!(output.status.code(), Some(1));
    let told = stderr(&output);
    assert!(
        told.contains("error: what the browser wrote cannot be used: page ") && told.contains(" is blank"),
        "{told}"
    );
    assert!(!home.path().join("report").exists());
}
