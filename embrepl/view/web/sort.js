"use strict";
/* Tables are sorted by a click on the head of a column: down, up, and as they were. */
(() => {
  const number = /^[<>≤≥]?\s*(-?[\d,]+(?:\.\d+)?(?:e[+-]?\d+)?)(?=$|\s|[%×])/i;
  const value = (cell) => {
    const found = number.exec(cell.textContent.trim());
    return found ? Number(found[1].replaceAll(",", "")) : NaN;
  };
  const order = (rows, at, down) => {
    const known = rows.filter((row) => row.cells[at].textContent.trim().length > 1);
    const figures = known.length > 0 && known.every((row) => !Number.isNaN(value(row.cells[at])));
    const keys = new Map(rows.map((row) => [row, figures ? value(row.cells[at]) : row.cells[at].textContent]));
    const compare = figures ? (a, b) => a - b : (a, b) => a.localeCompare(b, undefined, { numeric: true });
    return rows.slice().sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      const missing = figures ? Number.isNaN(x) - Number.isNaN(y) : !x - !y;
      return missing || (down ? compare(y, x) : compare(x, y));
    });
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      if (head.tagName !== "TH") return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const first = head.classList.contains("n") ? "descending" : "ascending";
        const second = first === "descending" ? "ascending" : "descending";
        const now = head.getAttribute("aria-sort");
        const next = now === first ? second : now === second ? "" : first;
        heads.forEach((each) => each.removeAttribute("aria-sort"));
        if (next) head.setAttribute("aria-sort", next);
        body.append(...(next ? order(original, at, next === "descending") : original));
      });
    });
  }
})();
