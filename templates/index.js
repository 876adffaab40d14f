// Shows only those clients whose row holds every word of the field. Without it the page lacks the field alone.
for (const field of document.querySelectorAll(".filter input")) {
  const tier = field.closest(".tier");
  const box = field.closest(".filter");
  const shown = box.querySelector("output");
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е");
  const number = (n) => n.toLocaleString(document.documentElement.lang);
  // A client has a row in each table, at the same place.
  let rows = [];
  const choose = () => {
    if (rows.length === 0) {
      const [all, ...others] = Array.from(tier.querySelectorAll(".clients tbody"), (body) => body.rows);
      rows = Array.from(all, (row, at) => {
        const own = [row, ...others.map((body) => body[at])];
        return [own, plain(own.map((row) => row.textContent).join(" "))];
      });
    }
    const words = plain(field.value).split(/\s+/);
    let kept = 0;
    for (const [own, text] of rows) {
      const isKept = words.every((word) => text.includes(word));
      own.forEach((row) => (row.hidden = !isKept));
      kept += isKept ? 1 : 0;
    }
    shown.textContent = field.value.trim() === "" ? "" : `${shown.dataset.shown}: ${number(kept)} / ${number(rows.length)}`;
  };
  field.addEventListener("input", choose);
  box.hidden = false;
  if (field.value !== "") {
    choose();
  }
}
