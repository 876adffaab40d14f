//! One client never sees another's data: with marks in all that belongs to a client, no file of another's report holds
//! one.

use std::fmt::Write as _;
use std::fs;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::batch::{CONFIG, files};
use crate::support::{folder, run, stderr};

const CLIENTS: usize = 14;

/// What belongs to a client and must not be seen elsewhere.
fn marks(client: usize) -> [String; 7] {
    ["NAME", "TITLE", "ORGANISATION", "RECIPIENT", "EMAIL", "COMMENT", "LOGO"]
        .map(|what| format!("{what}x{client:02}x"))
}

fn home(name_peers: bool) -> tempfile::TempDir {
    let mut rows = "client,region,day,nps,comment\n".to_owned();
    let mut table = "client,title,organisation,recipient,email,logo,target,config\n".to_owned();
    for client in 0..CLIENTS {
        let [name, title, organisation, recipient, email, comment, _] = marks(client);
        for answer in 0..12 + client * 4 {
            let day = ["2026-02-11", "2026-05-12", "2026-08-13"][answer % 3];
            let score =
                if answer == 5 { "many".to_owned() } else { ((client + answer * 3) % 11).to_string() };
            let _ = writeln!(rows, "{name},Region {},{day},{score},{comment}", client % 2);
        }
        let own = if client % 3 == 0 { format!("own-{client}.yaml") } else { String::new() };
        let _ = writeln!(
            table,
            "{name},{title},{organisation},{recipient},{email}@example.com,logo-{client}.svg,{},{own}",
            10 + client
        );
    }
    let yaml = CONFIG.replace(
        "one_per: client}",
        &format!("one_per: client, table: clients.csv, name_peers: {name_peers}}}"),
    );
    let home = folder(&[("config.yaml", &yaml), ("answers.csv", &rows), ("clients.csv", &table)]);
    for client in 0..CLIENTS {
        let logo =
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{}</title></svg>", marks(client)[6]);
        fs::write(home.path().join(format!("logo-{client}.svg")), logo).expect("written");
        let own = format!("title: {}\n", marks(client)[1]);
        fs::write(home.path().join(format!("own-{client}.yaml")), own).expect("written");
    }
    home
}

/// A file's text, with what is packed in it unpacked beside it.
fn text(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    let packed: Vec<String> = text
        .split("base64,")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c)).collect())
        .collect();
    for data in packed {
        text += &String::from_utf8_lossy(&STANDARD.decode(data).expect("base64"));
    }
    text.to_uppercase()
}

#[test]
fn no_report_holds_what_belongs_to_another_client() {
    for name_peers in [false, true] {
        let home = home(name_peers);
        let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let found = files(&home.path().join("out"));
        let (mut looked, mut own_seen) = (0, 0);
        for (path, bytes) in found.iter().filter(|(path, _)| path.contains('/')) {
            let text = path.to_uppercase() + &text(bytes);
            for client in 0..CLIENTS {
                let is_own = path.starts_with(&format!("namex{client:02}x/"));
                for mark in marks(client).iter().skip(usize::from(name_peers)) {
                    let there = text.contains(&mark.to_uppercase());
                    assert!(is_own || !there, "{path} holds {mark}");
                    own_seen += usize::from(is_own && there);
                }
                looked += 1;
            }
        }
        assert_eq!(looked, CLIENTS * CLIENTS * 4);
        // The test sees what there is to see: titles, organisations, recipients and logos of the client's own.
        assert!(own_seen > CLIENTS * 8, "{own_seen}");
    }
}

#[test]
fn no_report_holds_a_comment_or_an_address() {
    let home = home(true);
    let output = run(home.path(), ["build", "config.yaml", "--out", "out"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for (path, bytes) in files(&home.path().join("out")) {
        let text = text(&bytes);
        assert!(!text.contains("COMMENTX"), "{path}");
        assert!(!text.contains("EMAILX") || path == "mailing.csv", "{path}");
    }
}
