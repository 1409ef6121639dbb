const TICK_MS = 1000;

/** A difference below this is travel time, not a wrong clock. */
const TOLERANCE_MS = 5000;

let now = 0;
let offsetMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** People's clocks are wrong: ages are told by the server's. */
export function setServerTime(serverNow: number): void {
  const difference = serverNow - Date.now();
  offsetMs = Math.abs(difference) > TOLERANCE_MS ? difference : 0;
  now = 0;
}

/** The server's time, the same for all within one tick. */
export function clockNow(): number {
  // While nobody listens there is no tick, and the last one may be long ago.
  if (now === 0 || timer === undefined) now = Date.now() + offsetMs;
  return now;
}

export function subscribeToClock(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now() + offsetMs;
  for (const listener of listeners) listener();
}
