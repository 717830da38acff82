"use strict";
(() => {
  const pieces = [...document.querySelectorAll("#text [data-begin]")];
  const rows = [...document.querySelectorAll("tbody tr")];
  const rule = document.getElementById("rule"), words = document.getElementById("words"), shown = document.getElementById("shown");
  const range = (element) => [Number(element.dataset.begin), Number(element.dataset.end)];

  function clear() {
    for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
  }

  function showQuote(row) {
    clear();
    row.classList.add("on");
    const [begin, end] = range(row);
    const quoted = pieces.filter((piece) => { const [from, to] = range(piece); return begin <= from && to <= end; });
    for (const piece of quoted) piece.classList.add("on");
    if (quoted.length) quoted[0].scrollIntoView({ block: "center", behavior: "auto" });
  }

  function showFacts(piece) {
    clear();
    const [from, to] = range(piece);
    const stated = rows.filter((row) => { const [begin, end] = range(row); return !row.hidden && begin <= from && to <= end; });
    for (const row of stated) row.classList.add("on");
    if (stated.length) {
      piece.classList.add("on");
      stated[0].scrollIntoView({ block: "nearest" });
    }
  }

  function filter() {
    const wanted = words.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = (rule.value !== "" && row.dataset.rule !== rule.value) || !row.textContent.toLowerCase().includes(wanted);
      if (!row.hidden) count += 1;
    }
    shown.textContent = `${count} of ${rows.length} facts`;
  }

  for (const row of rows) {
    row.addEventListener("click", () => showQuote(row));
    row.addEventListener("keydown", (event) => {
      if (event.key === "Enter") showQuote(row);
      const next = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (next) {
        event.preventDefault();
        const seen = rows.filter((one) => !one.hidden);
        const other = seen[seen.indexOf(row) + next];
        if (other) { other.focus(); showQuote(other); }
      }
    });
  }
  for (const piece of pieces) piece.addEventListener("click", () => showFacts(piece));
  for (const chip of document.querySelectorAll(".chip")) {
    chip.addEventListener("click", () => {
      const pressed = chip.getAttribute("aria-pressed") === "true";
      chip.setAttribute("aria-pressed", String(!pressed));
      for (const piece of pieces) if (piece.dataset.kind === chip.dataset.kind) piece.classList.toggle("plain", pressed);
    });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("filter").hidden = false;
  rule.addEventListener("change", filter);
  words.addEventListener("input", filter);
  filter();
})();
