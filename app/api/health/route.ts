/** Says that the process serves requests, and nothing else to whoever asks. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { "Cache-Control": "no-store" } });
}
