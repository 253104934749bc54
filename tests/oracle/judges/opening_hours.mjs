// Reads opening hours with opening_hours.js: one request a line, each answered with a line, {"error": text} if it fails.
// {"text": hours, "from": seconds, "to": seconds} gives {"spans": [[start, end, unknown, comment], ...]} in order,
// in seconds since 1970, for a place in Norway. The process must run in the time zone of the place (TZ).
import { createInterface } from "node:readline";
import OpeningHours from "opening_hours";

const NORWAY = { lat: 59.9, lon: 10.7, address: { country_code: "no", state: "" } };

function spans({ text, from, to }) {
  const hours = new OpeningHours(text, NORWAY, { tag_key: "opening_hours" });
  const found = hours.getOpenIntervals(new Date(from * 1000), new Date(to * 1000));
  return { spans: found.map(([start, end, unknown, comment]) => [+start / 1000, +end / 1000, unknown, comment ?? ""]) };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = spans(JSON.parse(line));
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
