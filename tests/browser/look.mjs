// Opens one page in headless Chromium in several views, and prints what is wrong with it as one JSON array.
//
//   node look.mjs CHROMIUM PAGE.html '[{"width": 360, "height": 740, "scheme": "dark", "picture": "", "printed": "a.pdf"}]'

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [program, file, views] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
// The sandbox needs rights that a container may lack; the rest keeps the browser itself from calling out.
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

// A4 across, less its margins of 12 mm, in pixels of CSS.
const sheet = { width: Math.floor((297 - 24) / 25.4 * 96), height: Math.floor((210 - 24) / 25.4 * 96) };

// Numbers that stand in more than one line. Runs in the page.
function brokenNumbers() {
  const broken = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[−+]?\d[\d,.]*/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  return broken;
}

// Labels of axes that overlap, or that are cut off. Runs in the page.
function crowdedLabels() {
  const crowded = [], names = (...texts) => crowded.push(texts.map((text) => text.textContent).join(" and "));
  for (const chart of document.querySelectorAll("svg[role=img]")) {
    const texts = [...chart.querySelectorAll("text")], whole = chart.viewBox.baseVal;
    const boxes = texts.map((text) => text.getBBox());
    boxes.forEach((one, n) => {
      if (one.x < 0 || one.y < 0 || one.x + one.width > whole.width || one.y + one.height > whole.height)
        names(texts[n]);
      boxes.slice(n + 1).forEach((two, m) => {
        if (one.x < two.x + two.width && two.x < one.x + one.width
          && one.y < two.y + two.height && two.y < one.y + one.height) names(texts[n], texts[n + 1 + m]);
      });
    });
  }
  document.querySelectorAll(".years>span").forEach((span) => span.scrollWidth > span.clientWidth && names(span));
  return crowded;
}

// What a reader would not see: drawings beyond the right edge, and tables that go on there without a word. In the page.
function cutOff() {
  const edge = document.documentElement.clientWidth + 0.5;
  const beyond = [...document.querySelectorAll("svg")].filter((svg) => svg.getBoundingClientRect().right > edge)
    .map((svg) => `a drawing in ${svg.parentElement.textContent.trim().slice(0, 40)}`);
  const silent = [...document.querySelectorAll(".wide")].filter((wide) => wide.scrollWidth > wide.clientWidth
    && !wide.previousElementSibling?.matches(".hint") && !getComputedStyle(wide).backgroundImage.includes("gradient"));
  return [...beyond, ...silent.map((wide) => wide.getAttribute("aria-label"))];
}

// What stands beyond the right edge of a sheet that is as wide as the window, or within a box that is cut. In the page.
function offPaper() {
  const edge = document.documentElement.clientWidth + 0.5;
  const beyond = [...document.querySelectorAll("body *:not(.hidden)")]
    .filter((one) => one.getClientRects().length && one.getBoundingClientRect().right > edge
      && !one.closest(".hidden"));
  return beyond.map((one) => `${one.tagName.toLowerCase()} ${one.textContent.trim().slice(0, 40)}`);
}

// The page's own content security policy stays in force: what it blocks is told as an error, as it is to a reader.
async function seen(browser, view) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height }, colorScheme: view.scheme });
  const page = await context.newPage();
  const told = { errors: [], requests: [] };
  const address = pathToFileURL(file).href;
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && told.errors.push(message.text()));
  page.on("pageerror", (error) => told.errors.push(String(error)));
  page.on("dialog", (dialog) => { told.errors.push(`a dialog: ${dialog.message()}`); return dialog.dismiss(); });
  page.on("request", (request) => request.url() !== address && told.requests.push(request.url()));
  await page.goto(address, { waitUntil: "load" });
  told.overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  told.background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  told.charts = await page.evaluate(() => [...document.querySelectorAll("svg[role=img]")].map((chart) => {
    const marks = [...chart.querySelectorAll("path:not(.grid):not(.axis)")].map((mark) => mark.getBBox());
    return Math.max(0, ...marks.map((box) => box.width * Math.max(box.height, 1)));
  }));
  told.broken = await page.evaluate(brokenNumbers);
  told.labels = await page.evaluate(crowdedLabels);
  told.bars = await page.evaluate(() => [...document.querySelectorAll(".bars")].map((bars) => {
    const { left, right } = bars.getBoundingClientRect();
    return [left, right];
  }));
  told.cut = await page.evaluate(cutOff);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  told.violations = violations.map(({ id, impact, help, nodes }) => (
    { id, impact, help, nodes: nodes.slice(0, 5).map((node) => node.target.join(" ") + "  " + node.failureSummary) }));
  if (view.picture) await page.screenshot({ path: view.picture, fullPage: true });
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(sheet);
  told.unprinted = await page.evaluate(offPaper);
  if (view.printed) await page.pdf({ path: view.printed, preferCSSPageSize: true });
  await context.close();
  return told;
}

const browser = await chromium.launch({ executablePath: program, args: flags });
const found = [];
for (const view of JSON.parse(views)) found.push(await seen(browser, view));
await browser.close();
console.log(JSON.stringify(found));
