//! The words of the page itself, in both languages side by side; a word that lacks one language
//! does not compile.

use super::Lang;

macro_rules! ui_words {
    ($words:ident; $($(#[$doc:meta])* $name:ident: $vi:literal, $en:literal;)+) => {
        /// The words in one language.
        #[derive(Debug, PartialEq, Eq)]
        pub struct $words { $( #[doc = $en] pub $name: &'static str ),+ }

        static VI: $words = $words { $($name: $vi),+ };
        static EN: $words = $words { $($name: $en),+ };

        /// The words in a language.
        pub fn words(lang: Lang) -> &'static $words {
            match lang {
                Lang::Vi => &VI,
                Lang::En => &EN,
            }
        }

        #[cfg(test)]
        pub(super) const PAIRS: &[(&str, &str, &str)] = &[$((stringify!($name), $vi, $en)),+];
    };
}

pub(super) use ui_words;

/// A text with `{}` filled in order; `{# sheet|# sheets}` is filled with a number and what it counts
/// ([`super::counted`]).
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut values = values.iter();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (noun, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.next().copied().unwrap_or_default();
        match noun {
            "" => out.push_str(value),
            noun => out.push_str(&super::counted(value, noun)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

ui_words! {
    UiWords;
    brand: "Phiếu tự đánh giá", "Self-assessment sheet";
    skip_to_content: "Đến phần nội dung", "Skip to the content";
    other_language: "English", "Tiếng Việt";
    sections: "Các mục của phiếu", "Sections of the sheet";
    sections_short: "Các mục", "Sections";
    progress: "{}/{} nội dung đã trả lời", "{} of {} items answered";
    section_done: "đều đã trả lời", "all answered";
    section_to_see: "còn {} điểm cần xem", "{} to look at";
    letterhead_blanks: "còn trống {}", "{} blank";
    section_progress: "{}/{}", "{}/{}";
    state_clear: "Không có điểm nào cần xem, không thiếu nội dung nào báo cáo phải có.", "Nothing to look at, and nothing the report needs is missing.";
    state_missing: "Không có điểm nào cần xem; còn thiếu {} nội dung báo cáo phải có.", "Nothing to look at; {# thing the report needs is|# things the report needs are} missing.";
    state_to_see: "Có {} điểm cần xem; không thiếu nội dung nào báo cáo phải có.", "{} to look at; nothing the report needs is missing.";
    state_both: "Có {} điểm cần xem, còn thiếu {} nội dung báo cáo phải có.", "{} to look at, and {# thing the report needs is|# things the report needs are} missing.";
    state_missing_short: "thiếu {}", "{} missing";
    view_start: "Danh sách phiếu", "All sheets";
    view_unit: "Đơn vị và kỳ báo cáo", "Unit and period";
    view_letterhead: "Thể thức văn bản", "Letterhead";
    view_findings: "Điểm cần xem", "Findings";
    view_report: "Xem và in báo cáo", "Read and print";
    report_to_findings: "Xem các điểm đó trước khi in", "See them before printing";
    view_help: "Hướng dẫn", "Help";

    start_title: "Tự đánh giá, tính tỷ lệ, in báo cáo", "Assess, compute the rates, print the report";
    start_lead: "Điền từng mục, bỏ trống hay quay lại lúc nào cũng được. Trang tự tính tỷ lệ, chỉ ra chỗ số liệu chưa khớp, rồi cho một báo cáo để in, ký và một tệp để gửi lên cấp trên. Không cần mạng; không có gì rời khỏi máy này.", "Fill it section by section, in any order, over as many days as it takes. The page computes the rates, points at figures that contradict, and gives a report to print and sign and a file to send upward. It needs no network; nothing leaves this machine.";
    start_new: "Bắt đầu phiếu mới", "Start a new sheet";
    start_new_of: "Phiếu mới: {}", "New sheet: {}";
    start_open: "Mở tệp phiếu đã có", "Open a sheet's file";
    start_open_hint: "Tệp có đuôi .phieu.json, nhận qua thư hoặc đã tải về trước đây.", "A file ending in .phieu.json, received by mail or downloaded earlier.";
    start_examples: "Xem ví dụ", "See an example";
    start_example_hint: "Ví dụ mở thành một phiếu riêng, không ảnh hưởng phiếu của đơn vị.", "An example opens as a sheet of its own and touches none of yours.";
    shelf_title: "Phiếu đang lưu trên máy này", "Sheets kept on this machine";
    shelf_empty: "Trên máy này, với tệp này, chưa có phiếu nào được lưu.", "No sheet is kept on this machine for this file.";
    shelf_where: "Nếu trước đây đã điền mà không thấy: Firefox lưu riêng cho từng vị trí của tệp, nên hãy mở lại đúng tệp ở thư mục cũ (không mở từ trong tệp .zip hay từ thư mục tạm của Zalo, thư điện tử); cũng có thể phiếu nằm ở trình duyệt khác hoặc máy khác. Nếu đã tải tệp .phieu.json về thì chỉ cần mở tệp đó.", "If you filled one before and do not see it: Firefox keeps drafts for each place of the file, so open the same file in its old folder (not from inside a .zip or a chat or mail program's temporary folder); or it is in another browser or on another computer. If you downloaded a .phieu.json file, simply open that.";
    shelf_where_title: "Trước đây đã điền mà không thấy phiếu?", "You filled one before and do not see it?";
    shelf_whose: "Ai dùng chung máy này cũng mở được các phiếu dưới đây.", "Anyone who shares this computer can open the sheets below.";
    shelf_no_unit: "(chưa ghi tên đơn vị)", "(no unit named yet)";
    shelf_no_period: "chưa ghi kỳ báo cáo", "no period yet";
    shelf_saved_at: "lưu lúc {}", "saved {}";
    shelf_unreadable: "Bản này không đọc được bằng trang này (bị hỏng, hoặc do bản mới hơn ghi). Nó được giữ nguyên, không bị ghi đè.", "This one cannot be read by this page (it is damaged, or a newer version wrote it). It is kept as it is and is not written over.";
    shelf_consolidated: "Phiếu tổng hợp; mở ở trang tổng hợp", "A consolidated sheet; it opens on the page for rolling up";
    shelf_consolidated_of: "Phiếu tổng hợp của {} đơn vị; mở ở trang tổng hợp", "Rolled up from {# unit|# units}; it opens on the page for rolling up";
    shelf_open: "Mở tiếp", "Go on";
    shelf_delete: "Xóa", "Delete";
    bin_title: "Phiếu đã xóa, còn lấy lại được", "Deleted sheets that can be brought back";
    bin_hint: "Các phiếu này vẫn còn trên máy. Ở máy dùng chung, hãy bấm “Xóa hẳn”.", "These are still on this computer. On a shared one, press “Remove for good”.";
    bin_back: "Lấy lại", "Bring back";
    sure_yes: "Có, {}", "Yes, {}";
    sure_no: "Thôi", "No";
    bin_purge: "Xóa hẳn", "Remove for good";
    shelf_deleted: "Đã xóa phiếu {}.", "Deleted {}.";
    undo: "Hoàn tác", "Undo";
    backup_title: "Sao lưu và dọn máy", "Backup and clearing";
    backup: "Sao lưu mọi phiếu vào một tệp", "Back up all sheets into one file";
    restore: "Phục hồi từ tệp sao lưu", "Restore from a backup file";
    remove_all: "Xóa mọi phiếu lưu trên máy này", "Remove all sheets kept on this computer";
    remove_all_ask: "Xóa hết các phiếu đang lưu trên máy này? Việc này không lấy lại được; những tệp đã tải về thì vẫn còn.", "Remove all sheets kept on this computer? This cannot be undone; files you downloaded stay.";
    remove_all_yes: "Xóa hết", "Remove everything";
    remove_all_no: "Không xóa", "Keep them";
    removed_all: "Đã xóa mọi phiếu lưu trên máy này.", "Everything kept on this computer was removed.";
    template_note: "Mẫu này có điểm chưa kiểm chứng", "Some of this form is unverified";
    saved_copy: "Trang này được mở từ một bản “lưu trang” của trình duyệt. Cách lưu đó không giữ phiếu của đơn vị; hãy dùng nút “Lưu tệp để gửi” để giữ. Phiếu đang lưu trên máy (nếu có) vẫn ở danh sách dưới đây.", "This page was opened from a copy made by the browser's “save page”. That does not keep your sheet; the button “Save the file to send” does. Sheets kept on this machine, if any, are in the list below.";

    save_nothing: "Chưa có gì để lưu", "Nothing to save yet";
    save_waiting: "Đang lưu…", "Saving…";
    save_kept: "Đã lưu trên máy này lúc {}", "Saved on this machine at {}";
    save_refused: "CHƯA LƯU ĐƯỢC", "NOT SAVED";
    save_other_tab: "Đang mở ở một thẻ khác", "Open in another tab";
    other_tab_words: "Phiếu này vừa được sửa ở một thẻ hoặc cửa sổ khác. Trang này tạm ngừng lưu để hai bên không ghi đè nhau.", "This sheet was just changed in another tab or window. This page has stopped saving, so that neither writes over the other.";
    other_tab_mine: "Dùng bản ở thẻ này", "Use what is here";
    other_tab_theirs: "Dùng bản ở thẻ kia", "Use what is there";

    download: "Lưu tệp để gửi", "Save the file to send";
    download_key: "(hoặc Ctrl+S)", "(or Ctrl+S)";
    print: "In báo cáo", "Print the report";
    print_key: "(hoặc Ctrl+P)", "(or Ctrl+P)";
    copy: "Sao chép báo cáo sang Word", "Copy the report for Word";
    copied: "Đã sao chép. Mở Word và dán (Ctrl+V).", "Copied. Open Word and paste (Ctrl+V).";
    read_failed: "Không đọc được tệp đã chọn: có thể tệp vừa bị chuyển chỗ, hoặc đang nằm trong tệp nén. Hãy chép tệp ra màn hình nền rồi mở lại.", "The chosen file cannot be read: it may have been moved, or lie inside an archive. Copy it to the desktop and open it again.";
    download_failed: "Trình duyệt không cho tải tệp về. Hãy thử lại, hoặc mở trang này bằng Chrome hay Edge.", "The browser refused the download. Try again, or open this page in Chrome or Edge.";
    copy_failed: "Trình duyệt không cho sao chép. Hãy in ra PDF, hoặc bôi đen báo cáo rồi bấm Ctrl+C.", "The browser refused to copy. Print to PDF, or select the report and press Ctrl+C.";
    downloaded: "Đã tạo tệp {}. Hãy gửi tệp này lên cấp trên; tệp nằm trong thư mục Tải xuống (Downloads).", "Made the file {}. Send it to the level above; it is in the Downloads folder.";
    downloaded_open: "Đã tạo tệp {}, nhưng còn {}. Hãy xem trang “Điểm cần xem” trước khi gửi; sửa xong thì lưu tệp lại.", "Made the file {}, but with {}. See the page “Findings” before you send it, and save the file again after mending.";
    paper_open: ". Lúc in còn {}", ", printed with {}";
    printed_open: "Bản in này còn {}. Hãy xem trang “Điểm cần xem” trước khi ký.", "This print still has {}. See the page “Findings” before signing.";
    open_see: "{} điểm cần xem chưa sửa, chưa nêu lý do", "{# thing|# things} to look at, neither mended nor explained";
    open_missing: "{} nội dung báo cáo phải có mà chưa điền", "{# thing|# things} missing that the report needs";
    close_sheet: "Về danh sách phiếu", "Back to all sheets";

    unit_title: "Đơn vị và kỳ báo cáo", "Unit and period";
    unit_lead: "Bắt đầu từ đây. Loại đơn vị quyết định những nội dung nào được hỏi.", "Start here. The kind of unit decides what is asked.";
    unit_name: "Tên đơn vị", "Name of the unit";
    unit_name_hint: "Ví dụ: Chi bộ Trường Tiểu học Hoa Mai", "For example: Hoa Mai Primary School cell";
    unit_parent: "Cấp trên trực tiếp", "Body above";
    unit_parent_hint: "Ví dụ: Đảng ủy xã Tân Lập", "For example: Tân Lập commune committee";
    unit_kind: "Loại đơn vị", "Kind of unit";
    unit_kind_hint: "Chi bộ trong trường học, cơ quan thì chọn “Chi bộ”.", "A cell in a school or an agency chooses “cell”.";
    unit_level: "Cấp của đơn vị", "Level of the unit";
    unit_level_is: "Cấp của đơn vị: {}", "Level of the unit: {}";
    choose: "– chọn –", "– choose –";
    period_title: "Kỳ báo cáo", "Period";
    period_kind: "Loại kỳ báo cáo", "Kind of period";
    period_year: "Cả năm", "A year";
    period_half_year: "6 tháng", "Half a year";
    period_years: "Nhiều năm (sơ kết, tổng kết)", "Several years (review)";
    period_stage: "Giai đoạn", "A stage";
    period_from_to: "Từ … đến …", "From … to …";
    period_from: "Từ", "From";
    period_the_year: "Năm báo cáo", "The year";
    period_to: "Đến", "To";
    period_year_hint: "Viết năm, ví dụ {}", "The year, such as {}";
    period_from_hint: "Viết năm, tháng/năm hoặc ngày/tháng/năm: 2016 · 9/2016 · 15/5/2016. Năm học: chọn “Từ … đến …”, ví dụ từ 9/2025 đến 5/2026", "A year, month/year or day/month/year: 2016 · 9/2016 · 15/5/2016. A school year: choose “From … to …”";
    date_hint: "Ví dụ: 15/5/2016 · 5/2016 · quý II/2016 · cuối năm 2016", "Such as 15/5/2016 · 5/2016 · 2016";
    period_to_hint: "Để trống nếu kỳ báo cáo gọn trong một năm", "Leave blank when the period is one year";
    period_read: "Kỳ báo cáo trên giấy: {}", "On paper: {}";
    to_first_section: "Bắt đầu điền: {}", "Begin: {}";

    letterhead_title: "Thể thức văn bản", "Letterhead";
    letterhead_lead: "Những dòng này in ở đầu và cuối báo cáo. Ô để trống in thành dòng chấm để viết tay.", "These lines stand at the head and the foot of the report. A blank one prints as a dotted line to be filled by hand.";
    upper_body: "Cơ quan cấp trên (dòng trên bên trái)", "Body above (upper line, left)";
    issuing_body: "Đơn vị ban hành (dòng dưới bên trái)", "Issuing body (lower line, left)";
    upper_hint: "Để trống thì lấy “Cấp trên trực tiếp”", "When blank, the body above is taken";
    issuing_hint: "Để trống thì lấy tên đơn vị", "When blank, the unit's name is taken";
    head_number: "Số, ký hiệu", "Number and symbol";
    head_number_hint: "Ví dụ: 05-BC/CB", "For example: 05-BC/CB";
    head_place: "Địa danh", "Place";
    head_date: "Ngày ký", "Date of signing";
    head_date_hint: "Ví dụ: 27/5/2026", "For example: 27/5/2026";
    on_behalf: "Thay mặt", "On behalf of";
    on_behalf_hint: "Ví dụ: CHI BỘ, BAN THƯỜNG VỤ; chữ T/M được thêm khi in", "For example: CHI BỘ, BAN THƯỜNG VỤ; “On behalf of” is added in print";
    post: "Chức vụ người ký", "Signatory's post";
    post_hint: "Ví dụ: BÍ THƯ", "For example: BÍ THƯ";
    signer: "Họ tên người ký", "Signatory's name";
    recipients: "Nơi nhận", "Recipients";
    recipients_hint: "Mỗi nơi một dòng; dòng cuối thường là “Lưu …”", "One a line; the last is usually “File …”";

    item_why: "Vì sao hỏi, ví dụ", "Why it is asked, an example";
    item_example: "Ví dụ (số liệu giả định)", "Example (made up)";
    item_required: "báo cáo cần nội dung này", "the report needs this";
    item_open: "còn trống", "open";
    item_answered: "đã trả lời", "answered";
    item_lacks: "đã trả lời, còn thiếu ý", "answered, something is lacking";
    item_to_see: "có điểm cần xem", "something to look at";
    group_status: "Tình hình chung của cả nhóm nhiệm vụ", "Status of the whole task group";
    previous_title: "Kỳ trước", "The period before";
    previous_lead: "Mở phiếu của kỳ trước bên cạnh để xem từng số liệu tăng hay giảm. Bảng so sánh cũng in trong phụ lục báo cáo.", "Open the sheet of the period before beside this one to see what became of each figure. The comparison is printed in the appendix too.";
    previous_choose: "Chọn phiếu trên máy này", "Choose a sheet on this computer";
    previous_none: "Chưa mở phiếu kỳ trước", "None beside";
    previous_open: "Mở tệp phiếu kỳ trước…", "Open a file of the period before…";
    previous_of: "Phiếu kỳ trước là của {}, {}", "The sheet of the period before is of {}, {}";
    previous_gone: "Không còn thấy phiếu kỳ trước trên máy này. Hãy mở lại tệp của phiếu đó ở trang Đơn vị.", "The sheet of the period before is no longer on this computer. Open its file again on the page of the unit.";
    previous_is_this: "Tệp vừa chọn là của chính phiếu đang mở. Hãy chọn tệp của kỳ trước.", "That file is of the very sheet that is open. Choose the file of the period before.";
    previous_is_later: "Tệp vừa chọn không phải của một kỳ trước kỳ báo cáo này. Hãy chọn tệp của kỳ trước, hoặc xem lại kỳ báo cáo đã ghi ở trên.", "That file is not of a period before this one. Choose the file of the period before, or look again at the period above.";
    previous_unnamed: "chưa ghi", "not said";
    carry: "Lấy những gì không đổi từ kỳ trước", "Take over what has not changed";
    carry_hint: "Chỉ điền vào ô còn trống: tên đơn vị, thể thức, văn bản và số liệu lâu dài. Lấy xong, nếu không muốn, bấm “Hoàn tác” để về như cũ.", "Fills blank fields only: the unit, the letterhead, standing documents and figures. “Undo” takes it back.";
    carried: "Đã lấy những gì không đổi từ kỳ trước.", "What had not changed was taken over.";
    nothing_to_carry: "Không còn gì để lấy từ kỳ trước: các ô đó đã có nội dung.", "There is nothing left to take over: those fields are filled.";
    changes_title: "So với kỳ trước", "Beside the period before";
    change_line: "{}: kỳ trước {}, kỳ này {}", "{}: {} before, {} now";
    collect_title: "Tổng hợp phiếu của nhiều đơn vị", "Roll up the sheets of many units";
    collect_hint: "Dành cho cấp trên: nhận tệp của các đơn vị, xem ai chưa gửi, cộng số liệu và lập phiếu tổng hợp.", "For the level above: take in the units' files, see who is missing, add up and make the consolidated sheet.";
    collect_go: "Mở trang tổng hợp", "Open the page for rolling up";
    start_others: "Báo cáo theo chỉ thị, kết luận của những năm trước", "Reports on the directives of earlier years";
    start_others_of: "Báo cáo cho các năm trước {}: {}", "Reports for the years before {}: {}";
    start_others_hint: "Mỗi mẫu dùng cho những năm mà chỉ thị, kết luận đó được thực hiện.", "Each form is for the years in which its directive was carried out.";
    form_years: "Dùng cho các năm {} - {}.", "For the years {} - {}.";
    form_years_since: "Dùng từ năm {}.", "For the years since {}.";
    form_used: "Phiếu này theo mẫu {}.", "This sheet answers the form of {}.";
    form_other_years: "Kỳ báo cáo này thuộc thời gian thực hiện {}.", "This period belongs to the time of {}.";
    reform: "Chuyển sang mẫu {}", "Change to the form of {}";
    reformed: "Đã chuyển mẫu; những gì đã trả lời vẫn còn nguyên.", "The form was changed; what you answered is all there.";
    reform_no_place: "Mẫu kia không có chỗ cho một số nội dung đã trả lời, nên phiếu được giữ nguyên. Muốn dùng mẫu kia, hãy lập phiếu mới ở trang đầu.", "The other form has no place for some of what you answered, so nothing was changed. To use it, begin a new sheet on the first page.";
    page_damaged: "Trang này bị hỏng hoặc thiếu một phần. Hãy dùng lại tệp phieu.html gốc mà nơi phát hành đã gửi.", "This page is damaged or has lost a part. Use the phieu.html file as it was given to you.";
    not_asked: "Không hỏi loại đơn vị này ({})", "Not asked of this kind of unit ({})";
    not_asked_hint: "Những nội dung này dành cho loại đơn vị khác nên không tính là còn trống. Đơn vị vẫn có thể trả lời nếu có việc để nói.", "These are for other kinds of unit and do not count as open. You can still answer one if there is something to say.";
    ask_item: "Trả lời “{}”", "Answer “{}”";
    ask_fields: "Hiện thêm {} ô dành cho loại đơn vị khác", "Show {} more, meant for other kinds of unit";
    unask: "Ẩn lại những gì không hỏi loại đơn vị này", "Hide again what this kind of unit is not asked";
    next_open: "Đến nội dung còn trống tiếp theo", "Go to the next open item";
    all_answered: "Mọi nội dung đã có trả lời.", "Every item has an answer.";
    next_section: "Mục sau: {}", "Next: {}";
    previous_section: "Mục trước: {}", "Previous: {}";
    status_label: "Tình hình", "Status";
    status_differs: "Việc này chưa làm, đang làm, hoặc không thuộc phạm vi?", "Not started, under way, or not concerned?";
    status_cause: "Nguyên nhân chưa triển khai", "Why it was not started";
    status_clear: "Bỏ chọn", "Clear";
    note_add: "Nói thêm, nếu cần", "Say more, if needed";
    rate_stated: "Tỷ lệ ghi trong báo cáo (nếu có)", "Rate as stated (if any)";
    rate_hint: "Ví dụ: 94,2% hoặc “trên 95%”; có đủ hai số thì để trống, trang tự tính", "For example 94.2% or “over 95%”; with both numbers leave it blank, the page computes it";
    rate_computed: "Tỷ lệ tính được: {}", "Computed rate: {}";
    rate_column: "Tỷ lệ ghi", "Stated rate";
    computed_column: "Tính được", "Computed";
    number_hint: "Viết số, hoặc “hơn 20”, “khoảng 100”, “02 - 05”. Không có thì ghi 0; chưa rõ thì để trống.", "A number, or “more than 20”, “about 100”, “2 - 5”. Write 0 for none; leave blank if unknown.";
    reads_as: "Đọc là: {}", "Read as: {}";
    audience: "Đối tượng", "Audience";
    number_column: "Số lượng", "Number";
    overlap: "Nếu các phần có chỗ trùng nhau, ghi lý do", "If parts overlap, say why";
    overlap_hint: "Ví dụ: một người tính ở cả hai phần", "For example: one and the same is counted in both parts";
    parts_sum: "Các phần cộng lại: {}", "Parts add up to: {}";
    paste_hint: "Có thể sao chép cả khối ô từ Excel rồi dán vào ô đầu tiên.", "A block of cells copied from Excel can be pasted into the first cell.";
    paste_here: "Có sẵn bảng trong Excel: sao chép các ô, bấm vào khung này rồi dán (Ctrl+V)", "A table in Excel already: copy its cells, click this frame and paste (Ctrl+V)";
    paste_title: "Khối vừa dán từ Excel", "The block you pasted";
    paste_lead: "Kiểm tra rồi bấm “Đưa vào phiếu”. Sau đó vẫn lấy lại được.", "Check it, then take it in. It can still be undone.";
    paste_cell: "Ô", "Cell";
    paste_now: "Đang có", "Now";
    paste_after: "Sẽ là", "Will be";
    paste_columns: "Các cột nhận theo tiêu đề của khối: {}", "Columns, by the headings of the block: {}";
    paste_ordinals: "Cột số thứ tự không đưa vào.", "The column that numbers the lines is left out.";
    paste_left: "Không có chỗ trong bảng: {}", "No place in the table for: {}";
    paste_yes: "Đưa vào phiếu", "Take it in";
    paste_no: "Bỏ khối này", "Leave it";
    paste_dropped: "Khối đã dán trước đó chưa được đưa vào phiếu. Nếu cần, hãy dán lại.", "The block that was pasted before was not taken in. If you need it, paste it again.";
    paste_blank: "(trống)", "(blank)";
    add_document: "Thêm văn bản", "Add a document";
    add_row: "Thêm dòng: {}", "Add a row: {}";
    add_point: "Thêm ý: {}", "Add: {}";
    none_of: "Không có {}", "There is no {}";
    remove_line: "Bỏ dòng {}", "Remove line {}";
    move_up: "Đưa dòng {} lên", "Move line {} up";
    line_number: "Dòng {}", "Line {}";
    document_number: "Số, ký hiệu", "Number and symbol";
    document_date: "Ngày ban hành", "Date";
    document_issuer: "Cơ quan ban hành", "Issuer";
    document_subject: "Nội dung (trích yếu)", "Subject";
    cause_of: "Nguyên nhân của ý nào (có thể chọn nhiều hoặc không chọn)", "Which points it explains (several, or none)";
    choice_other: "Khác (ghi rõ)", "Other (say what)";
    grade: "Mức xếp loại", "Grade";
    removed_line: "Đã bỏ một dòng.", "A line was removed.";

    findings_title: "Điểm cần xem", "Findings";
    findings_lead: "Trang so các con số với nhau và chỉ ra chỗ chưa khớp. Sửa được thì sửa; nếu số liệu đúng là như vậy thì giữ lại và nêu lý do, lý do được in kèm báo cáo và gửi lên cùng tệp.", "The page compares the figures and points out what does not fit. Mend what can be mended; where the figures are so, keep the finding with a reason, which is printed with the report and travels in the file.";
    findings_contradiction: "Số liệu mâu thuẫn hoặc không đọc được", "Figures that contradict or do not read";
    findings_doubt: "Nên xem lại trước khi ký", "Worth a look before signing";
    findings_missing: "Còn thiếu", "Still missing";
    findings_kept: "Đã giữ lại, có lý do", "Kept, with a reason";
    findings_remarks: "Nhận xét của cấp trên", "Remarks of the body above";
    finding_go: "Đến chỗ này", "Go there";
    finding_go_label: "Đến chỗ này: {}", "Go there: {}";
    finding_keep: "Giữ lại và nêu lý do", "Keep it with a reason";
    finding_reason: "Lý do giữ lại", "Reason for keeping it";
    finding_save_reason: "Ghi lý do", "Save the reason";
    no_longer_asked: "Loại đơn vị này không được hỏi {} nội dung mà phiếu đang có câu trả lời. Hãy chọn cho từng nội dung:", "This kind of unit is not asked {# thing|# things} that the sheet has answers to. Choose for each:";
    not_asked_keep: "Giữ trong báo cáo", "Keep in the report";
    not_asked_aside: "Để riêng, không đưa vào báo cáo", "Take out of the report";
    not_asked_drop: "Xóa câu trả lời này", "Delete this answer";
    set_aside: "Đã để riêng câu trả lời: không in vào báo cáo và không cộng, nhưng vẫn còn trong tệp.", "The answer was taken out: it is neither printed nor added, but it is still in the file.";
    dropped: "Đã xóa câu trả lời.", "The answer was deleted.";
    kept_in: "Đã giữ câu trả lời trong báo cáo.", "The answer stays in the report.";
    set_aside_title: "Câu trả lời để riêng, không đưa vào báo cáo", "Answers taken out of the report";
    set_aside_hint: "Loại đơn vị này không được hỏi. Không in, không cộng, nhưng vẫn còn trong tệp.", "This kind of unit is not asked. They are neither printed nor added, but still in the file.";
    put_back: "Đưa lại “{}” vào báo cáo", "Put “{}” back into the report";
    drop_aside: "Xóa “{}”", "Delete “{}”";
    finding_cancel: "Thôi", "Cancel";
    finding_unkeep: "Bỏ lý do, xem lại", "Take the reason back";
    finding_kept_because: "Giữ lại vì: {}", "Kept because: {}";
    finding_keep_needs_reason: "Hãy viết lý do trước khi ghi.", "Write the reason first.";
    error_summary: "Trong mục này có {} điểm cần xem", "{# finding|# findings} in this section";

    report_title: "Báo cáo", "The report";
    report_lead: "Báo cáo dưới đây được viết từ các câu trả lời. Câu nào chưa vừa ý thì bấm vào câu đó để viết lại; mọi câu có ở phần “Sửa câu chữ”, cuối trang.", "The report below is written from the answers. Click a sentence to reword it; all of them stand under “Reword sentences”, at the end of the page.";
    appendix_title: "Chọn phụ lục để in (đang in {} trong {})", "Choose the appendices ({} of {} are printed)";
    appendix_hint: "Chọn những phụ lục cần in kèm. Lúc đầu trang chỉ chọn phụ lục có thêm thông tin so với phần lời.", "Choose the appendices to print. At first the page chooses those that say more than the text does.";
    appendix_short: "In gọn: số cộng, và tỷ lệ dự học của từng đơn vị", "Short: the sums, and each unit’s rates of attendance";
    appendix_whole: "In số liệu của từng đơn vị", "The figures of every unit";
    appendix_none: "Không in", "Not printed";
    reword_title: "Sửa câu chữ", "Reword sentences";
    reword_lead: "Ô để nguyên thì in câu do trang viết. Sửa chữ trong ô thì in câu của đơn vị; khi số liệu của câu đổi, trang sẽ nhắc.", "A box left alone prints the page's sentence. Change it and yours is printed; when its figures change, the page reminds you.";
    reword_own: "câu của đơn vị", "the unit's own words";
    reword_stale: "số liệu đã đổi, câu cần xem lại", "its figures have changed, look again";
    reword_back: "Dùng lại câu của trang", "Take the page's sentence back";
    reword_made: "Câu của trang: {}", "The page's sentence: {}";
    reword_left_out: "Ô này để trống: câu không in vào báo cáo.", "This box is blank: the sentence is not printed.";
    report_empty: "Chưa có câu nào: hãy điền một vài nội dung trước.", "No sentences yet: answer a few items first.";

    notice_close: "Đóng", "Close";
    altered: "Tệp này đã bị sửa bên ngoài trang, hoặc hỏng trên đường gửi: dấu kiểm tra không khớp. Phiếu vẫn được mở để xem; hãy đối chiếu với đơn vị gửi.", "This file was changed outside the page, or damaged on its way: its fingerprint does not match. It was opened all the same; check it with its sender.";
    reread: "Một số ô được đọc khác với lúc ghi tệp (có {} ô). Hãy xem lại các ô đó.", "Some boxes read otherwise than when the file was written ({}). Look at them again.";
    store_refused: "Trình duyệt không lưu được trên máy này (bộ nhớ đầy hoặc bị chặn). Hãy bấm “Lưu tệp để gửi” ngay để giữ những gì đã điền.", "The browser cannot keep anything on this machine (storage is full or blocked). Press “Save the file to send” now to keep what you typed.";
    sheet_gone: "Không còn thấy phiếu này trên máy. Nếu đã tải tệp .phieu.json về, hãy mở tệp đó.", "This sheet is no longer on this machine. If you downloaded its .phieu.json file, open that.";
    file_not_verified: "Tệp vừa tạo không đọc lại được đúng như phiếu, nên không được tải về. Hãy dùng “Sao lưu mọi phiếu” và báo cho người phát hành trang này.", "The file just made does not read back as the sheet, so it was not offered. Use “Back up all sheets” and tell whoever gave you this page.";
    opened_as_copy: "Máy này đã có phiếu này, nên tệp được mở thành bản riêng; không bản nào bị ghi đè.", "This machine holds this sheet already, so the file was opened beside it; neither is written over.";
    opened_same: "Tệp này giống phiếu đang lưu trên máy; đã mở phiếu ấy.", "This file says what the sheet kept on this machine says; that sheet was opened.";
    opened_older: "Phiếu đang lưu trên máy mới hơn tệp này; tệp được mở thành bản riêng để xem lại. Không bản nào bị ghi đè; muốn điền tiếp bản mới hơn thì về danh sách phiếu.", "The sheet kept on this machine is newer than this file, which was opened beside it to be looked at. Neither is written over; to go on with the newer one, go back to all sheets.";
    opened_newer: "Tệp này mới hơn phiếu đang lưu trên máy, nên được mở thành bản riêng: hãy điền tiếp ở bản này. Bản cũ vẫn còn trong danh sách.", "This file is newer than the sheet kept on this machine and was opened beside it: go on with this one. The older one is still in the list.";
    shelf_copy_short: "bản mở từ tệp", "opened from a file";
    shelf_copy: "bản mở từ tệp, bản số {}", "opened from a file, revision {}";
    returned: "{} đã trả lại phiếu này. Số nhận xét chưa trả lời: {}, ở {}. Hãy trả lời ngay dưới từng nhận xét, sửa số liệu nếu cần, rồi lưu tệp để gửi lại.", "{} gave this sheet back. Remarks without an answer: {}, in {}. Answer below each, mend figures where needed, then save the file and send it again.";
    returned_taken: "Các nhận xét nằm ngay trong phiếu đang lưu trên máy này; những gì đơn vị điền hay sửa từ lúc gửi vẫn còn nguyên.", "The remarks are in the sheet kept on this machine; whatever you changed since you sent it is as you left it.";
    remark_by: "{} nhận xét", "{} remarks";
    remark_open: "chưa trả lời", "not answered";
    remark_answer: "Đơn vị trả lời", "Your answer";
    history_title: "Các lần gửi", "Files of this sheet so far";
    history_line: "Bản {}, mã {}: {}", "Revision {}, code {}: {}";
    history_own: "đơn vị lập", "made by the unit";
    history_returned: "{} trả lại kèm nhận xét", "given back by {} with remarks";
    help_title: "Hướng dẫn", "Help";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Those of both programs.
    fn all() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
        PAIRS.iter().chain(super::super::collect_words::PAIRS)
    }

    /// A word that no component asks for is one that nobody keeps true.
    #[test]
    fn every_word_is_used() {
        fn sources(folder: &std::path::Path, out: &mut String) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, out);
                } else {
                    out.push_str(&std::fs::read_to_string(&path).unwrap());
                }
            }
        }
        let mut code = String::new();
        sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
        for (name, ..) in all() {
            assert!(code.contains(&format!(".{name}")), "{name}");
        }
    }

    /// Both languages say something, not the same thing, and have the same number of slots.
    #[test]
    fn what_is_counted_agrees_with_its_number() {
        let said = |n| fill(words(Lang::En).state_both, &["2", n]);
        assert_eq!(said("1"), "2 to look at, and 1 thing the report needs is missing.");
        assert_eq!(said("3"), "2 to look at, and 3 things the report needs are missing.");
    }

    #[test]
    fn both_languages_are_complete() {
        for (name, vi, en) in all() {
            assert!(!vi.trim().is_empty() && !en.trim().is_empty(), "{name}");
            assert!(vi != en || *name == "section_progress", "{name}: the same in both languages");
            assert_eq!(vi.matches('{').count(), en.matches('{').count(), "{name}");
            // What is counted stands in English for one and for many.
            assert!(
                en.matches('|').count() >= en.matches('{').count() - en.matches("{}").count(),
                "{name}"
            );
        }
    }
}
