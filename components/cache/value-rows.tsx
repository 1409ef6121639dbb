import type { CacheValue, Piece } from "#lib/cache/schema.ts";

/** What was read of a value; it says so where that is not all. */
export function ValueRows({ value }: { value: CacheValue }) {
  const { rows, isWhole, isJson, source } = value;
  const [only] = rows;
  return (
    <section aria-label="Value" className="space-y-2">
      <h3 className="font-semibold text-14">Value</h3>
      {rows.length === 1 && only !== undefined && only.label === null ? (
        <Text piece={only.value} isJson={isJson} />
      ) : (
        <dl className="divide-y divide-line rounded-medium border border-line">
          {rows.map(({ label, value: piece }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: elements have no name of their own, and the list never changes.
            <div key={index} className="px-3 py-2 text-13">
              <dt className="wrap-anywhere font-mono text-12 text-ink-muted">
                {label === null ? index : written(label)}
              </dt>
              <dd className="whitespace-pre-wrap wrap-anywhere font-mono text-12">{written(piece)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="text-12 text-ink-muted">
        {isWhole ? "The whole value" : "The beginning of the value"}, read from {source.role}{" "}
        <span className="font-mono">{source.address}</span>.
        {rows.some(({ value: piece }) => !piece.isText)
          ? " Bytes that are no text are shown as hexadecimal numbers."
          : ""}
      </p>
    </section>
  );
}

function Text({ piece, isJson }: { piece: Piece; isJson: boolean }) {
  return (
    <pre className="max-h-120 overflow-auto whitespace-pre-wrap wrap-anywhere rounded-medium border border-line bg-surface-sunken p-3 font-mono text-12">
      {isJson ? indented(piece.text) : written(piece)}
    </pre>
  );
}

/** Numbers too large for JavaScript would change, so such a value stays as it is written. */
function indented(text: string): string {
  if (/\d{16}/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return text;
  }
}

function written({ text, isText, isWhole }: Piece): string {
  const shown = isText ? text : (text.match(/../g)?.join(" ") ?? "");
  return isWhole ? shown : `${shown} …`;
}
