//! A text as `CommonMark` has it: one piece after another, each with the place that it is from.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::front::{By, Front, front};

/// Deeper than this, no reader follows, and a browser would give up some time.
pub(super) const DEEPEST: usize = 24;

/// What a stretch of pieces is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A paragraph.
    Paragraph,
    /// A heading, of this level as it is written.
    Heading(u8),
    /// A block quote.
    Quote,
    /// A list; one with numbers begins with this one.
    List(Option<u64>),
    /// An item of it.
    Item,
    /// What is stressed.
    Emphasis,
    /// What is stressed more.
    Strong,
    /// A link to an address that is safe.
    Link(String),
    /// Lines that stay as they are.
    Lines,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bit {
    Open(Mark),
    Close(Mark),
    Text(String),
    /// What stays as it is, letter by letter.
    Code(String),
    /// An address that is shown, and says nothing.
    Address(String),
    /// A figure that is asked for, by its position among all.
    Placeholder(usize),
    /// A line end that is none on the page.
    Soft,
    /// One that is.
    Break,
    /// A line across the page.
    Rule,
}

/// A figure that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// What stands between the braces.
    pub(super) path: String,
    pub(super) range: Range<usize>,
    /// Whether it stands where a figure can.
    pub(super) is_met: bool,
}

/// A text, read.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) by: By,
    pub(super) bits: Vec<(Bit, Range<usize>)>,
    pub(super) placeholders: Vec<Placeholder>,
    /// Lines at its top that say nothing that is known.
    pub(super) unknown: Vec<Range<usize>>,
    /// HTML, which is shown as the text that it is.
    pub(super) html: Vec<Range<usize>>,
    /// Addresses that are shown as text, as no link may lead there.
    pub(super) unsafe_links: Vec<(String, Range<usize>)>,
    /// Pictures, which are not fetched.
    pub(super) pictures: Vec<Range<usize>>,
    /// Where it is nested deeper than is shown.
    pub(super) too_deep: Option<Range<usize>>,
}

/// Every `{{…}}` on one line, wherever it is.
fn placeholders(text: &str, from: usize) -> Vec<Placeholder> {
    let (mut found, mut at) = (Vec::new(), from);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("{{")).map(|start| at + start) {
        let inside = text.get(start + 2..).unwrap_or_default();
        let end = inside.find(['{', '}', '\n', '`']).unwrap_or(inside.len());
        at = start + 2;
        if inside.get(end..).is_some_and(|rest| rest.starts_with("}}")) {
            at = start + 2 + end + 2;
            let path = inside.get(..end).unwrap_or_default().trim().to_owned();
            found.push(Placeholder { path, range: start..at, is_met: false });
        }
    }
    found
}

/// Whether a link may lead to an address: to the web, or to somebody's post.
fn is_safe(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let is_plain = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    is_plain && ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

impl Document {
    /// Reads a text.
    pub(super) fn read(text: &str) -> Self {
        let Front { by, ends, unknown } = front(text);
        let placeholders = placeholders(text, ends);
        // What stands in a placeholder is no CommonMark: there are letters in its place, as many as it has bytes.
        let mut plain = String::with_capacity(text.len() - ends);
        let mut at = ends;
        for Placeholder { range, .. } in &placeholders {
            plain.push_str(text.get(at..range.start).unwrap_or_default());
            plain.extend(std::iter::repeat_n('x', range.len()));
            at = range.end;
        }
        plain.push_str(text.get(at..).unwrap_or_default());
        let document = Self { by, placeholders, unknown, ..Self::default() };
        let mut reading = Reading { document, text, open: Vec::new(), depth: 0 };
        for (event, range) in Parser::new_ext(&plain, Options::empty()).into_offset_iter() {
            let range = range.start + ends..range.end + ends;
            if reading.depth > DEEPEST {
                reading.document.too_deep = Some(range);
                break;
            }
            reading.take(event, range);
        }
        reading.document
    }
}

/// What is open, of which the end does not say what it was.
enum Opened {
    Mark(Mark),
    /// A link that is none on the page.
    Unsafe(String),
    /// What leaves no mark.
    Nothing,
}

struct Reading<'a> {
    document: Document,
    text: &'a str,
    open: Vec<Opened>,
    depth: usize,
}

impl Reading<'_> {
    fn put(&mut self, bit: Bit, range: Range<usize>) {
        self.document.bits.push((bit, range));
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.is_in_lines() => {
                let text = self.as_written(&text, &range);
                self.put(Bit::Code(text), range);
            }
            Event::Text(text) => self.words(&text, range),
            Event::Code(text) => {
                let text = self.as_written(&text, &range);
                self.put(Bit::Code(text), range);
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                let is_next = self.document.html.last().is_some_and(|last| last.end == range.start);
                if !is_next {
                    self.document.html.push(range.clone());
                } else if let Some(last) = self.document.html.last_mut() {
                    last.end = range.end;
                }
                self.words(&text, range);
            }
            Event::SoftBreak => self.put(Bit::Soft, range),
            Event::HardBreak => self.put(Bit::Break, range),
            Event::Rule => self.put(Bit::Rule, range),
            // Of extensions, which are not asked for.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.words(&text, range);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let level = |level: HeadingLevel| level as u8;
        let mark = match tag {
            Tag::Heading { level: of, .. } => Some(Mark::Heading(level(of))),
            Tag::BlockQuote(_) => Some(Mark::Quote),
            Tag::CodeBlock(_) => Some(Mark::Lines),
            Tag::List(first) => Some(Mark::List(first)),
            Tag::Item => Some(Mark::Item),
            Tag::Emphasis => Some(Mark::Emphasis),
            Tag::Strong => Some(Mark::Strong),
            Tag::Paragraph | Tag::HtmlBlock => Some(Mark::Paragraph),
            Tag::Link { dest_url, .. } if is_safe(&dest_url) => Some(Mark::Link(dest_url.into_string())),
            Tag::Link { dest_url, .. } => {
                self.document.unsafe_links.push((dest_url.to_string(), range));
                self.depth += 1;
                return self.open.push(Opened::Unsafe(dest_url.into_string()));
            }
            Tag::Image { .. } => {
                self.document.pictures.push(range.clone());
                None
            }
            _ => None,
        };
        self.depth += 1;
        match mark {
            Some(mark) => {
                self.put(Bit::Open(mark.clone()), range);
                self.open.push(Opened::Mark(mark));
            }
            None => self.open.push(Opened::Nothing),
        }
    }

    fn end(&mut self, _: TagEnd, range: Range<usize>) {
        self.depth = self.depth.saturating_sub(1);
        match self.open.pop() {
            Some(Opened::Mark(mark)) => self.put(Bit::Close(mark), range),
            Some(Opened::Unsafe(address)) if !address.is_empty() => {
                self.put(Bit::Text(" (".to_owned()), range.end..range.end);
                self.put(Bit::Address(address), range.end..range.end);
                self.put(Bit::Text(")".to_owned()), range.end..range.end);
            }
            _ => {}
        }
    }

    fn is_in_lines(&self) -> bool {
        matches!(self.open.last(), Some(Opened::Mark(Mark::Lines)))
    }

    /// What stays as it is, with the placeholders that stand in it as they are written.
    fn as_written(&mut self, text: &str, range: &Range<usize>) -> String {
        // There are as many marks around it before as after.
        let from = range.start + range.len().saturating_sub(text.len()) / 2;
        let (mut written, mut at) = (String::with_capacity(text.len()), 0);
        let first = self.document.placeholders.partition_point(|one| one.range.end <= range.start);
        for placeholder in self.document.placeholders.iter_mut().skip(first) {
            let Range { start, end } = placeholder.range;
            if end > range.end {
                break;
            }
            placeholder.is_met = true;
            let Some(before) = start.checked_sub(from).and_then(|start| text.get(at..start)) else {
                continue;
            };
            written.push_str(before);
            written.push_str(self.text.get(start..end).unwrap_or_default());
            at = end - from;
        }
        written + text.get(at..).unwrap_or_default()
    }

    /// Text, and the figures that are asked for in it.
    fn words(&mut self, text: &str, range: Range<usize>) {
        // Where the text is not what is written, as of `&amp;`, there is no placeholder.
        let first = self.document.placeholders.partition_point(|one| one.range.end <= range.start);
        let mut at = range.start;
        let mut next = first;
        while let Some(placeholder) = self.document.placeholders.get_mut(next) {
            let of = placeholder.range.clone();
            if of.end > range.end || text.len() != range.len() {
                break;
            }
            placeholder.is_met = true;
            let before = text.get(at - range.start..of.start - range.start).unwrap_or_default().to_owned();
            if !before.is_empty() {
                self.put(Bit::Text(before), at..of.start);
            }
            self.put(Bit::Placeholder(next), of.clone());
            (at, next) = (of.end, next + 1);
        }
        let rest = if next == first { text } else { text.get(at - range.start..).unwrap_or_default() };
        if !rest.is_empty() {
            let of = if next == first { range } else { at..range.end };
            let is_own = |to: &str| to == rest || to.strip_prefix("mailto:") == Some(rest);
            let is_address = matches!(self.open.last(), Some(Opened::Mark(Mark::Link(to))) if is_own(to));
            let bit = if is_address { Bit::Address(rest.to_owned()) } else { Bit::Text(rest.to_owned()) };
            self.put(bit, of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of all pieces, with what is around them.
    fn told(text: &str) -> String {
        let document = Document::read(text);
        let mut told = String::new();
        for (bit, _) in document.bits {
            let piece = match bit {
                Bit::Open(mark) => format!("<{mark:?}>"),
                Bit::Close(_) => "</>".to_owned(),
                Bit::Text(text) => text,
                Bit::Code(text) => format!("`{text}`"),
                Bit::Address(text) => format!("@{text}"),
                Bit::Placeholder(at) => format!("[{}]", document.placeholders[at].path),
                Bit::Soft => " ".to_owned(),
                Bit::Break => "/".to_owned(),
                Bit::Rule => "—".to_owned(),
            };
            told.push_str(&piece);
        }
        told
    }

    #[test]
    fn placeholders_are_found_in_text_and_left_alone_in_code() {
        assert_eq!(
            told("NPS **{{overall.nps}}** in {{region[\"S_o_uth *\"].nps}}, `{{code}}`"),
            "<Paragraph>NPS <Strong>[overall.nps]</> in [region[\"S_o_uth *\"].nps], `{{code}}`</>"
        );
        assert_eq!(told("`` xxx {{a}}`x{{b}} ``"), "<Paragraph>`xxx {{a}}`x{{b}}`</>");
        assert_eq!(told("    {{ code }}\n"), "<Lines>`{{ code }}\n`</>");
        assert_eq!(told("{{no `{{ nor }\n}}"), "<Paragraph>{{no `{{ nor } }}</>");
        let document = Document::read("[a](http://x/{{overall.nps}}) {{overall.n}}");
        let met: Vec<bool> = document.placeholders.iter().map(|one| one.is_met).collect();
        assert_eq!(met, [false, true]);
    }

    #[test]
    fn html_is_text_and_links_lead_to_safe_addresses_only() {
        assert_eq!(
            told("a <b onclick=x>b</b>\n\n<script>\nalert(1)\n</script>\n"),
            "<Paragraph>a <b onclick=x>b</b></><Paragraph><script>\nalert(1)\n</script>\n</>"
        );
        for (address, shown) in [
            ("https://e.org/a", "<Link(\"https://e.org/a\")>x</>"),
            ("MAILTO:a@e.org", "<Link(\"MAILTO:a@e.org\")>x</>"),
            ("javascript:alert(1)", "x (@javascript:alert(1))"),
            ("java&#10;script:alert(1)", "x (@java\nscript:alert(1))"),
            ("data:text/html,1", "x (@data:text/html,1)"),
            ("//e.org", "x (@//e.org)"),
            ("other.md", "x (@other.md)"),
        ] {
            assert_eq!(told(&format!("[x]({address})")), format!("<Paragraph>{shown}</>"), "{address}");
        }
        assert_eq!(told("![a *map*](http://e.org/1.png)"), "<Paragraph>a <Emphasis>map</></>");
        assert_eq!(
            told("<https://e.org/2026>"),
            "<Paragraph><Link(\"https://e.org/2026\")>@https://e.org/2026</></>"
        );
        let document = Document::read("<b>1</b> [x](y) ![z](z)\n\n<div>\n2\n</div>\n");
        assert_eq!(document.html, [0..3, 4..8, 25..40]);
        assert_eq!((document.unsafe_links.len(), document.pictures.len()), (1, 1));
    }

    #[test]
    fn nothing_nests_without_end() {
        for deep in ["> ".repeat(100_000), "*a **b ".repeat(20_000), "[".repeat(100_000), "- ".repeat(50_000)]
        {
            let document = Document::read(&(deep + "x"));
            assert!(document.bits.len() < 1_000_000);
        }
        assert!(Document::read(&("> ".repeat(DEEPEST + 5) + "x")).too_deep.is_some());
        assert!(Document::read(&("> ".repeat(DEEPEST - 5) + "x")).too_deep.is_none());
    }
}
