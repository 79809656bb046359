// Points as outlines, for a printer: it repeats what was drawn, at its own resolution, and takes no pixels that were put.

const CORNERS = {  // in radii
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  diamond: [[0, -1.245], [1.245, 0], [0, 1.245], [-1.245, 0]],
  triangle: [[0, -1.28], [1.11, 0.64], [-1.11, 0.64]],
  wedge: [[0, 1.28], [1.11, -0.64], [-1.11, -0.64]],
  cross: [
    [-0.42, -1.1], [0.42, -1.1], [0.42, -0.42], [1.1, -0.42], [1.1, 0.42], [0.42, 0.42],
    [0.42, 1.1], [-0.42, 1.1], [-0.42, 0.42], [-1.1, 0.42], [-1.1, -0.42], [-0.42, -0.42],
  ],
};

function drawOutlines(paint) {
  const radii = [0, 1, 2, 3, 4].map(radius);
  paint.lineJoin = "miter";
  state.mode.classes.forEach(({colours, shape}, place) => {
    paint.fillStyle = paint.strokeStyle = hex(colours[0]);
    paint.globalAlpha = state.lit >= 0 && state.lit !== place ? 0.16 : 0.85;
    for (const hollow of [true, false]) {
      paint.beginPath();
      for (const i of order) {
        if (state.mode.of[i] !== place || isHollow(i) !== hollow || !isSeen(i, 10)) continue;
        outline(paint, SHAPES[shape], toX(map.x[i]), toY(map.y[i]), radii[sizes[i]] - (hollow ? 0.4 : 0));
      }
      paint.lineWidth = 0.9;
      if (hollow) paint.stroke(); else paint.fill();
    }
  });
  paint.globalAlpha = 1;
}

function outline(paint, shape, x, y, r) {
  if (shape === "circle") {
    paint.moveTo(x + r, y);
    paint.arc(x, y, r, 0, 7);
    return;
  }
  CORNERS[shape].forEach(([dx, dy], i) => { if (i) paint.lineTo(x + dx * r, y + dy * r); else paint.moveTo(x + dx * r, y + dy * r); });
  paint.closePath();
}
