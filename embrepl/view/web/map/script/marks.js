// Points as marks, put into an array of pixels: a stamp is the share of each pixel that a mark covers.

const PHASES = 4;  // places of a mark within a pixel, each way
const marksPaint = marksCanvas.getContext("2d", {alpha: false, willReadFrequently: true});
const PLAIN = 2;  // pixels of a radius below which every shape is a disc
let stamps = [], stampsFor = "";
let image = null, pixels = null, sizes = null;
let pad = 0;  // pixels around the canvas, so that marks at its edge need no test

// How far (x, y) is outside of a shape of radius r; less than 0 within it.
const OUTSIDE = {
  circle: (x, y, r) => Math.hypot(x, y) - r,
  square: (x, y, r) => Math.max(Math.abs(x), Math.abs(y)) - r * 0.88,
  diamond: (x, y, r) => (Math.abs(x) + Math.abs(y)) * Math.SQRT1_2 - r * 0.88,
  triangle: (x, y, r) => Math.max(y, Math.abs(x) * 0.866 - y * 0.5) - r * 0.64,
  wedge: (x, y, r) => Math.max(-y, Math.abs(x) * 0.866 + y * 0.5) - r * 0.64,
  cross: (x, y, r) => Math.min(
    Math.max(Math.abs(x) - r * 1.1, Math.abs(y) - r * 0.42), Math.max(Math.abs(x) - r * 0.42, Math.abs(y) - r * 1.1)),
};

const reach = (radius) => Math.ceil(radius * 1.3) + 1;

// The stamp of a size: where it lies from the middle of a mark, in the array of pixels, and how much it covers there.
function stamp(size, radius, shape, hollow, phase) {
  const key = (((size * SHAPES.length + shape) * 2 + hollow) << 4) + phase;
  return stamps[key] || (stamps[key] = sparse(makeStamp(radius, SHAPES[radius < PLAIN ? 0 : shape], hollow, phase)));
}

function sparse({cover, half, side}) {
  const held = Array.from(cover.keys()).filter((k) => cover[k] > 3);
  return {
    offsets: Int32Array.from(held, (k) => (Math.floor(k / side) - half) * image.width + k % side - half),
    covers: Uint16Array.from(held, (k) => cover[k]),
  };
}

function makeStamp(radius, shape, hollow, phase) {
  const half = reach(radius), side = 2 * half + 1;
  const shiftX = (phase % PHASES + 0.5) / PHASES - 0.5, shiftY = (Math.floor(phase / PHASES) + 0.5) / PHASES - 0.5;
  const cover = new Uint16Array(side * side), stroke = Math.max(0.9, Math.min(2.4, radius * 0.34));
  const share = (far) => Math.max(0, Math.min(1, 0.5 - far));
  for (let row = 0, k = 0; row < side; row++) {
    for (let column = 0; column < side; column++, k++) {
      const far = OUTSIDE[shape](column - half - shiftX, row - half - shiftY, radius);
      cover[k] = Math.round(256 * (hollow ? share(far) - 0.88 * share(far + stroke) : share(far)));
    }
  }
  return {cover, half, side};
}

// Five sizes, by how often a word is seen.
function makeSizes() {
  sizes = new Uint8Array(map.size).fill(1);
  const [least, most] = countRange();
  const span = Math.log((most + 1) / (least + 1));
  if (span > 0) {
    map.count.forEach((count, i) => {
      if (count !== UNKNOWN.count) sizes[i] = Math.min(4, Math.floor(5 * Math.log((count + 1) / (least + 1)) / span));
    });
  }
}

// The radius of a mark of a size, in pixels of the page.
function radius(size) {
  const usual = 4.6 * (40 / Math.max(40, map.size)) ** 0.16;
  const grown = Math.min(6.5, usual * Math.min(2.2, Math.max(0.8, view.zoom) ** 0.22));
  return grown * [0.8, 1, 1.2, 1.4, 1.6][size];
}

// `ratio`: dots for each pixel of the page.
function drawMarks(ratio = view.ratio) {
  const [across, down] = [Math.max(1, Math.round(view.width * ratio)), Math.max(1, Math.round(view.height * ratio))];
  if (marksCanvas.width !== across || marksCanvas.height !== down) Object.assign(marksCanvas, {width: across, height: down});
  const radii = [0, 1, 2, 3, 4].map((size) => Math.round(4 * radius(size) * ratio) / 4);
  pad = 2 * reach(radii[4]) + 2;
  const width = marksCanvas.width + 2 * pad, height = marksCanvas.height + 2 * pad;
  if (!image || image.width !== width || image.height !== height) {
    image = marksPaint.createImageData(width, height);
    pixels = new Uint32Array(image.data.buffer);
  }
  const wanted = `${width} ${radii}`;
  if (stampsFor !== wanted) { stamps = []; stampsFor = wanted; }
  pixels.fill(packed(parseInt(inks.paper.slice(1), 16)));
  putZeros(ratio);
  const paints = state.mode.classes.map((each) => packed(each.colours[inks.dark]));
  if (state.lit >= 0) drawPoints(ratio, radii, paints, true);
  drawPoints(ratio, radii, paints, false);
  marksPaint.putImageData(image, -pad, -pad);
}

const packed = (colour) => (0xff000000 | (colour & 0xff) << 16 | colour & 0xff00 | colour >> 16 & 0xff) >>> 0;

// The rare ones first, so that the frequent ones lie on top.
function drawPoints(ratio, radii, paints, dim) {
  const {x: xs, y: ys, trust} = map, {of} = state.mode, {width} = image, low = 100 * map.low;
  const shapes = Uint8Array.from(state.mode.classes, (each) => each.shape);
  const ax = view.kx * view.zoom * ratio, bx = centreX() * ratio - view.x * ax + pad;
  const ay = -view.ky * view.zoom * ratio, by = centreY() * ratio - view.y * ay + pad;
  const edge = reach(radii[4]) + 1, right = width - edge, bottom = image.height - edge;
  const strength = dim ? 40 : Math.round(Math.max(120, Math.min(230, 230 * (3000 * view.zoom ** 2 / map.size) ** 0.25)));
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k], px = xs[i] * ax + bx, py = ys[i] * ay + by;
    if (!(px > edge && py > edge && px < right && py < bottom)) continue;
    if (state.lit >= 0 && (of[i] !== state.lit) !== dim) continue;
    const cx = Math.floor(px), cy = Math.floor(py);
    const phase = Math.floor((px - cx) * PHASES) + PHASES * Math.floor((py - cy) * PHASES);
    const size = sizes[i], hollow = trust[i] < low ? 1 : 0;
    blend(stamp(size, radii[size], shapes[of[i]], hollow, phase), cy * width + cx, paints[of[i]], strength);
  }
}

// Puts a stamp on the pixels, red and blue in one product.
function blend({offsets, covers}, middle, paint, strength) {
  const redBlue = paint & 0xff00ff, green = paint & 0xff00;
  for (let k = 0; k < offsets.length; k++) {
    const at = middle + offsets[k], share = covers[k] * strength >> 8, rest = 256 - share, under = pixels[at];
    const both = (Math.imul(under & 0xff00ff, rest) + Math.imul(redBlue, share)) >>> 8 & 0xff00ff;
    pixels[at] = 0xff000000 | both | (Math.imul(under & 0xff00, rest) + Math.imul(green, share)) >>> 8 & 0xff00;
  }
}

// A mark alone, for the legend.
function swatch(colour, shape, hollow) {
  const canvas = made("canvas"), ratio = Math.max(1, devicePixelRatio), paint = canvas.getContext("2d");
  canvas.width = canvas.height = Math.round(14 * ratio);
  canvas.setAttribute("aria-hidden", "true");
  const {cover, side} = makeStamp(4.6 * ratio, SHAPES[shape], hollow, PHASES * 2 + 2);
  const small = paint.createImageData(side, side), dots = new Uint32Array(small.data.buffer);
  cover.forEach((share, k) => { dots[k] = (packed(colour) & 0xffffff | Math.min(255, share) << 24) >>> 0; });
  paint.putImageData(small, Math.round((canvas.width - side) / 2), Math.round((canvas.height - side) / 2));
  return canvas;
}
