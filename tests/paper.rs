//! Where things stand on paper, read off the structure of the printed pages: no heading is left behind by what it is over,
//! and no chart is parted.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::has_browser;
use crate::support::{folder, project, run, stderr};

/// A piece of content: the elements that it is in, the outermost first, each with its kind, and its page.
#[derive(Debug)]
struct Piece {
    within: Vec<(ObjectId, String)>,
    page: u32,
}

impl Piece {
    fn is_in(&self, kinds: &[&str]) -> bool {
        self.within.iter().any(|(_, kind)| kinds.contains(&kind.as_str()))
    }

    /// The chart that it is: a figure in a figure.
    fn chart(&self) -> Option<ObjectId> {
        let mut figures = self.within.iter().filter(|(_, kind)| kind == "Figure");
        figures.next()?;
        figures.next().map(|(id, _)| *id)
    }
}

/// Goes through the structure of a document.
struct Walk<'a> {
    document: &'a Document,
    pages: BTreeMap<ObjectId, u32>,
    pieces: Vec<Piece>,
}

impl Walk<'_> {
    fn all(document: &Document) -> Vec<Piece> {
        let pages = document.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
        let mut walk = Walk { document, pages, pieces: Vec::new() };
        let root = document.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", document));
        let root = root.and_then(Object::as_dict).expect("a tagged PDF");
        walk.kids(root, &[], None);
        walk.pieces
    }

    fn kids(&mut self, element: &Dictionary, within: &[(ObjectId, String)], page: Option<u32>) {
        let page = self.page(element).or(page);
        match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, within, page)),
            Ok(kid) => self.kid(kid, within, page),
            Err(_) => {}
        }
    }

    fn kid(&mut self, kid: &Object, within: &[(ObjectId, String)], page: Option<u32>) {
        match kid {
            Object::Integer(_) => self.piece(within, page),
            Object::Dictionary(marked) => {
                let page = self.page(marked).or(page);
                if marked.has_type(b"MCR") {
                    self.piece(within, page);
                }
            }
            Object::Reference(id) => match self.document.get_object(*id) {
                Ok(Object::Dictionary(element)) => {
                    let tag = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
                    let own = (*id, String::from_utf8_lossy(tag).into_owned());
                    self.kids(element, &[within, &[own]].concat(), page);
                }
                Ok(Object::Array(kids)) => kids.iter().for_each(|kid| self.kid(kid, within, page)),
                _ => {}
            },
            _ => {}
        }
    }

    fn page(&self, element: &Dictionary) -> Option<u32> {
        let id = element.get(b"Pg").and_then(Object::as_reference).ok()?;
        self.pages.get(&id).copied()
    }

    fn piece(&mut self, within: &[(ObjectId, String)], page: Option<u32>) {
        let page = page.expect("content is on a page");
        self.pieces.push(Piece { within: within.to_vec(), page });
    }
}

/// What is wrong with how the pieces are spread over pages.
fn faults(pieces: &[Piece]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut charts: BTreeMap<ObjectId, BTreeSet<u32>> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(chart) = piece.chart() {
            charts.entry(chart).or_default().insert(piece.page);
        }
        if !piece.is_in(&["H1", "H2", "H3"]) {
            continue;
        }
        let below = pieces[at..].iter().find(|later| !later.is_in(&["H1", "H2", "H3", "Caption"]));
        if let Some(below) = below.filter(|below| below.page != piece.page) {
            faults.push(format!("a heading on page {} is over what is on page {}", piece.page, below.page));
        }
    }
    let parted = charts.values().filter(|pages| pages.len() > 1);
    faults.extend(parted.map(|pages| format!("a chart is on pages {pages:?}")));
    faults
}

#[test]
fn on_paper_no_heading_is_left_behind_and_no_chart_is_parted() {
    if !has_browser() {
        return;
    }
    let out = folder(&[]);
    for (number, config) in [
        "config/quarterly-review.yaml",
        "config/quarterly-review.ru.yaml",
        "tests/cases/ukrainian-quarters/config.yaml",
        "tests/cases/branded-letter/config.yaml",
        "tests/cases/weighted-clusters/config.yaml",
        "tests/cases/sixty-regions/config.yaml",
        "tests/cases/clear-findings/config.yaml",
    ]
    .into_iter()
    .enumerate()
    {
        let path = out.path().join(number.to_string());
        let built = run(&project(), ["build", config, "--pdf", "--out", path.to_str().expect("UTF-8")]);
        assert!(built.status.success(), "{config}: {}", stderr(&built));
        let document = Document::load(path.join("report.pdf")).expect("a PDF");
        let pieces = Walk::all(&document);
        assert!(
            pieces.iter().filter_map(Piece::chart).collect::<BTreeSet<_>>().len() >= 3,
            "{config}: charts"
        );
        assert!(pieces.iter().filter(|piece| piece.is_in(&["H3"])).count() >= 3, "{config}: headings");
        assert_eq!(faults(&pieces), Vec::<String>::new(), "{config}");
    }
}

#[test]
fn a_heading_left_behind_and_a_parted_chart_are_found() {
    let piece = |kinds: &[&str], page| Piece {
        within: (0..).zip(kinds).map(|(id, kind)| ((id, 0), (*kind).to_owned())).collect(),
        page,
    };
    let sound = [piece(&["H2"], 1), piece(&["Figure", "Caption", "H3"], 1), piece(&["Figure", "Figure"], 1)];
    assert_eq!(faults(&sound), Vec::<String>::new());
    let heading =
        [piece(&["H2"], 1), piece(&["Figure", "Caption", "H3"], 2), piece(&["Figure", "Figure"], 2)];
    assert_eq!(faults(&heading), ["a heading on page 1 is over what is on page 2"]);
    let chart = [piece(&["Figure", "Figure"], 1), piece(&["Figure", "Figure"], 2)];
    assert_eq!(faults(&chart), ["a chart is on pages {1, 2}"]);
}
