import { DomainError, isDomainError } from "#lib/errors.ts";
import { withDeadline } from "#lib/redis/with-deadline.ts";

/** One instance or sentinel that is looked at again and again; each keeps its own time, so none delays another. */
export interface Target<Look> {
  readonly address: string;
  readonly isLooking: boolean;
  /** Starts a look unless one is under way; settles when that has ended, and never rejects. */
  look(): Promise<void>;
  readonly seen: { readonly at: number; readonly look: Look } | undefined;
  /** Why it is silent; undefined once it has answered again. */
  readonly failure: DomainError | undefined;
}

interface TargetOptions<Look> {
  address: string;
  withinMs: number;
  take(address: string): Promise<Look>;
  now(): number;
  onLook?(look: Look, at: number): void;
}

export function createTarget<Look>({ address, withinMs, take, now, onLook }: TargetOptions<Look>): Target<Look> {
  let seen: Target<Look>["seen"];
  let failure: DomainError | undefined;
  let underWay: Promise<void> | undefined;

  async function lookOnce(): Promise<void> {
    try {
      const look = await withDeadline(withinMs, take(address), () => late(address));
      seen = { at: now(), look };
      failure = undefined;
      onLook?.(look, seen.at);
    } catch (thrown) {
      if (!isDomainError(thrown)) throw thrown;
      failure = thrown;
    }
  }

  return {
    address,
    get isLooking() {
      return underWay !== undefined;
    },
    look() {
      underWay ??= lookOnce()
        .catch((cause: unknown) => {
          failure = new DomainError("INTERNAL", `The console met a fault when it looked at ${address}.`, { cause });
        })
        .finally(() => {
          underWay = undefined;
        });
      return underWay;
    },
    get seen() {
      return seen;
    },
    get failure() {
      return failure;
    },
  };
}

function late(address: string): DomainError {
  return new DomainError("TIMEOUT", `${address} did not answer in time.`, {
    where: address,
    advice: "Nothing was changed. Look whether the process hangs, and at the load of its host.",
  });
}
