/**
 * Which arguments of a command are secret whatever they hold. Redis hides most of these from its slow log itself; older
 * versions and modules do not.
 */
export function isSecretWord(command: string, words: readonly string[], at: number): boolean {
  const isSetting = /^set$/i.test(words[0] ?? "");
  const after = (option: RegExp) => {
    const found = words.findIndex((word) => option.test(word));
    return found >= 0 && at > found;
  };
  switch (command) {
    case "AUTH":
      return true;
    case "HELLO":
      return after(/^auth$/i);
    case "MIGRATE":
      return after(/^auth2?$/i);
    case "CONFIG":
      return isSetting && at >= 2 && at % 2 === 0;
    case "ACL":
      return at >= 2;
    case "SENTINEL":
    case "MODULE":
    case "DEBUG":
      return at >= 2;
    default:
      return false;
  }
}
