import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Recorded } from "./recorded.tsx";

export function RecordedTime({ at }: { at: number | null }) {
  return <Recorded value={at}>{at === null ? null : <RelativeTime at={at} />}</Recorded>;
}
