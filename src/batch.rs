//! One report for each client: where the line forks. Everything to the right of `facts` runs here for each client by
//! itself, side by side, and what it may know of the others comes from [`Field`] alone.

mod calls;
mod card;
mod commentary;
mod desk;
mod folders;
mod last_run;
mod late;
mod ledger;
mod outcome;
mod pairs;
mod telling;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::config::{Audience, Config};
use crate::error::{Error, Kind, Problem, all_or_nothing};
use crate::facts::{Excerpt, Names, Unresolved};
use crate::output::{self, Batch, FIGURES, FOLLOW_UP, Made, Manifest, PDF, Staged, sha256};
use crate::pages::{FigureList, Letter, Templates, data_files, mailing};
use crate::print::Printer;
use crate::report::{self, Entry, Field, LastIndex, Member, Report, Roster};
use crate::sections;
use crate::survey::{Client, Period, canonical};
use crate::wording::{left_as_they_are, settled, target_name};
use crate::{Counted, other, words_checked};

use card::{Card, key};
use commentary::Commentaries;
use desk::{Desk, in_parallel};
use folders::{can_be_in, is_unchanged, listed};
use last_run::LastRun;
use telling::{for_readers, named, tell_of, together};

pub use folders::Remains;
pub use late::Late;
pub use ledger::Ledger;
pub use outcome::{Fate, Outcome};
pub use wanted::{FILES, Failures, INDEX_FILES, LEDGER, Wanted};

/// The clients and what surrounds them, ready to be reported on.
pub struct Plan<'a> {
    counted: &'a Counted,
    field: Field<'a>,
    roster: Roster<'a>,
    templates: Templates,
    /// What the templates are known by.
    fingerprint: String,
    kept: Kept,
    commentaries: Commentaries,
}

/// What is kept of what has changed since earlier runs reported on it.
struct Kept {
    /// What is to be told of it.
    told: Vec<Problem>,
    /// Periods of which no sum is told any more.
    untold: Vec<Period>,
    /// What the next run is to know, as JSON: while reports are made it takes a fraction of the room.
    ledger: String,
}

impl Kept {
    fn of(late: Late, period: Option<Period>) -> Result<Self, Error> {
        let ledger = late.ledger().to_json().map_err(|error| other(&error))?;
        Ok(Self { untold: late.untold(period), ledger, told: late.told })
    }
}

/// The figures of a report, ready to be drawn.
struct Figures {
    report: Report,
    /// Its own templates, where it does not have those of all.
    templates: Option<Templates>,
}

/// The report of one client, and what it is made from.
pub struct One<'a> {
    /// Whose it is.
    pub client: &'a Client,
    /// The settings that it is made by.
    pub config: Config,
    /// The report.
    pub report: Report,
    /// The counts that it is made from.
    pub excerpt: Excerpt,
}

/// What came of one report: its card, and its files unless it is unchanged.
struct Attempt<'a> {
    member: Member<'a>,
    made: Result<(Card, Option<Vec<Staged>>), Error>,
    took: Duration,
}

impl Plan<'_> {
    /// What should be doubted of who gets a report: rows of the table of clients whose client the data do not have, addresses
    /// that are none, and former names that neither the data have nor the last run in this folder, if there is one.
    #[must_use]
    pub fn doubtful(&self, folder: Option<&Path>) -> Vec<Problem> {
        let counted = self.counted;
        let mut known = BTreeSet::new();
        let mut folders = self.folders(None);
        if let Some(folder) = folder {
            // One that cannot be read is told of when it is to be written to.
            let manifest = Manifest::read(folder).ok().flatten();
            let last = LastRun::find(counted, folder, manifest.as_ref());
            folders = self.folders(last.manifest(manifest.as_ref()));
            known.extend(
                listed(manifest.as_ref()).chain(listed(last.manifest(None))).map(|(client, _)| client),
            );
            known.extend(last.joined.into_iter().map(|name| name.then));
            known.extend(last.index.iter().flat_map(LastIndex::known).cloned());
        }
        let former = report::unknown_former_names(&counted.config, &counted.facts, &known);
        let mut doubtful = self.roster.doubtful.clone();
        doubtful.extend(former.into_iter().chain(self.kept.told.iter().cloned()));
        doubtful.extend(self.commentaries.doubtful(counted, &folders));
        doubtful
    }
}

impl<'a> Plan<'a> {
    /// Finds out who gets a report.
    ///
    /// # Errors
    /// When names of clients in the config stand for none or for several, or a template is broken.
    pub fn new(counted: &'a Counted) -> Result<Self, Error> {
        let field = Field::new(&counted.config, &counted.facts, counted.period);
        let roster = report::roster(&counted.config, &counted.facts, &field)?;
        let templates = Templates::new(counted.config.templates.as_deref())?;
        let fingerprint = sha256(templates.fingerprint().as_bytes());
        let kept = Kept::of(Late::default(), counted.period)?;
        let commentaries = Commentaries::of(counted);
        Ok(Self { counted, field, roster, templates, fingerprint, kept, commentaries })
    }

    /// The same after an earlier run that wrote to this folder, if one did: what its reports told is known.
    ///
    /// # Errors
    /// As [`Plan::new`] has.
    pub fn after(counted: &'a Counted, folder: &Path) -> Result<Self, Error> {
        let mut plan = Self::new(counted)?;
        let late = Late::find(counted, folder, &plan.field);
        late.leave_out_of(&mut plan.field);
        plan.kept = Kept::of(late, counted.period)?;
        Ok(plan)
    }

    /// What is to be told before anything is made: listed clients that the data do not have.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.roster.unknown
    }

    /// Makes every report and the index, and throws them away.
    ///
    /// # Errors
    /// With everything that is wrong with any of them, and colours that cannot be read well. Else how many reports there are,
    /// and what should be doubted of the data of single clients.
    pub fn check(&self, jobs: NonZeroUsize) -> Result<(usize, Vec<Problem>, Vec<Problem>), Error> {
        let folders = self.folders(None);
        let members: Vec<Member<'_>> = self.roster.members.clone();
        let made = in_parallel(jobs, &members, |desk, member| {
            let drawn = self.figures(*member, &folders, None, desk).and_then(|(card, figures)| {
                let (_, lost) = self.render(figures, None, None)?;
                all_or_nothing(Kind::Config, card.faint)?;
                Ok((tell_of(*member, &card.doubtful), lost))
            });
            drawn.map_err(|error| named(*member, &error))
        })?;
        let (made, failed): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
        let shared = all_or_nothing(Kind::Config, self.counted.config.brand.faint());
        let failed = failed.into_iter().filter_map(Result::err);
        together(shared.err().into_iter().chain(failed).collect())?;
        let (doubtful, lost): (Vec<_>, Vec<_>) = made.into_iter().flatten().unzip();
        // Clients share templates: what they all lack is told once.
        let mut told: Vec<Problem> = Vec::new();
        for problem in lost.into_iter().flatten() {
            if !told.contains(&problem) {
                told.push(problem);
            }
        }
        Ok((members.len(), doubtful.into_iter().flatten().collect(), told))
    }

    /// Makes what is wanted into a folder.
    ///
    /// # Errors
    /// When a wanted client is none, a report cannot be made and that is not to be passed over, or the folder cannot
    /// be written. Nothing has changed then.
    pub fn build(&self, folder: &Path, wanted: &Wanted<'_>) -> Result<Outcome, Error> {
        let members = self.chosen(wanted.only)?;
        self.is_strictly_fine(wanted)?;
        let batch = Batch::open(folder, wanted.force)?;
        can_be_in(folder, batch.manifest(), wanted)?;
        let last = LastRun::find(self.counted, folder, batch.manifest());
        let folders = self.folders(last.manifest(batch.manifest()));
        let (done, count) = (AtomicU64::new(0), members.len() as u64);
        let stop = AtomicBool::new(false);
        let make = |desk: &mut Desk, member: &Member<'a>| {
            let start = Instant::now();
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let made = self.make(*member, &folders, &batch, wanted, desk);
            let made = made.map_err(|error| named(*member, &error));
            let is_fatal = |error: &Error| wanted.failures == Failures::Stop || error.kind == Kind::Output;
            stop.fetch_or(made.as_ref().is_err_and(is_fatal), Ordering::Relaxed);
            (wanted.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, count);
            Some(Attempt { member: *member, made, took: start.elapsed() })
        };
        let attempts: Vec<_> = in_parallel(wanted.jobs, &members, make)?.into_iter().flatten().collect();
        let failed = || attempts.iter().filter_map(|attempt| attempt.made.as_ref().err());
        // What one report cannot be written for, such as a full disk, no other can either.
        if let Some(error) = failed().find(|error| error.kind == Kind::Output) {
            return Err(error.clone());
        }
        if wanted.failures != Failures::KeepGoing {
            together(failed().cloned().collect())?;
        }
        self.write(batch, &last, &folders, wanted, attempts)
    }

    /// What a build would do, without rendering or writing anything.
    ///
    /// # Errors
    /// As [`Self::build`] has, as far as they show without rendering.
    pub fn rehearse(&self, folder: &Path, wanted: &Wanted<'_>) -> Result<Outcome, Error> {
        let members = self.chosen(wanted.only)?;
        self.is_strictly_fine(wanted)?;
        let manifest = Manifest::read_or_replace(folder, wanted.force)?;
        can_be_in(folder, manifest.as_ref(), wanted)?;
        let last = LastRun::find(self.counted, folder, manifest.as_ref());
        let folders = self.folders(last.manifest(manifest.as_ref()));
        let fates = in_parallel(wanted.jobs, &members, |desk, member| {
            let start = Instant::now();
            let mut warnings = Vec::new();
            let fate = match self.figures(*member, &folders, Some(wanted), desk) {
                Ok((card, _)) => {
                    warnings = tell_of(*member, &card.warnings());
                    let (old, report) = (manifest.as_ref(), &card.entry.folder);
                    let is_known = !wanted.force && is_unchanged(old, &card);
                    if is_known && old.is_some_and(|old| old.is_intact(folder, report)) {
                        Fate::Unchanged
                    } else {
                        let obstacles =
                            output::obstacles(folder, old, Some(report), &wanted.files(), wanted.force);
                        let fate = all_or_nothing(Kind::Output, obstacles).map(|()| Fate::Built);
                        fate.unwrap_or_else(|error| Fate::Failed(named(*member, &error)))
                    }
                }
                Err(error) => Fate::Failed(named(*member, &error)),
            };
            ((member.client.clone(), fate, start.elapsed()), warnings)
        })?;
        let (fates, own): (Vec<_>, Vec<_>) = fates.into_iter().unzip();
        let warnings: Vec<Problem> =
            self.counted.config.brand.faint().into_iter().chain(own.into_iter().flatten()).collect();
        if wanted.strict {
            all_or_nothing(Kind::Data, warnings.clone())?;
        }
        let in_the_way = if wanted.only.is_empty() {
            output::obstacles(folder, manifest.as_ref(), None, &wanted.index_files(), wanted.force)
        } else {
            Vec::new()
        };
        let index = all_or_nothing(Kind::Output, in_the_way).err();
        let failed = fates.iter().filter_map(|(_, fate, _)| fate.error().cloned());
        if wanted.failures == Failures::KeepGoing {
            index.map_or(Ok(()), Err)?;
        } else {
            together(failed.chain(index).collect())?;
        }
        let mut remains = self.remains(manifest.as_ref(), &last, &folders, wanted);
        let built = fates.iter().filter(|(_, fate, _)| *fate == Fate::Built);
        remains.made(manifest.as_ref(), wanted, built.filter_map(|(client, ..)| folders.get(client)));
        let missing = self.roster.missing.len();
        Ok(Outcome { reports: fates, missing, remains, written: Vec::new(), warnings })
    }

    /// What of an output folder and of the last run is not among these reports.
    fn remains(
        &self,
        manifest: Option<&Manifest>,
        last: &LastRun,
        folders: &BTreeMap<Client, String>,
        wanted: &Wanted<'_>,
    ) -> Remains {
        let mut remains = Remains::new(manifest, last, folders, wanted, &self.counted.config.reports.renamed);
        // An index that was passed on may have them under their pseudonyms.
        let called: BTreeSet<Client> =
            folders.keys().map(|client| self.field.pseudonyms.called(client)).collect();
        remains.gone.retain(|client| !called.contains(client));
        remains
    }

    /// Refuses shared colours that cannot be read well, where every warning is an error.
    fn is_strictly_fine(&self, wanted: &Wanted<'_>) -> Result<(), Error> {
        let faint = if wanted.strict { self.counted.config.brand.faint() } else { Vec::new() };
        all_or_nothing(Kind::Config, faint)
    }

    /// The folder of each client.
    fn folders(&self, manifest: Option<&Manifest>) -> BTreeMap<Client, String> {
        folders::folders(self.clients(), manifest, &self.counted.config.reports.renamed)
    }

    /// The clients that get a report, by name.
    pub fn clients(&self) -> impl Iterator<Item = &'a Client> + Clone {
        self.roster.members.iter().map(|member| member.client)
    }

    /// The members that are wanted.
    fn chosen(&self, only: &[String]) -> Result<Vec<Member<'a>>, Error> {
        if only.is_empty() {
            return Ok(self.roster.members.clone());
        }
        let names = Names::new(self.clients());
        let missing = Names::new(self.roster.missing.iter().map(|missing| &missing.client));
        let (mut wanted, mut problems) = (BTreeSet::new(), Vec::new());
        for name in only {
            match names.client(name) {
                Ok(client) => {
                    wanted.insert(client);
                }
                Err(Unresolved::Unknown) if missing.client(name).is_ok() => problems.push(
                    Problem::new(format!(
                        "the client `{name}` has no answers in the period, and so no report"
                    ))
                    .hint("`periods.current` in the config says which period is reported on"),
                ),
                Err(Unresolved::Unknown) if self.renamed(name).is_some() => {
                    let now = self.renamed(name).unwrap_or_default();
                    problems.push(
                        Problem::new(format!("the client `{name}` is now called `{now}`"))
                            .hint(format!("name it `{now}`; the table of clients says `formerly` of it")),
                    );
                }
                Err(Unresolved::Unknown) => problems.push(
                    Problem::new(format!("no report is to be made for a client `{name}`"))
                        .did_you_mean(name, names.all()),
                ),
                Err(Unresolved::Ambiguous) => problems.push(names.ambiguous(name)),
            }
        }
        all_or_nothing(Kind::Usage, problems)?;
        Ok(self.roster.members.iter().filter(|member| wanted.contains(member.client)).copied().collect())
    }

    /// What a client of this name is called now, in full; nothing where it never had another.
    fn renamed(&self, name: &str) -> Option<String> {
        let path = name.split(" / ").map(|part| canonical(part).into_owned()).collect();
        let now = self.counted.config.reports.renamed.client(&Client::new(path)?)?;
        Some(now.to_string())
    }

    /// The report of one client, with what it is made from.
    ///
    /// # Errors
    /// When no client that gets a report has that name, or several have, or its report cannot be made.
    pub fn one(&self, name: &str) -> Result<One<'a>, Error> {
        let members = self.chosen(&[name.to_owned()])?;
        let Some(member) = members.first() else {
            return Err(Error::new(Kind::Usage, Problem::new(format!("no report is made for `{name}`"))));
        };
        let folder = self.folders(None).get(member.client).cloned().unwrap_or_default();
        let (config, report, _) = self.report(*member, &folder).map_err(|error| named(*member, &error))?;
        let excerpt = self.counted.facts.of(member.client).unwrap_or_default();
        Ok(One { client: member.client, config, report, excerpt })
    }

    /// The settings and the report of one client, which has this folder, and what should be doubted of its data.
    fn report(&self, member: Member<'_>, folder: &str) -> Result<(Config, Report, Vec<Problem>), Error> {
        let Counted { config: shared, facts, as_of, .. } = self.counted;
        let target = |language| target_name(language, &shared.texts);
        let mut config = shared.for_client(member.client.name(), member.stated, target)?;
        config.commentary = self.commentaries.about(member.client, folder)?;
        let is_longer = config.wording.len() > shared.wording.len();
        let gives = config.languages.len() > shared.languages.len();
        if is_longer || gives {
            let faults;
            (config, faults) = settled(config);
            all_or_nothing(Kind::Config, faults)?;
        }
        if config.sections != shared.sections {
            all_or_nothing(Kind::Config, sections::faults(&config))?;
        }
        let unchanged = if is_longer || gives { left_as_they_are(&config) } else { Vec::new() };
        let excerpt = facts.of(member.client).unwrap_or_default();
        let mut report = report::build_for(member.client, &config, &excerpt, &self.field, *as_of)?;
        let doubts = report::own_doubts(member.client, &config, &excerpt, self.counted.period);
        // What the shared warnings tell of it already is for its page only.
        let shared = &self.counted.doubts;
        let told = doubts.iter().filter(|doubt| !doubt.is_told_by(shared)).map(|doubt| doubt.told.clone());
        let is_new = |told: &Problem| shared.iter().all(|doubt| doubt.told != *told);
        let told = told.chain(unchanged.into_iter().filter(is_new)).collect();
        let of_response = report::response_doubts(&config, &report);
        let warnings = doubts.into_iter().chain(of_response).filter_map(|doubt| doubt.warning);
        report.sections.quality.warnings = warnings.collect();
        Ok((config, report, told))
    }

    /// The figures of one client, and what is to be kept of them.
    fn figures(
        &self,
        member: Member<'_>,
        folders: &BTreeMap<Client, String>,
        wanted: Option<&Wanted<'_>>,
        desk: &mut Desk,
    ) -> Result<(Card, Figures), Error> {
        let shared = &self.counted.config;
        let folder = folders.get(member.client).cloned().unwrap_or_default();
        let (config, report, mut doubtful) = self.report(member, &folder)?;
        doubtful.extend(words_checked(&config, &report, &self.counted.heard)?);
        // The shared ones are told of once.
        let is_shared = config.brand.has_colours_of(&shared.brand);
        let faint = if is_shared { Vec::new() } else { config.brand.faint() };
        let own = config.templates.as_deref().filter(|own| Some(*own) != shared.templates.as_deref());
        let templates = own.map(|folder| Templates::new(Some(folder))).transpose()?;
        let fingerprint = match &templates {
            Some(own) => &sha256(own.fingerprint().as_bytes()),
            None => &self.fingerprint,
        };
        let follow_up = self.follow_up_of(member.client);
        let more = wanted.map(Wanted::more).unwrap_or_default().into_bytes();
        let key = key(&report, fingerprint, &[&more, follow_up.as_deref().unwrap_or_default()].concat())?;
        let words = desk.words(&report)?;
        let letter = Letter {
            client: member.client.to_string(),
            recipient: config.addressee.recipient,
            email: config.addressee.email,
            language: config.language.code(),
            subject: words.mail_subject(&report.head),
            folder: folder.clone(),
        };
        let entry = Entry::made(folder, &report, shared);
        let figures = wanted.filter(|wanted| wanted.figures).map(|_| FigureList::of(&report));
        Ok((Card { entry, key, letter, figures, follow_up, faint, doubtful }, Figures { report, templates }))
    }

    /// The contents of [`FILES`] and of a print and the files of figures, where they are wanted; and links of the page that lead
    /// nowhere.
    fn render(
        &self,
        figures: Figures,
        printer: Option<&Printer>,
        list: Option<&FigureList>,
    ) -> Result<(Vec<Vec<u8>>, Option<Problem>), Error> {
        let Figures { report, templates } = figures;
        let json = report::to_json(&report).map_err(|error| other(&error))?;
        let templates = templates.as_ref().unwrap_or(&self.templates);
        let page = crate::page(&report, templates)?;
        let attached = if printer.is_some() { PDF } else { FILES[0] };
        let summary = crate::summary(&report, attached, templates)?;
        let pdf = crate::printed(&report, &page.html, printer)?;
        let texts = [page.html, json, summary.html, summary.text].map(String::into_bytes);
        let lists = list.map(|list| data_files(&[list]).map_err(|error| other(&error))).transpose()?;
        Ok((texts.into_iter().chain(pdf).chain(lists.into_iter().flatten()).collect(), page.lost))
    }

    /// Makes a report into the staging folder, unless it is there unchanged.
    fn make(
        &self,
        member: Member<'_>,
        folders: &BTreeMap<Client, String>,
        batch: &Batch,
        wanted: &Wanted<'_>,
        desk: &mut Desk,
    ) -> Result<(Card, Option<Vec<Staged>>), Error> {
        let (mut card, figures) = self.figures(member, folders, Some(wanted), desk)?;
        if wanted.strict {
            let kind = if card.doubtful.is_empty() { Kind::Config } else { Kind::Data };
            all_or_nothing(kind, card.warnings())?;
        }
        let folder = &card.entry.folder;
        if !wanted.force && is_unchanged(batch.manifest(), &card) && batch.is_intact(folder) {
            return Ok((card, None));
        }
        if wanted.failures == Failures::KeepGoing {
            // Else it is found for all of them, when everything is made.
            all_or_nothing(Kind::Other, batch.obstacles(folder, &wanted.files(), wanted.force))?;
        }
        let stage = |(name, contents): (&str, Vec<u8>)| {
            batch.stage(Some(folder), &format!("{folder}/{name}"), &contents)
        };
        let (contents, _) = self.render(figures, wanted.printer, card.figures.as_ref())?;
        let contents = contents.into_iter().chain(card.follow_up.take());
        let staged = wanted.files().into_iter().zip(contents).map(stage).collect::<Result<_, _>>()?;
        Ok((card, Some(staged)))
    }

    /// Puts everything in its place.
    fn write(
        &self,
        batch: Batch,
        before: &LastRun,
        folders: &BTreeMap<Client, String>,
        wanted: &Wanted<'_>,
        attempts: Vec<Attempt<'a>>,
    ) -> Result<Outcome, Error> {
        let mut remains = self.remains(batch.manifest(), before, folders, wanted);
        let is_whole = wanted.only.is_empty();
        let mut made = Made {
            generator: report::GENERATOR.to_owned(),
            config: Some(wanted.config.to_owned()),
            index_files_kept: !is_whole,
            force: wanted.force,
            ..Made::default()
        };
        let mut entries = BTreeMap::new();
        let (mut letters, mut reports, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        let mut warnings = self.counted.config.brand.faint();
        for Attempt { member, made: result, took } in attempts {
            let client = member.client;
            let fate = match result {
                Ok((card, staged)) => {
                    let folder = card.entry.folder.clone();
                    warnings.extend(tell_of(member, &card.warnings()));
                    let fate = if let Some(files) = staged {
                        let entry = output::Entry { client: client.clone(), key: card.key, config: None };
                        made.reports.insert(folder, entry);
                        made.staged.extend(files);
                        Fate::Built
                    } else {
                        made.intact.insert(folder);
                        Fate::Unchanged
                    };
                    entries.insert(client, card.entry);
                    letters.push(card.letter);
                    lists.extend(card.figures);
                    fate
                }
                Err(error) => {
                    let folder = folders.get(client).cloned().unwrap_or_default();
                    entries.insert(client, Entry::failed(folder, error.to_string()));
                    Fate::Failed(error)
                }
            };
            reports.push((client.clone(), fate, took));
        }
        remains.made(batch.manifest(), wanted, made.reports.keys());
        if wanted.prune {
            made.pruned = remains.stale.iter().cloned().collect();
        }
        if is_whole {
            let Counted { config, facts, as_of, .. } = self.counted;
            let missing = self.roster.missing.clone();
            let mut index = report::index(config, facts, &self.field, &entries, missing, *as_of);
            if let Some(last) = &before.index {
                report::note_changes(&mut index, last, &config.reports.renamed);
            }
            index.at_risk = self.at_risk_told();
            index.untold.clone_from(&self.kept.untold);
            index.pdf = wanted.printer.is_some();
            index.quality.warnings = self.counted.warnings();
            let index = for_readers(config, index)?;
            let is_data = |name: &&str| ["report.json", FOLLOW_UP].contains(name) || FIGURES.contains(name);
            let sent: Vec<&str> = wanted.files().into_iter().filter(|name| !is_data(name)).collect();
            let list = mailing(&letters, &sent);
            // Whoever the index is passed on to does not get the figures of all reports.
            let lists = if config.index.audience == Audience::Clients { Vec::new() } else { lists };
            let lists = wanted.figures.then_some(lists).filter(|lists| !lists.is_empty());
            let more = lists.as_ref().map_or_else(String::new, |_| FIGURES.concat());
            let own = self.lists();
            let texts = own.iter().map(|(_, list)| &**list).chain([list.as_bytes(), more.as_bytes()]);
            let key = key(&index, &self.fingerprint, &texts.collect::<Vec<&[u8]>>().concat())?;
            made.index_files_kept = !wanted.force && batch.has_index(&key);
            made.index = Some(key);
            if !made.index_files_kept {
                let page = crate::index_page(&index, &self.templates)?;
                let json = report::index_to_json(&index).map_err(|error| other(&error))?;
                let files = [page, json, list].map(String::into_bytes);
                for (name, contents) in INDEX_FILES.into_iter().zip(files).chain(own) {
                    made.staged.push(batch.stage(None, name, &contents)?);
                }
                if let Some(lists) = lists {
                    let files = data_files(&lists.iter().collect::<Vec<_>>());
                    for (name, contents) in FIGURES.into_iter().zip(files.map_err(|error| other(&error))?) {
                        made.staged.push(batch.stage(None, name, &contents)?);
                    }
                }
            }
        }
        let ledger = &self.kept.ledger;
        // A run that makes some reports only tells of all clients, too.
        if !made.index_files_kept || !batch.has_file(LEDGER, ledger.as_bytes()) {
            made.staged.push(batch.stage(None, LEDGER, ledger.as_bytes())?);
        }
        let (missing, written) = (self.roster.missing.len(), batch.commit(&made)?);
        Ok(Outcome { reports, missing, remains, written, warnings })
    }
}
