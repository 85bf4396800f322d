//! The examples that the page can open.

use crate::language::{Lang, Words};

/// A filled sheet to look at.
pub struct Example {
    /// The name of its file, `tests/fixtures/….phieu.json`; the page has the text in a block that is
    /// unpacked on first use.
    pub name: &'static str,
    title: (&'static str, &'static str),
    says: (&'static str, &'static str),
}

impl Example {
    /// Its name on the start page.
    pub fn title(&self, lang: Lang) -> &'static str {
        if lang == Lang::Vi { self.title.0 } else { self.title.1 }
    }

    /// What is said when it opens.
    pub fn says(&self) -> Words {
        Words::new(self.says.0, self.says.1)
    }
}

/// The examples, in the order of the start page.
pub const ALL: &[Example] = &[
    Example {
        name: "cell",
        title: ("Một chi bộ (số liệu giả định)", "A cell (made-up figures)"),
        says: (
            "Đây là ví dụ về một chi bộ không có thật; mọi tên và số liệu đều giả định.",
            "This is an example of a cell that does not exist; all names and figures are made up.",
        ),
    },
    Example {
        name: "s4",
        title: ("Một tỉnh, 2 năm thực hiện Chỉ thị 05", "A province, two years of Directive 05"),
        says: (
            "Ví dụ này dùng số liệu một tỉnh đã công bố về 2 năm thực hiện Chỉ thị 05; câu chữ do trang này viết.",
            "This example uses figures that a province published on two years of Directive 05; the wording is this page's own.",
        ),
    },
];
