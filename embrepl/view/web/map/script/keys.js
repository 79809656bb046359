// Keys: the table that ? shows is the one that is obeyed.

const STEP = 80;  // pixels that an arrow key moves the map
let cursor = -1;  // the point that n and p go on from

const pan = (dx, dy) => { land(); go({x: view.x + dx / (view.kx * view.zoom), y: view.y + dy / (view.ky * view.zoom), zoom: view.zoom}, false); };
const KEYS = [
  [["ArrowLeft"], "←", "move", () => pan(-STEP, 0)],
  [["ArrowRight"], "→", "move", () => pan(STEP, 0)],
  [["ArrowUp"], "↑", "move", () => pan(0, STEP)],
  [["ArrowDown"], "↓", "move", () => pan(0, -STEP)],
  [["+", "="], "+", "zoom in", () => go(zoomAt(1.5))],
  [["-", "_"], "−", "zoom out", () => go(zoomAt(1 / 1.5))],
  [["0"], "0", "the whole map", () => go(whole())],
  [["/"], "/", "search", () => field.focus()],
  [["n"], "n", "next point in sight, the most frequent first", () => step(1)],
  [["p"], "p", "previous point", () => step(-1)],
  [["Enter"], "Enter", "open the point: neighbours and lines", () => { if (cursor >= 0) open(cursor, {focus: true}); }],
  [["f"], "f", "show all neighbours of the open point", frameOpen],
  [["c"], "c", "next meaning of the colours", () => setMode(modes[(modes.indexOf(state.mode) + 1) % modes.length].id)],
  [["d"], "d", "dark or light", () => setTheme(!isDark())],
  [["Escape"], "Escape", "close", () => { if (panel.hidden) { cursor = state.at = -1; tip.hidden = true; draw(); } else close(); }],
  [["?"], "?", "these keys", showKeys],
];

function step(by) {
  const seen = Array.from(order).filter((i) => isSeen(i, -4) && !isDim(i));
  if (!seen.length) { say("No point in sight."); return; }
  const at = seen.indexOf(cursor);
  cursor = seen[at < 0 ? 0 : (at + by + seen.length) % seen.length];
  if (!panel.hidden) { open(cursor); return; }
  state.at = cursor;
  showTip(cursor);
  say(spoken(cursor));
  draw();
}

function showKeys() {
  const dialog = element("keys"), table = made("dl"), shut = made("button", "", "Close");
  const arrows = KEYS.slice(0, 4).map((each) => each[1]).join(" ");
  for (const [keys, text] of [[arrows, "move"], ...KEYS.slice(4).map((each) => [each[1], each[2]])]) {
    const term = made("dt");
    term.append(made("kbd", "", keys));
    table.append(term, made("dd", "", text));
  }
  shut.type = "button";
  shut.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(made("h2", "", "Keys"), table, made("p", "", "Drag or pinch to move and zoom. Click a point or its word to open it."), shut);
  dialog.showModal();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || element("keys").open) return;
  const on = event.target, inField = on.matches("input, select, textarea");
  if (inField && event.key !== "Escape") return;
  if (event.key === "Enter" && on !== stage && on !== document.body) return;
  if (event.key.startsWith("Arrow") && panel.contains(on)) return;  // they scroll it
  const entry = KEYS.find(([keys]) => keys.includes(event.key));
  if (!entry) return;
  event.preventDefault();
  entry[3]();
}

function startKeys() {
  document.addEventListener("keydown", pressed);
  element("help").addEventListener("click", showKeys);
  element("closer").addEventListener("click", () => go(zoomAt(1.6)));
  element("farther").addEventListener("click", () => go(zoomAt(1 / 1.6)));
  element("whole").addEventListener("click", () => go(whole()));
}
