import { CentredMessage } from "#components/feedback/centred-message.tsx";
import { EnvironmentTag } from "#components/shell/environment-tag.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { currentServices } from "#lib/current-services.ts";
import { requireActor } from "#lib/web/load-page.ts";

export default async function DeploymentNotFound() {
  await requireActor();
  const { deployments } = currentServices().config;
  return (
    <CentredMessage title="There is nothing at this address">
      <p className="text-ink-muted">This console serves these deployments:</p>
      <ul className="space-y-2">
        {Object.entries(deployments).map(([name, { label, environment }]) => (
          <li key={name}>
            <a href={`/${name}/overview`} className={buttonStyle("secondary")}>
              {label}
              <EnvironmentTag environment={environment} />
            </a>
          </li>
        ))}
      </ul>
    </CentredMessage>
  );
}
