/** A caller who waits in queue 805 and is lost, in the form of the GET dialect. @param n two digits */
export function missedCall(n: number): string[] {
  const common = `callerid=4207748526${n}&did=&id=230102104542_${n}-0`;
  return [
    `event=ringing&user=805&usertype=queue&${common}`,
    `event=incoming&user=805&finishtype=Missed&transfer=False&title=Missed call by queue 805&${common}`,
  ];
}
