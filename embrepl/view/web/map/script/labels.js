// Labels that do not collide: words are tried in their order, each at eight places beside its mark; the first free one is taken.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
const LONGEST = 26;  // letters of a label
const ROW = 16;  // pixels of a row of boxes, in which those that may collide are looked for
const overPaint = overCanvas.getContext("2d");
const widths = [new Map(), new Map(), new Map(), new Map()];
let placed = [];  // of {point, x, y, width, height, font}
let rows = [];

const USUAL = 0, FREQUENT = 1, CHOSEN = 2, TIED = 3;  // kinds of labels, and their fonts
const fonts = [`400 12px ${FONT}`, `500 13.5px ${FONT}`, `650 14px ${FONT}`, `600 12.5px ${FONT}`];
const heights = [15, 17, 18, 16];

const segments = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;

// A word as a label: cut between letters as they are seen, not within one.
function label(word) {
  if (word.length <= LONGEST) return word;
  const head = word.slice(0, 8 * LONGEST);
  const letters = segments ? Array.from(segments.segment(head), (each) => each.segment) : Array.from(head);
  return letters.length > LONGEST ? letters.slice(0, LONGEST - 1).join("") + "…" : word;
}

function widthOf(point, font) {
  let width = widths[font].get(point);
  if (width === undefined) {
    overPaint.font = fonts[font];
    widths[font].set(point, width = overPaint.measureText(label(map.words[point])).width);
  }
  return width;
}

function isFree(x, y, width, height) {
  for (let row = Math.floor(y / ROW), last = Math.floor((y + height) / ROW); row <= last; row++) {
    for (const box of rows[row] || []) {
      if (x < box.x + box.width && box.x < x + width && y < box.y + box.height && box.y < y + height) return false;
    }
  }
  return true;
}

function occupy(box) {
  for (let row = Math.floor(box.y / ROW), last = Math.floor((box.y + box.height) / ROW); row <= last; row++) {
    (rows[row] = rows[row] || []).push(box);
  }
}

// `first`: points whose labels go before all others.
function placeLabels(first) {
  placed = []; rows = [];
  const seen = [], room = view.width * view.height;
  const most = Math.max(12, Math.round(room / 6500));
  const chosen = new Set(first);
  for (let k = 0; k < order.length && seen.length < 3000; k++) {
    if (isSeen(order[k]) && !isDim(order[k]) && !chosen.has(order[k])) seen.push(order[k]);
  }
  for (const each of [legend, zoomer]) {
    if (!state.printing && each.offsetWidth) occupy({x: each.offsetLeft - 4, y: each.offsetTop - 4, width: each.offsetWidth + 8, height: each.offsetHeight + 8});
  }
  if (named()) {
    occupy({x: 0, y: view.height - view.bottom - 24, width: view.width, height: 24});
    occupy({x: 0, y: 0, width: map.axes[1].label ? 50 : 30, height: view.height});
  }
  const sparse = seen.length <= 300;
  const marks = [...first.filter((i) => isSeen(i)), ...(sparse ? seen : [])];
  for (const i of marks) {  // marks are in the way of labels where there are few of them
    const r = radius(sizes[i]), box = {x: toX(map.x[i]) - r, y: toY(map.y[i]) - r, width: 2 * r, height: 2 * r};
    occupy(box);
  }
  const gap = sparse ? 2 : 7;  // pixels of air around each label
  for (const i of first) if (isSeen(i)) place(i, i === first[0] ? CHOSEN : TIED, 1, true);
  const large = Math.max(3, most / 8);
  for (const i of seen) {
    if (placed.length >= most + first.length) break;
    place(i, map.isAsked[i] && map.asked.length * 2 < map.size ? CHOSEN : !sparse && placed.length < large ? FREQUENT : USUAL, gap, false);
  }
}

function place(point, font, gap, always) {
  const width = widthOf(point, font), height = heights[font], r = radius(sizes[point]) + (font === CHOSEN ? 7 : font === TIED ? 4.5 : 3);
  const x = toX(map.x[point]), y = toY(map.y[point]);
  const middle = y - height / 2, above = y - r - height, below = y + r, slant = r * 0.6;
  const spots = [
    [x + r, middle], [x - r - width, middle], [x - width / 2, above], [x - width / 2, below],
    [x + slant, y - slant - height], [x + slant, y + slant], [x - slant - width, y - slant - height], [x - slant - width, y + slant],
  ];
  for (const [left, top] of spots) {
    if (left < 2 || top < 2 || left + width > view.width - view.right - 2 || top + height > view.height - view.bottom - 2) continue;
    if (!isFree(left - gap, top - gap / 2, width + 2 * gap, height + gap)) continue;
    const box = {point, x: left, y: top, width, height, font};
    placed.push(box);
    occupy(box);
    return;
  }
  if (always && point === state.open) placed.push({point, x: spots[0][0], y: spots[0][1], width, height, font});
}

function drawLabels() {
  overPaint.textBaseline = "middle";
  overPaint.textAlign = "left";
  overPaint.lineJoin = "round";
  overPaint.lineWidth = 3.2;
  for (const font of fonts.keys()) {
    overPaint.font = fonts[font];
    overPaint.strokeStyle = inks.paper;
    overPaint.fillStyle = inks.ink;
    for (const box of placed) {
      if (box.font !== font) continue;
      const text = label(map.words[box.point]), y = box.y + box.height / 2 + 0.5;
      overPaint.globalAlpha = 0.9;
      overPaint.strokeText(text, box.x, y);
      overPaint.globalAlpha = 1;
      overPaint.fillText(text, box.x, y);
    }
  }
}

function labelAt(x, y) {
  const box = placed.find((each) => x >= each.x && x <= each.x + each.width && y >= each.y && y <= each.y + each.height);
  return box ? box.point : -1;
}
