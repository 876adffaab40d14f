//! `plaudit check`: the whole line but its last step.

use super::arguments::Check;
use super::build::{count, kept, summary, told};
use super::say::{Done, Say, Written};
use crate::batch::Plan;
use crate::error::{Kind, all_or_nothing};
use crate::pages::Templates;
use crate::print::Printer;
use crate::responses::Settings;

pub(super) fn run(wanted: &Check, say: Say) -> Done {
    let counted = count(&wanted.input, say)?;
    if counted.config.pdf.make {
        Printer::new(&counted.config.pdf, None)?;
    }
    say.doubt(&told(&counted), wanted.strict)?;
    let report = counted.shown()?;
    say.line(&summary(counted.period, &report.sections.quality));
    if counted.config.columns.client.is_empty() {
        let page = crate::page(&report, &Templates::new(counted.config.templates.as_deref())?)?;
        say.lost(page.lost.as_slice(), wanted.strict)?;
        all_or_nothing(Kind::Config, counted.config.brand.faint())?;
    } else {
        let plan = Plan::new(&counted)?;
        say.doubt(&plan.doubtful(None), wanted.strict)?;
        plan.notes().iter().for_each(|note| say.line(note));
        let (reports, doubtful, lost) = plan.check(Settings::default_threads())?;
        say.doubt(&doubtful, wanted.strict)?;
        say.lost(&lost, wanted.strict)?;
        say.line(&match reports {
            1 => "1 report, for the only client, can be made".to_owned(),
            many => format!("{many} reports, one for each client, can be made"),
        });
    }
    let folder = counted.folder("".as_ref()).display().to_string();
    if let Some(kept) = kept(&counted, "would be", &format!("{folder} within the output folder")) {
        say.line(&kept);
    }
    say.line("the config and its data are fine; nothing was written");
    Ok(Written::default())
}
