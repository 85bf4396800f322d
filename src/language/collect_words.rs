//! The words of the page that rolls sheets up, apart from the others: the first program has none of
//! them.

use super::Lang;
use super::ui_words::ui_words;

ui_words! {
    CollectWords;
    title: "Tổng hợp phiếu của các đơn vị", "Roll up the sheets of many units";
    picked: "Đã đưa ý này vào phần của đơn vị mình, kèm tên nơi viết.", "The point was taken into your own text, with where it comes from.";
    roster_added: "Đã thêm {} đơn vị vào danh sách.", "{} units were added to the list.";
    roster_nothing_new: "Không có đơn vị nào mới: mọi tên đã có trong danh sách, hoặc không đọc được tên nào.", "No new units: all names are in the list already, or none could be read.";
    roster_empty: "Danh sách đơn vị còn trống. Hãy dán hoặc gõ tên các đơn vị trước.", "The list of units is empty. Paste or type the names first.";
    give_back_no_file: "Không có tệp riêng của đơn vị này (phiếu nằm trong tệp tổng hợp của cấp dưới). Hãy trả lại qua đơn vị đã tổng hợp.", "There is no file of this unit itself: it came inside another body's file. Send it back by way of that body.";
    give_back_no_remark: "Chưa có nhận xét nào cho đơn vị này. Hãy viết nhận xét vào ít nhất một nội dung.", "There is no remark for this unit yet. Write one at some item first.";
    below_lost: "Không đọc được danh sách và các phiếu đã nhận của phiếu tổng hợp này. Chưa có gì bị ghi đè. Hãy mở tệp tổng hợp đã tải về, hoặc bộ tổng hợp (.zip).", "The list and the sheets received for this consolidated sheet cannot be read here. Nothing was written over. Open the consolidated file you downloaded, or the collection (.zip).";
}
