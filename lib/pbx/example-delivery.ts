/** One event as the phone system would send it, in either way: somebody, who withholds the number, reaches queue 820. */
export const exampleDelivery = {
  body: '{ "Event": "ringing", "Callerid": "", "User": "820", "Usertype": "queue", "Id": "230307114903_10-0" }',
  query: "event=ringing&callerid=&user=820&usertype=queue&id=230307114903_10-0",
} as const;
