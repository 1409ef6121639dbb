/** Fields of a keyspace, as an operator would write them. */
export type Preset = Record<string, unknown>;
