// Where zod keeps its settings, so before any schema is made and without loading zod on every page:
// the policy forbids eval, and even trying whether it works would be reported as a breach.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
