//! The sentences of the program that stand nowhere else.

use super::Stop;
use crate::language::{Lang, Words};
use crate::roll_up::Standing;
use std::fmt::Display;
use std::path::Path;

/// What the program can do.
pub fn help(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => HELP_VI,
        Lang::En => HELP_EN,
    }
}

const HELP_VI: &str = "\
phieu roll-up THƯ_MỤC -o TỔNG_HỢP.phieu.json   tổng hợp các phiếu trong thư mục
phieu check TỆP…                               nêu các điểm cần xem của từng phiếu hoặc mẫu phiếu
phieu blank MẪU.json -o TRỐNG.phieu.json       tạo phiếu trống có kèm mẫu; trang mở được để điền

blank:
  -o, --output TỆP  phiếu trống; --unit TÊN và --period KỲ ghi sẵn đơn vị và kỳ; --force ghi đè

roll-up:
  --roster TỆP      danh sách đơn vị: mỗi dòng một tên, hoặc tên và mã cách nhau bằng phím Tab
  --own TỆP         phiếu của chính đơn vị tổng hợp; kỳ và mẫu trong đó là kỳ và mẫu cần nhận
  --unit TÊN        tên đơn vị tổng hợp, khi không có --own
  --form MÃ         mẫu phiếu cần nhận, ví dụ ct05, khi không có --own
  --period KỲ       kỳ cần nhận: 2019, hoặc 2016-2018, khi không có --own
                    (không ghi mẫu hoặc kỳ: lấy theo phiếu đọc được đầu tiên)
  -o, --output TỆP  phiếu tổng hợp; - là đưa ra màn hình hoặc chương trình sau
  --long TỆP        bảng dài .csv hoặc .ndjson: mỗi đơn vị, câu hỏi và phần một dòng
  --totals TỆP      các tổng .csv hoặc .ndjson: mỗi câu hỏi và phần một dòng
  --report-to TỆP   .json: từng tệp đã được nhận hay không, vì sao
  --threads SỐ      đọc bằng bấy nhiêu luồng; không ghi thì theo số nhân của máy
  --force           ghi đè tệp kết quả đã có
  --lang vi|en      ngôn ngữ của các câu

Mã kết thúc: 0 mọi việc ổn; 1 đã làm xong nhưng có điều cần xem; 2 gọi sai, hoặc không làm được gì.
";

const HELP_EN: &str = "\
phieu roll-up FOLDER -o WHOLE.phieu.json   roll the sheets in a folder up
phieu check FILE…                          say what is to be looked at in each sheet or form
phieu blank FORM.json -o BLANK.phieu.json  make a blank sheet that carries a form; the page opens it

blank:
  -o, --output FILE the blank sheet; --unit NAME and --period PERIOD stand in it; --force writes over

roll-up:
  --roster FILE     the units expected: a name a line, or name and code with a tab between
  --own FILE        the consolidating body's own sheet; its form and period are what is wanted
  --unit NAME       the name of that body, without --own
  --form ID         the form wanted, such as ct05, without --own
  --period PERIOD   the period wanted: 2019, or 2016-2018, without --own
                    (form or period not said: those of the first sheet that can be read)
  -o, --output FILE the consolidated sheet; - is the standard output
  --long FILE       the long table, .csv or .ndjson: a row for each unit, item and part
  --totals FILE     the totals, .csv or .ndjson: a row for each item and part
  --report-to FILE  .json: of each file whether it was taken in, and why not
  --threads N       read with so many threads; otherwise as many as the machine has cores
  --force           write over results that are there
  --lang vi|en      the language of the sentences

Exit codes: 0 all is in order; 1 done, and something needs a look; 2 wrong use, or nothing could be done.
";

/// A wrong call.
pub fn wrong_use(what_vi: impl Display, what_en: impl Display) -> Stop {
    Words::new(
        format!("{what_vi}. “phieu --help” cho biết cách gọi."),
        format!("{what_en}. “phieu --help” says how to call it."),
    )
}

/// A file that the system does not give.
pub fn not_read(path: &Path, error: &std::io::Error) -> Words {
    let path = path.display();
    Words::new(
        format!(
            "Không đọc được {path} ({error}). Hãy xem tệp còn đó không và có được phép đọc không."
        ),
        format!("{path} cannot be read ({error}). See whether it is there and may be read."),
    )
}

/// A file that the system does not take.
pub fn not_written(path: &Path, error: &std::io::Error) -> Words {
    let path = path.display();
    Words::new(
        format!(
            "Không ghi được {path} ({error}). Hãy xem thư mục có đó không, có được phép ghi và còn chỗ không."
        ),
        format!(
            "{path} cannot be written ({error}). See whether the folder is there, may be written to and has room."
        ),
    )
}

/// A result that is there already.
pub fn there_already(path: &Path) -> Words {
    let path = path.display();
    Words::new(
        format!("Đã có {path}. Hãy chọn tên khác, hoặc thêm --force để ghi đè."),
        format!("{path} is there already. Choose another name, or say --force to write over it."),
    )
}

/// The name of what became of a file, and the sentence with what to do.
pub fn standing(standing: &Standing, near: &[String]) -> (&'static str, Words) {
    let (code, vi, en) = match standing {
        Standing::Counts => ("counted", "Được tính.", "It counts."),
        Standing::CountsForNow => (
            "counted_for_now",
            "Tạm tính: đơn vị còn tệp khác mâu thuẫn với tệp này. Hãy hỏi đơn vị tệp nào đúng, rồi bỏ tệp kia khỏi thư mục.",
            "It counts for now: another file of the unit contradicts it. Ask the unit which is right, and take the other away.",
        ),
        Standing::Superseded => (
            "superseded",
            "Đã có tệp mới hơn của cùng phiếu thay thế.",
            "A newer file of the same sheet takes its place.",
        ),
        Standing::Contested => (
            "contested",
            "Không tính: đơn vị có tệp khác, không tệp nào nối tiếp tệp nào. Hãy hỏi đơn vị tệp nào đúng, rồi bỏ tệp kia khỏi thư mục.",
            "It does not count: the unit has another file, and neither continues the other. Ask which is right, and take the other away.",
        ),
        Standing::Twice => {
            ("twice", "Chính tệp này đã có rồi.", "The very same file is here already.")
        }
        Standing::AlteredCopy => (
            "altered_copy",
            "Bản đã bị sửa của một tệp đã nhận nguyên vẹn. Không tính.",
            "A changed copy of a file that came whole. It does not count.",
        ),
        Standing::WithItsBody => (
            "with_its_body",
            "Nằm trong một phiếu tổng hợp không được tính.",
            "It stood in a consolidated file that does not count.",
        ),
        Standing::Altered => (
            "altered",
            "Nội dung đã bị sửa ngoài chương trình sau khi lưu. Hãy đề nghị đơn vị lưu lại từ trang phiếu và gửi lại.",
            "Its content was changed outside the program after it was saved. Ask the unit to save it again from the page.",
        ),
        Standing::NotOnRoster(_) => return ("not_on_roster", not_on_roster(near)),
        Standing::OtherSheet { before, .. } => {
            let words = Words::new(
                format!(
                    "Không tính: tệp làm tiếp từ phiếu của “{before}” nhưng ghi tên khác. Hãy hỏi đơn vị: nếu là đổi tên thì sửa tên trong danh sách hoặc trong phiếu cho khớp, nếu là đơn vị khác thì đề nghị tạo phiếu riêng."
                ),
                format!(
                    "Not counted: it continues the sheet of “{before}” under another name. Ask the unit: mend the name in the list or the sheet where it is a new name, or let the unit make a sheet of its own where it is another one."
                ),
            );
            return ("other_sheet", words);
        }
        Standing::NotChosen => (
            "not_chosen",
            "Không tính: đã chọn tệp khác của đơn vị này.",
            "Not counted: another file of the unit was chosen.",
        ),
        Standing::SetAside => {
            ("set_aside", "Đã được bỏ qua theo quyết định trước.", "It was set aside.")
        }
    };
    (code, Words::new(vi, en))
}

fn not_on_roster(near: &[String]) -> Words {
    if near.is_empty() {
        return Words::new(
            "Đơn vị này không có trong danh sách. Hãy thêm vào danh sách nếu đúng là đơn vị cấp dưới.",
            "The unit is not on the roster. Add it there if it is one of yours.",
        );
    }
    let near = near.join("; ");
    Words::new(
        format!(
            "Tên đơn vị không đúng như trong danh sách; gần giống: {near}. Hãy sửa tên trong danh sách hoặc đề nghị đơn vị sửa phiếu."
        ),
        format!(
            "The unit's name is not on the roster; these are near: {near}. Mend the name there, or ask the unit to."
        ),
    )
}
