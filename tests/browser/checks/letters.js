// In no chart do two lines of text overlap, and none leaves its chart. Measured from what was drawn, whatever the font
// and however it is turned: the box of a line reaches from its first letter to its last, and from the top of a capital
// to the foot of a descender. Text on the page itself stands out from it (4.5 : 1), as axe-core does not look into SVG.
"use strict";

exports.faults = (page) =>
  page.evaluate(() => {
    const TOLERANCE = 1;
    // Of the font size, above and below the baseline: Й and Щ of Inter.
    const [ABOVE, BELOW] = [0.76, 0.2];
    const faults = [];

    /** The corners of a line on the screen, each moved inwards by half of the tolerance. */
    const corners = (line) => {
      const matrix = line.getScreenCTM();
      const shown = Math.hypot(matrix.a, matrix.b);
      const size = parseFloat(getComputedStyle(line).fontSize);
      const chars = Array.from({ length: line.getNumberOfChars() }, (_, i) => line.getExtentOfChar(i));
      const y = line.getStartPositionOfChar(0).y;
      const inset = TOLERANCE / 2 / shown;
      const left = Math.min(...chars.map((char) => char.x)) + inset;
      const right = Math.max(...chars.map((char) => char.x + char.width)) - inset;
      const [top, bottom] = [y - ABOVE * size + inset, y + BELOW * size - inset];
      return [[left, top], [right, top], [right, bottom], [left, bottom]].map(([x, y]) =>
        new DOMPoint(x, y).matrixTransform(matrix),
      );
    };
    /** Whether two quadrangles share an area: no side of either parts them. */
    const overlap = (a, b) => {
      for (const quad of [a, b]) {
        for (let i = 0; i < 4; i += 1) {
          const [from, to] = [quad[i], quad[(i + 1) % 4]];
          const [nx, ny] = [to.y - from.y, from.x - to.x];
          const along = (points) => points.map((point) => point.x * nx + point.y * ny);
          const [one, other] = [along(a), along(b)];
          if (Math.max(...one) <= Math.min(...other) || Math.max(...other) <= Math.min(...one)) return false;
        }
      }
      return true;
    };
    /** The luminance of a colour as CSS states it, by WCAG. */
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const luminance = (colour) => {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = Array.from(canvas.getImageData(0, 0, 1, 1).data, (c) => c / 255).map((c) =>
        c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = luminance(getComputedStyle(document.body).backgroundColor);
    const contrast = (colour) => {
      const [low, high] = [luminance(colour), paper].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };

    const seen = new Map();
    for (const svg of document.querySelectorAll("svg")) {
      const box = svg.getBoundingClientRect();
      if (box.width === 0) continue;
      const chart = svg.getAttribute("aria-labelledby")?.split("-title")[0] ?? "a chart without a name";
      const lines = [];
      for (const text of svg.querySelectorAll("text")) {
        const parts = text.querySelectorAll("tspan");
        for (const line of parts.length > 0 ? parts : [text]) {
          if (line.getNumberOfChars() > 0) lines.push({ said: line.textContent, quad: corners(line), line });
        }
      }
      for (const [i, { said, quad, line }] of lines.entries()) {
        if (quad.some((p) => p.x < box.left - 1 || p.x > box.right + 1 || p.y < box.top - 1 || p.y > box.bottom + 1)) {
          faults.push(`${chart}: “${said}” leaves its chart`);
        }
        for (const other of lines.slice(i + 1)) {
          if (overlap(quad, other.quad)) faults.push(`${chart}: “${said}” overlaps “${other.said}”`);
        }
        // Text on a mark has no edge of paper around it; the marks' colours are tested with the charts.
        const { fill, stroke } = getComputedStyle(line);
        if (stroke === "none") continue;
        if (!seen.has(fill)) seen.set(fill, contrast(fill));
        if (seen.get(fill) < 4.5) {
          faults.push(`${chart}: “${said}” has a contrast of ${seen.get(fill).toFixed(2)} : 1`);
        }
      }
    }
    return faults;
  });
