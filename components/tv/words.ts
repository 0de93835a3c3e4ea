/** Every text of the page that a TV shows until it is a screen. Another language is another object of this shape. */
export const words = {
  title: "Connect this screen",
  notices: {
    unpaired: "This screen was unpaired. An admin can connect it again.",
    wrongToken: "The token in this page's address is no screen's. A code will do as well.",
  },
  scan: "Scan the square with a phone",
  orOpen: "or open",
  andType: "and type this code",
  spelled: (code: string) => [...code].join(" "),
  qr: (address: string) => `QR code of ${address}`,
  asking: "Asking the board server for a code",
  waiting: (minutes: number) =>
    minutes <= 1
      ? "Waiting for an admin. A new code comes within a minute."
      : `Waiting for an admin. A new code comes in ${minutes} minutes.`,
  trying: (why: string) => `${why} Trying again.`,
  ownAddress: "A phone cannot reach this address: open this page under the name or address of the server.",
  sound: "Press any key or click once if this screen is to sound.",
  soundAllowed: "Sound is allowed.",
  signIn: "Sign in instead",
} as const;
