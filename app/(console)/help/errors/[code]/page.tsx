import { notFound } from "next/navigation";
import { Brand } from "#components/shell/brand.tsx";
import { ERROR_REFERENCE } from "#lib/error-reference.ts";
import { ERROR_CODES } from "#lib/errors.ts";

export default async function ErrorHelpPage({ params }: { params: Promise<{ code: string }> }) {
  const { code: asked } = await params;
  const code = ERROR_CODES.find((known) => known === asked);
  if (code === undefined) notFound();
  const { meaning, causes, whatToDo } = ERROR_REFERENCE[code];
  return (
    <main className="mx-auto max-w-160 space-y-6 px-4 py-12">
      <p>
        <a href="/" className="inline-flex rounded-small">
          <Brand />
        </a>
      </p>
      <div className="space-y-2">
        <p className="text-13 text-ink-muted">Error reference</p>
        <h1 className="font-mono font-semibold text-20">{code}</h1>
        <p className="text-16">{meaning}</p>
      </div>
      <Section title="Probable cause" lines={causes} />
      <Section title="What to do" lines={whatToDo} />
    </main>
  );
}

function Section({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h2 className="mb-2 font-semibold text-14">{title}</h2>
      <ul className="list-disc space-y-1 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
