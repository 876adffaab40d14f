//! Clients who read of each other under pseudonyms: no file that one of them gets, nor an index that is passed on, has another's name.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{folder, run, stderr};

const CLIENTS: [(&str, &str); 12] = [
    ("Aldebaran", "House 7"),
    ("Betelgeuse", "House 2"),
    ("Capella", "House 12"),
    ("Deneb", "House 4"),
    ("Electra", "House 9"),
    ("Fomalhaut", "House 1"),
    ("Gacrux", "House 11"),
    ("Hadar", "House 3"),
    ("Izar", "House 8"),
    ("Kaus", "House 5"),
    ("Larawag", "House 10"),
    ("Mirach", "House 6"),
];

/// Twelve clients, of whom the last is without answers.
fn answers(nested: bool) -> String {
    let head = if nested { "day,nps,group,client\n" } else { "day,nps,client\n" };
    let rows = (0..2_200).map(|at| {
        let client = at % 11;
        let score = [10, 9, 8, 3, 10, 7, 10, 0, 9][(at / 11 + client * client) % 9];
        let day = format!("2026-{:02}-{:02}", 4 + at % 6, 1 + at / 7 % 28);
        let group = if nested { [",Polaris", ",Sirius"][client % 2] } else { "" };
        format!("{day},{score}{group},{}\n", CLIENTS[client].0)
    });
    std::iter::once(head.to_owned()).chain(rows).collect()
}

fn table(rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(client, pseudonym)| format!("{client},{pseudonym}\n"));
    std::iter::once("client,pseudonym\n".to_owned()).chain(rows).collect()
}

fn set_up(reports: &str, table: &str, nested: bool) -> tempfile::TempDir {
    let config = format!(
        "title: A\nas_of: 2026-10-05\nsource: {{files: a.csv}}\ncolumns: {{score: nps, date: day}}\n\
         reports: {{{reports}, table: clients.csv, name_peers: true}}\nindex: {{for: clients}}\n"
    );
    folder(&[("c.yaml", &config), ("a.csv", &answers(nested)), ("clients.csv", table)])
}

fn built(home: &Path) -> String {
    let output = run(home, ["build", "c.yaml"]);
    assert!(output.status.success(), "{}", stderr(&output));
    stderr(&output)
}

fn files(at: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(at).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn text(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned()
}

fn report(path: &Path) -> Value {
    serde_json::from_str(&text(path)).expect("JSON")
}

#[test]
fn others_are_named_by_pseudonyms_alone() {
    let home = set_up("one_per: client", &table(&CLIENTS), false);
    // The second run knows what the first one wrote.
    let _ = built(home.path());
    let told = built(home.path());
    assert!(!told.contains("no longer") && !told.contains("House"), "{told}");
    let out = home.path().join("report");
    for (client, pseudonym) in &CLIENTS[..11] {
        let own = out.join(client.to_lowercase());
        let all = files(&own);
        assert!(all.len() >= 2, "{all:?}");
        for path in &all {
            let text = text(path);
            for (other, _) in CLIENTS.iter().filter(|(other, _)| other != client) {
                assert!(!text.contains(other) && !text.contains(&other.to_lowercase()), "{other}: {path:?}");
            }
        }
        let page = text(&own.join("report.html"));
        assert!(page.contains(&format!("it is called “{pseudonym}”")), "{client} knows its own");
        let participants = report(&own.join("report.json"))["sections"]["participants"].take();
        assert_eq!(participants["pseudonym"], *pseudonym);
        let named = participants["named"].as_array().expect("a list");
        assert_eq!(named.len(), 11);
        for named in named {
            let is_own = named["is_own"] == true;
            let expected = CLIENTS.iter().find(|(_, pseudonym)| named["name"] == *pseudonym);
            assert_eq!(is_own, expected.is_none(), "{named}");
            // Under its pseudonym stands the score of the client that it is of.
            let of = expected.map_or(*client, |(client, _)| client);
            let own_score = report(&out.join(of.to_lowercase()).join("report.json"))["overall"]["nps"].take();
            let (one, other) = (named["finding"]["nps"].as_f64(), own_score.as_f64());
            assert!((one.expect("a score") - other.expect("a score")).abs() < 0.051, "{named}");
        }
    }
    for name in ["index.html", "index.json"] {
        let text = text(&out.join(name));
        for (client, pseudonym) in CLIENTS {
            assert!(!text.contains(client) && !text.contains(&client.to_lowercase()), "{client} in {name}");
            assert!(text.contains(pseudonym), "{pseudonym} in {name}");
        }
    }
}

#[test]
fn what_clients_are_nested_in_has_a_pseudonym_too() {
    let mut rows = vec![("Polaris", "North"), ("Sirius", "South")];
    rows.extend(CLIENTS.iter().take(11));
    let home = set_up("one_per: [group, client]", &table(&rows), true);
    let config = text(&home.path().join("c.yaml")).replace("date: day}", "date: day, region: group}");
    fs::write(home.path().join("c.yaml"), config).expect("written");
    let _ = built(home.path());
    let index = text(&home.path().join("report/index.html"));
    assert!(index.contains("North") && index.contains("House 7"));
    assert!(!index.contains("href=\"\""), "what has no link is none");
    let json = text(&home.path().join("report/index.json"));
    assert!(!json.contains("Polaris") && !json.contains("Sirius"), "nor does a region name a group");
    assert!(!index.contains("Polaris") && !index.contains("Aldebaran"));
    let own = home.path().join("report/polaris/aldebaran/report.json");
    let named = report(&own)["sections"]["participants"]["named"].to_string();
    assert!(named.contains("North / House 12") && named.contains("South / House 2"), "{named}");
    assert!(named.contains("Polaris / Aldebaran") && !named.contains("Sirius"), "{named}");
}

#[test]
fn a_client_without_a_pseudonym_is_told_before_anybody_reads_its_name() {
    let cases = [
        (table(&CLIENTS[..9]), "2 clients have no pseudonym"),
        (table(&CLIENTS[..10]), "1 client has no pseudonym"),
        (table(&CLIENTS.map(|(client, _)| (client, ""))), "12 clients have no pseudonym"),
        (table(&CLIENTS).replace("House 4", "House 9"), "the pseudonym `House 9` is that of `Deneb` already"),
        (table(&CLIENTS).replace("House 4", "izar"), "the pseudonym `izar` is or was the name of a client"),
    ];
    for (table, said) in cases {
        let home = set_up("one_per: client", &table, false);
        for command in ["check", "build"] {
            let output = run(home.path(), [command, "c.yaml"]);
            assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
            assert!(stderr(&output).contains(said), "{}", stderr(&output));
        }
        assert!(!home.path().join("report").exists());
    }
    let home = set_up("one_per: client", &table(&CLIENTS), false);
    let mut config = text(&home.path().join("c.yaml"));
    let shares =
        CLIENTS[..11].iter().map(|(client, _)| format!("{client}: 10")).collect::<Vec<_>>().join(", ");
    config += &format!(
        "weights: {{margins: {{client: {{{}}}}}}}\n",
        shares.replacen("10", "0.5", 2).replacen("0.5", "5", 2)
    );
    fs::write(home.path().join("c.yaml"), config).expect("written");
    let told = stderr(&run(home.path(), ["check", "c.yaml"]));
    assert!(told.contains("answers are weighted by the column that names clients"), "{told}");
    let home = set_up("one_per: client", &table(&CLIENTS), false);
    let config = text(&home.path().join("c.yaml"));
    let config = config.replace(", name_peers: true", "").replace("index: {for: clients}\n", "");
    fs::write(home.path().join("c.yaml"), config).expect("written");
    let told = built(home.path());
    assert!(told.contains("clients read of nobody by name"), "{told}");
    assert!(text(&home.path().join("report/index.html")).contains("Aldebaran"));
}
