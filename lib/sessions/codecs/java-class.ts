/** A class as a stream describes it. */
export interface JavaClass {
  readonly kind: "class";
  readonly name: string;
  flags: number;
  readonly fields: { type: string; name: string }[];
  parent: JavaClass | null;
}

/** The numbers of Java's Object Serialization Stream Protocol. */
export const JAVA_TAGS = {
  null: 0x70,
  reference: 0x71,
  classDescription: 0x72,
  object: 0x73,
  string: 0x74,
  array: 0x75,
  class: 0x76,
  block: 0x77,
  end: 0x78,
  longBlock: 0x7a,
  longString: 0x7c,
  enumeration: 0x7e,
  firstHandle: 0x7e0000,
  hasOwnWrites: 0x01,
  isExternalizable: 0x04,
  hasBlocks: 0x08,
} as const;
