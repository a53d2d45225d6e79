"use strict";
// The filter by severity and by file. Without this script everything is shown, and so is no filter.
const filter = document.getElementById("filter");
if (filter) {
  const boxes = [...filter.querySelectorAll("input[value][data-word]")];
  const clean = document.getElementById("clean");
  const find = document.getElementById("find");
  const remark = document.getElementById("left-out");
  const rows = document.querySelectorAll(".overview tbody tr");
  const files = [...document.querySelectorAll("article")].map((article, number) => ({
    article,
    row: rows[number],
    name: article.querySelector("h3").textContent.toLowerCase(),
  }));
  const apply = () => {
    for (const box of boxes) {
      for (const group of document.querySelectorAll(`section[data-severity="${box.value}"]`)) {
        group.hidden = !box.checked;
      }
    }
    const word = find ? find.value.trim().toLowerCase() : "";
    let gone = 0;
    for (const { article, row, name } of files) {
      const off = !name.includes(word) || (clean && !clean.checked && "clean" in article.dataset);
      article.hidden = off;
      if (row) row.hidden = off;
      gone += off;
    }
    const left = boxes.filter((box) => !box.checked).map((box) => box.dataset.word);
    if (gone) left.push(`${gone} 份文件`);
    remark.hidden = left.length === 0;
    remark.textContent = left.length ? `按所选范围，没有列出：${left.join("、")}。` : "";
  };
  filter.addEventListener("input", apply);
  filter.hidden = false;
  apply();
}
