// The search box: words that begin as typed, then words that hold it; frequent ones first.

const MOST = 12;
const field = element("search"), list = element("found");
let folded = [], hits = [], chosen = -1;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

function search(typed) {
  const sought = fold(typed.trim());
  if (!sought) return {hits: [], total: 0};
  if (!folded.length) folded = map.words.map(fold);
  const exact = [], first = [], inside = [];
  for (const i of order) {
    const at = folded[i].indexOf(sought);
    if (at === 0) (folded[i].length === sought.length ? exact : first).push(i); else if (at > 0) inside.push(i);
  }
  const all = [...exact, ...first, ...inside];
  return {hits: all.slice(0, MOST), total: all.length};
}

function showHits() {
  const {hits: found, total} = search(field.value);
  hits = found;
  chosen = hits.length ? 0 : -1;
  list.replaceChildren();
  hits.forEach((point, place) => {
    const row = made("li");
    row.id = `found-${place}`;
    row.setAttribute("role", "option");
    row.append(quoted(map.words[point]), made("span", "figure", times(map.count[point])));
    row.addEventListener("pointerdown", (event) => { event.preventDefault(); take(point); });
    list.append(row);
  });
  if (total > hits.length) list.append(made("li", "more", `and ${number.format(total - hits.length)} more`));
  if (field.value.trim() && !total) list.append(made("li", "more", "No word of the map has that."));
  choose(chosen);
  const shown = list.childElementCount > 0;
  list.hidden = !shown;
  field.setAttribute("aria-expanded", String(shown));
  if (field.value.trim()) say(total ? `${plural(total, "word")} found.` : "No word found.");
}

function choose(place) {
  chosen = place;
  [...list.querySelectorAll("[role=option]")].forEach((row, i) => row.setAttribute("aria-selected", String(i === place)));
  if (place >= 0) field.setAttribute("aria-activedescendant", `found-${place}`); else field.removeAttribute("aria-activedescendant");
}

function hideHits() {
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function take(point) {
  hideHits();
  field.value = map.words[point];
  open(point, {moving: true, focus: true});
}

function startSearch() {
  field.addEventListener("input", showHits);
  field.addEventListener("focus", () => { field.select(); });
  field.addEventListener("blur", hideHits);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) showHits();
      if (hits.length) choose((chosen + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(hits[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!list.hidden) hideHits(); else { field.value = ""; field.blur(); stage.focus(); }
    }
  });
}
