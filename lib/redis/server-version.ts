/** Whether a version such as `7.0.15` is at least another such as `7.2`; a version nobody knows counts as old. */
export function isAtLeast(version: string | undefined, wanted: string): boolean {
  const have = numbers(version ?? "");
  for (const [index, part] of numbers(wanted).entries()) {
    const own = have[index] ?? 0;
    if (own !== part) return own > part;
  }
  return have.length > 0;
}

function numbers(version: string): number[] {
  const match = /^\d+(?:\.\d+)*/.exec(version);
  return match === null ? [] : match[0].split(".").map(Number);
}
