import { PageLink } from "#components/ui/page-link.tsx";

interface StartedJobNoteProps {
  deployment: string;
  jobId: string;
  /** "flush" */
  what: string;
}

/** The way from where a job was started to where it is followed. */
export function StartedJobNote({ deployment, jobId, what }: StartedJobNoteProps) {
  return (
    <p role="status" className="text-13">
      The {what} runs on the server, with or without this page.{" "}
      <PageLink
        href={`/${deployment}/activity?job=${jobId}`}
        className="text-accent-text underline-offset-2 hover:underline"
      >
        See how far it is
      </PageLink>
    </p>
  );
}
