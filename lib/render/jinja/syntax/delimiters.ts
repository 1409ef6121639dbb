/** What a `#jinja2:` header may change. */
export interface Delimiters {
  blockStart: string;
  blockEnd: string;
  variableStart: string;
  variableEnd: string;
  commentStart: string;
  commentEnd: string;
  trimBlocks: boolean;
  lstripBlocks: boolean;
}

/** As Ansible's template module sets them. */
export const ANSIBLE_DELIMITERS: Readonly<Delimiters> = {
  blockStart: "{%",
  blockEnd: "%}",
  variableStart: "{{",
  variableEnd: "}}",
  commentStart: "{#",
  commentEnd: "#}",
  trimBlocks: true,
  lstripBlocks: false,
};
