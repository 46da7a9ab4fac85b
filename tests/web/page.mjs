// Looks at an exported web page as a reader does: on a telephone, by keyboard, with axe, on paper.
// Usage: node page.mjs PACKAGES BROWSER PAGE PDF. Prints JSON and writes the printed page to PDF.

import { pathToFileURL } from "node:url";

import { library, open } from "./browser.mjs";

const [, , packages, browserPath, pagePath, pdfPath] = process.argv;
const PHONE = { width: 360, height: 740 };
const browser = await open(packages, browserPath);
const page = await browser.newPage();
await page.setViewport(PHONE);
await page.goto(pathToFileURL(pagePath).href);
const width = await page.evaluate(() => document.documentElement.scrollWidth);

const stops = [];
for (const _ of await page.$$("table")) {
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await new Promise((done) => setTimeout(done, 400));
  stops.push(
    await page.evaluate(() => {
      const stop = document.activeElement;
      const wider = stop.scrollWidth > stop.clientWidth;
      return { table: stop.querySelectorAll("table").length === 1, wider, moved: stop.scrollLeft > 0 };
    }),
  );
}

await page.addScriptTag({ url: library(packages, "axe-core/axe.min.js") });
const { violations } = await page.evaluate(() => axe.run());
const margin = { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" }; // as browsers print
await page.pdf({ path: pdfPath, format: "A4", margin });
await browser.close();
const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 80))}`);
console.log(JSON.stringify({ room: PHONE.width, width, stops, violations: found }));
