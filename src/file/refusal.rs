//! Why a file was not opened, and what to do: one plain sentence of each, in both languages.

use crate::language::ui_words::words;
use crate::language::{Lang, Words};

/// Why a file was not opened. Nothing on the page changes by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is in it.
    Empty,
    /// More than [`LARGEST`](super::LARGEST) bytes.
    TooLarge,
    /// A document of Word.
    Word,
    /// A workbook of Excel.
    Excel,
    /// A document of an old Office, or a mail of Outlook.
    OldOffice,
    /// A packed folder.
    Packed,
    /// A PDF.
    Pdf,
    /// A picture.
    Image,
    /// No text at all.
    Binary,
    /// A text in a coding other than Unicode.
    OtherEncoding,
    /// The page of this program itself.
    ThePage,
    /// Another web page, or a mail.
    WebPage,
    /// XML or another markup.
    Markup,
    /// A table as text (CSV).
    Table,
    /// Plain text.
    PlainText,
    /// It ends in the middle.
    CutShort,
    /// It begins like a sheet's file but is broken.
    Broken {
        /// The line, from 1.
        line: usize,
    },
    /// Values stand in values deeper than any file of ours has them.
    TooDeep,
    /// Something stands twice.
    Twice {
        /// Where: keys from the outermost on.
        place: String,
    },
    /// A number of more digits than fit.
    NumberTooLarge {
        /// Where.
        place: String,
    },
    /// A list of values.
    List,
    /// Another program's data.
    NotOurs,
    /// A description of a format.
    Schema,
    /// A map's data.
    Map,
    /// A form, not a filled sheet.
    FormFile,
    /// The archive of a collection: a consolidated sheet with the files received.
    Collection,
    /// A backup of all sheets.
    Backup,
    /// Not a backup, where one was asked for.
    NotABackup,
    /// A backup with a text for a place that is not ours to write.
    ForeignBackup {
        /// The key of the place.
        key: String,
    },
    /// Written by a newer program.
    NewerFormat {
        /// Its format.
        format: u32,
    },
    /// A format that this program has no step from.
    OlderFormat {
        /// Its format.
        format: u32,
    },
    /// Something that every file has is not there.
    Missing {
        /// In what; empty for the file itself.
        place: String,
        /// What.
        key: String,
    },
    /// Something is there that no file has.
    Unknown {
        /// Where.
        place: String,
    },
    /// A value of another shape than its place has.
    WrongShape {
        /// Where.
        place: String,
        /// What the reader said, for whoever mends the file.
        detail: String,
    },
    /// The form is not known and not inside.
    UnknownTemplate {
        /// Its id.
        id: String,
    },
    /// The form is known only in older versions.
    NewerTemplate {
        /// Its id.
        id: String,
        /// The version needed.
        version: String,
    },
    /// The form is known, but not in this version.
    OtherVersion {
        /// Its id.
        id: String,
        /// The version needed.
        version: String,
    },
    /// The form inside is another than the one the file names.
    OtherForm {
        /// The id of the form inside.
        id: String,
        /// The id that the file names.
        named: String,
    },
    /// The form inside does not hold together.
    BadForm {
        /// The first problem, for its author.
        detail: String,
    },
    /// An answer to an item that the form does not have.
    UnknownItem {
        /// The item.
        item: String,
    },
    /// An answer to a field that the item does not have.
    UnknownField {
        /// The item.
        item: String,
        /// The field.
        field: String,
    },
    /// An answer of another kind than is asked.
    OtherKind {
        /// The item.
        item: String,
        /// The field.
        field: String,
        /// The kind in the file.
        found: String,
    },
    /// A part of an answer that the question does not have.
    UnknownPart {
        /// The item.
        item: String,
        /// The field.
        field: String,
    },
    /// A kind or level of unit that the form does not have.
    UnknownCode {
        /// Where.
        place: String,
        /// The code.
        code: String,
    },
}

/// What to do when the right file is somewhere else.
const CHOOSE: (&str, &str) = (
    "Hãy chọn tệp có tên kết thúc bằng “.phieu.json”.",
    "Choose the file whose name ends with “.phieu.json”.",
);
/// What to do when the sender has a whole copy.
const SEND_AGAIN: (&str, &str) = (
    "Hãy mở bản gốc, hoặc đề nghị nơi gửi gửi lại chính tệp đó.",
    "Open the original, or ask the sender to send the file itself again.",
);
/// What to do when the file was changed by hand.
const UNDO_HAND: (&str, &str) = (
    "Tệp có thể đã bị sửa bằng tay. Hãy dùng bản chưa sửa, hoặc đề nghị nơi gửi tải lại từ phiếu và gửi lại.",
    "The file may have been edited by hand. Use the copy from before, or ask the sender to download it from the form again.",
);
/// What to do when the form inside has a fault.
const TELL_AUTHOR: (&str, &str) = (
    "Hãy báo cho người soạn mẫu, kèm theo tệp này.",
    "Tell the author of the form, and send this file along.",
);
/// What to do when the program is too old.
const NEW_PAGE: (&str, &str) = (
    "Tệp vẫn nguyên vẹn. Hãy xin bản phiếu (phieu.html) mới nhất từ nơi phát phiếu rồi mở lại tệp này.",
    "The file is unharmed. Get the newest form (phieu.html) from whoever gave it out, and open the file with it.",
);

impl Refusal {
    /// What is wrong and what to do, in plain sentences.
    pub fn words(&self) -> Words {
        let (vi, en, next) = self.parts();
        let join = |what: String, next: &str| format!("{what} {next}").trim_end().to_owned();
        Words::new(join(vi, next.0), join(en, next.1))
    }

    fn parts(&self) -> (String, String, (&'static str, &'static str)) {
        let say = |vi: &str, en: &str, next| (vi.to_owned(), en.to_owned(), next);
        match self {
            Refusal::Empty => {
                say("Tệp này trống, không có chữ nào.", "This file is empty.", SEND_AGAIN)
            }
            Refusal::TooLarge => say(
                "Tệp này lớn hơn 64 MB, quá lớn so với một phiếu.",
                "This file is larger than 64 MB, too large for a sheet.",
                CHOOSE,
            ),
            Refusal::Word => say(
                "Đây là tệp Word, không phải tệp phiếu. Phiếu không lấy số liệu từ Word.",
                "This is a Word document, not a sheet's file.",
                CHOOSE,
            ),
            Refusal::Excel => say(
                "Đây là tệp Excel, không phải tệp phiếu. Muốn đưa số liệu từ Excel vào, hãy sao chép các ô rồi dán vào bảng trong phiếu.",
                "This is an Excel workbook, not a sheet's file. To bring figures in, copy the cells and paste them into a table of the form.",
                CHOOSE,
            ),
            Refusal::OldOffice => say(
                "Đây là tệp của Word, Excel hoặc Outlook đời cũ, không phải tệp phiếu.",
                "This is a file of an older Word, Excel or Outlook, not a sheet's file.",
                CHOOSE,
            ),
            Refusal::Packed => say(
                "Đây là tệp nén, bên trong có thể có tệp phiếu.",
                "This is a packed file; a sheet's file may be inside.",
                (
                    "Hãy bấm chuột phải vào tệp, chọn giải nén (Extract), rồi mở tệp “.phieu.json” lấy ra được.",
                    "Right-click it, choose “Extract”, and open the “.phieu.json” file that comes out.",
                ),
            ),
            Refusal::Pdf => say(
                "Đây là tệp PDF, chỉ để xem và in; từ đó không đọc lại được số liệu.",
                "This is a PDF, for reading and printing; the figures cannot be read back from it.",
                CHOOSE,
            ),
            Refusal::Image => say(
                "Đây là một tệp ảnh, không phải tệp phiếu.",
                "This is a picture, not a sheet's file.",
                CHOOSE,
            ),
            Refusal::Binary => say(
                "Tệp này không phải tệp chữ, nên không phải tệp phiếu.",
                "This file holds no text, so it is no sheet's file.",
                CHOOSE,
            ),
            Refusal::OtherEncoding => say(
                "Tệp này đã bị một chương trình khác lưu lại bằng bảng mã cũ, chữ tiếng Việt trong đó có thể đã hỏng.",
                "Another program saved this file in an old text coding; the Vietnamese letters in it may be lost.",
                (
                    "Hãy dùng bản gốc. Nếu phải sửa tệp bằng Notepad, hãy chọn mã UTF-8 khi lưu.",
                    "Use the original. If it must be saved by Notepad, choose the coding UTF-8.",
                ),
            ),
            Refusal::ThePage => say(
                "Đây là chính trang phiếu (phieu.html), bên trong không có câu trả lời nào.",
                "This is the form's own page (phieu.html); there are no answers in it.",
                (
                    "Câu trả lời nằm trong tệp đã tải về bằng nút “Tải tệp phiếu”; hãy chọn tệp có tên kết thúc bằng “.phieu.json”.",
                    "The answers are in the file that the page's download button made: choose the one whose name ends with “.phieu.json”.",
                ),
            ),
            Refusal::WebPage => say(
                "Đây là một trang web hoặc thư đã lưu, không phải tệp phiếu.",
                "This is a saved web page or mail, not a sheet's file.",
                (
                    "Hãy mở trang hoặc thư đó và tải tệp đính kèm có tên kết thúc bằng “.phieu.json”.",
                    "Open that page or mail and download the attached file whose name ends with “.phieu.json”.",
                ),
            ),
            Refusal::Markup => say(
                "Đây là tệp XML của chương trình khác, không phải tệp phiếu.",
                "This is another program's XML file, not a sheet's file.",
                CHOOSE,
            ),
            Refusal::Table => say(
                "Đây là một bảng dạng chữ (CSV), không phải tệp phiếu. Muốn đưa số liệu vào, hãy mở bảng bằng Excel, sao chép các ô rồi dán vào phiếu.",
                "This is a table as text (CSV), not a sheet's file. To bring figures in, open it in Excel, copy the cells and paste them into the form.",
                CHOOSE,
            ),
            Refusal::PlainText => say(
                "Đây là tệp chữ thường, không phải tệp phiếu.",
                "This is plain text, not a sheet's file.",
                CHOOSE,
            ),
            Refusal::CutShort => say(
                "Tệp này bị cụt, phần cuối không còn; có thể việc tải về hoặc gửi đi bị ngắt giữa chừng.",
                "This file is cut short; its end is missing, perhaps because a download or a mail broke off.",
                SEND_AGAIN,
            ),
            Refusal::Broken { line } => (
                format!("Tệp này bị hỏng từ dòng {line}, không đọc tiếp được."),
                format!("This file is broken from line {line} on."),
                SEND_AGAIN,
            ),
            Refusal::TooDeep => say(
                "Tệp này xếp lồng nhau nhiều tầng hơn bất kỳ tệp phiếu nào, nên không phải tệp phiếu hoặc đã hỏng.",
                "This file nests deeper than any sheet's file: it is not one, or it is damaged.",
                CHOOSE,
            ),
            Refusal::Twice { place } => (
                format!("Trong tệp có một mục ghi hai lần (chỗ: {place}), không biết lấy bản nào."),
                format!(
                    "Something stands twice in this file (place: {place}); it is unclear which counts."
                ),
                UNDO_HAND,
            ),
            Refusal::NumberTooLarge { place } => (
                format!("Trong tệp có một số quá dài, không tính được (chỗ: {place})."),
                format!("A number in this file has too many digits (place: {place})."),
                UNDO_HAND,
            ),
            Refusal::List => say(
                "Đây là một danh sách dữ liệu của chương trình khác, không phải tệp phiếu.",
                "This is another program's list of data, not a sheet's file.",
                CHOOSE,
            ),
            Refusal::NotOurs => say(
                "Đây là tệp dữ liệu (JSON) của chương trình khác, không phải tệp phiếu.",
                "This is another program's data (JSON), not a sheet's file.",
                CHOOSE,
            ),
            Refusal::Schema => say(
                "Đây là bản mô tả định dạng (schema), không phải phiếu đã điền.",
                "This describes a format (a schema); it is no filled sheet.",
                CHOOSE,
            ),
            Refusal::Map => say(
                "Đây là tệp bản đồ (GeoJSON), không phải tệp phiếu.",
                "This is a map's data (GeoJSON), not a sheet's file.",
                CHOOSE,
            ),
            Refusal::FormFile => say(
                "Đây là mẫu phiếu (bộ câu hỏi), chưa có câu trả lời nào.",
                "This is a form, the questions alone; there are no answers in it.",
                (
                    "Hãy chọn tệp phiếu “.phieu.json”, hoặc xin người soạn mẫu một phiếu trống (lệnh “phieu blank”).",
                    "Choose a sheet's file, “.phieu.json”, or ask the form's author for a blank sheet (the command “phieu blank”).",
                ),
            ),
            Refusal::Collection => say(
                "Đây là bộ tổng hợp của một cấp trên: phiếu tổng hợp và các tệp đã nhận, trong một tệp nén.",
                "This is a collection: a consolidated sheet and the files received, in one archive.",
                (
                    "Hãy bấm “Mở trang tổng hợp” ở trang đầu, rồi bấm “Mở phiếu tổng hợp hoặc bộ tổng hợp” và chọn tệp này.",
                    "On the first page press “Open the page for rolling up”, then “Open a consolidated sheet or a collection”, and choose it.",
                ),
            ),
            Refusal::Backup => (
                format!(
                    "Đây là tệp sao lưu của tất cả các phiếu trên một máy. Hãy dùng nút “{}” ở trang đầu.",
                    words(Lang::Vi).restore
                ),
                format!(
                    "This is a backup of all the sheets of one computer. Use “{}” on the first page.",
                    words(Lang::En).restore
                ),
                ("", ""),
            ),
            Refusal::NotABackup => (
                format!(
                    "Đây không phải tệp sao lưu của các phiếu. Hãy chọn tệp sao lưu; nếu đây là tệp của một phiếu, hãy dùng nút “{}”.",
                    words(Lang::Vi).start_open
                ),
                format!(
                    "This is no backup of sheets. Choose a backup; if this is the file of one sheet, use “{}”.",
                    words(Lang::En).start_open
                ),
                ("", ""),
            ),
            Refusal::ForeignBackup { key } => (
                format!(
                    "Tệp sao lưu này có phần không thuộc về phiếu ({key}), nên không khôi phục phần nào."
                ),
                format!(
                    "This backup holds something that is no sheet ({key}), so nothing of it was restored."
                ),
                ("Hãy dùng một bản sao lưu khác.", "Use another backup."),
            ),
            Refusal::NewerFormat { format } => (
                format!("Tệp này do bản phiếu mới hơn ghi ra (định dạng {format})."),
                format!("This file was written by a newer version of the form (format {format})."),
                NEW_PAGE,
            ),
            Refusal::OlderFormat { format } => (
                format!("Tệp này ghi định dạng {format}, là định dạng mà phiếu chưa từng dùng."),
                format!("This file says format {format}, which the form never used."),
                UNDO_HAND,
            ),
            Refusal::Missing { place, key } => {
                let (vi, en) = part_name(key);
                let place = if place.is_empty() { String::new() } else { format!("{place} › ") };
                (
                    format!("Tệp này thiếu {vi} ({place}{key})."),
                    format!("This file lacks {en} ({place}{key})."),
                    who_mends(&place),
                )
            }
            Refusal::Unknown { place } => (
                format!("Tệp này có một mục mà phiếu không biết (chỗ: {place})."),
                format!("This file has an entry that the form does not know (place: {place})."),
                who_mends(place),
            ),
            Refusal::WrongShape { place, detail } => (
                // The detail is the reader's own and in English; the place is enough to find it.
                format!("Tệp này có một chỗ ghi sai kiểu (chỗ: {place})."),
                format!(
                    "One place of this file holds the wrong kind of value (place: {place}; detail: {detail})."
                ),
                who_mends(place),
            ),
            Refusal::UnknownTemplate { id } => (
                format!("Phiếu này điền theo mẫu “{id}”, là mẫu mà bản phiếu đang mở không có."),
                format!("This sheet answers the form “{id}”, which this page does not have."),
                (
                    "Tệp vẫn nguyên vẹn. Hãy mở bằng bản phiếu (phieu.html) có mẫu đó, hỏi nơi phát phiếu nếu chưa có.",
                    "The file is unharmed. Open it with a page (phieu.html) that has the form; whoever gave out the form has it.",
                ),
            ),
            Refusal::NewerTemplate { id, version } => (
                format!(
                    "Phiếu này điền theo mẫu “{id}” bản {version}, mới hơn mẫu mà trang này có."
                ),
                format!(
                    "This sheet answers version {version} of the form “{id}”, newer than this page has."
                ),
                NEW_PAGE,
            ),
            Refusal::OtherVersion { id, version } => (
                format!(
                    "Phiếu này điền theo mẫu “{id}” bản {version}, là bản mà trang này không còn hoặc chưa từng có."
                ),
                format!(
                    "This sheet answers version {version} of the form “{id}”, which this page does not have."
                ),
                (
                    "Tệp vẫn nguyên vẹn. Hãy mở bằng chính bản phiếu (phieu.html) đã dùng để điền.",
                    "The file is unharmed. Open it with the page (phieu.html) it was filled in.",
                ),
            ),
            Refusal::OtherForm { id, named } => (
                format!("Tệp ghi là điền theo mẫu “{named}” nhưng lại kèm mẫu “{id}”."),
                format!(
                    "This file says it answers the form “{named}”, but carries the form “{id}”."
                ),
                UNDO_HAND,
            ),
            Refusal::BadForm { detail } => (
                format!(
                    "Mẫu phiếu kèm trong tệp có lỗi (chi tiết tiếng Anh cho người soạn mẫu: {detail})."
                ),
                format!("The form inside this file has a fault (detail: {detail})."),
                TELL_AUTHOR,
            ),
            Refusal::UnknownItem { item } => (
                format!(
                    "Tệp có câu trả lời cho nội dung “{item}”, nhưng mẫu phiếu không hỏi nội dung đó."
                ),
                format!("This file answers the item “{item}”, which the form does not ask."),
                UNDO_HAND,
            ),
            Refusal::UnknownField { item, field } => (
                format!(
                    "Tệp có câu trả lời cho ô “{field}” của nội dung “{item}”, nhưng mẫu phiếu không có ô đó."
                ),
                format!(
                    "This file answers the field “{field}” of the item “{item}”, which the form does not have."
                ),
                UNDO_HAND,
            ),
            Refusal::OtherKind { item, field, found } => (
                format!(
                    "Câu trả lời ở nội dung “{item}”, ô “{field}” thuộc loại khác với loại mẫu phiếu hỏi (trong tệp: {found})."
                ),
                format!(
                    "The answer to “{item}”, field “{field}”, is of another kind than the form asks (in the file: {found})."
                ),
                UNDO_HAND,
            ),
            Refusal::UnknownPart { item, field } => (
                format!(
                    "Câu trả lời ở nội dung “{item}”, ô “{field}” có phần mà mẫu phiếu không có chỗ hiện ra."
                ),
                format!(
                    "The answer to “{item}”, field “{field}”, has a part for which the form has no place."
                ),
                UNDO_HAND,
            ),
            Refusal::UnknownCode { place, code } => (
                format!("Tệp ghi đơn vị theo mã “{code}” mà mẫu phiếu không có (chỗ: {place})."),
                format!(
                    "This file says “{code}” of the unit, which the form does not know (place: {place})."
                ),
                UNDO_HAND,
            ),
        }
    }
}

/// What to do about a wrong place: the form inside is its author's.
fn who_mends(place: &str) -> (&'static str, &'static str) {
    if place == "form" || place.starts_with("form › ") { TELL_AUTHOR } else { UNDO_HAND }
}

/// What people call a part of a file.
fn part_name(key: &str) -> (&'static str, &'static str) {
    match key {
        "phieu" => {
            ("dòng đầu cho biết đây là tệp phiếu", "the line that says it is a sheet's file")
        }
        "template" => ("tên mẫu phiếu", "the name of the form"),
        "sheet" => ("mã của phiếu", "the sheet's id"),
        "unit" => ("phần về đơn vị", "the part about the unit"),
        "period" => ("kỳ báo cáo", "the period"),
        "answers" => ("phần trả lời", "the answers"),
        "revision" => ("số lần sửa", "the revision"),
        "fingerprint" => ("mã kiểm tra", "the fingerprint"),
        _ => ("một mục bắt buộc", "an entry that every file has"),
    }
}
