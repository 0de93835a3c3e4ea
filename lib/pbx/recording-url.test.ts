import { describe, expect, test } from "vitest";
import { recordedLeg, recordingUrls } from "./recording-url.ts";

const first = "https://pbx.example:5001/webapi/recording/230307140234_35-1-1.mp3";
const second = "http://pbx.example/230307140234_35-1-2.mp3?token=a,b";

describe("recordingUrls", () => {
  test.each([
    [[first, second]],
    [[`${first} ${second}`]],
    [[`${first},${second}`]],
    [[`${first}\r\n${second}\r\n`]],
    [[`["${first}", "${second}"]`]],
    [[`“${first}”;“${second}”`]],
    [[first, "", "none", second, first]],
  ])("[X15] %j holds two addresses", (texts) => {
    expect(recordingUrls(texts)).toEqual([first, second]);
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://pbx.example/230307140234_35-1-1.mp3",
    `javascript:open('x')//${first}`,
    "//pbx.example/230307140234_35-1-1.mp3",
    "https://",
    `https://pbx.example/${"a".repeat(2000)}.mp3`,
  ])("[X15] %s is no address of a recording", (text) => {
    expect(recordingUrls([text])).toEqual([]);
  });

  test("[X17] one delivery brings a hundred at most", () => {
    const many = Array.from({ length: 500 }, (_, file) => `https://pbx.example/230307140234_35-1-${file}.mp3`);
    expect(recordingUrls(many)).toEqual(many.slice(0, 100));
  });
});

describe("recordedLeg", () => {
  test.each([
    [first, "230307140234_35", 1],
    [second, "230307140234_35", 1],
    ["https://pbx.example/a/230307142318_40-12-1.wav", "230307142318_40", 12],
    ["https://pbx.example/play?file=230307142318_40-2-1.mp3&x=1", "230307142318_40", 2],
    ["https://pbx.example/230307142318_40-2.mp3", "230307142318_40", 2],
  ])("[X15] %s names its call and leg", (url, callId, leg) => {
    expect(recordedLeg(url)).toEqual({ callId, leg });
  });

  test.each([
    "https://pbx.example/",
    "https://pbx.example/call.mp3",
    "https://pbx.example/9230307142318_40-2-1.mp3",
    "https://pbx.example/230307142318_40-200-1.mp3",
  ])("[X15] %s names none", (url) => {
    expect(recordedLeg(url)).toBeNull();
  });
});
