"use strict";
// The filter by severity. Without this script every finding is shown, and so is no filter.
const filter = document.getElementById("filter");
if (filter) {
  const boxes = [...filter.querySelectorAll("input")];
  const remark = document.getElementById("left-out");
  const apply = () => {
    for (const box of boxes) {
      for (const group of document.querySelectorAll(`section[data-severity="${box.value}"]`)) {
        group.hidden = !box.checked;
      }
    }
    const off = boxes.filter((box) => !box.checked).map((box) => box.dataset.word);
    remark.hidden = off.length === 0;
    remark.textContent = off.length ? `按所选范围，没有列出：${off.join("、")}。` : "";
  };
  filter.addEventListener("change", apply);
  filter.hidden = false;
  apply();
}
