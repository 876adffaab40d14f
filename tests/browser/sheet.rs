//! The gallery: one page on which every chart of every report is seen, each kind in all its states side by side, in
//! light and dark at once. A chart stands in a shadow root of its own, so that its report's style and ids are its alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fixtures::{self, Fixture};

/// A chart of a report, at one of its two widths.
struct Chart {
    report: String,
    language: String,
    page: String,
    is_narrow: bool,
    /// Which of the styles is its report's.
    style: usize,
    svg: String,
}

/// Builds all reports into a folder, by what builds one from a config into a folder, and writes the gallery of them.
pub(crate) fn write(
    project: &Path,
    folder: &Path,
    build: &dyn Fn(&Path, &Path) -> io::Result<()>,
) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let sources = tempfile::tempdir()?;
    let all = fixtures::lay(project, sources.path())?;
    let mut gallery = Gallery::default();
    for fixture in &all {
        let out = folder.join("reports").join(&fixture.name);
        build(&fixture.config, &out)?;
        let pages: &[&str] =
            if fixture.is_batch { &["index.html", "studio-01/report.html"] } else { &["report.html"] };
        let links = pages
            .iter()
            .map(|page| gallery.add(fixture, &format!("reports/{}/{page}", fixture.name), folder))
            .collect::<io::Result<Vec<_>>>()?;
        gallery.row(fixture, &links);
    }
    for (number, style) in gallery.styles.iter().enumerate() {
        // What the reader's scheme decides in a report is decided here.
        let dark = "@media screen and (prefers-color-scheme: dark)";
        let scoped =
            style.replace(":root", ":host") + ":host { background: var(--paper); padding: .5rem; }\n";
        fs::write(folder.join(format!("{number}-light.css")), scoped.replace(dark, "@media not all"))?;
        fs::write(folder.join(format!("{number}-dark.css")), scoped.replace(dark, "@media screen"))?;
    }
    let page = folder.join("index.html");
    fs::write(&page, gallery.page(&fixtures::languages(project)?))?;
    Ok(page)
}

#[derive(Default)]
struct Gallery {
    rows: String,
    /// Kinds in the order in which reports have them.
    kinds: Vec<String>,
    charts: BTreeMap<String, Vec<Chart>>,
    styles: Vec<String>,
    fonts: Vec<String>,
}

impl Gallery {
    /// Takes the charts of a page; gives its link and size.
    fn add(&mut self, fixture: &Fixture, page: &str, folder: &Path) -> io::Result<String> {
        let html = fs::read_to_string(folder.join(page))
            .map_err(|error| io::Error::new(error.kind(), format!("{page}: {error}")))?;
        let style = between(&html, "<style>", "</style>").unwrap_or_default();
        let (fonts, style): (Vec<&str>, Vec<&str>) =
            style.lines().partition(|line| line.starts_with("@font-face"));
        for font in fonts {
            if !self.fonts.iter().any(|known| known == font) {
                self.fonts.push(font.to_owned());
            }
        }
        let style = style.join("\n") + "\n";
        let known = self.styles.iter().position(|known| *known == style);
        let number = known.unwrap_or(self.styles.len());
        if known.is_none() {
            self.styles.push(style);
        }
        for rest in html.split("<svg class=\"chart").skip(1) {
            let Some(id) = between(rest, "aria-labelledby=\"chart-", "-title") else { continue };
            let is_narrow = id.ends_with("-narrow");
            let kind = id.trim_end_matches("-narrow").trim_end_matches("-wide");
            // The second of a kind in a report is of that kind.
            let kind = kind.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned();
            if !self.kinds.contains(&kind) {
                self.kinds.push(kind.clone());
            }
            let svg = rest.split_once("</svg>").map_or(rest, |(svg, _)| svg);
            self.charts.entry(kind).or_default().push(Chart {
                report: fixture.name.clone(),
                language: fixture.language.clone(),
                page: page.to_owned(),
                is_narrow,
                style: number,
                svg: format!("<svg class=\"chart{svg}</svg>"),
            });
        }
        let name = page.rsplit('/').next().unwrap_or(page);
        Ok(format!("<a href=\"{page}\">{name}</a> {} KB", html.len() / 1000))
    }

    fn row(&mut self, fixture: &Fixture, links: &[String]) {
        let tested = if fixture.is_looked_at { "yes" } else { "" };
        let _ = writeln!(
            self.rows,
            "<tr data-language=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{tested}</td></tr>",
            fixture.language,
            escaped(&fixture.name),
            escaped(&fixture.state),
            fixture.language,
            links.join("<br>"),
        );
    }

    fn page(&self, languages: &[String]) -> String {
        let mut body = String::new();
        for kind in &self.kinds {
            let _ = writeln!(body, "<section id=\"{kind}\"><h2>{kind}</h2>");
            let is_small = self.charts[kind].iter().all(|chart| chart.is_narrow);
            for (width, is_narrow) in [("wide", false), ("narrow", true)] {
                // What there is in one width only is there in both views.
                let width = if is_small && is_narrow { "small" } else { width };
                let _ = writeln!(body, "<div class=\"charts {width}\">");
                for chart in self.charts[kind].iter().filter(|chart| chart.is_narrow == is_narrow) {
                    let (report, page, language) = (escaped(&chart.report), &chart.page, &chart.language);
                    let _ = write!(
                        body,
                        "<figure data-language=\"{language}\"><figcaption><a href=\"{page}\">{report}</a></figcaption>"
                    );
                    for scheme in ["light", "dark"] {
                        let _ = write!(
                            body,
                            "<div class=\"{scheme}\"><template shadowrootmode=\"open\"><link rel=\"stylesheet\" \
                             href=\"{}-{scheme}.css\">{}</template></div>",
                            chart.style, chart.svg
                        );
                    }
                    body += "</figure>\n";
                }
                body += "</div>\n";
            }
            body += "</section>\n";
        }
        let choice = |name: &str, values: &[&str]| -> String {
            let mut choice = format!("<fieldset><legend>{name}</legend>");
            for (i, value) in values.iter().enumerate() {
                let checked = if i == 0 { " checked" } else { "" };
                let _ = write!(
                    choice,
                    "<label><input type=\"radio\" name=\"{name}\" value=\"{value}\"{checked}> {value}</label> "
                );
            }
            choice + "</fieldset>"
        };
        let every: Vec<&str> = std::iter::once("every").chain(languages.iter().map(String::as_str)).collect();
        let mut style = STYLE.to_owned();
        for language in languages {
            let _ = writeln!(
                style,
                "body:has([name=language][value={language}]:checked) [data-language]:not([data-language={language}]) \
                 {{ display: none; }}"
            );
        }
        let mut nav = String::new();
        for kind in &self.kinds {
            let _ = write!(nav, "<a href=\"#{kind}\">{kind}</a> ");
        }
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Gallery</title>\n<style>\n{}\n\
             {style}</style>\n</head>\n<body>\n<header><h1>Gallery</h1>{}{}{}<nav>{nav}<a href=\"#reports\">reports</a></nav>\
             </header>\n<main>\n{body}<section id=\"reports\"><h2>reports</h2>\n<table><thead><tr><th scope=\"col\">Report</th>\
             <th scope=\"col\">State</th><th scope=\"col\">Language</th><th scope=\"col\">Page</th>\
             <th scope=\"col\">In the browser tests</th></tr></thead>\n<tbody>\n{}</tbody></table></section>\n</main>\n\
             </body>\n</html>\n",
            self.fonts.join("\n"),
            choice("width", &["wide", "narrow"]),
            choice("scheme", &["both", "light", "dark"]),
            choice("language", &every),
            self.rows,
        )
    }
}

const STYLE: &str = "\
body { margin: 0; background: #8a949e; color: #000; font: 14px/1.4 Inter, sans-serif; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .2rem 1.5rem; padding: .4rem 1rem; background: #fff; }
h1, h2 { margin: 0; font-size: 1.1rem; }
fieldset { margin: 0; padding: 0; border: 0; }
legend { float: left; margin-right: .5rem; color: #52606c; }
section { padding: 1rem; scroll-margin-top: 3rem; }
.charts { columns: 30rem; column-gap: .8rem; }
.charts.narrow, .charts.small { columns: 21rem; }
figure { margin: 0 0 .8rem; background: #fff; break-inside: avoid; }
figcaption { padding: .1rem .5rem; font-size: 12px; }
.light, .dark { display: block; overflow: hidden; }
table { border-collapse: collapse; background: #fff; }
th, td { padding: .3rem .7rem; border: 1px solid #d5dce2; text-align: left; vertical-align: top; }
body:has([name=scheme][value=light]:checked) .dark, body:has([name=scheme][value=dark]:checked) .light,
body:has([name=width][value=wide]:checked) .charts.narrow, body:has([name=width][value=narrow]:checked) .charts.wide { display: none; }
";

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to).map(|(between, _)| between)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
