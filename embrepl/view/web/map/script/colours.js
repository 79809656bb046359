// What colours say: a mode has classes, each with a name, a colour for light and dark, and a shape; `of` gives each point its class.

const LIGHT = [0x2f6fb5, 0xc2571a, 0x23875a, 0x8a4fb8, 0xbf3850, 0x137f8c, 0x857211, 0xb24789];
const DARK = [0x7db4f2, 0xf2a26b, 0x6fce97, 0xc79bf0, 0xf58c98, 0x5fcdd6, 0xd6c45c, 0xf095c8];
const RAMP_LIGHT = [0x6b99bf, 0x4f86b5, 0x336fa3, 0x1b5288, 0x0a3463];
const RAMP_DARK = [0x456c8c, 0x5589b5, 0x6ba8d8, 0x98c9ee, 0xd2eaff];
const GREY = [0x8a919c, 0x79828f], INK = [0x2f6fb5, 0x7db4f2];
const SHAPES = ["circle", "square", "triangle", "diamond", "cross", "wedge"];
const inks = {};  // the colours of the style sheet, read once for each theme
let modes = [];

const isDark = () => !state.printing && (document.documentElement.dataset.theme
  || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

function readInks() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "quiet", "line", "accent"]) inks[name] = style.getPropertyValue(`--${name}`).trim();
  if (state.printing) Object.assign(inks, {paper: "#ffffff", ink: "#111111", quiet: "#555555", line: "#cccccc", accent: "#1d5fb8"});
  inks.dark = isDark() ? 1 : 0;
}

const hex = (colour) => `#${colour.toString(16).padStart(6, "0")}`;
const isDim = (point) => state.lit >= 0 && state.mode.of[point] !== state.lit;
const isHollow = (point) => map.trust[point] !== UNKNOWN.trust && map.trust[point] < 100 * map.low;

function makeModes() {
  modes = [];
  if (map.groups.length || map.group.some((group) => group >= 0)) modes.push(groupMode());
  if (map.count.some((count) => count !== UNKNOWN.count)) modes.push(countMode());
  if (map.trust.some((trust) => trust !== UNKNOWN.trust)) {
    modes.push(stepMode("trust", "trust", [20, 40, 60, 80, 101], ["below 20 %", "20–39 %", "40–59 %", "60–79 %", "80 % and more"]));
  }
  if (map.moves.some((moves) => moves !== UNKNOWN.moves)) {
    const names = ["up to 2 % of the width", "2–5 %", "5–10 %", "10–20 %", "more than 20 %"];
    modes.push(stepMode("moves", "moves between maps", [20, 50, 100, 200, 65535], names));
  }
  modes.push({id: "none", name: "one colour", classes: [{name: "", colours: INK, shape: 0}], of: new Uint16Array(map.size)});
  state.mode = modes[0].id === "group" ? modes[0] : modes[modes.length - 1];
}

function groupMode() {
  const most = map.group.reduce((a, b) => Math.max(a, b), map.groups.length - 1) + 1;
  const seen = Math.min(most, 65534), classes = [];
  for (let i = 0; i < seen; i++) {
    const colours = [LIGHT[i % LIGHT.length], DARK[i % DARK.length]];
    classes.push({name: map.groups[i] || `${map.grouped || "group"} ${i + 1}`, colours, shape: i % SHAPES.length});
  }
  classes.push({name: "none", colours: GREY, shape: 0});
  const of = Uint16Array.from(map.group, (group) => group >= 0 && group < seen ? group : seen);
  return {id: "group", name: map.grouped || "group", classes, of};
}

// Steps of ten, or of about three where counts do not differ much.
function countMode() {
  const [least, most] = countRange();
  const edges = [], fine = most / Math.max(1, least) < 300;
  for (let edge = 1; edge <= most; edge *= 10) edges.push(...(fine ? [edge, 3 * edge] : [edge]));
  const kept = edges.filter((edge) => edge > least && edge <= most).slice(-4);
  const names = [...kept, Infinity].map((edge, i) => {
    const from = i ? kept[i - 1] : least, to = edge === Infinity ? most : edge - 1;
    return from >= to ? number.format(from) : `${number.format(from)}–${number.format(to)}`;
  });
  return stepMode("count", "how often", [...kept, Infinity], names);
}

function stepMode(id, name, ends, names) {
  const place = (i) => ends.length < 2 ? 4 : Math.round(i * 4 / (ends.length - 1));
  const classes = names.map((each, i) => ({name: each, colours: [RAMP_LIGHT[place(i)], RAMP_DARK[place(i)]], shape: 0}));
  classes.push({name: "not known", colours: GREY, shape: 0});
  const of = Uint16Array.from(map[id], (value) => {
    const step = value === UNKNOWN[id] ? -1 : ends.findIndex((end) => value < end);
    return step < 0 ? ends.length : step;
  });
  return {id, name, classes, of};
}
