import { WarningList } from "#components/ui/warning-list.tsx";
import type { DriftInstance } from "#lib/drift/schema.ts";

/** Who could not be compared, and what to do about it. */
export function SilentInstances({ instances }: { instances: readonly DriftInstance[] }) {
  return (
    <WarningList
      warnings={instances
        .filter(({ silence }) => silence !== null)
        .map(({ address, name, silence }) => ({
          key: address,
          text: (
            <>
              <span className="font-medium">{name ?? address}</span> was not compared: {silence?.message}{" "}
              {silence?.advice}
            </>
          ),
        }))}
    />
  );
}
