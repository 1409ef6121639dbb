/** Says in the file itself that it is a preview, so that nobody deploys it with placeholders for passwords. */
export function markFile(text: string, environment: string): string {
  const holes = text.match(/\{\{ [\w.]+ \}\}/g)?.length ?? 0;
  const sentence = `Preview of the environment ${environment.replaceAll(/[^\w.-]/g, "")}, not for use: ${holes} secrets are placeholders.`;
  return `# ${sentence}\n${text}`;
}
