//! What made-up units answer. The figures that a case has decided come in as [`Figures`]; all else
//! is drawn by chance from what such units write.

use crate::chance::Chance;
use crate::content::{Content, In, Kept, Say};
use crate::words;

/// The figures of one unit that a case has decided; what is none stays blank.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Study points.
    pub points: Option<u64>,
    /// Members summoned, and of them present.
    pub members: Option<(u64, u64)>,
    /// Models.
    pub models: Option<u64>,
    /// Entries of contests.
    pub entries: Option<u64>,
    /// Staff by section and by post.
    pub people: Option<People>,
    /// More employees present than summoned; true where the unit keeps that with a reason.
    pub contradiction: Option<bool>,
}

/// Staff of the helping and the special section.
#[derive(Clone, Copy, Debug, Default)]
pub struct People {
    /// In all.
    pub total: u64,
    /// In the helping section.
    pub helping: u64,
    /// In the special section.
    pub special: u64,
    /// By post: standing members, committee members, heads, staff.
    pub posts: [u64; 4],
}

/// A rate as people state it, half up: "94,2%".
pub fn rate(done: u64, total: u64) -> String {
    let tenths = (done * 2000 + total) / (total * 2).max(1);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole},{rest}%"),
    }
}

fn day(chance: &mut Chance, years: (u64, u64)) -> String {
    let (day, month) = (chance.between(1, 28), chance.between(1, 12));
    format!("{day:02}/{month}/{}", chance.between(years.0, years.1))
}

/// The day of a plan, which is of after the directive (15/5/2016) in whatever year.
fn planned(chance: &mut Chance, years: (u64, u64)) -> String {
    let (day, month) = (chance.between(1, 28), chance.between(6, 12));
    format!("{day:02}/{month}/{}", chance.between(years.0, years.1))
}

fn numbered(chance: &mut Chance, symbol: &str) -> String {
    format!("{:02}-{symbol}", chance.between(1, 60))
}

/// A way to say a number: mostly exact, now and then with doubt.
fn doubt(chance: &mut Chance) -> Say {
    match chance.below(16) {
        0 => Say::MoreThan,
        1 => Say::AtLeast,
        2 => Say::Nearly,
        3 => Say::About,
        4 => Say::Upwards(chance.between(1, 5)),
        5 => Say::Bare,
        _ => Say::Exact,
    }
}

/// The statuses of the task groups.
fn groups(content: &mut Content, chance: &mut Chance, codes: &[&'static str]) {
    for code in codes {
        match chance.below(12) {
            // Of the others something is told, which would contradict it.
            0 if *code == "g3" && content.answers.iter().all(|given| given.item != "C1") => {
                content.status(code, "not_started", chance.pick(&words::NOT_STARTED));
            }
            0..=3 => content.status(code, "under_way", ""),
            4 => {}
            _ => content.status(code, "done", ""),
        }
    }
}

/// Judgement, strengths, limitations with causes, solutions.
fn overall(content: &mut Content, chance: &mut Chance, rich: bool) {
    let more = usize::from(rich) * 2;
    content.text("I1", "summary", chance.pick(&words::SUMMARIES));
    let strengths = chance.some(&words::STRENGTHS, 2 + more);
    content.points("I1", "strengths", &strengths, &chance.some(&words::CAUSES, usize::from(rich)));
    if rich || !chance.one_in(5) {
        let limitations = chance.some(&words::LIMITATIONS, 1 + more);
        content.points(
            "I2",
            "limitations",
            &limitations,
            &chance.some(&words::CAUSES, 1 + more / 2),
        );
    }
    if rich || chance.one_in(3) {
        content.points("I3", "lessons", &chance.some(&words::LESSONS, 1 + more / 2), &[]);
    }
    content.points("I4", "solutions", &chance.some(&words::SOLUTIONS, 2 + more), &[]);
    if rich || chance.one_in(4) {
        content.choose("I5", "to", &["direct"], "");
        content.points("I5", "proposals", &chance.some(&words::PROPOSALS, 1), &[]);
    }
}

/// The share of those present, with the contradiction where the case wants one.
fn attendance(content: &mut Content, chance: &mut Chance, figures: &Figures) {
    let stated =
        figures.members.filter(|_| chance.one_in(3)).map(|(total, done)| rate(done, total));
    let stated = stated.unwrap_or_default();
    let (total, done) = (figures.members.map(|m| m.0), figures.members.map(|m| m.1));
    let mut shares = vec![("members", done, total, stated.as_str())];
    let employees = chance.between(8, 60);
    match figures.contradiction {
        Some(kept) => {
            let present = employees + chance.between(1, 4);
            shares.push(("employees", Some(present), Some(employees), ""));
            if kept {
                content.kept.push(Kept {
                    finding: "present_above_summoned@B2.attendance.employees/done".to_owned(),
                    reason: "Có thêm người ở đơn vị bạn đến dự, không có trong danh sách triệu tập"
                        .to_owned(),
                    seen: format!(
                        "{} {}",
                        crate::content::typed(present),
                        crate::content::typed(employees)
                    ),
                });
            }
        }
        None if chance.one_in(2) => {
            let present = employees - chance.below(employees / 6 + 1);
            shares.push(("employees", Some(present), Some(employees), ""));
        }
        None => {}
    }
    match chance.below(5) {
        0 => shares.push(("masses", Some(chance.between(20, 180)), None, "")),
        1 => shares.push(("masses", None, Some(chance.between(20, 180)), "")),
        2 => shares.push(("union", None, None, "trên 90%")),
        3 => shares.push(("union", None, None, "100%")),
        _ => {}
    }
    // Of members nothing may be known, and of nobody else either.
    shares.retain(|(_, done, total, rate)| done.is_some() || total.is_some() || !rate.is_empty());
    if !shares.is_empty() {
        content.audiences("B2", "attendance", &shares);
    }
}

/// What a cell or a committee at the base answers to the form of Directive 05; `rich` fills
/// something into every section.
pub fn grassroots(
    content: &mut Content,
    chance: &mut Chance,
    figures: &Figures,
    (base, rich): (bool, bool),
    years: (u64, u64),
) {
    let symbol = if base { "KH/ĐU" } else { "KH/CB" };
    let on_rolls = match figures.members {
        Some((total, _)) => total + chance.below(4),
        None => chance.between(9, 40),
    };
    content.figure("U1", "members", Say::Exact, on_rolls);
    if rich || chance.one_in(2) {
        content.figure("U1", "probationary", Say::Exact, chance.below(on_rolls.min(4)));
    }
    if base {
        content.figure("U1", "cells", Say::Exact, chance.between(4, 19));
    }
    if rich {
        // As many employees as are ever summoned: a form asks about fewer.
        let parts = [chance.between(2, 9), chance.between(60, 95), chance.between(1, 12)];
        let [cadres, employees, workers] = parts;
        let of =
            [("type/cadres", cadres), ("type/employees", employees), ("type/workers", workers)];
        content.breakdown("U1", "staff", parts.iter().sum(), &of);
    }

    content.choose("A0", "guidance", &[chance.pick(&["timely", "timely", "late"])], "");
    content.status("A1", chance.pick(&["done", "done", "done", "under_way"]), "");
    let (number, date) = (numbered(chance, symbol), planned(chance, years));
    let subject = chance.pick(&words::SUBJECTS);
    content.documents("A1", "plan", &[(&number, &date, subject)]);
    content.choose("A1", "form", &[chance.pick(&["own", "part"])], "");
    if rich || chance.one_in(3) {
        let year = chance.between(years.0, years.1).to_string();
        let row =
            vec![("year", In::Words(&year)), ("topic", In::Words(chance.pick(&words::SUBJECTS)))];
        content.rows("A2", "topics", &[row]);
        content.choose("A2", "yearly", &[chance.pick(&["every", "some"])], "");
    }
    if rich {
        content.figure("A3", "assigned", Say::Exact, chance.between(1, 3));
        content.choose(
            "A4",
            "which",
            &chance.some(&["front", "union", "youth", "women", "farmers"], 2),
            "",
        );
        content.text("A4", "work", chance.pick(&words::NOTES));
    }

    content.status("B1", "done", "");
    if let Some(points) = figures.points {
        content.figure(
            "B1",
            "points",
            if chance.one_in(4) { Say::Bare } else { Say::Exact },
            points,
        );
    }
    content.choose("B1", "ways", &chance.some(&["direct", "online", "broadcast", "cell"], 2), "");
    conferences(content, chance, figures, years);
    attendance(content, chance, figures);
    // Fewer were summoned than are on the rolls: the cell says who was left out.
    if !base && figures.members.is_some_and(|(total, _)| total < on_rolls) {
        content.choose("B2", "denominator", &["without"], "");
    }
    let asked = chance.between(10, 60);
    match chance.below(6) {
        0 => {}
        1 => content.rate("B2", "discussion", chance.pick(&["100%", "từ 95% trở lên", "98,5%"])),
        2 => content.share("B2", "discussion", (Say::MoreThan, asked), asked + 9),
        _ => content.share("B2", "discussion", (Say::Exact, asked - chance.below(5)), asked),
    }
    if !chance.one_in(4) {
        let turns = chance.between(20, 400);
        content.figure("B3", "turns", doubt(chance), turns);
    }
    let people = chance.between(10, 90);
    match chance.below(5) {
        0 => content.rate("B5", "people", "100%"),
        1 => {}
        _ => content.share("B5", "people", (Say::Exact, people), people + chance.below(6)),
    }
    if chance.one_in(3) {
        content.date("B5", "by", &format!("{}/{}", chance.between(2, 6), years.1));
    }
    match chance.below(4) {
        0 => content.figure("C2", "person_works", Say::Yes, 0),
        1 => {}
        _ => content.figure("C2", "person_works", doubt(chance), people),
    }
    content.choose(
        "C3",
        "often",
        &[chance.pick(&["monthly", "quarterly", "half_year", "yearly"])],
        "",
    );
    if rich || chance.one_in(3) {
        let problems = chance.between(1, 6);
        content.share("C4", "problems", (Say::Exact, problems), problems + chance.below(3));
    }
    if rich || chance.one_in(3) {
        let number = numbered(chance, if base { "QĐ/ĐU" } else { "QĐ/CB" });
        content.documents("C1", "standards", &[(&number, "", "chuẩn mực đạo đức của đảng viên")]);
    }

    let channels = ["web", "social", "meeting", "visual", "local_radio"];
    content.choose("F1", "channels", &chance.some(&channels, 2), "");
    let articles = chance.between(2, 60);
    content.figure("F1", "articles", doubt(chance), articles);
    if let Some(entries) = figures.entries {
        content.figure("F2", "entries", Say::Exact, entries);
        let name = chance.pick(&words::MODELS);
        let counted = entries - chance.below(entries / 3 + 1);
        let row = vec![("name", In::Words(name)), ("entries", In::Number(counted))];
        content.rows("F2", "contests", &[row]);
    }
    let meetings = chance.between(6, 12);
    content.figure("D1", "meetings", Say::Exact, meetings);
    content.figure("D1", "topical", Say::Exact, chance.between(1, 4));
    if !chance.one_in(3) {
        let say = if chance.one_in(2) { Say::About } else { Say::Exact };
        content.each("D1", "minutes", say, chance.between(3, 9) * 5);
    }
    if rich {
        content.choose("D2", "weekly", &["regular"], "");
        content.figure("D2", "stories", Say::Exact, chance.between(4, 40));
    }

    if let Some(models) = figures.models {
        content.breakdown("E1", "models", models, &[("level/grassroots", models)]);
        if !base {
            content.asked.push("E1");
        }
        let row = vec![
            ("name", In::Words(chance.pick(&words::MODELS))),
            ("result", In::Words(chance.pick(&words::RESULTS))),
        ];
        content.rows("E1", "named", &[row]);
    }
    match chance.below(4) {
        0 => content.figure("E2", "persons", Say::Yes, 0),
        1 => {}
        _ => content.figure("E2", "persons", Say::Exact, chance.between(1, 9)),
    }
    if rich || chance.one_in(2) {
        let authority =
            if base { "Ủy ban nhân dân huyện" } else { "Ủy ban nhân dân xã" };
        let rows = vec![
            ("authority", In::Words(authority)),
            ("form", In::Words("praise")),
            ("collectives", In::Number(chance.below(3))),
            ("persons", In::Number(chance.between(1, 6))),
        ];
        content.rows("E3", "awards", &[rows]);
    }
    if !chance.one_in(3) {
        let inspections = chance.between(1, 5);
        content.figure("G1", "number", doubt(chance), inspections);
    }
    grades(content, chance, on_rolls);
    if chance.one_in(3) {
        content.figure("H2", "discipline", Say::Exact, chance.below(2));
    }
    if chance.one_in(3) {
        content.figure("H3", "money", Say::Exact, chance.between(4, 90) * 500_000);
    }
    if rich {
        content.share("H4", "leaders", (Say::Exact, 3), 3);
        content.text("H4", "deeds", chance.pick(&words::DEEDS));
        content.choose("H0", "used", &["yes"], "");
        content.text("E1", "note", chance.pick(&words::NOTES));
        content.text("B1", "note", chance.pick(&words::NOTES));
    }
    overall(content, chance, rich);
    groups(content, chance, &["g1", "g2", "g3", "g4", "g5", "g6", "g7"]);
}

fn conferences(content: &mut Content, chance: &mut Chance, figures: &Figures, years: (u64, u64)) {
    let mut rows = Vec::new();
    let dates: Vec<String> = (0..chance.between(1, 2)).map(|_| day(chance, years)).collect();
    let mut left = figures.points.unwrap_or_default();
    for date in &dates {
        let summoned = chance.between(12, 90);
        let mut row = vec![
            ("date", In::Words(date.as_str())),
            ("content", In::Words(chance.pick(&words::SUBJECTS))),
            ("form", In::Words(chance.pick(&["direct", "online"]))),
            ("summoned", In::Number(summoned)),
            ("present", In::Number(summoned - chance.below(summoned / 8 + 1))),
        ];
        if left > 0 {
            row.push(("points", In::Number(1)));
            left -= 1;
        }
        rows.push(row);
    }
    content.rows("B1", "conferences", &rows);
}

fn grades(content: &mut Content, chance: &mut Chance, members: u64) {
    match chance.below(5) {
        0 => {}
        1 => content.grade_rate("H1", "members", "good_up", "100%"),
        _ => {
            let excellent = chance.below(members / 5 + 1);
            let fair = chance.below(members / 10 + 1);
            let failed = u64::from(chance.one_in(12) && excellent + fair < members);
            let good = members - excellent - fair - failed;
            let of = [("excellent", excellent), ("good", good), ("fair", fair), ("failed", failed)];
            content.grades("H1", "members", members, &of);
        }
    }
}

/// What a district or the province answers for itself to the form of Directive 05.
pub fn above(
    content: &mut Content,
    chance: &mut Chance,
    figures: &Figures,
    (level, units): (&str, u64),
    years: (u64, u64),
) {
    content.each("U1", "direct", Say::Exact, units);
    content.status("A1", "done", "");
    let number = numbered(chance, if level == "province" { "KH/TU" } else { "KH/HU" });
    let (date, subject) = (planned(chance, (years.0, years.0)), chance.pick(&words::SUBJECTS));
    content.documents("A1", "plan", &[(&number, &date, subject)]);
    content.choose("A1", "form", &["own"], "");
    groups(content, chance, &["g1", "g2", "g3", "g4", "g5", "g6", "g7"]);
    content.status("B1", "done", "");
    if let Some(points) = figures.points {
        content.figure("B1", "points", Say::Exact, points);
    }
    content.choose("B1", "ways", &chance.some(&["direct", "broadcast", "committee"], 2), "");
    attendance(content, chance, figures);
    content.rate("B5", "units", "100%");
    content.text("B5", "scope", "các cơ quan của cấp mình");
    if let Some(models) = figures.models {
        let part = if level == "province" { "level/province" } else { "level/district" };
        content.breakdown("E1", "models", models, &[(part, models)]);
    }
    content.each("E1", "each", Say::Upwards(3), chance.between(1, 3));
    if let Some(entries) = figures.entries {
        content.figure("F2", "entries", Say::Exact, entries);
    }
    content.figure("F1", "articles", Say::Yes, 0);
    let inspections = if level == "province" { 20 } else { chance.between(3, 9) };
    content.figure("G1", "number", Say::MoreThan, inspections);
    content.date("G1", "from", &format!("9/{}", years.0));
    content.date("G1", "to", &format!("3/{}", years.1));
    content.choose("G1", "level", &[if level == "province" { "province" } else { "district" }], "");
    overall(content, chance, false);
}

/// What a unit directly under the province answers to the form of Directive 03.
pub fn direct_03(content: &mut Content, chance: &mut Chance, people: Option<People>, year: u64) {
    content.each("U1", "direct", Say::Exact, chance.between(20, 60));
    content.status("A1", "done", "");
    let (number, date) =
        (numbered(chance, "KH/HU"), format!("{}/10/{year}", chance.between(3, 28)));
    content.documents("A1", "plan", &[(&number, &date, chance.pick(&words::SUBJECTS))]);
    content.choose("A1", "form", &["own"], "");
    content.status("A3", "done", "");
    let decision = numbered(chance, "QĐ/HU");
    content.documents("A3", "decision", &[(&decision, "", "lập bộ phận giúp việc")]);
    if let Some(people) = people {
        let [standing, committee, heads, staff] = people.posts;
        let parts = [
            ("section/helping", people.helping),
            ("section/special", people.special),
            ("post/standing", standing),
            ("post/committee", committee),
            ("post/heads", heads),
            ("post/staff", staff),
        ];
        content.breakdown("A3", "people", people.total, &parts);
        let sections = people.helping + people.special;
        if sections > people.total {
            content.kept.push(Kept {
                finding: "parts_do_not_close@A3.people.total".to_owned(),
                reason: "Các đồng chí ở bộ phận chuyên trách đều thuộc cả bộ phận giúp việc"
                    .to_owned(),
                seen: format!("{sections} {}", people.total),
            });
        }
    }
    content.choose("A3", "duties", &[chance.pick(&["done", "not_yet"])], "");
    content.status("B1", "done", "");
    let date = format!("{}/11/{year}", chance.between(2, 28));
    let row = vec![("date", In::Words(date.as_str())), ("content", In::Words("Chỉ thị 03-CT/TW"))];
    content.rows("B1", "conferences", &[row]);
    content.status("g1", "not_started", "tài liệu của cấp trên về muộn");
    groups(content, chance, &["g2", "g3", "g4", "g5", "g6", "g7", "g8"]);
    overall(content, chance, false);
}

/// What the province answers for itself to the form of Directive 03.
pub fn province_03(content: &mut Content, chance: &mut Chance, units: u64) {
    content.each("U1", "direct", Say::Exact, units);
    content.status("A1", "done", "");
    content.documents("A1", "plan", &[("24-KH/TU", "22/9/2011", words::SUBJECTS[0])]);
    content.status("A3", "done", "");
    let parts = [
        ("section/helping", 23),
        ("section/head", 1),
        ("section/deputies", 2),
        ("section/members", 20),
        ("section/special", 3),
    ];
    content.breakdown("A3", "people", 26, &parts);
    content.status("B1", "done", "");
    content.share_alone("B4", "units", (Say::Exact, units), units);
    content.status("g1", "not_started", "hướng dẫn của cấp trên về muộn");
    groups(content, chance, &["g2", "g3", "g4", "g5", "g6", "g7", "g8"]);
    overall(content, chance, false);
}
