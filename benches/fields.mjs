// The hundred fields that every page of the benches asks: ten groups of ten, of which ten are
// computed and twenty obey a rule. The mix is that of the forms this project is for: a status, the
// number and date of a document, summoned and attended with their rate, planned and achieved, a
// grade, a text.

const STATUS = [["done", "Đã hoàn thành"], ["part", "Đang thực hiện"], ["none", "Chưa thực hiện"], ["na", "Không áp dụng"]];
export const GRADES = [["tot", "Tốt"], ["kha", "Khá"], ["tb", "Trung bình"], ["kem", "Kém"]];

/** Groups of ten fields each. */
export function groups(count) {
  return Array.from({ length: count }, (_, index) => {
    const g = index + 1;
    const id = (name) => `g${g}_${name}`;
    return {
      id: `g${g}`,
      title: `Nhóm nhiệm vụ ${g}`,
      fields: [
        { id: id("status"), kind: "select", label: `${g}.1 Tình trạng thực hiện`, options: STATUS, required: true },
        { id: id("docno"), kind: "text", label: `${g}.2 Số, ký hiệu văn bản`, requiredIf: [id("status"), "done"] },
        { id: id("docdate"), kind: "date", label: `${g}.3 Ngày ban hành` },
        { id: id("summoned"), kind: "int", label: `${g}.4 Số triệu tập` },
        { id: id("attended"), kind: "int", label: `${g}.5 Số tham gia`, max: id("summoned") },
        { id: id("rate"), kind: "calc", label: `${g}.6 Tỷ lệ tham gia (%)`, part: id("attended"), whole: id("summoned") },
        { id: id("planned"), kind: "int", label: `${g}.7 Chỉ tiêu` },
        { id: id("achieved"), kind: "int", label: `${g}.8 Kết quả`, max: id("planned") },
        { id: id("grade"), kind: "radio", label: `${g}.9 Tự chấm`, options: GRADES, required: true },
        { id: id("note"), kind: "area", label: `${g}.10 Thuyết minh` },
      ],
    };
  });
}
