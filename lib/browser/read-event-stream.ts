import { readResult } from "./read-result.ts";

export interface StreamEvent {
  event: string;
  data: unknown;
}

/** The events of an answer as they arrive; throws a FailureError when the server refused before the first. */
export async function* readEventStream(response: Response): AsyncGenerator<StreamEvent> {
  if (!response.ok || response.body === null) {
    await readResult(response);
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event !== undefined) yield event;
      }
    }
  } finally {
    // The reader may have left early: the server must learn that nobody listens.
    await reader.cancel().catch((thrown: unknown) => {
      if (!isAbort(thrown)) throw thrown;
    });
  }
}

/** undefined for comments, which only keep the line open. */
function parseBlock(block: string): StreamEvent | undefined {
  let event = "message";
  let data: string | undefined;
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) event = line.slice(7);
    if (line.startsWith("data: ")) data = line.slice(6);
  }
  return data === undefined ? undefined : { event, data: JSON.parse(data) };
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === "AbortError";
}
