import { RadioTower } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";

export function NothingToPublish() {
  return (
    <Panel title="Test message">
      <EmptyState icon={<RadioTower aria-hidden />} title="The configuration declares no channel to publish to">
        Test messages go only to channels whose readers can take them. Add a channel keyspace with a codec and publish:
        true; the preset console-test gives one that no application reads.
      </EmptyState>
    </Panel>
  );
}
