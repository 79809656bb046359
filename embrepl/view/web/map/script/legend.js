// The legend: the classes of the mode as buttons, that make one class bright.

let folds = matchMedia("(max-width: 760px)").matches;  // the legend is its heading alone

function setMode(id) {
  state.mode = modes.find((mode) => mode.id === id) || modes[0];
  state.lit = -1;
  element("by").value = state.mode.id;
  drawLegend();
  draw();
}

function drawLegend() {
  const counts = new Uint32Array(state.mode.classes.length), hollow = map.trust.some((_, i) => isHollow(i));
  for (const each of state.mode.of) counts[each]++;
  legend.replaceChildren();
  if (state.mode.id !== "none") {
    const head = made("button", "head", state.mode.name), rows = made("div", "classes");
    head.type = "button";
    head.setAttribute("aria-expanded", String(!folds));
    head.addEventListener("click", () => { folds = !folds; drawLegend(); legend.querySelector(".head").focus(); draw(); });
    state.mode.classes.forEach((each, i) => { if (counts[i]) rows.append(legendRow(each, i, counts[i])); });
    rows.hidden = folds;
    legend.append(head, rows);
  }
  if (hollow) {
    const row = made("p"), colour = state.mode.id === "none" ? INK[inks.dark] : GREY[inks.dark];
    row.append(swatch(colour, 0, 1), made("span", "", `hollow: trust below ${Math.round(100 * map.low)} %`));
    row.hidden = folds && state.mode.id !== "none";
    legend.append(row);
  }
  legend.hidden = !legend.childElementCount;
}

function legendRow({name, colours, shape}, place, count) {
  const row = made("button"), text = quoted(name, "name");
  row.type = "button";
  row.setAttribute("aria-pressed", String(state.lit === place));
  row.append(swatch(colours[inks.dark], shape, 0), text, made("span", "figure", number.format(count)));
  row.addEventListener("click", () => {
    state.lit = state.lit === place ? -1 : place;
    [...legend.querySelectorAll(".classes button")].forEach((each) => each.setAttribute("aria-pressed", String(each === row && state.lit >= 0)));
    say(state.lit >= 0 ? `${name}: ${plural(count, "point")} bright.` : "All points bright.");
    draw();
  });
  return row;
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  restyle();
}

function restyle() {
  readInks();
  drawLegend();
  draw();
}

function startLegend() {
  const by = element("by");
  for (const mode of modes) {
    const option = made("option", "", mode.name);
    option.value = mode.id;
    by.append(option);
  }
  by.value = state.mode.id;
  by.closest("label").hidden = modes.length < 2;
  by.addEventListener("change", () => setMode(by.value));
  element("theme").addEventListener("click", () => setTheme(!isDark()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  drawLegend();
}
