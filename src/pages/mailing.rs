//! The list for a mail merge: who gets which files.

use super::spreadsheet::{csv, harmless};

/// What is to be sent to one client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The client.
    pub client: String,
    /// Whom it is addressed to.
    pub recipient: Option<String>,
    /// Where it is sent.
    pub email: Option<String>,
    /// Code of its language, as it is stated in a config: `en`.
    pub language: String,
    /// Its subject line.
    pub subject: String,
    /// The folder of its files, relative to the list.
    pub folder: String,
}

const COLUMNS: [&str; 6] = ["client", "recipient", "email", "language", "subject", "files"];

/// The list as CSV for spreadsheets, one row for each letter, with the files of these names that are sent: the report,
/// and the body of the e-mail; they are separated by semicolons.
#[must_use]
pub fn mailing(letters: &[Letter], sent: &[&str]) -> String {
    let row = |letter: &Letter| {
        let Letter { client, recipient, email, language, subject, folder } = letter;
        let files: Vec<String> = sent.iter().map(|file| format!("{folder}/{file}")).collect();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        [client.clone(), text(recipient), text(email), language.clone(), subject.clone(), files.join(";")]
    };
    let rows = std::iter::once(COLUMNS.map(str::to_owned)).chain(letters.iter().map(row));
    let bytes = csv(rows.map(|row| row.map(|text| harmless(&text))));
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_a_row_for_each_letter_and_no_formulas() {
        let letter = Letter {
            client: "=HYPERLINK(\"x\"), Ltd".to_owned(),
            recipient: Some("Anna\nPetrova".to_owned()),
            email: None,
            language: "ru".to_owned(),
            subject: "Отчёт; Q3".to_owned(),
            folder: "acme".to_owned(),
        };
        assert_eq!(
            mailing(&[letter], &["report.html", "summary.html", "summary.txt"]),
            "\u{feff}client,recipient,email,language,subject,files\r\n\"'=HYPERLINK(\"\"x\"\"), Ltd\",Anna Petrova,,\
             ru,Отчёт; Q3,acme/report.html;acme/summary.html;acme/summary.txt\r\n"
        );
    }
}
