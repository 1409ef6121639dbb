import { Refusal } from "#lib/render/jinja/render-error.ts";
import type { CallArguments, Expression } from "./nodes.ts";
import type { Parser } from "./parser.ts";

export const NO_ARGUMENTS: CallArguments = { positional: [], named: [] };

export function parseArguments(parser: Parser): CallArguments {
  const { line } = parser.expectOperator("(");
  const positional: Expression[] = [];
  const named: [string, Expression][] = [];
  let spread: Expression | undefined;
  let spreadNamed: Expression | undefined;
  const ensure = (isRight: boolean) => {
    if (!isRight) parser.fail("The arguments stand in an order that is not allowed.", line);
  };
  for (let isFirst = true; !parser.isOperator(")"); isFirst = false) {
    if (!isFirst) parser.expectOperator(",");
    if (!isFirst && parser.isOperator(")")) break;
    if (parser.skipOperator("*")) {
      ensure(spread === undefined && spreadNamed === undefined);
      spread = parser.expression();
    } else if (parser.skipOperator("**")) {
      ensure(spreadNamed === undefined);
      spreadNamed = parser.expression();
    } else if (parser.isKind("name") && parser.following.kind === "operator" && parser.following.text === "=") {
      ensure(spreadNamed === undefined);
      const name = parser.next().text;
      parser.next();
      // Python's compiler rejects this, upon which Ansible writes the template as it stands.
      if (named.some(([other]) => other === name)) throw new Refusal(`The parameter ${name} is named twice.`, { line });
      named.push([name, parser.expression()]);
    } else {
      ensure(spread === undefined && spreadNamed === undefined && named.length === 0);
      positional.push(parser.expression());
    }
  }
  parser.expectOperator(")");
  return { positional, named, ...(spread && { spread }), ...(spreadNamed && { spreadNamed }) };
}
