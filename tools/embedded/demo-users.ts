import { randomInt } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ROLES, Role } from "#lib/roles.ts";
import { editUsersFile } from "#lib/sign-in/edit-users-file.ts";
import { hashPassword } from "#lib/sign-in/password-hash.ts";
import { writePrivateFile } from "./write-private-file.ts";

const DemoUser = z.object({ name: z.string(), role: Role, password: z.string() });
export type DemoUser = z.infer<typeof DemoUser>;

const SYLLABLES = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "wa"];
const WORDS = 4;
const SYLLABLES_A_WORD = 3;

/** One user for each role, with passwords made at the first start; they exist in the embedded deployment alone. */
export async function ensureDemoUsers(folder: string): Promise<DemoUser[]> {
  const file = join(folder, "demo-users.json");
  if (existsSync(file)) return z.array(DemoUser).parse(JSON.parse(readFileSync(file, "utf8")));
  const users = ROLES.map((role) => ({ name: role, role, password: spokenPassword() }));
  const hashed = await Promise.all(
    users.map(async (user) => ({ ...user, password: await hashPassword(user.password) })),
  );
  editUsersFile(join(folder, "users.yaml"), () => ({
    users: hashed.map(({ name, role, password }) => ({
      id: `demo-${name}`,
      name,
      role,
      password,
      disabled: false,
      passwordChangedAt: 0,
    })),
  }));
  writePrivateFile(file, JSON.stringify(users));
  return users;
}

/** Four words that can be typed from a terminal: 48 bits. */
function spokenPassword(): string {
  const word = () => Array.from({ length: SYLLABLES_A_WORD }, () => SYLLABLES[randomInt(SYLLABLES.length)]).join("");
  return Array.from({ length: WORDS }, word).join("-");
}
