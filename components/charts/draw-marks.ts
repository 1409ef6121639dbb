import type uPlot from "uplot";

interface Marks {
  /** In seconds since the epoch, in order. */
  at: readonly number[];
  word: string;
  lineColour: string;
  wordColour: string;
  font: string;
}

/** What the word takes above the lines: it must hide none of them. */
export const WORD_HEIGHT_PX = 15;
const GAP_PX = 3;

/** A dashed line at each moment, with its word above where there is room for it. */
export function drawMarks(plot: uPlot, { at, word, lineColour, wordColour, font }: Marks): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const top = bbox.top - WORD_HEIGHT_PX * ratio;
  const right = bbox.left + bbox.width;
  ctx.save();
  ctx.strokeStyle = lineColour;
  ctx.fillStyle = wordColour;
  ctx.font = font;
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  const wordWidth = ctx.measureText(word).width;
  let freeFrom = bbox.left;
  for (const moment of at) {
    const x = Math.round(plot.valToPos(moment, "x", true));
    if (x < bbox.left || x > right) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const after = x + GAP_PX * ratio;
    const start = after + wordWidth <= right ? after : x - GAP_PX * ratio - wordWidth;
    if (start < freeFrom) continue;
    ctx.fillText(word, start, top);
    freeFrom = start + wordWidth;
  }
  ctx.restore();
}
