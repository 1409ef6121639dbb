interface ConnectionMeaning {
  /** Tried on the error's code and message. */
  readonly test: RegExp;
  /** Completes the sentence that begins with the instance's address. */
  readonly says: string;
  readonly advice: string;
}

/** Why a connection could not be had, by what the network or TLS says. */
export const CONNECTION_MEANINGS: readonly ConnectionMeaning[] = [
  {
    test: /ECONNREFUSED/,
    says: "refuses connections: nothing listens there",
    advice: "Check that the instance runs on that address and port.",
  },
  {
    test: /ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA/,
    says: "has a host name that cannot be resolved",
    advice: "Check the name, and the resolver of the console's host.",
  },
  {
    test: /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EHOSTDOWN/,
    says: "cannot be reached: there is no route to it",
    advice: "Check the network between the console and the instance.",
  },
  {
    test: /ETIMEDOUT/,
    says: "did not take the connection in time",
    advice: "Check that its host is up and that no firewall drops the packets.",
  },
  {
    test: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
    says: "shows a certificate whose time is over or has not begun",
    advice: "Renew the instance's certificate, and check both clocks.",
  },
  {
    test: /ALTNAME_INVALID|Hostname\/IP does not match/i,
    says: "shows a certificate for another name",
    advice: "Set serverName of the deployment to the name in the certificate, or renew the certificate with this one.",
  },
  {
    test: /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|unable to verify|self.signed|CERT_UNTRUSTED|INVALID_CA/i,
    says: "shows a certificate that nobody the console trusts has signed",
    advice: "Set tls.ca of the deployment to the certificate of the authority that signed it.",
  },
  {
    test: /alert (certificate required|bad certificate|unknown ca|handshake failure)|TLSV1?\d*_ALERT|SSLV3_ALERT/i,
    says: "does not accept the console's own certificate",
    advice: "Set tls.cert and tls.key of the deployment to a certificate that the instance trusts.",
  },
  {
    test: /ERR_SSL|ERR_TLS|EPROTO|wrong version number|SSL routines|socket disconnected before secure TLS/i,
    says: "does not speak TLS the way the console does",
    advice: "Check that the port is the TLS port, and which versions of TLS the instance allows.",
  },
  {
    test: /Stream isn't writeable|enableOfflineQueue/,
    says: "is not connected at present",
    advice: "Nothing was sent. The console connects again by itself; try again in a moment.",
  },
  {
    test: /please report|not Redis' protocol|ERR_STRING_TOO_LONG/i,
    says: "sent an answer that is not Redis' protocol, or far too long",
    advice: "Check that the address is that of a Redis.",
  },
];
