// When what is drawn: marks below, and above them lines to neighbours, labels, and the point under the pointer.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const SLOW = 22;  // milliseconds that marks may take while the map moves on a screen of many dots
let asked = 0, last = 0, slow = false, later = 0;  // `last`: when the map was drawn; `later`: the timer of a sharper one
let flight = null, aim = null;

function draw(all = true) {
  if (all) asked |= 2;
  if (!asked || asked === 2) requestAnimationFrame(frame);
  asked |= 1;
}

function frame(now) {
  const all = asked & 2;
  asked = 0;
  if (all) drawSharply(now);
  drawOver(all);
  stage.dataset.zoom = view.zoom.toFixed(3);
}

// While the map moves and drawing is slow, marks have fewer dots; they get all of them when it rests.
function drawSharply(now) {
  const rough = slow && view.ratio > 1 && now - last < 150, begun = performance.now();
  last = now;
  drawMarks(rough ? 1 : view.ratio);
  if (!rough) slow = performance.now() - begun > SLOW;
  clearTimeout(later);
  if (rough) later = setTimeout(draw, 160);
}

function drawOver(anew) {
  overPaint.clearRect(0, 0, view.width, view.height);
  const near = state.open >= 0 ? neighbours(state.open) : [];
  if (state.printing) { drawZeros(); drawOutlines(overPaint); }
  drawAxes();
  drawTies(near);
  if (anew) placeLabels(firstLabels(near));
  drawLabels();
  for (const point of new Set([state.open, state.at])) if (point >= 0) drawRing(point);
}

function firstLabels(near) {
  if (state.open < 0) return state.at >= 0 && state.at === cursor ? [state.at] : [];
  return [state.open, ...near.map(([point]) => point)];
}

// A line to each neighbour, the stronger the nearer it is in the vectors.
function drawTies(near) {
  if (state.open < 0) return;
  const x = toX(map.x[state.open]), y = toY(map.y[state.open]);
  const best = near.length ? near[0][1] : 1, worst = near.length ? near[near.length - 1][1] : 0;
  overPaint.strokeStyle = inks.accent;
  overPaint.lineCap = "round";
  for (const [point, cosine] of near) {
    const strength = best > worst ? (cosine - worst) / (best - worst) : 1;
    overPaint.globalAlpha = 0.35 + 0.5 * strength;
    overPaint.lineWidth = 1 + 1.2 * strength;
    overPaint.beginPath();
    overPaint.moveTo(x, y);
    overPaint.lineTo(toX(map.x[point]), toY(map.y[point]));
    overPaint.stroke();
  }
  overPaint.globalAlpha = 1;
  overPaint.fillStyle = overPaint.strokeStyle = inks.accent;
  for (const [point] of near) {
    overPaint.beginPath();
    overPaint.arc(toX(map.x[point]), toY(map.y[point]), radius(sizes[point]) + 1.5, 0, 7);
    overPaint.lineWidth = 1.5;
    overPaint.stroke();
  }
}

function drawRing(point) {
  const x = toX(map.x[point]), y = toY(map.y[point]), r = radius(sizes[point]) + 4;
  for (const [ink, width] of [[inks.paper, 5], [inks.ink, 2]]) {
    overPaint.beginPath();
    overPaint.arc(x, y, r, 0, 7);
    overPaint.strokeStyle = ink;
    overPaint.lineWidth = width;
    overPaint.stroke();
  }
}

// End a flight where it was to end, so that what comes next goes on from there.
function land() {
  if (flight) Object.assign(view, aim);
  flight = null;
}

// Go to a place and zoom, at once or in a short flight.
function go(target, gliding = true) {
  flight = null;
  aim = target;
  if (!gliding || calm.matches) {
    Object.assign(view, target);
    draw();
    return;
  }
  const from = {x: view.x, y: view.y, zoom: view.zoom}, begun = performance.now();
  const step = (now) => {
    if (flight !== step) return;
    const share = Math.min(1, (now - begun) / 280), eased = share * (2 - share);
    view.x = from.x + (target.x - from.x) * eased;
    view.y = from.y + (target.y - from.y) * eased;
    view.zoom = from.zoom * (target.zoom / from.zoom) ** eased;
    if (share < 1) requestAnimationFrame(step); else flight = null;
    draw();
  };
  flight = step;
  requestAnimationFrame(step);
}

function fit() {
  const box = stage.getBoundingClientRect();
  resize(Math.max(1, box.width), Math.max(1, box.height), Math.min(2, Math.max(1, devicePixelRatio || 1)));
  draw();
}
