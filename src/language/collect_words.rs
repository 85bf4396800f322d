//! The words of the page that rolls sheets up, apart from the others: the first program has none of
//! them.

use super::Lang;
use super::ui_words::ui_words;

ui_words! {
    CollectWords;
    title: "Tổng hợp phiếu của các đơn vị", "Roll up the sheets of many units";
}
