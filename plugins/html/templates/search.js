"use strict";
(() => {
  const box = document.getElementById("search");
  const told = document.getElementById("found");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = JSON.parse(document.getElementById("entries").textContent).map((one) => ({
    row: document.getElementById("row-" + one.handle),
    text: fold([one.handle, one.text, one.who.join(" "), one.verdict, one.more].join(" ")),
  }));
  box.closest(".search").hidden = false;
  box.addEventListener("input", () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const one of entries) {
      const fits = words.every((word) => one.text.includes(word));
      one.row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    told.textContent = words.length === 0 ? "" : told.dataset[count === 1 ? "one" : "other"].replace("#", String(count));
  });
})();
