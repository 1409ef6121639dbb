import { DomainError } from "#lib/errors.ts";

/** Reads at most `maxBytes`, counting them: a Content-Length is only a claim. */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  // lib.dom does not know that Node's streams can be iterated.
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Only `application/json`, which no foreign form can send. */
export async function readJsonBody(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new DomainError("INVALID_INPUT", "The request must carry application/json.");
  const text = await readBody(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError("INVALID_INPUT", "The request does not carry valid JSON.", { cause });
  }
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError("INVALID_INPUT", `The request carries more than ${maxBytes} bytes.`);
}
