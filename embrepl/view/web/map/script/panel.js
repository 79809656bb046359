// The panel: the point that is open, its neighbours, and the lines of the text behind it.

let opener = null;  // what had the focus before

function open(point, {moving = false, focus = false} = {}) {
  if (point < 0) return;
  if (panel.hidden) opener = document.activeElement;
  state.open = point;
  state.at = -1;
  cursor = point;
  tip.hidden = true;
  fill(point);
  panel.hidden = false;
  panel.scrollTop = 0;
  cover();
  if (moving) go(around(point)); else if (!isSeen(point, -30)) go({x: map.x[point], y: map.y[point], zoom: view.zoom}); else draw();
  if (focus) panel.querySelector("h2").focus({preventScroll: true});
  const near = neighbours(point).slice(0, 5).map(([other, cosine]) => `${map.words[other]} ${cosine.toFixed(3)}`);
  const lines = linesOf(point).length;
  say(`${spoken(point)}. ${near.length ? `Nearest: ${near.join(", ")}. ` : ""}${lines ? `${plural(lines, "line")} of the text.` : ""}`);
}

function close() {
  if (panel.hidden) return;
  panel.hidden = true;
  state.open = -1;
  cover();
  draw();
  if (panel.contains(document.activeElement) || document.activeElement === document.body) {
    (opener && opener !== document.body && opener.isConnected ? opener : stage).focus({preventScroll: true});
  }
  say("Closed.");
}

// How much of the map the panel covers; the middle of the rest stays where it was.
function cover() {
  const box = panel.getBoundingClientRect(), room = stage.getBoundingClientRect();
  const wide = box.width < room.width * 0.8;
  view.right = !panel.hidden && wide ? box.width + 12 : 0;
  view.bottom = !panel.hidden && !wide ? Math.max(0, room.bottom - box.top) : 0;
  document.body.classList.toggle("open", !panel.hidden);
}

function fill(point) {
  const head = made("h2"), shut = made("button", "shut", "×");
  head.tabIndex = -1;
  head.append(quoted(map.words[point]));
  shut.type = "button";
  shut.setAttribute("aria-label", "Close");
  shut.title = "Close (Escape)";
  shut.addEventListener("click", close);
  const list = made("ul", "facts");
  for (const fact of [...facts(point), ...places(point)]) list.append(made("li", "", fact));
  panel.replaceChildren(shut, head, list);
  fillNeighbours(neighbours(point));
  fillLines(linesOf(point), map.words[point]);
}

function fillNeighbours(near) {
  if (!near.length) return;
  const head = made("h3", "", "Nearest among these points"), frame = made("button", "link", "show all");
  frame.type = "button";
  frame.title = "Zoom so that all are seen (f)";
  frame.addEventListener("click", frameOpen);
  head.append(frame);
  const list = made("ol", "near");
  for (const [other, cosine] of near) {
    const row = made("li"), button = made("button"), bar = made("span", "bar");
    button.type = "button";
    bar.style.width = `${Math.max(0, 100 * cosine)}%`;
    button.append(bar, quoted(map.words[other]), made("span", "figure", cosine.toFixed(3)));
    button.addEventListener("click", () => open(other, {focus: true}));
    button.addEventListener("pointerenter", () => { state.at = other; draw(false); });
    button.addEventListener("pointerleave", () => { state.at = -1; draw(false); });
    row.append(button);
    list.append(row);
  }
  panel.append(head, list);
}

function fillLines(lines, word) {
  if (!lines.length) return;
  panel.append(made("h3", "", lines.length === 1 ? "A line of the text" : "Lines of the text"));
  for (const line of lines) panel.append(marked(line, word));
}

function frameOpen() {
  if (state.open >= 0) go(framing([state.open, ...neighbours(state.open).map(([point]) => point)]));
}
