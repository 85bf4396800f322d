//! The report of a sheet: what it says (blocks), what screen and paper show (HTML), and what Word
//! gets from the clipboard.

#![allow(clippy::unwrap_used, clippy::panic)]

use phieu::block::{Bar, Block, Chart, Class, Column, Mark, Row, Table};
use phieu::kinds::{Cell, LineEdit};
use phieu::language::Lang;
use phieu::output;
use phieu::report::{letterhead, replaceable, report};
use phieu::review::review;
use phieu::sheet::{Below, Contribution, Edit, Extent, HeadField, Kept, OwnWords, Sheet, apply};
use phieu::template::{Template, assemble};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A template small enough to read at a glance.
const SMALL: &str = include_str!("fixtures/report/template.json");

fn small() -> Template {
    assemble(SMALL, r#"{"items": []}"#).unwrap()
}

fn directive_05() -> Template {
    let catalogue = include_str!("../templates/catalogue.json");
    assemble(include_str!("../templates/ct05.json"), catalogue).unwrap()
}

/// A sheet being filled.
struct Desk {
    template: Template,
    sheet: Sheet,
}

impl Desk {
    fn new(template: Template) -> Desk {
        let sheet = Sheet::blank("sheet".to_owned(), &template);
        Desk { template, sheet }
    }

    fn edit(&mut self, edit: &Edit) -> &mut Desk {
        self.sheet = apply(&self.sheet, &self.template, edit);
        self
    }

    fn head(&mut self, field: HeadField, text: &str) -> &mut Desk {
        self.edit(&Edit::Head(field, text.to_owned()))
    }

    /// Types into "item/field/cell".
    fn put(&mut self, place: &str, text: &str) -> &mut Desk {
        let (item, rest) = place.split_once('/').unwrap();
        let (field, cell) = rest.split_once('/').unwrap();
        self.edit(&Edit::Cell {
            item: item.to_owned(),
            field: field.to_owned(),
            cell: Cell::new(cell),
            text: text.to_owned(),
        })
    }

    /// Adds a line to "item/field", in a list of it.
    fn line(&mut self, place: &str, list: &str) -> &mut Desk {
        let (item, field) = place.split_once('/').unwrap();
        let edit = LineEdit::Add { list: list.to_owned() };
        self.edit(&Edit::Line { item: item.to_owned(), field: field.to_owned(), edit })
    }

    /// Adds a line and types into its cells.
    fn row(&mut self, place: &str, line: &str, cells: &[(&str, &str)]) -> &mut Desk {
        self.line(place, "");
        for (cell, text) in cells {
            self.put(&format!("{place}/{line}/{cell}"), text);
        }
        self
    }

    fn blocks(&self) -> Vec<Block> {
        self.blocks_in(Lang::Vi)
    }

    fn blocks_in(&self, lang: Lang) -> Vec<Block> {
        let review = review(&self.template, &self.sheet);
        report(&self.template, &self.sheet, &review, lang, Some("3F2A-9C1D"))
    }

    /// Keeps every finding there is, with one reason.
    fn keep_all(&mut self, reason: &str) -> &mut Desk {
        let review = review(&self.template, &self.sheet);
        for finding in review.findings(&self.template) {
            let kept = Kept { reason: reason.to_owned(), seen: finding.seen.clone() };
            self.sheet.kept.insert(finding.key(), kept);
        }
        self
    }
}

/// A small sheet in which everything small happens.
fn small_sheet() -> Desk {
    let mut desk = Desk::new(small());
    desk.head(HeadField::UnitName, "Chi bộ 3")
        .head(HeadField::UnitParent, "Đảng ủy phường Trung tâm")
        .head(HeadField::UnitKind, "cell")
        .head(HeadField::PeriodFrom, "2017")
        .head(HeadField::Number, "5-BC/CB")
        .head(HeadField::Place, "Hà Nội")
        .head(HeadField::Date, "7/2/2018")
        .head(HeadField::OnBehalf, "Chi bộ")
        .head(HeadField::Post, "Bí thư")
        .head(HeadField::Signer, "Nguyễn Văn A")
        .head(HeadField::Recipients, "Đảng ủy phường (để báo cáo)\n- Chi ủy;");
    desk.put("plan/status/progress", "under_way")
        .put("study/attendance/members/total", "32")
        .put("study/attendance/members/done", "30")
        .put("study/attendance/youth/total", "12")
        .put("study/attendance/youth/done", "12")
        .put("discipline/people/value", "0")
        .put("discipline/note/value", "Việc này đã họp bàn.\n\nChi bộ thống nhất.");
    desk.line("faults/limits", "").line("faults/limits", "");
    desk.put("faults/limits/p1/text", "Sinh hoạt chuyên đề còn ít.")
        .put("faults/limits/p2/text", "Ít người phát biểu.");
    desk.line("faults/limits", "causes").line("faults/limits", "causes");
    desk.put("faults/limits/c1/text", "Hướng dẫn đến chậm.")
        .put("faults/limits/c1/of", "p1")
        .put("faults/limits/c2/text", "Nội dung chuẩn bị chưa sát.");
    desk
}

fn texts(blocks: &[Block]) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Heading { number, text, .. } => Some(format!("{number} {text}")),
        Block::Paragraph(paragraph) => Some(paragraph.text()),
        _ => None,
    };
    blocks.iter().filter_map(text).collect()
}

fn marks(blocks: &[Block], key: &str) -> Vec<(String, Mark)> {
    let paragraphs = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(&paragraph.sentences),
        _ => None,
    });
    let said = paragraphs.flatten().filter(|sentence| sentence.key.as_deref() == Some(key));
    said.map(|sentence| (sentence.text.clone(), sentence.mark)).collect()
}

/// Why each piece is right: the bodies in capitals, "05" with its zero and no colon, day 07 and
/// month 02 with zeros, the kept copy added as last recipient (FIELD section 6); 30 of 32 is
/// 93,75%, rounded half up 93,8%; the cause of point 1 stands after it and the cause of none at
/// the end; nobody disciplined is said because 0 was typed; there is no "III", since nothing was answered there.
#[test]
fn the_blocks_of_a_small_sheet() {
    let blocks = small_sheet().blocks();
    insta::assert_snapshot!(serde_json::to_string_pretty(&blocks).unwrap());
}

#[test]
fn the_text_of_a_small_sheet() {
    insta::assert_snapshot!(output::text(&small_sheet().blocks()));
}

/// The same sheet from a school: the state's heads, "Số:" with a colon, "TM." with a dot, parts
/// with a full stop, the kept copy "Lưu: VT".
#[test]
fn a_school_has_the_letterhead_of_the_state() {
    let mut desk = small_sheet();
    desk.head(HeadField::UnitKind, "school").head(HeadField::Number, "05/BC-THCS");
    let text = output::text(&desk.blocks());
    for line in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-THCS",
        "I. LÃNH ĐẠO",
        "TM. CHI BỘ",
        "- Lưu: VT.",
    ] {
        assert!(text.lines().any(|l| l == line), "{line} in\n{text}");
    }
    assert!(!text.contains("ĐẢNG CỘNG SẢN"));
    // Whoever signs in the head's place says so in place of "TM.".
    desk.head(HeadField::OnBehalf, "KT. Hiệu trưởng");
    let text = output::text(&desk.blocks());
    assert!(text.lines().any(|l| l == "KT. HIỆU TRƯỞNG"), "{text}");
    assert!(output::html(&desk.blocks(), Lang::Vi).contains("class=\"paper paper-state\""));
}

/// A blank letterhead can be filled in by hand: dots, never an empty line or a made-up name.
#[test]
fn blanks_of_the_letterhead_are_dots() {
    let blocks = Desk::new(small()).blocks();
    let text = output::text(&blocks);
    let mut typed = Desk::new(small());
    typed.head(HeadField::Number, "Số: 12-BC/CB");
    assert!(output::text(&typed.blocks()).contains("Số 12-BC/CB"), "the colon is the state's");
    for line in ["Số ……-BC/……", "…………, ngày …… tháng …… năm ……"] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    let Some(Block::Signature(signature)) =
        blocks.iter().find(|b| matches!(b, Block::Signature(_)))
    else {
        panic!("no signature")
    };
    assert!(signature.name.chars().all(|c| c == '…'));
    assert!(signature.post.chars().all(|c| c == '…'));
}

#[test]
fn an_explicit_zero_is_said_and_a_blank_is_not() {
    let said = "Không có đảng viên bị kỷ luật.";
    let mut desk = small_sheet();
    assert!(texts(&desk.blocks()).iter().any(|text| text.contains(said)));
    desk.put("discipline/people/value", "");
    assert!(!texts(&desk.blocks()).iter().any(|text| text.contains("kỷ luật")));
}

#[test]
fn a_changed_figure_changes_its_sentence() {
    let mut desk = small_sheet();
    assert!(output::text(&desk.blocks()).contains("30/32"));
    desk.put("study/attendance/members/done", "31");
    let text = output::text(&desk.blocks());
    assert!(text.contains("31/32") && !text.contains("30/32"), "{text}");
}

/// The replacement stands, is marked, and is flagged when the figure it stood for changes; in the
/// English report too, where the made sentence is another one.
#[test]
fn own_words_are_kept_marked_and_flagged() {
    let mut desk = small_sheet();
    let key = "discipline/people";
    let made = marks(&desk.blocks(), key)[0].0.clone();
    let words =
        OwnWords { text: "Không ai bị kỷ luật <cả>.".to_owned(), instead_of: made };
    desk.edit(&Edit::OwnWords { key: key.to_owned(), words });
    for lang in [Lang::Vi, Lang::En] {
        let blocks = desk.blocks_in(lang);
        let own = vec![("Không ai bị kỷ luật <cả>.".to_owned(), Mark::OwnWords)];
        assert_eq!(marks(&blocks, key), own);
    }
    let html = output::html(&desk.blocks(), Lang::Vi);
    assert!(html.contains(
        "paper-own\" data-sentence=\"discipline/people\">Không ai bị kỷ luật &lt;cả&gt;.</span>"
    ));
    assert!(html.contains("câu do đơn vị viết"));

    desk.put("discipline/people/value", "1");
    assert_eq!(marks(&desk.blocks(), key)[0].1, Mark::Stale);
    // Not said at all any more: the words do not go missing unseen.
    desk.put("discipline/people/value", "");
    assert_eq!(marks(&desk.blocks(), key)[0].1, Mark::Stale);
}

/// Opening, leads and the sentence of an empty part are replaceable like every made sentence.
#[test]
fn every_made_sentence_can_be_replaced() {
    let mut desk = small_sheet();
    desk.put("plan/told/value", "Câu đầu.\nCâu ở dòng sau.");
    let keyed: Vec<_> = replaceable(&desk.template, &desk.sheet)
        .into_iter()
        .map(|said| (said.key, said.made))
        .collect();
    for key in ["report/opening1", "faults/limits.p1", "faults/limits.causes", "plan/status"] {
        assert!(keyed.iter().any(|(k, _)| k == key), "{key} in {keyed:?}");
    }
    for (key, made) in keyed {
        let words = OwnWords { text: format!("Câu thay cho {key}."), instead_of: made };
        desk.edit(&Edit::OwnWords { key: key.clone(), words });
        let own = vec![(format!("Câu thay cho {key}."), Mark::OwnWords)];
        assert_eq!(marks(&desk.blocks(), &key), own);
    }
    let review = review(&desk.template, &desk.sheet);
    assert!(review.findings(&desk.template).iter().all(|f| f.check != "own_words_stale"));
}

#[test]
fn a_finding_kept_with_a_reason_prints_with_it() {
    let mut desk = small_sheet();
    desk.put("study/attendance/members/rate", "50%").keep_all("Theo số đã báo cáo.");
    let blocks = desk.blocks();
    let texts = texts(&blocks);
    let remark = texts.iter().find(|text| text.contains("50%") && text.contains("lý do")).unwrap();
    let (number, remark) = remark.split_once(' ').unwrap();
    assert_eq!(
        remark,
        "Ở nội dung “Học tập, quán triệt – Đảng viên”, tỷ lệ ghi 50% nhưng tính từ hai số là 93,8%; báo cáo dùng tỷ lệ tính được. Đơn vị giữ nguyên, với lý do “Theo số đã báo cáo”."
    );
    assert!(texts.iter().any(|text| text.ends_with("Ghi chú về số liệu")));
    // In the body a mark leads from the figure to its remark, in every form of the report.
    let figure = "30/32";
    let sentence = texts.iter().find(|text| text.contains(figure)).unwrap();
    assert!(sentence.contains(&format!(". {number}")), "{sentence}");
    let marked = |out: &str, mark: &str| {
        let after = out.split(figure).nth(1).unwrap();
        assert!(after.split("</p>").next().unwrap().contains(mark), "{mark}: {after}");
        assert_eq!(out.matches(mark).count(), 1, "{mark}");
    };
    marked(&output::html(&blocks, Lang::Vi), &format!("<sup class=\"paper-note\">{number}</sup>"));
    marked(&output::clipboard_html(&blocks), &format!("<sup>{number}</sup>"));
    // A sentence that the unit left out has no mark either.
    let key = blocks_key(&blocks, figure);
    let made = marks(&blocks, &key)[0].0.clone();
    let words = OwnWords { text: String::new(), instead_of: made };
    desk.edit(&Edit::OwnWords { key, words });
    assert!(!output::html(&desk.blocks(), Lang::Vi).contains("<sup"));
}

/// The key of the sentence that says something.
fn blocks_key(blocks: &[Block], words: &str) -> String {
    let paragraphs = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(&paragraph.sentences),
        _ => None,
    });
    let sentence = paragraphs.flatten().find(|sentence| sentence.text.contains(words)).unwrap();
    sentence.key.clone().unwrap()
}

/// A document's number and the end of a date stay on one line, wherever they stand; what is copied
/// or pasted as text is what was written.
#[test]
fn a_documents_number_stays_on_one_line() {
    let mut desk = small_sheet();
    desk.put("discipline/note/value", "Theo Nghị quyết số 06-NQ/TW của Trung ương, từ năm 2024.")
        .put("faults/limits/p1/text", "Chậm theo 35/KH-UBND.");
    let blocks = desk.blocks();
    let of = |open: &str, words: &str| format!("<span {open}>{words}</span>");
    for (html, open) in [
        (output::html(&blocks, Lang::Vi), "class=\"paper-whole\""),
        (output::clipboard_html(&blocks), "style=\"white-space:nowrap\""),
    ] {
        for words in
            ["06-NQ/TW", "từ năm 2024", "35/KH-UBND", "05-BC/CB", "ngày 07 tháng 02 năm 2018"]
        {
            assert!(html.contains(&of(open, words)), "{words}\n{html}");
        }
    }
    let text = output::text(&blocks);
    assert!(text.contains("Theo Nghị quyết số 06-NQ/TW của Trung ương, từ năm 2024."), "{text}");
    assert!(text.contains("Hà Nội, ngày 07 tháng 02 năm 2018"), "{text}");
}

/// Columns of numbers and dates are as narrow as they may be, where that leaves room for words.
#[test]
fn columns_are_as_wide_as_their_class_needs() {
    let table = |columns: &[Class]| {
        let columns: Vec<Column> = columns.iter().map(|class| Column::of(*class, "Cột")).collect();
        let rows = vec![Row::of(vec!["x".to_owned(); columns.len()])];
        let blocks = [Block::Table(Table { columns, rows, ..Table::default() })];
        let html = output::html(&blocks, Lang::Vi);
        assert_eq!(
            html.matches("width").count(),
            output::clipboard_html(&blocks).matches("<th width").count()
        );
        html.split("<th scope=\"col\"")
            .skip(1)
            .map(|th| th.split('>').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let few = [Class::Place, Class::Words, Class::Short, Class::Number];
    assert_eq!(table(&few), [" width=\"5%\"", "", " width=\"14%\"", " width=\"12%\""]);
    assert!(table(&[Class::Number; 9]).concat().is_empty());
    // "Được triệu tập" is read on one line where there is room for it, and else on two.
    let wide = |n: usize| {
        let mut columns = vec![Column::words("Đối tượng")];
        columns.extend(vec![Column::number("Được triệu tập"); n]);
        let rows = vec![Row::of(vec!["x".to_owned(); n + 1])];
        output::html(&[Block::Table(Table { columns, rows, ..Table::default() })], Lang::Vi)
    };
    assert!(wide(3).contains(" width=\"21%\"") && wide(5).contains(" width=\"12%\""));
}

/// A bar of 105,9% reaches over the line of the whole; where none does, the whole is the frame.
#[test]
fn a_bar_above_the_whole_is_longer_than_the_whole() {
    let chart = |lengths: &[u16]| {
        let bar = |n: &u16| Bar { label: "x".into(), thousandths: *n, value: String::new() };
        let bars = lengths.iter().map(bar).collect();
        output::html(&[Block::Chart(Chart { caption: String::new(), bars })], Lang::Vi)
    };
    let bars = |html: &str| -> Vec<String> {
        let parts = html.split("y=\"3\" width=\"").skip(1);
        parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
    };
    let within = chart(&[1000, 942]);
    assert_eq!(bars(&within), ["100.0%", "94.2%"]);
    assert!(!within.contains("stroke=\"#000\""));
    // 1000 of 1250 is 80 of 100.
    let above = chart(&[1250, 1000]);
    assert_eq!(bars(&above), ["100.0%", "80.0%"]);
    assert_eq!(
        above.matches("<line x1=\"80.0%\" x2=\"80.0%\" y1=\"0\" y2=\"16\" stroke=\"#000\"").count(),
        2
    );
}

/// An item that is not asked of the unit's kind is not told, whatever is in it.
#[test]
fn only_what_the_kind_of_unit_is_asked() {
    let mut desk = small_sheet();
    let asked = |desk: &Desk| review(&desk.template, &desk.sheet).items["below"].asked;
    assert!(!asked(&desk), "a cell has no units below it");
    let open = |desk: &Desk| review(&desk.template, &desk.sheet).progress().1;
    let before = open(&desk);
    desk.edit(&Edit::Ask("below".to_owned()));
    assert!(asked(&desk) && open(&desk) == before + 1);
    desk.edit(&Edit::Unask("below".to_owned()));
    assert!(!asked(&desk) && open(&desk) == before);
    desk.head(HeadField::UnitKind, "committee");
    assert!(asked(&desk));
}

/// What was typed before the kind of unit was chosen must not vanish from the page and the paper.
#[test]
fn an_answer_stays_when_the_kind_of_unit_is_not_asked() {
    let mut desk = small_sheet();
    desk.put("below/units/total", "14").put("below/units/done", "14");
    assert!(review(&desk.template, &desk.sheet).items["below"].asked);
    assert!(output::text(&desk.blocks()).contains("14/14"));
}

/// Of what was not answered the report says nothing: a part that needs an answer has lines to fill
/// in by hand, any other is not there, and the parts behind it take its number.
#[test]
fn a_blank_part_has_lines_or_is_not_there() {
    let mut desk = Desk::new(directive_05());
    let paper = output::text(&desk.blocks());
    for absent in ["chưa xác định", "chưa có số liệu", "chưa tự đánh giá", "ĐỀ XUẤT", "Tuy vậy"]
    {
        assert!(!paper.contains(absent), "{absent}");
    }
    for heading in ["I- CÔNG TÁC", "II- KẾT QUẢ", "III- ĐÁNH GIÁ", "IV- PHƯƠNG HƯỚNG"]
    {
        let at = paper.find(heading).unwrap_or_else(|| panic!("{heading}"));
        let after: Vec<&str> = paper[at..].lines().filter(|l| !l.trim().is_empty()).collect();
        assert!(after[1..3].iter().any(|line| line.starts_with("………")), "{heading}: {after:?}");
    }
    // Words of its own that a unit put there with an earlier program are printed.
    let made = phieu::wording::made(&desk.template, &desk.sheet, "report/part5", Lang::Vi);
    let words = OwnWords { text: "Không có gì.".to_owned(), instead_of: made.unwrap() };
    desk.edit(&Edit::OwnWords { key: "report/part5".to_owned(), words });
    let paper = output::text(&desk.blocks());
    assert!(paper.contains("V- ĐỀ XUẤT") && paper.contains("Không có gì."), "{paper}");
    assert!(review(&desk.template, &desk.sheet).to_see() == 0);
}

/// "None" is an answer: it counts, reads as a sentence, and goes when something is written.
#[test]
fn a_list_may_say_that_there_is_none() {
    let mut desk = Desk::new(directive_05());
    desk.head(HeadField::UnitKind, "cell");
    let answered =
        |desk: &Desk, item: &str| review(&desk.template, &desk.sheet).items[item].answered;
    assert!(!answered(&desk, "I2") && !answered(&desk, "I5"));
    desk.put("I2/limitations/none", "yes").put("I5/proposals/none", "yes");
    assert!(answered(&desk, "I2") && answered(&desk, "I5"));
    let paper = output::text(&desk.blocks());
    assert!(paper.contains("Chi bộ không có hạn chế."), "{paper}");
    assert!(paper.contains("Chi bộ không có kiến nghị."), "{paper}");
    desk.row("I2/limitations", "p1", &[("text", "còn ít người phát biểu")]);
    let paper = output::text(&desk.blocks());
    assert!(!paper.contains("không có hạn chế"), "{paper}");
    // What was typed without a capital and a full stop has both on paper.
    assert!(paper.contains("Còn ít người phát biểu."), "{paper}");
}

/// An appendix is worth its page where it says more than the text; the unit may decide otherwise.
#[test]
fn the_unit_chooses_its_appendices() {
    let mut desk = Desk::new(directive_05());
    desk.put("B1/points/value", "3").put("B2/attendance/members/total", "20");
    desk.put("B2/attendance/members/done", "19").put("E2/collectives/value", "có");
    let offers = |desk: &Desk| {
        let review = review(&desk.template, &desk.sheet);
        let side = phieu::compare::Side { template: &desk.template, sheet: &desk.sheet };
        phieu::report::offers(&desk.sheet, side, &review, None)
    };
    let titles = |desk: &Desk| -> Vec<String> {
        let headings = texts(&desk.blocks()).into_iter();
        headings.filter(|text| text.starts_with("Phụ lục ")).collect()
    };
    assert_eq!(titles(&desk), Vec::<String>::new());
    assert_eq!(offers(&desk).len(), 3);
    let study = offers(&desk)[0].key.clone();
    desk.edit(&Edit::Print(study.clone(), Extent::Whole));
    assert_eq!(titles(&desk), ["Phụ lục 1. Học tập, quán triệt"]);
    desk.put("B2/attendance/cadres/total", "4").put("B2/attendance/cadres/done", "4");
    desk.edit(&Edit::Print(study, Extent::None));
    assert_eq!(titles(&desk), ["Phụ lục 1. Tỷ lệ dự học theo đối tượng"]);
}

/// Of many units the sums are printed, each beside what the body did itself, and of what the form
/// draws as bars a line a unit; all lines, or none, where it says so.
#[test]
fn the_appendix_by_unit_is_as_long_as_is_wanted() {
    let template = directive_05();
    let unit = |n: usize| {
        let mut desk = Desk::new(template.clone());
        desk.head(HeadField::UnitName, &format!("Chi bộ {n}")).head(HeadField::UnitKind, "cell");
        desk.put("B1/points/value", "2").put("B3/turns/value", "10");
        desk.put("D1/meetings/value", "12").put("E1/models/total", "1");
        std::sync::Arc::new(Contribution::of(&desk.template, &desk.sheet))
    };
    let consolidated = |units: usize| {
        let mut desk = Desk::new(template.clone());
        desk.put("B1/points/value", "3");
        let units = (0..units).map(unit).collect();
        desk.sheet.below = std::sync::Arc::new(Below { units, ..Below::default() });
        desk
    };
    let by_unit =
        |desk: &Desk| output::text(&phieu::report::by_unit(&desk.template, &desk.sheet, Lang::Vi));
    assert!(by_unit(&consolidated(5)).contains("Chi bộ 4"));
    let mut many = consolidated(50);
    let short = by_unit(&many);
    assert!(!short.contains("Chi bộ 4"), "{short}");
    let mut attended = consolidated(50);
    let mut below = (*attended.sheet.below).clone();
    let mut one = Desk::new(template.clone());
    one.head(HeadField::UnitName, "Chi bộ xóm Trại");
    one.put("B2/attendance/members/done", "18").put("B2/attendance/members/total", "20");
    below.units.push(std::sync::Arc::new(Contribution::of(&one.template, &one.sheet)));
    attended.sheet.below = std::sync::Arc::new(below);
    let paper = by_unit(&attended);
    let line = paper.lines().find(|line| line.starts_with("Chi bộ xóm Trại")).unwrap_or(&paper);
    assert_eq!(line, "Chi bộ xóm Trại\t20\t18\t90,0%");
    let line = short.lines().find(|line| line.starts_with("Tổng số điểm học")).unwrap_or(&short);
    for part in ["03", "100", "103", "50/50"] {
        assert!(line.contains(part), "{part} in {line}");
    }
    many.edit(&Edit::Print("by_unit".to_owned(), Extent::Whole));
    assert!(by_unit(&many).contains("Chi bộ 49"));
    many.edit(&Edit::Print("by_unit".to_owned(), Extent::None));
    assert_eq!(by_unit(&many), "");
}

/// Whose plan it is has been said; and an award without its form still is one.
#[test]
fn sentences_do_not_stumble_over_what_was_left_out() {
    let mut desk = Desk::new(directive_05());
    desk.head(HeadField::UnitName, "Chi bộ thôn Đông").head(HeadField::UnitKind, "cell");
    desk.row("A1/plan", "d1", &[("number", "03-KH/CB"), ("issuer", "Chi bộ thôn Đông")]);
    desk.row("E3/awards", "r1", &[("authority", "Ủy ban nhân dân xã"), ("persons", "2")]);
    let paper = output::text(&desk.blocks());
    assert!(paper.contains("Chi bộ đã ban hành Kế hoạch số 03-KH/CB."), "{paper}");
    assert!(
        paper.contains("Trong kỳ có hình thức khen của Ủy ban nhân dân xã, tặng 02 cá nhân."),
        "{paper}"
    );
}

/// A heading ends a part, and a colon may end a line; but "Nhãn: giá trị" is a form, not a report.
#[test]
fn no_line_of_the_body_is_label_and_value() {
    for desk in [small_sheet(), full_sheet()] {
        for lang in [Lang::Vi, Lang::En] {
            for text in texts(&desk.blocks_in(lang)) {
                assert!(!is_label_value(&text), "{text}");
            }
        }
    }
    assert!(is_label_value("Số hội nghị: 3"));
}

/// `^[^.]{1,60}: \S`
fn is_label_value(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(label, value)| {
        !label.contains('.') && label.chars().count() <= 60 && !value.trim().is_empty()
    })
}

/// 60 sentences, about 3,000 characters: all of them reach paper, Word and text, in a note, in a
/// point and inside a sentence.
#[test]
fn a_long_answer_is_whole() {
    let long: Vec<String> = (1..=60)
        .map(|n| format!("Câu thứ {n} nói về việc làm được trong kỳ báo cáo này."))
        .collect();
    let long = long.join(" ");
    assert!(long.chars().count() > 3000);
    let mut desk = small_sheet();
    desk.put("discipline/note/value", &long)
        .put("faults/limits/p1/text", &long)
        .put("plan/told/value", &long);
    let blocks = desk.blocks();
    for out in
        [output::html(&blocks, Lang::Vi), output::clipboard_html(&blocks), output::text(&blocks)]
    {
        for n in 1..=60 {
            assert_eq!(out.matches(&format!("Câu thứ {n} nói")).count(), 3, "{n}");
        }
        assert_eq!(out.matches(long.as_str()).count(), 3);
    }
}

#[test]
fn what_was_typed_is_text_never_markup() {
    let evil = "<script>alert(\"1\")</script> & <b style='x'>";
    let mut desk = full_sheet();
    for field in HeadField::ALL
        .into_iter()
        .filter(|f| !matches!(f, HeadField::UnitKind | HeadField::PeriodKind))
    {
        desk.head(field, evil);
    }
    desk.put("A1/note/value", evil)
        .put("E1/named/r1/name", evil)
        .put("I2/limitations/p1/text", evil);
    let html = output::html(&desk.blocks(), Lang::Vi);
    let escaped =
        "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;b style=&#39;x&#39;&gt;";
    assert!(html.contains(escaped));
    let html = html.replace(escaped, "").replace(&escaped.to_uppercase(), "");
    for bad in ["<script", "<b ", " style=", " onclick", "href", "src="] {
        assert!(!html.contains(bad), "{bad}");
    }
    assert!(!output::clipboard_html(&desk.blocks()).contains("<script"));
}

/// Every element that opens closes, in order: the page writes this as it is.
#[test]
fn the_html_is_well_formed() {
    for html in [
        output::html(&full_sheet().blocks(), Lang::Vi),
        output::clipboard_html(&full_sheet().blocks()),
    ] {
        let mut open = Vec::new();
        for tag in html.split('<').skip(1) {
            let tag = &tag[..tag.find('>').unwrap()];
            let name = tag.split([' ', '/']).next().unwrap_or_default();
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name));
            } else if !tag.ends_with('/') && !["br", "hr", "meta", "!DOCTYPE"].contains(&name) {
                open.push(name);
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }
}

/// `styles/80-letterhead.css` is made from the table of layouts, so that one edit mends both.
#[test]
fn the_style_sheet_of_the_letterheads_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/80-letterhead.css");
    let css = letterhead::css();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &css).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == css, "run `UPDATE=1 cargo test --test report`");
}

/// What Word does with the clipboard, through LibreOffice: headings stay headings, cells stay
/// cells.
#[test]
fn pasted_into_a_word_processor_headings_and_tables_stay() {
    let Some(folder) = convert("docx", &output::clipboard_html(&full_sheet().blocks())) else {
        return;
    };
    let document = unzip(&folder.join("report.docx"), "word/document.xml");
    for heading in ["I- CÔNG TÁC LÃNH ĐẠO VÀ TỔ CHỨC THỰC HIỆN", "Phụ lục 1. Văn bản đã ban hành"]
    {
        let paragraph = paragraph_with(&document, heading);
        assert!(paragraph.contains("<w:pStyle w:val=\"Heading2\"/>"), "{heading}: {paragraph}");
    }
    assert!(paragraph_with(&document, "BÁO CÁO").contains("<w:pStyle w:val=\"Heading1\"/>"));
    let cells: Vec<String> = document
        .split("<w:tc>")
        .skip(1)
        .map(|cell| words_of(&cell[..cell.find("</w:tc>").unwrap()]))
        .collect();
    for cell in ["41.004", "43.519", "94,2%", "Tất cả đối tượng", "08-KH/TU"] {
        assert!(cells.iter().any(|c| c == cell), "{cell} in {cells:?}");
    }
    assert!(document.contains("Times New Roman"));
    std::fs::remove_dir_all(folder).unwrap();
}

/// Writes a full report as a page of its own, to print and to look at:
/// `REPORT_OUT=target/report cargo test --test report -- --ignored a_report_to_look_at`.
#[test]
#[ignore = "writes files to look at"]
fn a_report_to_look_at() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = PathBuf::from(
        std::env::var_os("REPORT_OUT").unwrap_or_else(|| root.join("target/report").into()),
    );
    std::fs::create_dir_all(&folder).unwrap();
    let css = std::fs::read_to_string(root.join("styles/80-letterhead.css")).unwrap()
        + &std::fs::read_to_string(root.join("styles/80-paper.css")).unwrap();
    let mut school = full_sheet();
    school.head(HeadField::UnitKind, "school");
    let mut blank = Desk::new(directive_05());
    blank.head(HeadField::UnitKind, "cell");
    let of_file = |name: &str| {
        let bytes = std::fs::read(root.join(format!("tests/fixtures/{name}.phieu.json"))).unwrap();
        let opened = phieu::file::read(&bytes, &phieu::file::Library::builtin()).unwrap();
        Desk { template: (*opened.template).clone(), sheet: opened.sheet }
    };
    for (name, desk, lang) in [
        ("party", full_sheet(), Lang::Vi),
        ("english", full_sheet(), Lang::En),
        ("state", school, Lang::Vi),
        ("blank", blank, Lang::Vi),
        ("s1", of_file("s1"), Lang::Vi),
        ("s4", of_file("s4"), Lang::Vi),
        ("cell", of_file("cell"), Lang::Vi),
    ] {
        let html = output::html(&desk.blocks_in(lang), lang);
        let page = format!(
            "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><style>{css}</style></head><body>\
             <div id=\"app\"><div class=\"sheet-of-paper\">{html}</div></div><div id=\"paper\">{html}</div></body></html>"
        );
        std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
        let clipboard = output::clipboard_html(&desk.blocks_in(lang));
        std::fs::write(folder.join(format!("{name}.clipboard.html")), clipboard).unwrap();
    }
}

/// A made-up sheet of a province on the real template, with long texts and many rows.
fn full_sheet() -> Desk {
    let mut desk = Desk::new(directive_05());
    desk.head(HeadField::UnitName, "Ban Thường vụ Tỉnh ủy Ví Dụ")
        .head(HeadField::UnitParent, "Tỉnh ủy Ví Dụ")
        .head(HeadField::IssuingBody, "Ban Thường vụ")
        .head(HeadField::UnitKind, "province")
        .head(HeadField::PeriodKind, "years")
        .head(HeadField::PeriodFrom, "2016")
        .head(HeadField::PeriodTo, "2018")
        .head(HeadField::Number, "5-BC/TU")
        .head(HeadField::Place, "Ví Dụ")
        .head(HeadField::Date, "7/5/2018")
        .head(HeadField::OnBehalf, "Ban Thường vụ")
        .head(HeadField::Post, "Phó Bí thư")
        .head(HeadField::Signer, "Nguyễn Văn A")
        .head(HeadField::Recipients, "Ban Tuyên giáo Trung ương\nCác đồng chí Tỉnh ủy viên\nCác đảng bộ trực thuộc\nLưu Văn phòng Tỉnh ủy");
    desk.put("U1/members/value", "43.519");
    desk.row(
        "A1/plan",
        "d1",
        &[
            ("number", "08-KH/TU"),
            ("date", "05/9/2016"),
            ("issuer", "Ban Thường vụ Tỉnh ủy"),
            ("subject", "thực hiện Chỉ thị số 05-CT/TW"),
        ],
    )
    .row(
        "A1/plan",
        "d2",
        &[
            ("number", "21-KH/TU"),
            ("date", "24.2.2017"),
            ("issuer", "Ban Thường vụ Tỉnh ủy"),
            ("subject", "học tập chuyên đề năm 2017 và những năm tiếp theo của toàn khóa"),
        ],
    )
    .row(
        "C1/standards",
        "d1",
        &[
            ("number", "46-QĐ/TU"),
            ("date", "01/12/2016"),
            ("issuer", "Tỉnh ủy"),
            ("subject", "chuẩn mực đạo đức của cán bộ, đảng viên"),
        ],
    );
    desk.put(
        "A1/note/value",
        "Kế hoạch được gửi đến từng chi bộ.\nCác chi bộ đều góp ý trước khi ban hành.",
    );
    desk.put("B1/held/value", "12").put("B1/points/value", "257");
    for n in 1..=12 {
        let (line, date) = (format!("r{n}"), format!("{n}/10/2016"));
        desk.row(
            "B1/conferences",
            &line,
            &[
                ("date", &date),
                ("content", "Quán triệt Chỉ thị và kế hoạch của Tỉnh ủy"),
                ("place", "Hội trường Tỉnh ủy"),
            ],
        );
    }
    for (audience, total, done) in [
        ("members", "43.519", "41.004"),
        ("officials", "2.100", "2.079"),
        ("union", "18.240", "15.020"),
        ("masses", "9.000", "6.310"),
        ("overall", "72.859", "64.413"),
    ] {
        desk.put(&format!("B2/attendance/{audience}/total"), total)
            .put(&format!("B2/attendance/{audience}/done"), done);
    }
    desk.put("B2/attendance/cadres/rate", "trên 95%");
    desk.put("E1/models/total", "290")
        .put("E1/models/level/province", "03")
        .put("E1/models/level/district", "36")
        .put("E1/models/level/grassroots", "241");
    for n in 1..=4 {
        let line = format!("r{n}");
        desk.row(
            "E1/named",
            &line,
            &[
                ("name", "Tuyến phố tự quản"),
                ("where", "Chi bộ 3"),
                ("result", "đường phố sạch hơn"),
            ],
        );
    }
    desk.put("G1/status/progress", "not_started")
        .put("G1/status/cause", "Hướng dẫn của cấp trên đến chậm.");
    for group in ["g1", "g2", "g3", "g5", "g6"] {
        desk.put(&format!("{group}/status/progress"), "done");
    }
    desk.put("g4/status/progress", "under_way");
    desk.put("H2/discipline/value", "0").put("H2/complaints/value", "3");
    let long = "Cấp ủy các cấp chủ động lồng ghép việc học tập với nhiệm vụ chính trị, gắn trách nhiệm của người đứng đầu với từng việc cụ thể, có thời hạn và có người theo dõi.";
    for n in 1..=3 {
        desk.line("I1/strengths", "").put(&format!("I1/strengths/p{n}/text"), long);
    }
    desk.line("I1/strengths", "causes")
        .put("I1/strengths/c1/text", "Sự chỉ đạo thường xuyên của cấp trên.");
    for n in 1..=3 {
        desk.line("I2/limitations", "").put(&format!("I2/limitations/p{n}/text"), long);
    }
    for (n, of) in [(1, "p1"), (2, "p1 p3"), (3, "")] {
        desk.line("I2/limitations", "causes")
            .put(
                &format!("I2/limitations/c{n}/text"),
                "Tài liệu hướng dẫn đến chậm so với kế hoạch.",
            )
            .put(&format!("I2/limitations/c{n}/of"), of);
    }
    for n in 1..=2 {
        desk.line("I4/solutions", "").put(&format!("I4/solutions/p{n}/text"), long);
    }
    let made = marks(&desk.blocks(), "B1/held")[0].0.clone();
    let words = OwnWords {
        text: "Toàn tỉnh đã mở 12 hội nghị, lớp học ở các cấp.".to_owned(),
        instead_of: made,
    };
    desk.edit(&Edit::OwnWords { key: "B1/held".to_owned(), words });
    desk.keep_all("Số liệu ghi theo báo cáo của các đơn vị, chưa đối chiếu lại");
    desk
}

/// Converts HTML by LibreOffice; the folder in which the result lies.
fn convert(to: &str, html: &str) -> Option<PathBuf> {
    let folder = std::env::temp_dir().join(format!("phieu-report-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("report.html"), html).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let run = Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            to,
            "--outdir",
        ])
        .arg(&folder)
        .arg(folder.join("report.html"))
        .output();
    match run {
        Ok(run) => {
            let made = folder.join(format!("report.{to}"));
            assert!(made.is_file(), "{}", String::from_utf8_lossy(&run.stderr));
            Some(folder)
        }
        Err(error) => {
            eprintln!("NOT TESTED: soffice does not start ({error}); install LibreOffice Writer");
            None
        }
    }
}

fn unzip(archive: &Path, name: &str) -> String {
    let run = Command::new("unzip").arg("-p").arg(archive).arg(name).output().unwrap();
    assert!(run.status.success(), "unzip {}", archive.display());
    String::from_utf8(run.stdout).unwrap()
}

/// The words between the tags.
fn words_of(xml: &str) -> String {
    let texts = xml.split("<w:t").skip(1).filter_map(|text| {
        let text = text.split_once('>')?.1;
        Some(&text[..text.find("</w:t>")?])
    });
    texts.collect::<String>()
}

/// The paragraph of a document that says exactly this.
fn paragraph_with(document: &str, words: &str) -> String {
    let paragraphs = document.split("<w:p>").skip(1);
    let found = paragraphs
        .map(|paragraph| &paragraph[..paragraph.find("</w:p>").unwrap_or(paragraph.len())])
        .find(|paragraph| words_of(paragraph).trim() == words);
    found.unwrap_or_else(|| panic!("no paragraph says {words}")).to_owned()
}

/// A newcomer emptied the box of a sentence and still found it on paper: an empty box leaves it out,
/// and the box stays, so that it can be taken back.
#[test]
fn a_sentence_with_an_empty_box_is_left_out() {
    use phieu::sheet::{Edit, OwnWords, apply};
    let library = phieu::file::Library::builtin();
    let file = include_bytes!("fixtures/cell.phieu.json");
    let opened = phieu::file::read(file, &library).unwrap();
    let said = phieu::report::replaceable(&opened.template, &opened.sheet);
    let one =
        said.iter().find(|said| said.key.contains('/') && !said.key.starts_with("report")).unwrap();
    let words = OwnWords { text: " ".to_owned(), instead_of: one.made.clone() };
    let edit = Edit::OwnWords { key: one.key.clone(), words };
    let sheet = apply(&opened.sheet, &opened.template, &edit);
    let review = phieu::review::review(&opened.template, &sheet);
    let blocks =
        phieu::report::report(&opened.template, &sheet, &review, phieu::language::Lang::Vi, None);
    assert!(!phieu::output::text(&blocks).contains(&one.made));
    assert_eq!(
        phieu::report::replaceable(&opened.template, &sheet),
        said,
        "its box is where it was"
    );
}

/// A district's sheet with what its units gave put into its place.
fn district(own: &[(&str, &str)], units: &[&[(&str, &str)]]) -> Desk {
    let template = directive_05();
    let filled = |kind: &str, cells: &[(&str, &str)]| {
        let mut desk = Desk::new(template.clone());
        desk.head(HeadField::UnitKind, kind).head(HeadField::PeriodFrom, "2017");
        for (place, text) in cells {
            // The first cell of a table is in its first line.
            if let Some((table, "name" | "form")) = place.split_once("/r1/") {
                desk.line(table, "");
            }
            desk.put(place, text);
        }
        desk
    };
    let unit = |(n, cells): (usize, &&[(&str, &str)])| {
        let mut desk = filled("base", cells);
        desk.head(HeadField::UnitName, &format!("Đơn vị {}", n + 1));
        desk.sheet.id = format!("u{n}");
        std::sync::Arc::new(Contribution::of(&desk.template, &desk.sheet))
    };
    let mut desk = filled("district", own);
    let units = units.iter().enumerate().map(unit).collect();
    desk.sheet = phieu::roll_up::collect(&desk.template, &desk.sheet, units);
    desk
}

/// What the report of a consolidated sheet says.
fn joined_text(desk: &Desk, lang: Lang) -> String {
    let template = desk.template.clone();
    let sheet = phieu::roll_up::joined(&template, &desk.sheet);
    output::text(&Desk { template, sheet }.blocks_in(lang))
}

/// A sentence made of one unit's answer reads like one about all of them: it says of how many it is,
/// whatever the body itself adds; of all of them it says nothing.
#[test]
fn a_figure_of_some_units_says_of_how_many() {
    let points: &[(&str, &str)] = &[("B1/points/value", "3")];
    let coverage = |own: &[(&str, &str)], units: &[&[(&str, &str)]]| {
        let said = joined_text(&district(own, units), Lang::Vi);
        said.lines()
            .filter(|line| line.contains("Mục này có ở"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(coverage(&[], &[points, points]), Vec::<String>::new());
    for own in [&[][..], points] {
        let said = coverage(own, &[points, &[], &[]]);
        assert!(said.len() == 1 && said[0].starts_with("Mục này có ở 1/3 phiếu."), "{said:?}");
    }
}

/// Where the figures of an item are from different numbers of units, those are named that do not reach
/// all; "of one to six of six units" told nobody which.
#[test]
fn figures_of_different_reach_are_named() {
    let full: &[(&str, &str)] = &[("B3/turns/value", "10"), ("B3/make_up/value", "2")];
    let part: &[(&str, &str)] = &[("B3/turns/value", "10")];
    let desk = district(&[], &[full, part, part]);
    let said = joined_text(&desk, Lang::Vi);
    let line = said.lines().find(|line| line.contains("Mục này không có đủ ở mọi phiếu"));
    let line = line.unwrap_or_else(|| panic!("{said}"));
    assert!(line.contains("“lượt học bù” có ở 1/3 phiếu"), "{line}");
    assert!(!line.contains("3/3"), "what all gave is not named: {line}");
}

/// What the sums do not show of the units' answers, one line each: what they gave and its cell, with
/// what the joined report says and does not say of it.
#[test]
fn a_sum_does_not_say_more_than_its_units() {
    let text = |own: &[(&str, &str)], units: &[&[(&str, &str)]]| {
        let desk = district(own, units);
        let side = phieu::compare::Side { template: &desk.template, sheet: &desk.sheet };
        output::text(&phieu::report::consolidated(side, Lang::Vi, "0000", None))
    };
    let prose = |text: String| text.split("Phụ lục").next().unwrap_or_default().to_owned();
    // One unit of two gave it: "cả 05 đơn vị" would be read as of both.
    let launched: &[(&str, &str)] = &[("B5/units/done", "5"), ("B5/units/total", "5")];
    let other: &[(&str, &str)] = &[("B3/turns/value", "1")];
    let said = prose(text(&[], &[launched, other]));
    assert!(said.contains("Có 05/05 đơn vị") && !said.contains("Cả 05"), "{said}");
    let said = prose(text(&[], &[launched, launched]));
    assert!(said.contains("Cả 10 đơn vị"), "{said}");
    // "Có" is an answer: of so many sheets it is, not of none.
    let some: &[(&str, &str)] = &[("H3/money/value", "có")];
    let said = prose(text(&[], &[some, other]));
    assert!(said.contains("Mục này có ở 1/2 phiếu.") && !said.contains("0/2"), "{said}");
    // The new ones of one unit and those kept up of another: the split is of both of them.
    let new: &[(&str, &str)] = &[("E1/models/total", "2"), ("E1/models/state/new", "1")];
    let kept: &[(&str, &str)] = &[("E1/models/total", "2"), ("E1/models/state/kept", "1")];
    let none: &[(&str, &str)] = &[("E1/models/total", "4")];
    let said = prose(text(&[], &[new, kept, none]));
    assert!(said.contains("Riêng số liệu theo tình trạng là của 02 đơn vị."), "{said}");
    // Parts that overlap for a reason close above too.
    let parts: &[(&str, &str)] = &[
        ("E1/models/total", "3"),
        ("E1/models/state/new", "1"),
        ("E1/models/state/kept", "2"),
        ("E1/models/state/spread", "1"),
    ];
    let why: &[(&str, &str)] = &[("E1/models/overlap", "một mô hình vừa duy trì vừa nhân rộng")];
    assert!(text(&[], &[parts, other]).contains("chưa khớp, chưa nêu lý do"));
    // With the reason of the unit that has them, for the sum has them too.
    let overlapping = text(&[], &[&[parts, why].concat(), other]);
    assert!(!overlapping.contains("chưa khớp"));
    let reason = "Các phần có chỗ trùng nhau, theo phiếu của Đơn vị 1 (“một mô hình vừa duy trì vừa nhân rộng”).";
    assert!(prose(overlapping.clone()).contains(reason), "{overlapping}");
    // The units' numbers are not of what the body itself did: its own contest got no 45 entries, and its
    // own inspection is none of their four.
    let theirs: &[(&str, &str)] =
        &[("F2/held/value", "1"), ("F2/entries/value", "45"), ("G1/number/value", "4")];
    let said = prose(text(&[], &[theirs, theirs]));
    assert!(said.contains("02 hội thi, cuộc thi") && said.contains("90 bài dự thi"), "{said}");
    let own: &[(&str, &str)] = &[
        ("F2/contests/r1/name", "Tìm hiểu Chỉ thị"),
        ("F2/contests/r1/entries", "30"),
        ("G1/inspections/r1/form", "giám sát"),
        ("G1/inspections/r1/target", "Chi bộ Bốn"),
    ];
    let said = prose(text(own, &[theirs]));
    assert!(said.contains("“Tìm hiểu Chỉ thị”, nhận được 30 bài dự thi"), "{said}");
    assert!(!said.contains("Đó là") && !said.contains("Trong số đó"), "{said}");
    let counted: &[(&str, &str)] =
        &[("F2/held/value", "1"), ("F2/entries/value", "30"), ("G1/number/value", "1")];
    let said = prose(text(&[own, counted].concat(), &[theirs]));
    assert!(
        said.contains("Trong số đó có cuộc thi “Tìm hiểu Chỉ thị”, nhận được 30 bài"),
        "{said}"
    );
    assert!(
        said.contains("75 bài dự thi") && said.matches("Trong số đó có").count() == 2,
        "{said}"
    );
    // What is left out of the prose, "over all" of fewer than the groups, is not said to be of few.
    let members: &[(&str, &str)] =
        &[("B2/attendance/members/done", "9"), ("B2/attendance/members/total", "10")];
    let overall: &[(&str, &str)] =
        &[("B2/attendance/overall/done", "19"), ("B2/attendance/overall/total", "20")];
    let said = prose(text(&[], &[members, members, &[members, overall].concat()]));
    assert!(said.contains("27/30") && !said.contains("tất cả đối tượng"), "{said}");
}

/// Rows are no figures and do not join; what the units wrote there is told as theirs, with its sums, so
/// that awards of the units are not left out beside one of the body itself.
#[test]
fn rows_of_units_are_told_as_theirs() {
    let filled = |kind: &str, awards: &[(&str, &str)], models: &[(&str, &str)]| {
        let mut desk = Desk::new(directive_05());
        desk.head(HeadField::UnitKind, kind).head(HeadField::PeriodFrom, "2017");
        desk.row("E3/awards", "r1", awards);
        if !models.is_empty() {
            desk.row("E1/named", "r1", models);
        }
        desk
    };
    let unit = |models: &[(&str, &str)]| {
        let desk = filled("base", &[("form", "praise"), ("persons", "4")], models);
        std::sync::Arc::new(Contribution::of(&desk.template, &desk.sheet))
    };
    let own = [("authority", "Đảng ủy xã"), ("collectives", "2"), ("persons", "5")];
    let mut desk = filled("district", &own, &[]);
    let units = vec![unit(&[]), unit(&[("name", "“Tuyến phố xanh”")])];
    desk.sheet = phieu::roll_up::collect(&desk.template, &desk.sheet, units);
    for (lang, awards, models) in [
        (
            Lang::Vi,
            "nêu thêm 02 dòng trong bảng “Khen thưởng theo cấp và hình thức”, với cá nhân 08.",
            "Phiếu của các đơn vị nêu 01 mô hình: “Tuyến phố xanh” (",
        ),
        (Lang::En, "with individuals 8.", "“Tuyến phố xanh” ("),
    ] {
        let side = phieu::compare::Side { template: &desk.template, sheet: &desk.sheet };
        let said = output::text(&phieu::report::consolidated(side, lang, "0000", None));
        assert!(said.contains(awards) && said.contains(models), "{said}");
    }
}

/// Where not all have sent, the cells that sent are not all there are; a surplus that its unit explains
/// hides who was absent at another one, and is told beside the sum.
#[test]
fn a_sum_says_what_it_cannot_know() {
    let mut desk = district(&[], &[]);
    let cell = |id: &str, done: &str, reason: &str| {
        let mut desk = Desk::new(directive_05());
        desk.head(HeadField::UnitKind, "cell").head(HeadField::UnitName, id);
        desk.head(HeadField::PeriodFrom, "2017");
        desk.put("B2/attendance/members/done", done).put("B2/attendance/members/total", "20");
        if !reason.is_empty() {
            let found = phieu::review::review(&desk.template, &desk.sheet);
            let found = found.findings(&desk.template);
            let found = found.into_iter().find(|f| f.check == "present_above_summoned").unwrap();
            let kept = phieu::sheet::Kept { reason: reason.to_owned(), seen: found.seen.clone() };
            desk.sheet.kept.insert(found.key(), kept);
        }
        desk.sheet.id = id.to_owned();
        std::sync::Arc::new(Contribution::of(&desk.template, &desk.sheet))
    };
    let units = vec![cell("Chi bộ 1", "22", "có người dự nhờ"), cell("Chi bộ 2", "18", "")];
    desk.sheet = phieu::roll_up::collect(&desk.template, &desk.sheet, units);
    let text = |desk: &Desk| {
        let side = phieu::compare::Side { template: &desk.template, sheet: &desk.sheet };
        output::text(&phieu::report::consolidated(side, Lang::Vi, "0000", None))
    };
    let said = text(&desk);
    assert!(said.contains("tại 02 chi bộ"), "{said}");
    let caution = "Số liệu mục này của Chi bộ 1 có chỗ chưa khớp, đã nêu lý do.";
    assert!(said.contains("40/40") && said.contains(caution), "{said}");
    let expected = ["Chi bộ 1", "Chi bộ 2", "Chi bộ 3"].map(|name| phieu::sheet::Expected {
        id: name.to_owned(),
        name: name.to_owned(),
        ..phieu::sheet::Expected::default()
    });
    let mut below = (*desk.sheet.below).clone();
    below.roster = expected.to_vec();
    desk.sheet.below = std::sync::Arc::new(below);
    let said = text(&desk);
    assert!(!said.contains("tại 02 chi bộ") && said.contains("có từ 2 chi bộ trở lên"), "{said}");
}

/// A split that one unit gave reads like one of all: of how many it is stands beside it; and an answer
/// that is no figure is not counted among the figures.
#[test]
fn a_split_of_some_units_says_so() {
    let split: &[(&str, &str)] = &[("E1/models/total", "2"), ("E1/models/state/new", "1")];
    let total: &[(&str, &str)] = &[("E1/models/total", "4")];
    let said = |units: &[&[(&str, &str)]]| joined_text(&district(&[], units), Lang::Vi);
    let text = said(&[split, total, total]);
    assert!(text.contains("Riêng số liệu theo tình trạng là của 01 đơn vị."), "{text}");
    assert!(!said(&[split, split]).contains("Riêng số liệu"));
    let vague: &[(&str, &str)] = &[("B3/turns/value", "khá nhiều")];
    let known: &[(&str, &str)] = &[("B3/turns/value", "40")];
    let text = said(&[vague, known, known]);
    assert!(text.contains("Mục này có ở 2/3 phiếu. "), "{text}");
}

/// Where the appendix has the sums alone, names are in none of them: short lists stand there with their
/// units, and of a long one the sums.
#[test]
fn the_short_appendix_lists_what_units_listed() {
    let said = |units: usize| {
        let one: &[(&str, &str)] =
            &[("E3/awards/r1/form", "certificate"), ("E3/awards/r1/authority", "Sở Nội vụ")];
        let mut desk = district(&[], &vec![one; units]);
        desk.sheet.appendix.insert("by_unit".to_owned(), phieu::sheet::Extent::Short);
        let side = phieu::compare::Side { template: &desk.template, sheet: &desk.sheet };
        let blocks = phieu::report::consolidated(side, Lang::Vi, "0000", None);
        output::text(&blocks).matches("Sở Nội vụ").count()
    };
    assert_eq!((said(3), said(40), said(41)), (3, 40, 0));
}

/// "Ít nhất 20" beside others is no upper end, and "hơn 20" of one is not said of all.
#[test]
fn what_each_unit_gave_stays_open_where_one_was() {
    let said = |texts: &[&str]| {
        let cells: Vec<[(&str, &str); 1]> =
            texts.iter().map(|text| [("D1/minutes/value", *text)]).collect();
        let units: Vec<&[(&str, &str)]> = cells.iter().map(|cells| &cells[..]).collect();
        let text = joined_text(&district(&[], &units), Lang::Vi);
        let at = text.find("Mỗi kỳ sinh hoạt dành ").unwrap();
        text[at..].split(" cho ").next().unwrap().replace("Mỗi kỳ sinh hoạt dành ", "")
    };
    assert_eq!(said(&["20", "15 - 20"]), "từ 15 đến 20 phút");
    assert_eq!(said(&["20", "15 - 20", "ít nhất 20"]), "từ 15 phút trở lên");
    assert_eq!(said(&["ít nhất 20"]), "từ 20 phút trở lên");
    assert_eq!(said(&["hơn 20", "30"]), "từ 20 phút trở lên");
    assert_eq!(said(&["hơn 20", "hơn 15"]), "hơn 15 phút");
    assert_eq!(said(&["20", "khoảng 15"]), "khoảng từ 15 đến 20 phút");
}

/// Of twelve sheets nine may be those of one commune: who sent directly is counted too.
#[test]
fn coverage_is_also_of_those_who_sent_directly() {
    let one: &[(&str, &str)] =
        &[("B3/turns/value", "40"), ("C3/mended/done", "1"), ("C3/mended/total", "2")];
    // How often is no figure: who says that alone is not among those who gave the numbers.
    let desk = district(&[], &[one, one, &[("C3/often/chosen/quarterly", "1")]]);
    let mut below = (*desk.sheet.below).clone();
    for (n, unit) in below.units.iter_mut().enumerate() {
        let mut of = (**unit).clone();
        of.fingerprint = format!("{n:064}");
        (of.consolidates, of.within) = match n {
            0 => (true, String::new()),
            1 => (false, phieu::sheet::below::short(&"0".repeat(64)).to_owned()),
            _ => (false, String::new()),
        };
        *unit = std::sync::Arc::new(of);
    }
    let sheet = phieu::sheet::Sheet { below: std::sync::Arc::new(below), ..desk.sheet.clone() };
    let side = phieu::compare::Side { template: &desk.template, sheet: &sheet };
    let text = output::text(&phieu::report::consolidated(side, Lang::Vi, "0000", None));
    let said = "Mục này có ở 2/3 phiếu, của 1/2 đơn vị gửi trực tiếp.";
    assert_eq!(text.matches(said).count(), 2, "{text}");
    // Two sent, and there are three sheets: the paper says why.
    assert!(text.contains("còn có 01 phiếu của cấp dưới, nên có tất cả 3 phiếu."), "{text}");
}

/// A sum of one unit's and of the body's own is not of one sheet alone, and a split that the body alone gave
/// is no unit's.
#[test]
fn the_bodys_own_part_is_in_the_words_about_the_sum() {
    let text = |own: &[(&str, &str)], units: &[&[(&str, &str)]]| {
        let desk = district(own, units);
        let side = phieu::compare::Side { template: &desk.template, sheet: &desk.sheet };
        output::text(&phieu::report::consolidated(side, Lang::Vi, "0000", None))
    };
    let two: &[(&str, &str)] = &[("G1/number/value", "2")];
    let said = text(two, &[&[("G1/number/value", "1")], &[("B3/turns/value", "1")]]);
    assert!(
        said.contains("Mục này có ở 1/2 phiếu và ở phần của chính nơi lập báo cáo. "),
        "{said}"
    );
    let said = text(&[], &[two, &[("B3/turns/value", "1")]]);
    assert!(said.contains("Mục này có ở 1/2 phiếu. "), "{said}");
    // It gave one figure of the item and left the other blank.
    let said = text(
        &[("U1/direct/value", "2")],
        &[
            &[("U1/members/value", "9"), ("U1/probationary/value", "1"), ("U1/direct/value", "3")],
            &[("U1/members/value", "8"), ("U1/direct/value", "4")],
        ],
    );
    assert!(said.contains("đảng viên dự bị” có ở 1/2 phiếu."), "{said}");
    let split: &[(&str, &str)] = &[("E1/models/total", "2"), ("E1/models/state/new", "1")];
    let said = text(split, &[&[("E1/models/total", "4")]]);
    assert!(said.contains("Riêng số liệu theo tình trạng là của 01 nơi."), "{said}");
    // What the body alone gave stands in the appendix too, which its sums are checked by.
    let own: &[(&str, &str)] =
        &[("B2/attendance/masses/done", "120"), ("B2/attendance/masses/total", "150")];
    let unit: &[(&str, &str)] =
        &[("B2/attendance/members/done", "9"), ("B2/attendance/members/total", "10")];
    let said = text(own, &[unit]);
    let at = said.find("Phụ lục tổng hợp").unwrap_or_else(|| panic!("{said}"));
    let row = |first: &str| said[at..].lines().any(|l| l.starts_with(first) && l.contains("150"));
    assert!(row("Tự thực hiện") && row("Tổng cộng"), "{said}");
}

/// A group that one unit of three gave stands in the sentence beside one that all gave.
#[test]
fn a_group_of_fewer_units_says_of_how_many() {
    let members: &[(&str, &str)] =
        &[("B2/attendance/members/done", "9"), ("B2/attendance/members/total", "10")];
    let both: Vec<(&str, &str)> =
        [members, &[("B2/attendance/masses/done", "42"), ("B2/attendance/masses/total", "50")]]
            .concat();
    let said = joined_text(&district(&[], &[&both, members, members]), Lang::Vi);
    assert!(said.contains("Kết quả với quần chúng là của 01 đơn vị."), "{said}");
    let said = joined_text(&district(&[], &[&both, &both]), Lang::Vi);
    assert!(!said.contains("Kết quả với"), "{said}");
}

/// Of grades that only some units gave the rate is of those, and says so: a lower grade would be below a
/// higher one, of another number of people.
#[test]
fn grades_of_some_units_say_of_how_many_they_are() {
    let whole: &[(&str, &str)] = &[
        ("H1/members/total", "32"),
        ("H1/members/excellent/done", "5"),
        ("H1/members/good/done", "24"),
        ("H1/members/fair/done", "3"),
        ("H1/members/failed/done", "0"),
    ];
    let part: &[(&str, &str)] = &[
        ("H1/members/total", "30"),
        ("H1/members/excellent/done", "5"),
        ("H1/members/good/done", "20"),
    ];
    let said = joined_text(&district(&[], &[whole, part]), Lang::Vi);
    let line =
        said.lines().find(|line| line.contains("mức này")).unwrap_or_else(|| panic!("{said}"));
    // 3 of 32 are 9,375%, not of 62; 44 of 62 are 70,97%.
    assert!(line.contains("(9,4% của 32 đảng viên có số liệu mức này)"), "{line}");
    assert!(line.contains("44 đảng viên") && line.contains("(71,0%)"), "{line}");
    // Who says how many were good or better, and how many fair, has said how many were fair or better: it
    // cannot be fewer above.
    let grouped: &[(&str, &str)] = &[
        ("H1/members/total", "28"),
        ("H1/members/good_up/done", "26"),
        ("H1/members/fair/done", "2"),
    ];
    let desk = district(&[], &[whole, grouped]);
    let sum = &desk.sheet.field("H1", "members").unwrap().collected.as_ref().unwrap().value;
    let done = |code: &str| sum.sum(&format!("{code}.done")).unwrap().typed();
    assert_eq!((done("good_up"), done("fair_up")), ("55".to_owned(), "60".to_owned()));
}

/// That nobody was punished is said by those who were asked: of how many sheets it is stands before it.
#[test]
fn of_how_many_it_is_stands_before_what_is_said() {
    let none: &[(&str, &str)] = &[("H2/discipline/value", "0")];
    let said = joined_text(&district(&[], &[none, &[("B3/turns/value", "1")]]), Lang::Vi);
    let line =
        said.lines().find(|line| line.contains("kỷ luật")).unwrap_or_else(|| panic!("{said}"));
    assert!(line.starts_with("Mục này có ở 1/2 phiếu."), "{line}");
}

/// A sum of three sheets is no loss beside one of ten: the comparison says of how many both are, and
/// nothing where all sent both times.
#[test]
fn the_comparison_says_of_how_many_sheets_it_is() {
    let unit: &[(&str, &str)] = &[("B3/turns/value", "10")];
    let with_list = |units: &[&[(&str, &str)]], expected: usize| {
        let mut desk = district(&[], units);
        let mut below = (*desk.sheet.below).clone();
        below.roster = (0..expected)
            .map(|n| phieu::sheet::Expected {
                id: format!("x.{n}"),
                name: format!("U{n}"),
                code: String::new(),
            })
            .collect();
        for (n, unit) in below.units.iter_mut().enumerate() {
            let mut named = (**unit).clone();
            named.unit.id = format!("x.{n}");
            *unit = std::sync::Arc::new(named);
        }
        desk.sheet.below = std::sync::Arc::new(below);
        desk
    };
    fn side(desk: &Desk) -> phieu::compare::Side<'_> {
        phieu::compare::Side { template: &desk.template, sheet: &desk.sheet }
    }
    let paper = |now: &Desk, before: &Desk| {
        output::text(&phieu::report::consolidated(side(now), Lang::Vi, "0000", Some(side(before))))
    };
    let (one, two) = (with_list(&[unit], 3), with_list(&[unit, unit], 2));
    let text = paper(&one, &two);
    assert!(text.contains("giảm 10"), "{text}");
    assert!(text.contains("Kỳ này cộng từ phiếu của 1/3 đơn vị, kỳ trước từ 2/2 đơn vị"), "{text}");
    assert!(!paper(&two, &two).contains("kỳ trước từ"));
    // One sheet with the numbers of all before: what lacks now is said all the same.
    let alone = with_list(&[], 0);
    let mut alone = Desk { template: alone.template.clone(), sheet: alone.sheet };
    alone.put("B3/turns/value", "20");
    let text = paper(&one, &alone);
    assert!(text.contains("của 1/3 đơn vị, kỳ trước là số ghi ở một phiếu"), "{text}");
    assert!(!paper(&two, &alone).contains("ghi ở một phiếu"));
    // What the columns of the units' tables add up to is a number of the whole as well: the body's own
    // awards, fewer than all there were, are no fall.
    let awards = |collectives, persons| {
        [
            ("E3/awards/r1/form", "giấy khen"),
            ("E3/awards/r1/collectives", collectives),
            ("E3/awards/r1/persons", persons),
        ]
    };
    let now = district(&awards("2", "6"), &[&awards("3", "7")]);
    let before = district(&awards("4", "10"), &[&awards("0", "1")]);
    let text = paper(&now, &before);
    assert!(text.contains("Tập thể\t04\t05\ttăng 01"), "{text}");
    assert!(text.contains("Cá nhân\t11\t13\ttăng 02"), "{text}");
}

/// A sum that holds one unit's impossible numbers reads like any other: the sentence after it says whose
/// they are, until that unit gives its reason.
#[test]
fn a_sum_of_figures_that_do_not_fit_says_whose_they_are() {
    let fits: &[(&str, &str)] = &[("B5/people/total", "20"), ("B5/people/done", "19")];
    let does_not: &[(&str, &str)] = &[("B5/people/total", "20"), ("B5/people/done", "22")];
    let paper = |units: &[&[(&str, &str)]]| {
        let mut desk = district(&[], units);
        let mut below = (*desk.sheet.below).clone();
        for (n, unit) in below.units.iter_mut().enumerate() {
            let mut named = (**unit).clone();
            named.unit.name.set(&format!("Chi bộ {}", n + 1));
            *unit = std::sync::Arc::new(named);
        }
        desk.sheet.below = std::sync::Arc::new(below);
        let side = phieu::compare::Side { template: &desk.template, sheet: &desk.sheet };
        output::text(&phieu::report::consolidated(side, Lang::Vi, "0000", None))
    };
    let said = "Số liệu mục này của Chi bộ 2 còn chỗ chưa khớp, chưa nêu lý do.";
    let text = paper(&[fits, does_not]);
    assert!(text.contains(said), "{text}");
    // It stands in the body, before the signature and the tables.
    assert!(text.find(said) < text.find("Số liệu theo đơn vị"), "{text}");
    assert!(!paper(&[fits, fits]).contains("còn chỗ chưa khớp"));
}

/// What does not fit in one unit's answers is on the paper of whoever signs the sum: a total that its parts
/// do not make, also where the sum hides it behind another unit's “khoảng”; more summoned than there are.
#[test]
fn what_does_not_fit_at_a_unit_is_on_the_paper_above() {
    let lost: &[(&str, &str)] = &[
        ("H1/members/total", "38"),
        ("H1/members/excellent/done", "7"),
        ("H1/members/good/done", "25"),
        ("H1/members/fair/done", "5"),
        ("H1/members/failed/done", "0"),
        ("U1/members/value", "38"),
    ];
    let rough: &[(&str, &str)] = &[
        ("H1/members/total", "khoảng 20"),
        ("H1/members/excellent/done", "2"),
        ("H1/members/good/done", "khoảng 16"),
        ("H1/members/fair/done", "2"),
        ("H1/members/failed/done", "0"),
    ];
    let called: &[(&str, &str)] =
        &[("U1/members/value", "29"), ("B2/attendance/members/total", "31")];
    let fits: &[(&str, &str)] =
        &[("U1/members/value", "31"), ("B2/attendance/members/total", "29")];
    let paper = |units: &[&[(&str, &str)]]| {
        let desk = district(&[], units);
        let side = phieu::compare::Side { template: &desk.template, sheet: &desk.sheet };
        output::text(&phieu::report::consolidated(side, Lang::Vi, "0000", None))
    };
    let text = paper(&[lost, rough, called]);
    assert!(text.contains("tổng số ghi là 38, các phần cộng lại là 37"), "{text}");
    assert!(text.contains("(31 so với 29)"), "{text}");
    assert!(!paper(&[rough, fits]).contains("chưa nêu lý do"));
}

/// The sentences that may be put in other words are those on the paper: of what was joined. Words put
/// for one stand on the paper and are true until a unit's figure changes.
#[test]
fn the_sentences_of_a_consolidated_sheet_are_those_of_its_paper() {
    let own = [("B1/points/value", "16")];
    let of = |points| {
        let unit = [("B1/points/value", points), ("B3/turns/value", "10")];
        district(&own, &[&unit])
    };
    let mut desk = of("75");
    let said = replaceable(&desk.template, &desk.sheet);
    let made = |key: &str| said.iter().find(|said| said.key == key).map(|said| said.made.as_str());
    assert_eq!(made("B1/points"), Some("Toàn Đảng bộ có 91 điểm học."));
    assert!(said.iter().any(|said| said.key == "B3/turns"), "a sentence of sums alone: {said:?}");
    let paper = joined_text(&desk, Lang::Vi);
    for said in &said {
        assert!(paper.contains(&said.made), "{} is not on the paper:\n{paper}", said.made);
    }
    let instead_of = made("B1/points").unwrap().to_owned();
    let words = OwnWords { text: "Có tới 91 điểm học.".to_owned(), instead_of };
    let edit = Edit::OwnWords { key: "B1/points".to_owned(), words };
    desk.edit(&edit);
    assert!(joined_text(&desk, Lang::Vi).contains("Có tới 91 điểm học."));
    let stale = |desk: &Desk| {
        let review = review(&desk.template, &desk.sheet);
        review.findings(&desk.template).iter().any(|f| f.check == "own_words_stale")
    };
    assert!(!stale(&desk));
    let mut newer = of("76");
    newer.edit(&edit);
    assert!(stale(&newer));
}

/// The sum of many units is not said with one body's dates and level; without a sum they are said.
#[test]
fn a_sum_is_not_said_with_one_bodys_own_dates() {
    let own = [
        ("G1/number/value", "2"),
        ("G1/from/value", "9/2017"),
        ("G1/to/value", "11/2017"),
        ("G1/level/chosen/district", "yes"),
    ];
    let alone = district(&own, &[&[("B1/points/value", "1")]]);
    let said = joined_text(&alone, Lang::Vi);
    assert!(said.contains("tháng 9/2017") && said.contains("cấp huyện"), "{said}");
    let joined = district(&own, &[&[("G1/number/value", "40")]]);
    for lang in [Lang::Vi, Lang::En] {
        let said = joined_text(&joined, lang);
        assert!(
            said.contains("42") && !said.contains("9/2017") && !said.contains("2017 to"),
            "{said}"
        );
        assert!(!said.contains("cấp huyện") && !said.contains("district level"), "{said}");
    }
}

/// A rate is made of those who gave both numbers; the others are not lost.
#[test]
fn those_who_gave_one_number_of_a_rate_are_told_beside_it() {
    let both = [("B2/discussion/done", "83"), ("B2/discussion/total", "90")];
    let present = |n| [("B2/discussion/done", n)];
    let rate = [("B2/discussion/rate", "95%")];
    let desk = district(&[], &[&both, &present("200"), &present("56"), &rate]);
    let vi = joined_text(&desk, Lang::Vi);
    assert!(vi.contains("83/90"), "{vi}");
    assert!(
        vi.contains("Riêng về dự thảo luận sau học tập, kết quả trên là của 01 đơn vị ghi đủ hai số; ngoài ra 02 đơn vị ghi “có mặt” mà không ghi “được triệu tập”, cộng lại là 256 người; 01 đơn vị ghi tỷ lệ mà không ghi đủ hai số nên không cộng được."),
        "{vi}"
    );
    let en = joined_text(&desk, Lang::En);
    assert!(
        en.contains(
            "1 unit that gave both numbers; besides, 2 units gave “present” without “summoned”"
        ),
        "{en}"
    );
    // Who wrote the rate beside the one number is among both, and nobody is said to have given only one.
    let rated = [("B2/discussion/done", "15"), ("B2/discussion/rate", "75%")];
    let vi = joined_text(&district(&[], &[&both, &rated]), Lang::Vi);
    assert!(vi.contains("cộng lại là 15 người; 01 đơn vị ghi tỷ lệ"), "{vi}");
    assert!(!vi.contains("chỉ ghi") && !vi.contains("Mục này có ở 1/2"), "{vi}");
    // Nobody is told of where everybody gave both, nor where nobody did: then the number is said.
    for units in [[&both[..], &both[..]], [&present("5")[..], &present("6")[..]]] {
        let said = joined_text(&district(&[], &units), Lang::Vi);
        assert!(!said.contains("đủ hai số"), "{said}");
    }
    let audience = [("B2/attendance/members/done", "83"), ("B2/attendance/members/total", "90")];
    let desk = district(&[], &[&audience, &[("B2/attendance/members/done", "256")]]);
    let vi = joined_text(&desk, Lang::Vi);
    assert!(vi.contains("Riêng với đảng viên, kết quả trên là của 01 đơn vị ghi đủ hai số; ngoài ra 01 đơn vị ghi “có mặt” mà không ghi “được triệu tập”, cộng lại là 256 người."), "{vi}");
}

/// The units directly below a body are counted by itself: those of its units are others.
#[test]
fn units_directly_below_are_not_added_over_levels() {
    let unit = [("U1/direct/value", "20")];
    let said = joined_text(&district(&[("U1/direct/value", "2")], &[&unit, &unit]), Lang::Vi);
    assert!(said.contains("Đảng bộ có 02 tổ chức, đơn vị trực thuộc."), "{said}");
    let said = joined_text(&district(&[], &[&unit, &unit]), Lang::Vi);
    assert!(!said.contains("tổ chức, đơn vị trực thuộc."), "{said}");
}

/// What units type and what they left at 0 does not make a sentence stumble.
#[test]
fn sentences_say_nothing_twice_and_no_part_that_is_not_there() {
    let of = |kind: &str, cells: &[(&str, &str)]| {
        let mut desk = Desk::new(directive_05());
        desk.head(HeadField::UnitKind, kind).head(HeadField::PeriodFrom, "2017");
        desk.line("A1/plan", "").line("A2/topics", "").line("E3/awards", "").line("E3/awards", "");
        desk.line("B4/missing", "").line("I1/strengths", "").line("I2/limitations", "");
        for (place, text) in cells {
            desk.put(place, text);
        }
        output::text(&desk.blocks())
    };
    /// Kind of unit, what is typed, what the paper says, and what it does not.
    type Row<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str], &'a [&'a str]);
    let rows: &[Row] = &[
        (
            "agency",
            &[
                ("U1/staff/total", "38"),
                ("U1/staff/type/officials", "0"),
                ("U1/staff/type/employees", "38"),
            ],
            &["người, tất cả là viên chức"],
            &["không có công chức,"],
        ),
        // Parts that do not make the total are some of it.
        (
            "agency",
            &[
                ("U1/staff/total", "20"),
                ("U1/staff/type/officials", "5"),
                ("U1/staff/type/employees", "12"),
            ],
            &["20 người, trong đó có 05 công chức"],
            &["gồm 05"],
        ),
        // Behind a noun, or before one, what does not read is half a sentence.
        (
            "cell",
            &[("H3/money/value", "vài triệu đồng lẻ"), ("H3/workdays/value", "40")],
            &["Về tiền đã đóng góp, ủng hộ, chi bộ ghi “vài triệu đồng lẻ”."],
            &["đồng lẻ đồng", "ghi “40”"],
        ),
        (
            "cell",
            &[
                ("E3/awards/r1/authority", "Đảng ủy"),
                ("E3/awards/r1/collectives", "0"),
                ("E3/awards/r1/persons", "2"),
                ("E3/awards/r2/authority", "Huyện ủy"),
                ("E3/awards/r2/persons", "3"),
            ],
            &["tặng 02 cá nhân", "cộng lại có 05 lượt cá nhân."],
            &["tặng 0 ", "không có tập thể"],
        ),
        (
            "cell",
            &[
                ("E3/awards/r1/authority", "Đảng ủy"),
                ("E3/awards/r1/collectives", "2"),
                ("E3/awards/r1/persons", "3"),
            ],
            &["tặng 02 tập thể và 03 cá nhân"],
            &["và tặng", ", tặng 03"],
        ),
        (
            "cell",
            &[("A1/plan/d1/number", "Số 05-KH/CB")],
            &["Kế hoạch số 05-KH/CB"],
            &["Số 05-KH/CB của"],
        ),
        ("cell", &[("A1/plan/d1/number", "số: 05-KH/CB")], &["Kế hoạch số 05-KH/CB"], &[]),
        ("cell", &[("A2/term/value", "“Nêu gương”")], &["là “Nêu gương”."], &["““"]),
        ("cell", &[("A2/topics/r1/topic", "\"Nêu gương\"")], &["chuyên đề “Nêu gương”"], &["“\""]),
        (
            "cell",
            &[("A2/topics/r1/topic", "Chuyên đề: Nêu gương"), ("A2/topics/r1/year", "2017")],
            &["chuyên đề năm 2017 “Nêu gương”"],
            &["Chuyên đề:"],
        ),
        (
            "cell",
            &[("A2/topics/r1/topic", "Bác với dân: lắng nghe")],
            &["chuyên đề “Bác với dân: lắng nghe”"],
            &[],
        ),
        ("cell", &[("A2/term/value", "“A” và “B”")], &["là ““A” và “B””."], &[]),
        (
            "cell",
            &[("U1/pupils/value", "612")],
            &["Trong đơn vị có 612 người học."],
            &["Chi bộ có 612"],
        ),
        // A list pasted into one text is a list, and one line of it is a sentence.
        (
            "cell",
            &[
                ("C3/mended/done", "1"),
                ("C3/mended/total", "2"),
                ("C3/result/value", "- Một việc đã xong;\n- Một việc đang làm."),
                ("H4/deeds/value", "- Bí thư đi đầu."),
                ("G1/findings/value", "C. Mác được nhắc đến."),
            ],
            &[
                "\n- Một việc đã xong;\n\n- Một việc đang làm.",
                "Bí thư đi đầu.",
                "C. Mác được nhắc đến.",
            ],
            &[". - Một", "- Bí thư"],
        ),
        (
            "cell",
            &[("I2/limitations/p1/text", "1. Họp đúng kỳ\n2. Kiểm tra hằng quý")],
            &["Họp đúng kỳ", "\nKiểm tra hằng quý"],
            &["2. Kiểm"],
        ),
        (
            "school",
            &[("B1/points/value", "1")],
            &["Toàn trường có 01 điểm học."],
            &["Nhà trường có 01"],
        ),
        ("cell", &[("B1/points/value", "1")], &["Chi bộ có 01 điểm học."], &["Toàn Chi bộ"]),
        ("base", &[("B1/points/value", "1")], &["Toàn Đảng bộ có 01 điểm học."], &[]),
        (
            "cell",
            &[("C3/mended/done", "4"), ("C3/mended/total", "5")],
            &["04/05 tồn tại, hạn chế đã được khắc phục"],
            &[],
        ),
        // Numbers grouped as in English print as they are read; half a year is not its sixth month; and what a
        // sentence says before a date is not said twice.
        (
            "cell",
            &[
                ("H3/money/value", "hơn 25,000,000"),
                ("A1/until/value", "6 tháng đầu năm 2020"),
                ("H0/since/value", "năm 2018 đến nay"),
            ],
            &["hơn 25.000.000 đồng", "6 tháng đầu năm 2020", "Từ năm 2018, kết quả"],
            &["25,000", "tháng 6/2020", "Từ từ"],
        ),
        // Where there was nothing that could be mended or solved, nothing was left undone.
        (
            "cell",
            &[("C3/mended/total", "0"), ("C4/problems/done", "0"), ("C4/problems/total", "0")],
            &[
                "không có tồn tại, hạn chế nào được chỉ ra.",
                "không có vấn đề nổi cộm nào được chọn",
            ],
            &["chưa được khắc phục", "Chưa vấn đề"],
        ),
        (
            "cell",
            &[("I5/proposals/none", "yes"), ("I5/to/chosen/direct", "yes")],
            &["Chi bộ không có kiến nghị."],
            &["có kiến nghị với"],
        ),
        // Who names one unit need not have named all.
        (
            "base",
            &[("B4/units/done", "8"), ("B4/units/total", "10"), ("B4/missing/r1/unit", "Chi bộ 2")],
            &["Có 08/10 đơn vị", "Một đơn vị chưa triển khai là Chi bộ 2."],
            &["Còn một đơn vị"],
        ),
        (
            "cell",
            &[
                ("I1/strengths/p1/text", "Sinh hoạt đều."),
                ("I2/limitations/p1/text", "Ít người phát biểu."),
            ],
            &["Sinh hoạt đều."],
            &["một ưu điểm", "còn hạn chế", "còn một hạn chế"],
        ),
    ];
    for (kind, cells, said, not) in rows {
        let text = of(kind, cells);
        for words in *said {
            assert!(text.contains(words), "{words}\n{text}");
        }
        for words in *not {
            // The appendix has the zeros.
            let body = text.split("Phụ lục").next().unwrap();
            assert!(!body.contains(words), "{words}\n{text}");
        }
    }
    // A cell is asked for pupils, and for those of them who studied.
    let template = directive_05();
    let asks = &template.item("U1").unwrap().field("pupils").unwrap().asks;
    assert!(asks.iter().any(|kind| kind == "cell"), "{asks:?}");
}
