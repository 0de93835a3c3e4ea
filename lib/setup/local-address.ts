/** Whether an address (scheme and host, or more) means the machine on which it is opened, and no other. */
export function isLocalAddress(address: string): boolean {
  return /^https?:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?=[:/]|$)/i.test(address);
}
