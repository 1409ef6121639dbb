import type uPlot from "uplot";

interface Marks {
  /** In seconds since the epoch, in order. */
  at: readonly number[];
  word: string;
  lineColour: string;
  wordColour: string;
  /** Behind the word, so that no line runs through it. */
  backColour: string;
  font: string;
}

const GAP_PX = 3;
const WORD_HEIGHT_PX = 13;

/** A dashed line at each moment, with its word where there is room for it. */
export function drawMarks(plot: uPlot, { at, word, lineColour, wordColour, backColour, font }: Marks): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const right = bbox.left + bbox.width;
  ctx.save();
  ctx.strokeStyle = lineColour;
  ctx.font = font;
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  const wordWidth = ctx.measureText(word).width;
  const places: number[] = [];
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
    places.push(start);
    freeFrom = start + wordWidth;
  }
  for (const start of places) {
    ctx.fillStyle = backColour;
    ctx.fillRect(start, bbox.top, wordWidth, WORD_HEIGHT_PX * ratio);
    ctx.fillStyle = wordColour;
    ctx.fillText(word, start, bbox.top);
  }
  ctx.restore();
}
