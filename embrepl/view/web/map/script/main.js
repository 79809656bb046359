// The page begins here.

const PAPER = [960, 680, 3];  // of a printed map: width and height in pixels of the page, and how many dots each has

function print(on) {
  if (state.printing === on) return;
  state.printing = on;
  tip.hidden = true;
  const about = element("about");
  if (on) about.dataset.was = String(about.open);
  [folds, about.dataset.folds] = on ? [false, String(folds)] : [about.dataset.folds === "true", ""];
  about.open = on || about.dataset.was === "true";
  readInks();
  drawLegend();
  const kept = [view.right, view.bottom];
  if (on) { view.right = view.bottom = 0; resize(...PAPER); } else { fit(); cover(); }
  if (!on) drawMarks();
  drawOver(true);
  [view.right, view.bottom] = on ? kept : [view.right, view.bottom];
}

// What is shown now, for a script that asks by an event: `detail` gets it.
function answer(event) {
  Object.assign(event.detail || {}, {
    view: {...view}, open: state.open, at: state.at, mode: state.mode.id, lit: state.lit, size: map.size,
    labels: placed.map(({point, x, y, width, height}) => ({word: map.words[point], x, y, width, height})),
    places: event.detail && event.detail.of ? event.detail.of.map((i) => [toX(map.x[i]), toY(map.y[i])]) : [],
  });
}

function start(data) {
  prepare(data);
  measure();
  makeModes();
  makeSizes();
  readInks();
  document.body.classList.toggle("axes", named());
  startLegend();
  startSearch();
  startPointers();
  startKeys();
  Object.assign(view, whole());
  fit();
  new ResizeObserver(() => { if (!state.printing) { cover(); fit(); } }).observe(stage);
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
  stage.addEventListener("embrepl-ask", answer);
  if (!map.size) failed("There is no point on this map.");
  document.documentElement.dataset.ready = "yes";
}

function failed(message) {
  const missing = element("missing");
  missing.textContent = message;
  missing.hidden = false;
}

read().then(start).catch((error) => failed(`This map cannot be shown: ${error.message}`));
