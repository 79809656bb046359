// Axes that have names: what they show at the edges of the map, and where their places are.

const named = () => map.axes.some((axis) => axis.label || axis.names.length);

function drawAxes() {
  if (!named()) return;
  const [across, up] = map.axes;
  overPaint.font = `400 11px ${FONT}`;
  overPaint.lineWidth = 1;
  overPaint.textBaseline = "middle";
  const taken = [];
  drawZero(across, up);
  for (const [place, name, bold] of ticks(across, (share) => toX(share), view.width - view.right)) {
    edgeText(name, place, view.height - view.bottom - 26, "center", bold, taken);
  }
  for (const [place, name, bold] of ticks(up, (share) => toY(share), view.height - view.bottom - 30)) {
    edgeText(name, 8, place, "left", bold, taken);
  }
  if (across.label) edgeText(across.label, centreX(), view.height - view.bottom - 10, "center", true, taken);
  if (up.label) {
    overPaint.save();
    overPaint.translate(view.width - view.right - 12, centreY());
    overPaint.rotate(-Math.PI / 2);
    edgeText(up.label, 0, 0, "center", true, []);
    overPaint.restore();
  }
}

function drawZero(across, up) {
  overPaint.strokeStyle = inks.line;
  overPaint.beginPath();
  const x = toX(-across.start / across.unit), y = toY(-up.start / up.unit);
  if (!across.log && x > 0 && x < view.width) { overPaint.moveTo(Math.round(x) + 0.5, 0); overPaint.lineTo(Math.round(x) + 0.5, view.height); }
  if (!up.log && y > 0 && y < view.height) { overPaint.moveTo(0, Math.round(y) + 0.5); overPaint.lineTo(view.width, Math.round(y) + 0.5); }
  overPaint.stroke();
}

// Places with names, those at the ends always in sight; or round numbers.
function ticks(axis, pixel, size) {
  if (axis.names.length) return axis.names.map(([share, name]) => [Math.max(16, Math.min(size - 16, pixel(share))), name, true]);
  if (!axis.label) return [];
  const at = (place) => axis.start + axis.unit * place;
  const [low, high] = [at(pixel === undefined ? 0 : inverse(pixel, 0)), at(inverse(pixel, size))].sort((a, b) => a - b);
  const step = roundStep((high - low) / Math.max(2, size / 130)), result = [];
  for (let value = Math.ceil(low / step) * step; value <= high && result.length < 40; value += step) {
    const shown = axis.log ? 10 ** value : value;
    const place = pixel((value - axis.start) / axis.unit);
    if (place > 12 && place < size - 12) result.push([place, String(Number(shown.toPrecision(4))), false]);
  }
  return result;
}

function inverse(pixel, place) {
  const zero = pixel(0);
  return (place - zero) / (pixel(1) - zero);
}

function roundStep(least) {
  const ten = 10 ** Math.floor(Math.log10(least));
  return ten * ([1, 2, 5, 10].find((each) => each * ten >= least) || 10);
}

function edgeText(text, x, y, align, bold, taken) {
  overPaint.font = `${bold ? 600 : 400} ${bold ? 12 : 11}px ${FONT}`;
  const shown = label(text), width = overPaint.measureText(shown).width;
  let left = align === "center" ? x - width / 2 : x;
  if (taken.length || align === "center") left = Math.max(left, align === "center" && x > 0 ? 6 : left);
  if (x > 0) left = Math.min(left, view.width - view.right - width - 6);
  if (taken.some((box) => left < box[0] + box[2] + 8 && box[0] < left + width + 8 && Math.abs(box[1] - y) < 14)) return;
  taken.push([left, y, width]);
  overPaint.textAlign = "left";
  overPaint.lineWidth = 3.2;
  overPaint.strokeStyle = inks.paper;
  overPaint.strokeText(shown, left, y);
  overPaint.fillStyle = bold ? inks.ink : inks.quiet;
  overPaint.fillText(shown, left, y);
}
