/** A delivery to try the way with: the POST form of a caller who reaches queue 820. Its number and its id are nobody's. */
export const sampleDelivery =
  '{ "Event": "ringing", "Callerid": "05552221133", "User": "820", "Usertype": "queue", "Did": "", "Id": "230307114903_10-0" }';
