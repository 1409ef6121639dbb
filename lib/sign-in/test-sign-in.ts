import { randomUUID, scryptSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditEntry } from "#lib/audit/audit-line.ts";
import { ConsoleConfig } from "#lib/config/schema.ts";
import type { Role } from "#lib/roles.ts";
import { createSeal } from "#lib/seal.ts";
import type { Services } from "#lib/services.ts";
import { openStore } from "#lib/store/open-store.ts";
import { editUsersFile } from "./edit-users-file.ts";

export const SECRET = "a secret of more than thirty-two characters";
export const PASSWORD = "correct horse battery";
/** Of the same form and the least cost: hundreds of attempts shall not take minutes. */
const CHEAP_HASH = cheapHash();

export interface TestSignIn {
  services: Services;
  usersFile: string;
  audit: AuditEntry[];
  /** Moves the clock. */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** A real store and users file, with a clock that is moved by hand. */
export async function createTestSignIn(
  users: { name: string; role: Role }[] = [{ name: "ada", role: "sre" }],
  settings: Record<string, unknown> = {},
): Promise<TestSignIn> {
  const folder = mkdtempSync(join(tmpdir(), "console-sign-in-"));
  const usersFile = join(folder, "users.yaml");
  writeFileSync(usersFile, "users: []\n", { mode: 0o600 });
  editUsersFile(usersFile, () => ({
    users: users.map((user) => ({
      ...user,
      id: randomUUID(),
      disabled: false,
      password: CHEAP_HASH,
      passwordChangedAt: 0,
    })),
  }));
  const store = await openStore({ folder: join(folder, "store") });
  const secretFile = join(folder, "secret");
  writeFileSync(secretFile, SECRET, { mode: 0o600 });
  let clock = Date.now();
  const audit: AuditEntry[] = [];
  const nothing = () => Promise.reject(new Error("There is no Redis here."));
  return {
    usersFile,
    audit,
    pass: (ms) => {
      clock += ms;
    },
    services: {
      config: config({ usersFile, secret: { file: secretFile }, ...settings }),
      store,
      audit: { append: async (entry) => void audit.push(entry) },
      deployments: {
        names: [],
        get: () => {
          throw new Error("none");
        },
        close: nothing,
      },
      seal: createSeal(SECRET),
      now: () => clock,
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function config(settings: Record<string, unknown>): ConsoleConfig {
  return ConsoleConfig.parse({
    console: settings,
    deployments: {
      test: {
        kind: "standalone",
        label: "Test",
        address: "127.0.0.1:6379",
        environment: { name: "test", colour: "grey", production: false },
        users: { reader: {} },
      },
    },
  });
}

function cheapHash(): string {
  const salt = Buffer.alloc(16, 1);
  const [saltText, key] = [salt, scryptSync(PASSWORD, salt, 32, { N: 2, r: 1, p: 1 })].map((bytes) =>
    bytes.toString("base64").replace(/=+$/, ""),
  );
  return `$scrypt$ln=1,r=1,p=1$${saltText}$${key}`;
}
