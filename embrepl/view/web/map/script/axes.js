// Axes that have names: what they show at the edges of the map, and where their places are.

const named = () => map.axes.some((axis) => axis.label || axis.names.length);

function drawAxes() {
  if (!named()) return;
  const [across, up] = map.axes;
  overPaint.font = `400 11px ${FONT}`;
  overPaint.lineWidth = 1;
  overPaint.textBaseline = "middle";
  const taken = [], foot = view.height - view.bottom - 13;
  if (across.label) edgeText(across.label, centreX(), foot, "center", true, taken);
  for (const [place, name, bold] of ticks(across, toX, 40, view.width - view.right - 10)) edgeText(name, place, foot, "center", bold, taken);
  const left = up.label ? 26 : 8;
  for (const [place, name, bold] of ticks(up, toY, 18, view.height - view.bottom - 34)) edgeText(name, left, place, "left", bold, taken);
  if (!up.label) return;
  overPaint.save();
  overPaint.translate(13, centreY());
  overPaint.rotate(-Math.PI / 2);
  edgeText(up.label, 0, 0, "free", true, []);
  overPaint.restore();
}

// Where the axes have their zero, in pixels of the stage; -1 where they have none.
function zeros() {
  const [across, up] = map.axes;
  return named() ? [across.log ? -1 : toX(-across.start / across.unit), up.log ? -1 : toY(-up.start / up.unit)] : [-1, -1];
}

// Below the marks, which are an array of pixels.
function putZeros(ratio) {
  const [x, y] = zeros().map((place) => Math.round(place * ratio) + pad), ink = packed(parseInt(inks.line.slice(1), 16));
  const {width, height} = image;
  if (x >= pad && x < width - pad) for (let row = 0; row < height; row++) pixels[row * width + x] = ink;
  if (y >= pad && y < height - pad) pixels.fill(ink, y * width, (y + 1) * width);
}

function drawZeros() {
  const [x, y] = zeros();
  overPaint.fillStyle = inks.line;
  if (x >= 0 && x < view.width) overPaint.fillRect(x, 0, 1, view.height);
  if (y >= 0 && y < view.height) overPaint.fillRect(0, y, view.width, 1);
}

// Places with names, always in sight; or round numbers.
function ticks(axis, pixel, from, to) {
  if (axis.names.length) return axis.names.map(([share, name]) => [Math.max(from, Math.min(to, pixel(share))), name, true]);
  if (!axis.label) return [];
  const zero = pixel(0), one = pixel(1) - zero;
  const [low, high] = [from, to].map((end) => axis.start + axis.unit * (end - zero) / one).sort((a, b) => a - b);
  const step = roundStep((high - low) / Math.max(2, (to - from) / 120)), result = [];
  for (let i = Math.ceil(low / step); i * step <= high && result.length < 40; i++) {
    const shown = axis.log ? 10 ** (i * step) : i * step;
    result.push([pixel((i * step - axis.start) / axis.unit), String(Number(shown.toPrecision(4))).replace("-", "−"), false]);
  }
  return result;
}

function roundStep(least) {
  const ten = 10 ** Math.floor(Math.log10(least));
  return ten * ([1, 2, 5, 10].find((each) => each * ten >= least) || 10);
}

function edgeText(text, x, y, align, bold, taken) {
  overPaint.font = `${bold ? 600 : 400} ${bold ? 12 : 11}px ${FONT}`;
  const shown = label(text), width = overPaint.measureText(shown).width;
  const middle = align === "left" ? x : x - width / 2;
  const left = align === "center" ? Math.max(8, Math.min(view.width - view.right - width - 8, middle)) : middle;
  if (taken.some((box) => left < box[0] + box[2] + 10 && box[0] < left + width + 10 && Math.abs(box[1] - y) < 14)) return;
  taken.push([left, y, width]);
  overPaint.textAlign = "left";
  overPaint.lineWidth = 3.2;
  overPaint.strokeStyle = inks.paper;
  overPaint.strokeText(shown, left, y);
  overPaint.fillStyle = bold ? inks.ink : inks.quiet;
  overPaint.fillText(shown, left, y);
}
