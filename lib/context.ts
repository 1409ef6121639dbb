import type { Role } from "./roles.ts";
import type { Services } from "./services.ts";

/** Who asks. `address` is the socket's, never a forwarded header unless the config counts trusted hops. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  /** The server-side registry's id of this sign-in. */
  readonly signInId: string;
  /** When the person last proved who they are, in ms since the epoch. */
  readonly authenticatedAt: number;
  readonly address: string;
}

/** What every operation gets to work with. */
export interface OperationContext {
  readonly requestId: string;
  readonly actor: Actor;
  /** Fires when the asker has gone or the right to ask has been lost. */
  readonly signal: AbortSignal;
  readonly services: Services;
}
