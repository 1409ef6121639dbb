import { config } from "zod/v4/core";

// Before any schema is made: the policy forbids eval, and even trying whether it works would be reported.
config({ jitless: true });
