/** What Redis says of itself, as it says it. */
export function DoctorWords({ lines }: { lines: readonly string[] }) {
  return (
    <blockquote className="space-y-1 border-line-strong border-l-2 pl-3 text-13">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line may come twice, and none ever moves.
        <p key={at} className="break-words">
          {line}
        </p>
      ))}
    </blockquote>
  );
}
