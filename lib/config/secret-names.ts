import { z } from "zod";
import { Expression } from "./expression-schema.ts";

/** What secrets are called in most applications. */
export const SECRET_MEMBERS = [
  "token",
  "secret",
  "password",
  "passwd",
  "csrf",
  "hash",
  "authorization",
  "cookie$",
  "api[-_]?key",
  "credential",
];

/** Expressions for the names of members whose values are never shown. */
export const secretNames = z.array(Expression).default(SECRET_MEMBERS);
