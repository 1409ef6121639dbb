/** One server-sent event. */
export interface EventFrame {
  event?: string;
  id?: string;
  data: unknown;
}

const NAME = /^[A-Za-z0-9_.:-]{1,80}$/;

/** JSON never holds a bare line end, so no data can forge an event. */
export function frameText({ event, id, data }: EventFrame): string {
  for (const name of [event, id]) {
    if (name !== undefined && !NAME.test(name)) throw new TypeError("An event's name and id must be plain words.");
  }
  const head = `${event === undefined ? "" : `event: ${event}\n`}${id === undefined ? "" : `id: ${id}\n`}`;
  return `${head}data: ${JSON.stringify(data ?? null)}\n\n`;
}
