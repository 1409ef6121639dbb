/** Where a name's first value in a scope comes from. */
type Origin = "context" | "outer" | "nothing" | "parameter";

/**
 * The names of one scope, as Jinja's compiler decides them before anything runs: a name that is read first is fetched when
 * the scope begins, even if the line that reads it is never reached.
 */
export class Scope {
  readonly parent: Scope | undefined;
  readonly origins: Map<string, Origin>;
  readonly stores: Set<string>;

  constructor(parent?: Scope, origins = new Map<string, Origin>(), stores = new Set<string>()) {
    this.parent = parent;
    this.origins = origins;
    this.stores = stores;
  }

  knows(name: string): boolean {
    return this.origins.has(name) || (this.parent?.knows(name) ?? false);
  }

  load(name: string): void {
    if (!this.knows(name)) this.origins.set(name, "context");
  }

  store(name: string): void {
    this.stores.add(name);
    if (!this.origins.has(name)) this.origins.set(name, this.parent?.knows(name) ? "outer" : "nothing");
  }

  declare(name: string): void {
    this.stores.add(name);
    this.origins.set(name, "parameter");
  }

  branch(): Scope {
    return new Scope(this.parent, new Map(this.origins), new Set(this.stores));
  }

  /** After an `if`: what only some branches assign keeps its value from before. */
  merge(branches: readonly Scope[]): void {
    const counts = new Map<string, number>();
    for (const name of branches.flatMap((branch) => [...branch.stores])) {
      if (!this.stores.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const branch of branches) {
      for (const [name, origin] of branch.origins) this.origins.set(name, origin);
      for (const name of branch.stores) this.stores.add(name);
    }
    for (const [name, count] of counts) {
      if (count < branches.length) this.origins.set(name, this.parent?.knows(name) ? "outer" : "context");
    }
  }
}
