//! The help page's texts, in both languages side by side.

use super::Lang;

/// A question and its answer.
pub struct Answer {
    question_vi: &'static str,
    /// The question in English; it names the answer.
    pub question_en: &'static str,
    lines_vi: &'static [&'static str],
    lines_en: &'static [&'static str],
}

impl Answer {
    /// The question.
    pub fn question(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.question_vi,
            Lang::En => self.question_en,
        }
    }

    /// The answer's paragraphs.
    pub fn lines(&self, lang: Lang) -> &'static [&'static str] {
        match lang {
            Lang::Vi => self.lines_vi,
            Lang::En => self.lines_en,
        }
    }
}

/// All answers, in the order in which a newcomer asks.
pub const ANSWERS: &[Answer] = &[
    Answer {
        question_vi: "Bắt đầu thế nào?",
        question_en: "How do I begin?",
        lines_vi: &[
            "Bấm “Bắt đầu phiếu mới”, ghi tên đơn vị, chọn loại đơn vị và kỳ báo cáo. Sau đó điền từng mục ở danh sách bên trái; điền mục nào trước cũng được, bỏ trống rồi quay lại cũng được.",
            "Nút “Đến nội dung còn trống tiếp theo” ở cuối mỗi mục đưa tới chỗ chưa điền.",
        ],
        lines_en: &[
            "Press “Start a new sheet”, name the unit, choose its kind and the period. Then fill the sections of the list at the left, in any order; leave blanks and come back.",
            "“Go to the next open item” at the end of each section leads to what is not filled yet.",
        ],
    },
    Answer {
        question_vi: "Những gì đã điền nằm ở đâu?",
        question_en: "Where is what I typed?",
        lines_vi: &[
            "Mỗi chữ gõ vào được lưu ngay trong trình duyệt trên chính máy này; dòng “Đã lưu trên máy này lúc …” chỉ hiện khi máy đã ghi xong. Tắt máy hay mất điện rồi mở lại đúng tệp này bằng đúng trình duyệt này thì phiếu vẫn còn.",
            "Phiếu không tự đi theo tệp HTML sang máy khác hay sang USB. Muốn mang đi hay gửi lên, bấm “Lưu tệp để gửi” (Ctrl+S) để lấy tệp .phieu.json.",
        ],
        lines_en: &[
            "Every letter is kept at once in this browser on this machine; “Saved on this machine at …” appears only when the machine has written it. After a power cut, open the same file in the same browser and the sheet is there.",
            "A sheet does not travel with the HTML file to another machine or a USB stick. To carry or send it, press “Save the file to send” (Ctrl+S) and take the .phieu.json file.",
        ],
    },
    Answer {
        question_vi: "Có phiếu của kỳ trước thì dùng lại được gì?",
        question_en: "What can I use of last year's sheet?",
        lines_vi: &[
            "Ở trang “Đơn vị và kỳ báo cáo”, phần “Kỳ trước”, chọn phiếu đó trên máy hoặc mở tệp của nó. Nút “Lấy những gì không đổi từ kỳ trước” chỉ điền vào ô còn trống. Dưới mỗi số liệu có ghi kỳ trước là bao nhiêu, tăng hay giảm; bảng so sánh in trong phụ lục.",
            "Báo cáo cho những năm trước dùng mẫu của chỉ thị, kết luận khi đó: ở trang đầu, mở dòng “Báo cáo theo chỉ thị, kết luận của những năm trước”.",
        ],
        lines_en: &[
            "On the page “Unit and period”, under “The period before”, choose that sheet or open its file. “Take over what has not changed” fills blank fields only. Under each figure stands what it was and what became of it; the comparison is printed in the appendix.",
            "For earlier years use the form of that time: on the first page, open “Reports on the directives of earlier years”.",
        ],
    },
    Answer {
        question_vi: "Viết số và ngày thế nào?",
        question_en: "How do I write numbers and dates?",
        lines_vi: &[
            "Viết như thường viết: 41004, 41.004, 03, “hơn 20”, “gần 200”, “khoảng 100”, “02 - 05”, “hàng trăm”. Không có thì ghi 0; chưa biết thì để trống: hai việc này khác nhau. Có nhưng không rõ số thì ghi “có”.",
            "Ngày viết ngày trước tháng sau: 22/9/2011, 9/2016 hoặc chỉ 2016.",
        ],
        lines_en: &[
            "As you would on paper: 41004, 41,004, “more than 20”, “nearly 200”, “about 100”, “2 - 5”. Write 0 for none and leave a blank for unknown: they differ. Write “yes” for a number that is not known.",
            "Dates have the day first: 22/9/2011, 9/2016 or just 2016.",
        ],
    },
    Answer {
        question_vi: "“Điểm cần xem” là gì?",
        question_en: "What is a finding?",
        lines_vi: &[
            "Trang so các con số với nhau: số dự nhiều hơn số triệu tập, các phần cộng lại không bằng tổng, tỷ lệ ghi khác tỷ lệ tính được… Sửa được thì sửa. Nếu số liệu đúng là như vậy, bấm “Giữ lại và nêu lý do”; lý do in kèm báo cáo và đi cùng tệp. Trang không chặn việc in hay gửi.",
        ],
        lines_en: &[
            "The page compares figures: more present than summoned, parts that do not make the total, a stated rate other than the computed one. Mend what can be mended. Where the figures are so, press “Keep it with a reason”; the reason is printed and travels in the file. Nothing stops you from printing or sending.",
        ],
    },
    Answer {
        question_vi: "Dán số liệu từ Excel thế nào?",
        question_en: "How do I paste from Excel?",
        lines_vi: &[
            "Trong Excel bôi đen khối ô, bấm Ctrl+C; bấm vào ô đầu tiên của bảng trong phiếu rồi Ctrl+V. Trang cho xem trước ô nào sẽ nhận số nào; bấm “Đưa vào phiếu” thì mới ghi, và vẫn lấy lại được.",
        ],
        lines_en: &[
            "Select the cells in Excel and press Ctrl+C; click the first cell of the table here and press Ctrl+V. The page shows what would go where and writes it only when you say so; it can be undone.",
        ],
    },
    Answer {
        question_vi: "In và gửi thế nào?",
        question_en: "How do I print and send?",
        lines_vi: &[
            "Ở bất cứ trang nào, Ctrl+P in toàn bộ báo cáo theo thể thức văn bản. Muốn sửa thêm trong Word: vào “Xem và in báo cáo”, bấm “Sao chép báo cáo sang Word” rồi dán.",
            "Cấp trên cần tệp .phieu.json để tổng hợp. Cuối bản in có mã đối chiếu; mã này trùng với mã của tệp nếu bản giấy và tệp là một. Mã cho biết tệp có bị hỏng hay sửa trên đường gửi hay không, không phải chữ ký số.",
        ],
        lines_en: &[
            "On any page Ctrl+P prints the whole report on its letterhead. To go on in Word, open “Read and print the report”, press “Copy the report for Word” and paste.",
            "The level above needs the .phieu.json file. A code at the end of the print equals the file's when paper and file are the same. It shows damage on the way; it is not a signature.",
        ],
    },
    Answer {
        question_vi: "Máy dùng chung, mở nhiều thẻ, máy cũ?",
        question_en: "Shared machines, several tabs, old machines?",
        lines_vi: &[
            "Ai dùng máy này cũng mở được phiếu đang lưu. Dùng xong ở máy chung: tải tệp về, rồi bấm “Xóa mọi phiếu lưu trên máy này” ở trang đầu.",
            "Nếu cùng một phiếu mở ở hai thẻ, thẻ cũ hơn ngừng lưu và hỏi dùng bản nào.",
            "Trang chạy trên Chrome, Edge, Cốc Cốc từ bản 109 và Firefox từ bản 115, kể cả Windows 7. Trang không gửi gì ra ngoài máy.",
        ],
        lines_en: &[
            "Anyone on this machine can open the sheets kept here. When done on a shared one, download the file and press “Remove all sheets kept on this computer” on the first page.",
            "When one sheet is open in two tabs, the older one stops saving and asks which to use.",
            "The page runs in Chrome, Edge and Cốc Cốc from 109 and in Firefox from 115, on Windows 7 too. It sends nothing off the machine.",
        ],
    },
];
