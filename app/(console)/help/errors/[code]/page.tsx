import { notFound } from "next/navigation";
import { ERROR_REFERENCE } from "#lib/error-reference.ts";
import { ERROR_CODES } from "#lib/errors.ts";

export default async function ErrorHelpPage({ params }: { params: Promise<{ code: string }> }) {
  const { code: asked } = await params;
  const code = ERROR_CODES.find((known) => known === asked);
  if (code === undefined) notFound();
  const { meaning, causes, whatToDo } = ERROR_REFERENCE[code];
  return (
    <main className="mx-auto max-w-2xl space-y-6 p-6">
      <h1 className="font-mono text-xl">{code}</h1>
      <p>{meaning}</p>
      <Section title="Probable cause" lines={causes} />
      <Section title="What to do" lines={whatToDo} />
    </main>
  );
}

function Section({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h2 className="mb-2 font-medium">{title}</h2>
      <ul className="list-disc space-y-1 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
