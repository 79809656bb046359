// Mouse, pen and fingers on the map: drag, pinch, wheel, hover, tap.

const STILL = 5;  // pixels that a tap may move
const pointers = new Map();
let moved = false, pinch = 0;

const within = (event) => {
  const box = stage.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

function down(event) {
  if (event.button > 0) return;
  land();
  pointers.set(event.pointerId, [...within(event), event.clientX, event.clientY]);
  if (pointers.size === 1) moved = false; else { moved = true; pinch = 0; }
  try { stage.setPointerCapture(event.pointerId); } catch { /* a pointer that is gone */ }
}

function move(event) {
  const held = pointers.get(event.pointerId), [x, y] = within(event);
  if (!held) { if (event.pointerType !== "touch") hover(x, y); return; }
  const dx = x - held[0], dy = y - held[1];
  if (!moved && Math.hypot(event.clientX - held[2], event.clientY - held[3]) < STILL) return;
  moved = true;
  held[0] = x; held[1] = y;
  tip.hidden = true;
  stage.classList.add("held");
  const share = 1 / pointers.size;  // of two fingers each moves the map by half
  view.x -= dx * share / (view.kx * view.zoom);
  view.y += dy * share / (view.ky * view.zoom);
  if (pointers.size === 2) spread();
  draw();
}

function spread() {
  const [a, b] = [...pointers.values()], far = Math.hypot(a[0] - b[0], a[1] - b[1]);
  if (pinch > 0 && far > 0) Object.assign(view, zoomAt(far / pinch, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2));
  pinch = far;
}

function up(event) {
  const held = pointers.get(event.pointerId);
  if (!held) return;
  pointers.delete(event.pointerId);
  pinch = 0;
  stage.classList.remove("held");
  if (moved || event.type === "pointercancel") return;
  const [x, y] = within(event), found = target(x, y, event.pointerType === "touch" ? 26 : 14);
  if (found >= 0) open(found); else close();
}

function target(x, y, reach) {
  const near = pointAt(x, y, 6);
  return near >= 0 ? near : labelAt(x, y) >= 0 ? labelAt(x, y) : pointAt(x, y, reach);
}

function hover(x, y) {
  const found = target(x, y, 14);
  stage.classList.toggle("over", found >= 0);
  if (found === state.at) return;
  state.at = found;
  showTip(found);
  draw(false);
}

function startPointers() {
  stage.addEventListener("pointerdown", down);
  stage.addEventListener("pointermove", move);
  stage.addEventListener("pointerup", up);
  stage.addEventListener("pointercancel", up);
  stage.addEventListener("pointerleave", () => { if (!pointers.size) { state.at = -1; tip.hidden = true; draw(false); } });
  stage.addEventListener("dblclick", (event) => { const [x, y] = within(event); if (target(x, y, 14) < 0) go(zoomAt(2, x, y)); });
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    tip.hidden = true;
    const size = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? view.height : 1;
    Object.assign(view, zoomAt(Math.exp(-event.deltaY * size * (event.ctrlKey ? 0.01 : 0.0016)), ...within(event)));
    draw();
  }, {passive: false});
}
