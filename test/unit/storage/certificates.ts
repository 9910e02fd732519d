/**
 * What the trust store looks at of a certificate, in PEM: one outer SEQUENCE with a name somewhere in it and
 * basicConstraints. Nothing here is signed; the reader of chains is tested with certificates of its own.
 */
export function certificate(name: string, { ca }: { ca: boolean }): string {
  const constraints = [0x06, 0x03, 0x55, 0x1d, 0x13, 0x01, 0x01, 0xff, 0x04];
  constraints.push(...(ca ? [0x05, 0x30, 0x03, 0x01, 0x01, 0xff] : [0x02, 0x30, 0x00]));
  const filling = Array.from({ length: 120 }, () => 0x41);
  const body = [0x0c, name.length, ...new TextEncoder().encode(name), 0x04, filling.length, ...filling];
  const der = [0x30, 0x81, body.length + constraints.length, ...body, ...constraints];
  const base64 = btoa(String.fromCharCode(...der)).replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}
