// What the page shows and what of it is chosen. `map` holds the data, N points; a point is its number, -1 is none.

const element = (id) => document.getElementById(id);
const stage = element("stage"), marksCanvas = element("marks"), overCanvas = element("over");
const panel = element("panel"), tip = element("tip"), legend = element("legend"), zoomer = document.querySelector(".zoom");

const state = {
  open: -1,  // the point whose neighbours are drawn and whose lines are in the panel
  at: -1,  // the point under the pointer, or the one that n and p went to
  mode: null,  // what colours say
  lit: -1,  // the class of the mode that alone is bright
  printing: false,
};
const view = {x: 0.5, y: 0.5, zoom: 1, width: 1, height: 1, ratio: 1, kx: 1, ky: 1, right: 0, bottom: 0, left: 0, side: 0};
const UNKNOWN = {count: 0xffffffff, trust: 255, moves: 65535};
let map, order, starts;

const number = new Intl.NumberFormat("en-US");
const plural = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;

function prepare(data) {
  map = data;
  map.size = map.words.length;
  map.isAsked = new Uint8Array(map.size);
  for (const point of map.asked) map.isAsked[point] = 1;
  const weight = (i) => (map.isAsked[i] ? 2 ** 33 : 0) + (map.count[i] === UNKNOWN.count ? 0 : map.count[i]);
  const weights = Float64Array.from(map.words, (_, i) => weight(i));
  order = Uint32Array.from(map.words, (_, i) => i).sort((a, b) => weights[b] - weights[a] || a - b);
  starts = {near: sums(map.nears), line: sums(map.lines_of)};
}

function sums(counts) {
  const result = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) result[i + 1] = result[i] + counts[i];
  return result;
}

// The least and the greatest of the counts that are known.
function countRange() {
  let least = Infinity, most = 0;
  for (const count of map.count) if (count !== UNKNOWN.count) { least = Math.min(least, count); most = Math.max(most, count); }
  return [least, most];
}

function neighbours(point) {
  const result = [];
  for (let i = starts.near[point]; i < starts.near[point + 1]; i++) result.push([map.near[i], map.cosine[i] / 1000]);
  return result;
}

const linesOf = (point) => Array.from(map.line.subarray(starts.line[point], starts.line[point + 1]), (i) => map.lines[i]);

// A new element with text; text is never markup.
function made(tag, name = "", text = "") {
  const result = document.createElement(tag);
  if (name) result.className = name;
  if (text) result.textContent = text;
  return result;
}

function quoted(text, name = "") {
  const result = made("bdi", name, text);
  result.dir = "auto";
  return result;
}

function say(text) { element("said").textContent = text; }
