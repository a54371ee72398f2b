// Whether pages keep the rules of accessibility that a machine can judge (axe-core, all of them), on a screen, on a
// telephone and in the dark, and whether anything sticks out of a telephone's width.
//
//     node tests/judges/look_at_html.mjs CHROMIUM MODULES FILE…
//
// prints one JSON object: for each file and view, the violations, what axe could not decide, and how far it scrolls.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [executablePath, modules, ...files] = process.argv.slice(2);
const require = createRequire(resolve(modules, "index.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const views = {
  screen: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  telephone: { viewport: { width: 400, height: 800 } },
  narrow: { viewport: { width: 320, height: 640 } },
};

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const found = {};
for (const file of files) {
  found[file] = {};
  for (const [name, view] of Object.entries(views)) {
    // The page forbids all scripts; the judge's own is let in from outside.
    const context = await browser.newContext({ ...view, bypassCSP: true });
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    await page.evaluate(axe);
    const told = await page.evaluate(() => axe.run(document));
    const say = (list) => list.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`.slice(0, 500));
    found[file][name] = {
      violations: say(told.violations),
      undecided: say(told.incomplete),
      passes: told.passes.length,
      width: await page.evaluate(() => document.documentElement.scrollWidth),
      scripts: await page.evaluate(() => document.scripts.length),
      asked: asked.slice(1),
    };
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(found));
