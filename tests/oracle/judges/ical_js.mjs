// Reads feeds with ical.js: one request a line, each answered with a line, {"error": text} if it fails.
// {"feed": text, "from": seconds, "to": seconds} expands a feed:
//     {"occurrences": [{uid, start, end, summary, status}, ...]}, with a margin on both sides.
// {"feed": text, "zone": TZID, "walls": ["2026-03-29T18:00:00", ...]} asks the feed's VTIMEZONE:
//     {"offsets": [seconds, ...]}.
// Times are seconds since 1970 in UTC, or "2026-03-29" for whole days.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const MARGIN = 62 * 86400; // an override may have moved an occurrence into the window from outside it

function moment(time) {
  return time.isDate ? time.toString() : time.toUnixTime();
}

function seconds(time) {
  return time.isDate ? Date.UTC(time.year, time.month - 1, time.day) / 1000 : time.toUnixTime();
}

function described(item, start, end) {
  return {
    uid: item.uid,
    start: moment(start),
    end: moment(end),
    summary: item.summary,
    status: item.component.getFirstPropertyValue("status"),
  };
}

function read(feed) {
  const calendar = new ICAL.Component(ICAL.parse(feed));
  ICAL.TimezoneService.reset(); // so that each feed is read by its own VTIMEZONEs alone
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return calendar;
}

function offsets({ feed, zone, walls }) {
  read(feed);
  const timezone = ICAL.TimezoneService.get(zone);
  return { offsets: walls.map((wall) => timezone.utcOffset(ICAL.Time.fromDateTimeString(wall))) };
}

function expand({ feed, from, to }) {
  const calendar = read(feed);
  const groups = new Map();
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const uid = component.getFirstPropertyValue("uid");
    if (!groups.has(uid)) groups.set(uid, { masters: [], exceptions: [] });
    const group = groups.get(uid);
    (component.hasProperty("recurrence-id") ? group.exceptions : group.masters).push(component);
  }
  const occurrences = [];
  for (const [uid, { masters, exceptions }] of groups) {
    if (masters.length !== 1) throw new Error(`${uid} has ${masters.length} masters`);
    const event = new ICAL.Event(masters[0], { exceptions, strictExceptions: true });
    if (!event.isRecurring()) {
      occurrences.push(described(event, event.startDate, event.endDate));
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next && seconds(next) < to + MARGIN; next = iterator.next()) {
      if (seconds(next) < from - MARGIN) continue;
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      occurrences.push(described(item, startDate, endDate));
    }
  }
  return { occurrences };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const request = JSON.parse(line);
    answer = "walls" in request ? offsets(request) : expand(request);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
