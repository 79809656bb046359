// From places of the map, 0 to 1, to pixels of the stage and back; and which point is near a pixel.

const EDGE = 28;  // pixels around the map when all of it is shown
const CLOSEST = 400, FARTHEST = 0.4;  // zooms
const grid = {side: 1, starts: null, points: null};
let bounds = {x0: 0, x1: 1, y0: 0, y1: 1};

function measure() {
  bounds = {x0: Infinity, x1: -Infinity, y0: Infinity, y1: -Infinity};
  for (let i = 0; i < map.size; i++) {
    const x = map.x[i], y = map.y[i];
    if (!(x >= 0 && y >= 0)) continue;  // a place that is no number
    bounds.x0 = Math.min(bounds.x0, x); bounds.x1 = Math.max(bounds.x1, x);
    bounds.y0 = Math.min(bounds.y0, y); bounds.y1 = Math.max(bounds.y1, y);
  }
  if (bounds.x0 > bounds.x1) bounds = {x0: 0, x1: 1, y0: 0, y1: 1};
  index();
}

// Points by the cells of a grid: those of cell c are points[starts[c]] to points[starts[c + 1] - 1].
function index() {
  const side = grid.side = Math.max(1, Math.min(400, Math.ceil(Math.sqrt(map.size / 2))));
  const counts = new Uint32Array(side * side), cells = new Int32Array(map.size).fill(-1);
  for (let i = 0; i < map.size; i++) {
    if (!(map.x[i] >= 0 && map.y[i] >= 0)) continue;
    cells[i] = cell(map.x[i]) + side * cell(map.y[i]);
    counts[cells[i]]++;
  }
  grid.starts = sums(counts);
  const next = grid.starts.slice();
  grid.points = new Uint32Array(grid.starts[side * side]);
  for (const i of order) if (cells[i] >= 0) grid.points[next[cells[i]]++] = i;
}

const cell = (share) => Math.max(0, Math.min(grid.side - 1, Math.floor(share * grid.side)));
const centreX = () => (view.left + view.width - view.right - view.side) / 2;
const freeWidth = () => view.width - view.left - view.right - view.side;
const centreY = () => (view.height - view.bottom) / 2;
const toX = (x) => centreX() + (x - view.x) * view.kx * view.zoom;
const toY = (y) => centreY() - (y - view.y) * view.ky * view.zoom;
const fromX = (x) => view.x + (x - centreX()) / (view.kx * view.zoom);
const fromY = (y) => view.y - (y - centreY()) / (view.ky * view.zoom);

function resize(width, height, ratio) {
  Object.assign(view, {width, height, ratio, left: 0, side: 0});
  scale();
  if (!state.printing) makeRoom();
  overCanvas.width = Math.max(1, Math.round(width * ratio));
  overCanvas.height = Math.max(1, Math.round(height * ratio));
  overPaint.setTransform(ratio, 0, 0, ratio, 0, 0);
}

// How many pixels all of the map takes: at zoom 1 it is seen whole.
function scale() {
  const axes = named() ? 24 : 0;
  const across = freeWidth() - 2 * EDGE - 2 * axes;
  const kx = Math.max(40, across) / (bounds.x1 - bounds.x0 || 1);
  const ky = Math.max(40, view.height - view.bottom - 2 * EDGE - 2 * axes) / (bounds.y1 - bounds.y0 || 1);
  view.kx = map.equal ? Math.min(kx, ky) : kx;
  view.ky = map.equal ? Math.min(kx, ky) : ky;
}

// Leaves out what the legend and the buttons cover, where they would lie on points of the whole map.
function makeRoom() {
  const {x, y, zoom} = view;
  Object.assign(view, whole());
  const covers = (box) => {
    const [left, top] = [box.offsetLeft - 6, box.offsetTop - 6];
    return box.offsetWidth > 0 && box.offsetWidth < view.width * 0.22 && grid.points.some((i) => {
      const px = toX(map.x[i]) - left, py = toY(map.y[i]) - top;
      return px > 0 && py > 0 && px < box.offsetWidth + 12 && py < box.offsetHeight + 12;
    });
  };
  if (covers(legend)) view.left = legend.offsetLeft + legend.offsetWidth;
  scale();
  if (!view.right && covers(zoomer)) view.side = zoomer.offsetWidth + 14;
  scale();
  Object.assign(view, {x, y, zoom});
}

const whole = () => ({x: (bounds.x0 + bounds.x1) / 2, y: (bounds.y0 + bounds.y1) / 2, zoom: 1});

function zoomAt(factor, x = centreX(), y = centreY()) {
  land();
  const zoom = Math.max(FARTHEST, Math.min(CLOSEST, view.zoom * factor));
  return {x: fromX(x) + (centreX() - x) / (view.kx * zoom), y: fromY(y) - (centreY() - y) / (view.ky * zoom), zoom};
}

// Where a point is in the middle, with some forty others around it; where they are already seen, what is seen now.
function around(point) {
  const x = map.x[point], y = map.y[point];
  if (!(x >= 0)) return {x: view.x, y: view.y, zoom: view.zoom};
  const far = new Float32Array(grid.points.length);
  grid.points.forEach((i, k) => { far[k] = Math.hypot((map.x[i] - x) * view.kx, (map.y[i] - y) * view.ky); });
  far.sort();
  const reach = far[Math.min(far.length - 1, 40)] || 1;
  const room = Math.min(freeWidth(), view.height - view.bottom) * 0.42;
  const zoom = Math.max(view.zoom, Math.min(CLOSEST, Math.max(1, room / reach)));
  return zoom < 1.1 * view.zoom && isSeen(point, -60) ? {x: view.x, y: view.y, zoom: view.zoom} : {x, y, zoom};
}

// Where all these points are seen.
function framing(points) {
  const seen = points.filter((i) => map.x[i] >= 0);
  if (!seen.length) return whole();
  const xs = seen.map((i) => map.x[i]), ys = seen.map((i) => map.y[i]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const zoom = Math.min(
    (freeWidth() - 180) / Math.max(1e-9, (x1 - x0) * view.kx),
    (view.height - view.bottom - 120) / Math.max(1e-9, (y1 - y0) * view.ky),
  );
  return {x: (x0 + x1) / 2, y: (y0 + y1) / 2, zoom: Math.max(FARTHEST, Math.min(CLOSEST / 4, zoom))};
}

// The point nearest to a pixel, -1 where none is within reach; a bright one before others.
function pointAt(px, py, reach) {
  const x0 = cell(fromX(px - reach)), x1 = cell(fromX(px + reach));
  const y0 = cell(fromY(py + reach)), y1 = cell(fromY(py - reach));
  let best = -1, least = reach * reach;
  for (let cy = y0; cy <= y1; cy++) {
    for (let k = grid.starts[x0 + grid.side * cy], end = grid.starts[x1 + 1 + grid.side * cy]; k < end; k++) {
      const i = grid.points[k], dx = toX(map.x[i]) - px, dy = toY(map.y[i]) - py;
      const far = dx * dx + dy * dy + (isDim(i) ? reach * reach / 2 : 0);
      if (far < least) { least = far; best = i; }
    }
  }
  return best;
}

function isSeen(point, margin = 0) {
  const x = toX(map.x[point]), y = toY(map.y[point]);
  return x > -margin && y > -margin && x < view.width - view.right + margin && y < view.height - view.bottom + margin;
}
