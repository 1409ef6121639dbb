/** A value that a codec does not read; the message says why, and holds nothing of the value. */
export class Undecodable extends Error {
  override readonly name = "Undecodable";
}

export function isUndecodable(thrown: unknown): thrown is Undecodable {
  return thrown instanceof Undecodable;
}
