// Shows event objects in the real FullCalendar in Chromium, and answers with what is to be seen there.
// Reads one request, {"views": [{events, view, date, zone}, ...]}; answers with a list, one for each view.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PROGRAM = fileURLToPath(new URL("../node_modules/fullcalendar/all/global.js", import.meta.url));
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Runs in the page.
function show({ events, view, date, zone }) {
  const calendar = new FullCalendar.Calendar(document.getElementById("calendar"), {
    initialView: view,
    initialDate: date,
    timeZone: zone,
    firstDay: 1,
    events,
    eventTimeFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
    eventDidMount: (info) => {
      info.el.dataset.key = info.event.id;
    },
  });
  calendar.render();
  const known = calendar.getEvents().map((event) => ({
    id: event.id,
    title: event.title,
    start: event.start && event.start.getTime(),
    startStr: event.startStr,
    endStr: event.endStr,
    allDay: event.allDay,
    display: event.display,
    props: event.extendedProps,
  }));
  const shown = [...document.querySelectorAll("[data-key], .opening")].map((element) => ({
    id: element.dataset.key,
    text: element.innerText,
    classes: [...element.classList],
    display: calendar.getEventById(element.dataset.key)?.display ?? "background",
    link: element.closest("a")?.href ?? element.querySelector("a")?.href ?? null,
  }));
  return { known, shown, scripts: document.querySelectorAll("#calendar script").length, fired: window.fired ?? 0 };
}

const { views } = JSON.parse(readFileSync(0, "utf8"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGUMENTS });
try {
  const answers = [];
  for (const view of views) {
    const context = await browser.newContext({ timezoneId: view.browserZone, locale: "nb-NO", offline: true });
    const page = await context.newPage();
    await page.setContent('<!doctype html><html lang="nb"><body><div id="calendar"></div></body></html>');
    await page.addScriptTag({ path: PROGRAM });
    answers.push(await page.evaluate(show, view));
    await context.close();
  }
  process.stdout.write(JSON.stringify(answers));
} finally {
  await browser.close();
}
