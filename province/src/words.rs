//! Sentences of made-up units. Nobody wrote them in a report; they only look like it.

/// Judgements in one sentence.
pub const SUMMARIES: [&str; 8] = [
    "Việc học và làm theo Bác ở đơn vị đi vào nền nếp, mỗi người đều có việc làm cụ thể",
    "Đơn vị đã gắn việc làm theo Bác với công việc chuyên môn hằng ngày",
    "Cán bộ, đảng viên hiểu rõ hơn việc mình phải làm và làm đều hơn năm trước",
    "Kết quả khá đều ở các tổ; những việc đã đăng ký phần lớn làm xong đúng hẹn",
    "Sinh hoạt có nội dung, ít hình thức hơn; người dân thấy được sự thay đổi",
    "Phong trào giữ được đều, tuy còn vài nơi làm chậm",
    "Nhiều việc nhỏ được làm đến nơi đến chốn và có người kiểm tra",
    "Đơn vị chọn ít việc, làm chắc từng việc rồi mới mở rộng",
];

/// Strengths.
pub const STRENGTHS: [&str; 12] = [
    "Cấp ủy phân công từng đồng chí theo dõi một nhóm việc và nghe báo cáo vào tuần cuối của tháng.",
    "Đảng viên đăng ký việc làm theo bằng những lời ngắn, có ngày hoàn thành và người xác nhận.",
    "Người đứng đầu nhận việc khó trước rồi mới giao việc cho người khác.",
    "Các buổi sinh hoạt chuyên đề có người chuẩn bị, có trao đổi và có kết luận.",
    "Gương người tốt được ghi vào sổ ngay trong tháng và được đọc lại trước chi bộ.",
    "Hồ sơ giải quyết cho dân được hẹn rõ ngày trả; số hồ sơ trả chậm giảm qua từng quý.",
    "Đoàn viên, hội viên cùng tham gia nên việc làm theo không dừng ở đảng viên.",
    "Việc kiểm tra gắn với nhắc nhở tại chỗ, ai thiếu thì bổ sung ngay trong tuần.",
    "Đơn vị tiết kiệm được tiền điện, giấy in và dành phần đó giúp các hộ khó khăn.",
    "Lời nói và cách ứng xử ở nơi tiếp dân được người dân nhận xét tốt qua hòm thư góp ý.",
    "Tổ tự quản giữ được đường làng sạch, không còn nơi đổ rác ngoài quy định.",
    "Các thầy cô thay nhau kèm học sinh yếu vào chiều thứ năm mà không nhận thù lao.",
];

/// Limitations.
pub const LIMITATIONS: [&str; 10] = [
    "Một số đảng viên ghi việc đăng ký còn chung, khó biết đã xong hay chưa.",
    "Sổ ghi gương tốt ở vài tổ để trống nhiều tháng liền.",
    "Buổi sinh hoạt có lúc dồn nhiều nội dung nên phần trao đổi bị rút ngắn.",
    "Tin, bài về người tốt còn ít và thường gửi muộn.",
    "Việc sơ kết ở cấp dưới chưa đúng hẹn, phải nhắc nhiều lần.",
    "Số liệu của các tổ gửi lên chưa cùng một cách đếm.",
    "Có nơi mới chú ý tuyên truyền mà chưa theo dõi kết quả.",
    "Người trẻ ít phát biểu trong các buổi thảo luận.",
    "Một vài việc đăng ký từ đầu năm đến cuối năm mới bắt đầu làm.",
    "Cách làm hay ở một tổ chưa được giới thiệu kịp cho các tổ khác.",
];

/// Causes.
pub const CAUSES: [&str; 8] = [
    "Đơn vị chưa giao rõ ai nhắc việc và ai giữ sổ.",
    "Công việc chuyên môn cuối năm nhiều nên việc theo dõi bị bỏ lỡ.",
    "Người phụ trách thay đổi giữa năm mà chưa bàn giao hết.",
    "Mẫu ghi chép thay đổi hai lần trong năm.",
    "Đảng viên cao tuổi nhiều, đi lại họp hành khó khăn.",
    "Tài liệu về chậm hơn lịch sinh hoạt một tháng.",
    "Kinh phí cho việc khen thưởng chưa được bố trí từ đầu năm.",
    "Cấp ủy viên phụ trách kiêm nhiều việc.",
];

/// Lessons.
pub const LESSONS: [&str; 5] = [
    "Chọn việc gần với người dân thì dễ làm và dễ kiểm tra.",
    "Có người ghi chép đều thì cuối kỳ không phải nhớ lại số liệu.",
    "Khen đúng lúc có tác dụng hơn khen nhiều.",
    "Cấp ủy phải nghe từ dưới trước khi giao chỉ tiêu.",
    "Việc nào cũng cần một người chịu trách nhiệm đến cùng.",
];

/// What will be done.
pub const SOLUTIONS: [&str; 10] = [
    "Mỗi tổ đọc lại danh sách việc đã đăng ký trong kỳ sinh hoạt cuối quý và ghi rõ việc còn dở.",
    "Giao một đảng viên trẻ giữ sổ gương tốt và đọc trước chi bộ mỗi tháng.",
    "Thống nhất cách đếm số người dự học giữa các tổ trước ngày 15 tháng 6.",
    "Dành ít nhất nửa giờ của mỗi kỳ sinh hoạt để trao đổi về một việc cụ thể.",
    "Đi kiểm tra tại chỗ hai nơi còn làm chậm và giúp họ lập lại kế hoạch.",
    "Mời người dân nhận xét thái độ phục vụ hai lần một năm.",
    "Giới thiệu ba cách làm hay trên bảng tin và trang của địa phương.",
    "Bố trí kinh phí khen thưởng ngay trong dự toán đầu năm.",
    "Rà lại chuẩn mực của đơn vị, bỏ những điều trùng nhau.",
    "Gửi báo cáo đúng ngày, kèm số liệu đã được các tổ xác nhận.",
];

/// What was asked of the body above.
pub const PROPOSALS: [&str; 4] = [
    "Đề nghị gửi tài liệu chuyên đề trước tháng 02 hằng năm.",
    "Đề nghị giữ nguyên một mẫu báo cáo trong cả giai đoạn.",
    "Đề nghị mở lớp hướng dẫn cách ghi số liệu cho người mới phụ trách.",
    "Đề nghị sớm có hướng dẫn về kinh phí khen thưởng ở chi bộ.",
];

/// Models and breakthroughs.
pub const MODELS: [&str; 10] = [
    "Ngày thứ bảy giúp dân",
    "Góc sách nhỏ của thôn",
    "Tổ tiếp dân không hẹn lại",
    "Hũ gạo sẻ chia",
    "Đường hoa tự quản",
    "Một giờ nghe dân nói",
    "Đôi bạn cùng tiến",
    "Tiếng loa an ninh",
    "Nói ít, làm nhiều",
    "Nhà sạch, ngõ thông",
];

/// Results of a model.
pub const RESULTS: [&str; 6] = [
    "được các hộ trong thôn hưởng ứng",
    "giảm hẳn số hồ sơ trả chậm",
    "giúp được mười hai hộ khó khăn",
    "học sinh đọc nhiều hơn trước",
    "đường làng sạch quanh năm",
    "người dân gọi báo tin nhiều hơn",
];

/// Subjects of plans.
pub const SUBJECTS: [&str; 5] = [
    "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "học tập chuyên đề trong sinh hoạt chi bộ",
    "đăng ký và theo dõi việc làm theo Bác",
    "nêu gương của cán bộ chủ chốt",
    "giới thiệu gương người tốt, việc tốt",
];

/// Causes for which a task was not started.
pub const NOT_STARTED: [&str; 4] = [
    "đang chờ hướng dẫn của cấp trên",
    "tài liệu về muộn",
    "vừa thay người phụ trách",
    "dành thời gian cho đại hội",
];

/// Deeds.
pub const DEEDS: [&str; 5] = [
    "Bí thư trực tiếp tiếp dân sáng thứ hai và trả lời từng ý kiến bằng văn bản",
    "Phó Bí thư nhận theo dõi tổ yếu nhất và họp cùng tổ hằng tháng",
    "Chi ủy viên đi làm sớm nửa giờ để chuẩn bị cho buổi chào cờ",
    "Lãnh đạo đơn vị công khai số điện thoại và tự nghe máy ngoài giờ",
    "Người đứng đầu nhận thiếu sót trước tập thể khi công việc chậm",
];

/// Notes.
pub const NOTES: [&str; 6] = [
    "Số liệu lấy từ sổ theo dõi của các tổ, đã đối chiếu cuối kỳ.",
    "Những đồng chí đi học xa được gửi tài liệu qua thư.",
    "Con số này chưa tính những buổi tổ chức chung với đơn vị bạn.",
    "Đơn vị bắt đầu ghi riêng mục này từ quý hai.",
    "Phần chưa xong được chuyển sang kế hoạch của kỳ sau.",
    "Có hai buổi phải lùi ngày vì mưa bão.",
];
