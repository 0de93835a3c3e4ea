import { describe, expect, test } from "vitest";
import { queryFields } from "./query-fields.ts";

const end = { event: "incoming", did: "R&D support", title: "R&D support:Answered call from 42 (0:07)", id: "x" };

describe("queryFields", () => {
  test.each([
    ["raw", "event=incoming&did=R&D support&title=R&D support:Answered call from 42 (0:07)&id=x"],
    [
      "percent-encoded",
      "event=incoming&did=R%26D%20support&title=R%26D%20support%3AAnswered%20call%20from%2042%20%280%3A07%29&id=x",
    ],
    ["plus-encoded", "event=incoming&did=R%26D+support&title=R%26D+support%3AAnswered+call+from+42+(0:07)&id=x"],
    ["half-encoded", "event=incoming&did=R&D%20support&title=R&D%20support:Answered%20call%20from%2042%20(0:07)&id=x"],
    [
      "copied from a page",
      "event=incoming&amp;did=R&D support&amp;title=R&D support:Answered call from 42 (0:07)&amp;id=x",
    ],
  ])("[X3] the same fields come of a query that is %s", (_, query) => {
    expect(queryFields(query)).toMatchObject(end);
  });

  test("[X3] an unknown key ends a free text too", () => {
    const query = "title=Answered call from 42 (0:07)&breakside=1&id=x&new_field=a b&chid=c";
    expect(queryFields(query)).toMatchObject({ title: "Answered call from 42 (0:07)", id: "x", chid: "c" });
  });

  test("[X3] only a free text holds ampersands", () => {
    expect(queryFields("user=117&&id=x&flag&did=a&&b&")).toMatchObject({ user: "117", id: "x", did: "a&&b" });
  });

  test("[X3] what looks like a key but is no word is text", () => {
    expect(queryFields("did=A&b c=d:e&id=x")).toMatchObject({ did: "A&b c=d:e", id: "x" });
  });

  test.each([
    ["callerid=+420774852629&did=+420+774", "+420774852629", "+420 774"],
    ["callerid=%2B420774852629&did=%2B420+774", "+420774852629", "+420 774"],
    ["callerid=+420774852629&did=+420 774", "+420774852629", "+420 774"],
    ["callerid=+420774852629&did=+420%20774", "+420774852629", "+420 774"],
  ])("[X3] the plus of a number in %s is the number's own", (query, callerid, did) => {
    expect(queryFields(query)).toMatchObject({ callerid, did });
  });

  test.each([
    ["did=A+B c", "A+B c"],
    ["did=A+B%20c", "A+B c"],
    ["did=A+B", "A B"],
  ])("[X3] a plus in %s is a blank only where no blank is written otherwise", (query, did) => {
    expect(queryFields(query).did).toBe(did);
  });

  test("[X17] of a hostile query the first five hundred fields count", () => {
    expect(queryFields(`${"aa=1&".repeat(499)}user=117&id=x`)).toMatchObject({ user: "117", id: "" });
  });

  test.each([
    ["did=50%", "50%"],
    ["did=50%25%", "50%%"],
    ["did=%zz%41", "%zzA"],
    ["did=Caf%C3%A9%", "Café%"],
    ["did=Caf%E9", "Café"],
    ["did=%8Aofie 5%&title=%C5%A0ofie", "Šofie 5%"],
    ["did=%C5%A0ofie Caf%E9", "Šofie Café"],
  ])("[X3] broken percent signs in %s do no harm", (query, did) => {
    expect(queryFields(query).did).toBe(did);
  });

  test.each([
    ["did=A%252520B&id=x", "A%20B"],
    ["did=R%2526D%2520line&id=x&title=R%2526D%2520line%253AAnswered%2520call", "R&D line"],
    ["did=R%2526D+line&id=x", "R%26D line"],
    ["did=50%25 2F&id=x", "50% 2F"],
    ["did=100%2550&id=x", "100%50"],
    ["did=50%2530&id=x", "50%30"],
    ["did=A%252FB%3A1&id=x", "A%2FB:1"],
    ["did=DID%3A1&title=A%2520B&id=x", "DID:1"],
  ])("[X3] escapes of escapes in %s are undone where nothing else writes a blank", (query, did) => {
    expect(queryFields(query)).toMatchObject({ did, id: "x" });
  });

  test("[X3] a value in quotes is the value", () => {
    expect(queryFields(`user="820"&did=""&callerid=%2242%22&title="A" and "B"&id='x'`)).toMatchObject({
      user: "820",
      did: "",
      callerid: "42",
      title: '"A" and "B"',
      id: "x",
    });
  });

  test("[X15] an address keeps its own escapes", () => {
    const address = "https://pbx.example:5001/webapi/recording/a%2Fb/230307142318_40-1-1.mp3";
    expect(queryFields(`FILES=${encodeURIComponent(address)}&id=x`).files).toEqual([address]);
  });

  test.each([
    [`did="O'Brien"`, "O'Brien"],
    [`did='the "A" line'`, 'the "A" line'],
    [`did='s Avonds`, "'s Avonds"],
    [`did="`, '"'],
  ])("[X3] only quotes around a whole value go: %s", (query, did) => {
    expect(queryFields(query).did).toBe(did);
  });

  test("[X2] keys come in any case, with blanks and brackets, and quoted", () => {
    const query = ` Event=ringing& CALLERID =42&%20user=1&"id"=x&FILES[]=a&files[1]=b`;
    expect(queryFields(query)).toMatchObject({
      event: "ringing",
      callerid: "42",
      user: "1",
      id: "x",
      files: ["a", "b"],
    });
  });

  test("[X2] of a field that comes twice the first that is not blank wins", () => {
    expect(queryFields("user=&User= &user=117&user=118").user).toBe("117");
  });
});
