import { CentredMessage } from "#components/feedback/centred-message.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";

export default function NotFound() {
  return (
    <CentredMessage title="There is nothing at this address">
      <p className="text-ink-muted">The address was typed or pasted wrongly, or what it named is gone.</p>
      <p>
        <a href="/" className={buttonStyle("secondary")}>
          To the overview
        </a>
      </p>
    </CentredMessage>
  );
}
