const JWT = /eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*/;
/** Long, of letters and digits: nobody types that, so it may open something. */
const TOKEN = /(?=[A-Za-z0-9+/_=~-]*\d)(?=[A-Za-z0-9+/_=~-]*[A-Za-z])[A-Za-z0-9+/_=~-]{24,}/;

export function looksSecret(bytes: Buffer): boolean {
  const text = bytes.toString("latin1");
  return JWT.test(text) || TOKEN.test(text);
}
