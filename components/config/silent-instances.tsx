import { TriangleAlert } from "lucide-react";
import type { DriftInstance } from "#lib/drift/schema.ts";

/** Who could not be compared, and what to do about it. */
export function SilentInstances({ instances }: { instances: readonly DriftInstance[] }) {
  const silent = instances.filter(({ silence }) => silence !== null);
  if (silent.length === 0) return null;
  return (
    <ul role="alert" className="space-y-1 rounded-medium bg-warning-soft px-3 py-2 text-13">
      {silent.map(({ address, name, silence }) => (
        <li key={address} className="flex gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
          <span className="min-w-0 break-words">
            <span className="font-medium">{name ?? address}</span> was not compared: {silence?.message}{" "}
            {silence?.advice}
          </span>
        </li>
      ))}
    </ul>
  );
}
