// Shows only those clients whose row holds every word of the field. Without it the page lacks the field alone.
for (const field of document.querySelectorAll(".filter input")) {
  const tier = field.closest(".tier");
  const box = field.closest(".filter");
  const shown = box.querySelector("output");
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е");
  const number = (n) => n.toLocaleString(document.documentElement.lang);
  let rows = [];
  const choose = () => {
    if (rows.length === 0) {
      rows = Array.from(tier.querySelectorAll("tbody > tr"), (row) => [row, plain(row.textContent)]);
    }
    const words = plain(field.value).split(/\s+/);
    let kept = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      kept += row.hidden ? 0 : 1;
    }
    shown.textContent = field.value.trim() === "" ? "" : `${shown.dataset.shown}: ${number(kept)} / ${number(rows.length)}`;
  };
  field.addEventListener("input", choose);
  box.hidden = false;
  if (field.value !== "") {
    choose();
  }
}
