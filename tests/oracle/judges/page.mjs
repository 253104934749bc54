// Looks at pages in a real browser: Chromium, by way of playwright-core, and axe-core for accessibility.
// Reads one request, {"pages": {name: path}, "views": [{page, width, height, scheme, media, axe, tabs}, ...]},
// and answers with a list, one for each view, of what is to be seen there: see `look`.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Runs in the page. Everything is found by what it is (article, th, time, svg), and by being seen.
function look() {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const box = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top: top + scrollY, bottom: bottom + scrollY };
  };
  const text = (element) => (element && seen(element) ? element.innerText.trim() : "");
  const heads = [...document.querySelectorAll("thead th")];
  const rows = [...document.querySelectorAll("tbody tr")];
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    text: document.body?.innerText ?? "",
    rooms: heads.slice(1).map((head) => ({
      name: head.textContent,
      box: box(head),
      fits: head.scrollWidth <= head.clientWidth + 1,
    })),
    days: rows.map((row) => {
      const head = row.querySelector("th");
      const ticks = [...head.querySelectorAll("svg text")].map((tick) => {
        const { left, right } = tick.getBoundingClientRect();
        return [Number(tick.textContent), (left + right) / 2];
      });
      return { date: head.querySelector("time").dateTime, text: text(head), box: box(head), ticks };
    }),
    cells: [...document.querySelectorAll("td")].filter(seen).map((cell) => ({
      room: heads[[...cell.parentElement.children].indexOf(cell)].textContent,
      date: cell.parentElement.querySelector("time").dateTime,
      box: box(cell),
      background: getComputedStyle(cell).backgroundImage,
    })),
    cards: [...document.querySelectorAll("article")].filter(seen).map((card) => ({
      room: heads[[...card.closest("tr").children].indexOf(card.closest("td"))].textContent,
      date: card.closest("tr").querySelector("time").dateTime,
      title: text(card.querySelector("h3")),
      struck: getComputedStyle(card.querySelector("h3")).textDecorationLine === "line-through",
      text: text(card),
      box: box(card),
      inside: [...card.querySelectorAll("h3,p")].filter(seen).map(box),
      bars: [...card.querySelectorAll("svg rect")].filter(seen).map(box),
    })),
    drawn: [...document.querySelectorAll("svg > g")].map((card) => ({
      text: [...card.querySelectorAll("text")].map((each) => [each.textContent, box(each)]),
      tip: card.querySelector("title")?.textContent ?? "",
      box: card.querySelector("rect") ? box(card.querySelector("rect")) : null,
    })),
  };
}

async function focused(page, most) {
  const found = [];
  for (let n = 0; n < most; n++) {
    await page.keyboard.press("Tab");
    const link = await page.evaluate(() => {
      const active = document.activeElement;
      if (active === document.body) return null;
      const style = getComputedStyle(active);
      return [active.innerText, active.getAttribute("href"), style.outlineStyle !== "none"];
    });
    if (link === null) break;
    found.push(link);
  }
  return found;
}

async function view(browser, path, { width, height, scheme, media, axe, tabs }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  context.setDefaultTimeout(120_000); // the machine may have a lot else to do
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  if (media) await page.emulateMedia({ media });
  const answer = await page.evaluate(look);
  answer.requests = requests.length;
  answer.focused = tabs ? await focused(page, tabs) : [];
  answer.violations = [];
  if (axe) {
    await page.addScriptTag({ path: AXE });
    const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    answer.violations = result.violations.map(({ id, help, nodes }) => [id, help, nodes[0].html]);
    answer.passes = result.passes.length;
  }
  await context.close();
  return answer;
}

let input = "";
for await (const part of process.stdin) input += part;
const { pages, views } = JSON.parse(input);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGUMENTS });
try {
  const answers = [];
  const left = [...views.entries()];
  const work = async () => {
    while (left.length) {
      const [number, each] = left.shift();
      answers[number] = await view(browser, pages[each.page], each);
    }
  };
  await Promise.all([work(), work(), work()]);
  process.stdout.write(JSON.stringify(answers));
} finally {
  await browser.close();
}
