// What is said of a point, in words: in the tip, in the panel, and to a screen reader.

const times = (count) => count === UNKNOWN.count ? "" : `${number.format(count)} ${count === 1 ? "time" : "times"}`;

function facts(point) {
  const group = map.group[point], known = [times(map.count[point])];
  if (group >= 0) known.push(map.groups[group] ? `${map.grouped || "group"}: ${map.groups[group]}` : `${map.grouped || "group"} ${group + 1}`);
  if (map.trust[point] !== UNKNOWN.trust) known.push(`trust ${map.trust[point]} %${isHollow(point) ? " (low)" : ""}`);
  if (map.moves[point] !== UNKNOWN.moves) known.push(`moves ${map.moves[point] / 10} % of the width`);
  return known.filter(Boolean);
}

// Where a point is on the axes that have names.
function places(point) {
  const known = map.axes.map((axis, up) => [axis, (up ? map.y : map.x)[point]]).filter(([axis, share]) => axis.label && share >= 0);
  return known.map(([axis, share]) => {
    const value = axis.start + axis.unit * share;
    return `${axis.label}: ${Number((axis.log ? 10 ** value : value).toPrecision(3))}`;
  });
}

const spoken = (point) => [map.words[point], ...facts(point)].join(", ");

function showTip(point) {
  if (point < 0 || point === state.open && panel.hidden === false) { tip.hidden = true; return; }
  tip.replaceChildren(quoted(map.words[point], "word"), made("div", "facts", facts(point).join(" · ")));
  const near = neighbours(point).slice(0, 5);
  if (near.length) {
    const list = made("ol");
    for (const [other, cosine] of near) {
      const row = made("li");
      row.append(quoted(map.words[other]), made("span", "figure", cosine.toFixed(3)));
      list.append(row);
    }
    tip.append(list);
  }
  tip.hidden = false;
  const x = toX(map.x[point]), y = toY(map.y[point]), width = tip.offsetWidth, height = tip.offsetHeight;
  const left = x + 16 + width < view.width - view.right ? x + 16 : x - 16 - width;
  tip.style.left = `${Math.max(6, Math.min(view.width - width - 6, left))}px`;
  tip.style.top = `${Math.max(6, Math.min(view.height - height - 6, y - height / 2))}px`;
}

// A line with each place of a word marked: a word of its own where there is any, else any run of its letters.
function marked(line, word) {
  const result = made("p", "line");
  result.dir = "auto";
  let last = 0;
  for (const [from, to] of spans(line, word)) {
    result.append(line.slice(last, from), made("mark", "", line.slice(from, to)));
    last = to;
  }
  result.append(line.slice(last));
  return result;
}

function spans(line, word) {
  const asWritten = word.split(/[\s_]+/).filter(Boolean).map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  if (!asWritten.length) return [];
  let found;
  try { found = Array.from(line.matchAll(new RegExp(asWritten.join("[\\s_]+"), "giu")), (hit) => [hit.index, hit.index + hit[0].length]); }
  catch { return []; }
  const letter = /[\p{L}\p{M}\p{N}]/u, wide = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
  const inner = (a, b) => letter.test(a) && letter.test(b) && !wide.test(a + b);
  const whole = found.filter(([from, to]) => !inner(line.charAt(from - 1), line.charAt(from)) && !inner(line.charAt(to - 1), line.charAt(to)));
  return whole.length ? whole : found;
}
