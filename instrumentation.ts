/** Next calls this once, before it serves anything. */
export async function register(): Promise<void> {
  // Written out, since Next replaces it: the Node part must not be built for other runtimes.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    // The Redis driver's debug output prints passwords.
    delete process.env.DEBUG;
    const { startConsole } = await import("./instrumentation-node.ts");
    await startConsole();
  }
}
