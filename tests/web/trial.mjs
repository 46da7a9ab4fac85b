// Pastes the copied report into the editors of websites with a real Ctrl+V, in a headless browser,
// and measures what is left of it. Usage: node trial.mjs PACKAGES BROWSER FRAGMENT SITE_CSS
// Prints JSON: for the fragment itself ("source") and for each editor what `measure` returns, on a
// site without any styles ("bare") and on one with the few lines that help gives ("styled").

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { library, open } from "./browser.mjs";

const [, , packages, browserPath, fragmentPath, siteCss] = process.argv;
const fragment = readFileSync(fragmentPath, "utf8");

const EDITORS = {
  tinymce: {
    scripts: ["tinymce/tinymce.min.js"],
    body: "<textarea id=editor></textarea>",
    start: () =>
      tinymce
        .init({ selector: "#editor", license_key: "gpl", plugins: "table", height: 500 })
        .then(([editor]) => ((window.editor = editor), editor.focus())),
    content: () => editor.getContent(),
  },
  ckeditor4: {
    scripts: ["ckeditor4/ckeditor.js"],
    body: "<textarea id=editor></textarea>",
    start: () =>
      new Promise((ready) =>
        CKEDITOR.replace("editor", { versionCheck: false }).on("instanceReady", (event) => {
          window.editor = event.editor;
          editor.focus();
          setTimeout(ready, 300);
        }),
      ),
    content: () => editor.getData(),
  },
  wangeditor4: {
    scripts: ["wangeditor/dist/wangEditor.min.js"],
    body: "<div id=editor></div>",
    start: () => {
      window.editor = new wangEditor("#editor");
      editor.create();
      document.querySelector("[contenteditable=true]").focus();
    },
    content: () => editor.txt.html(),
  },
  wangeditor5: {
    scripts: ["@wangeditor/editor/dist/index.js"],
    body: "<div id=editor style='height:500px'></div>",
    start: () => {
      window.editor = wangEditor.createEditor({ selector: "#editor" });
      editor.focus();
    },
    content: () => editor.getHtml(),
  },
  kindeditor: {
    scripts: ["kindeditor/kindeditor-all.js"],
    body: "<textarea id=editor style='width:800px;height:500px'></textarea>",
    start: () =>
      new Promise((ready) => {
        window.editor = KindEditor.create("#editor", {
          afterCreate() {
            setTimeout(() => (editor.focus(), ready()), 500);
          },
        });
      }),
    content: () => editor.html(),
  },
  neditor: {
    scripts: [
      "@notadd/neditor/neditor.config.js",
      "@notadd/neditor/neditor.all.js",
      "@notadd/neditor/i18n/zh-cn/zh-cn.js",
    ],
    home: "@notadd/neditor/",
    body: "<script id=editor type=text/plain style='width:800px;height:500px'></script>",
    start: () =>
      new Promise((ready) => {
        window.editor = UE.getEditor("editor", { serverUrl: "", autoHeightEnabled: false });
        editor.ready(() => setTimeout(() => (editor.focus(), ready()), 500));
      }),
    content: () => editor.getContent(),
  },
};

// What a reader of the site sees.
function measure() {
  const lined = (cell) => {
    const style = getComputedStyle(cell);
    return ["top", "right", "bottom", "left"].every(
      (side) => parseFloat(style[`border-${side}-width`]) > 0 && style[`border-${side}-style`] !== "none",
    );
  };
  const cells = (table) => [...table.querySelectorAll("td,th")];
  const leftmost = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect().left;
  };
  return {
    tables: [...document.querySelectorAll("table")].map((table) => ({
      rows: table.rows.length,
      spans: cells(table).map((cell) => [cell.rowSpan, cell.colSpan]),
      texts: cells(table).map((cell) => cell.textContent.replace(/\s/g, "")),
      lined: cells(table).every(lined),
      width: table.getBoundingClientRect().width / document.body.clientWidth,
    })),
    texts: [...document.querySelectorAll("h1,h2,h3,h4,h5,p")]
      .map((node) => node.textContent.replace(/\s/g, ""))
      .filter((text) => text),
    left: Math.min(...[...document.querySelectorAll("h1,h2,h3,h4,h5,p")].map(leftmost)),
  };
}

async function press(page, key, command) {
  await page.keyboard.down("Control");
  await page.keyboard.press(key, { commands: [command] });
  await page.keyboard.up("Control");
}

async function shown(browser, content, css = "") {
  const page = await browser.newPage();
  await page.setViewport({ width: 900, height: 1200 });
  await page.setContent(`<!DOCTYPE html><style>${css}</style><body style="margin:0">${content}`);
  const found = await page.evaluate(measure);
  await page.close();
  return found;
}

// As the program does: the fragment itself stands on the clipboard, not a browser's view of it.
async function copy(page) {
  await page.setContent("<p>copy</p>");
  await page.evaluate((html) => {
    getSelection().selectAllChildren(document.body);
    document.addEventListener("copy", (event) => {
      event.clipboardData.setData("text/html", html);
      event.clipboardData.setData("text/plain", "text");
      event.preventDefault();
    });
  }, fragment);
  await press(page, "KeyC", "Copy");
}

async function pasted(browser, editor) {
  const page = await browser.newPage();
  await copy(page);
  const blank = pathToFileURL(fragmentPath).href; // an origin that may load files
  await page.goto(blank);
  await page.setContent(`<!DOCTYPE html><meta charset=utf-8><body>${editor.body}`);
  if (editor.home)
    await page.evaluate((url) => (window.UEDITOR_HOME_URL = url), library(packages, editor.home));
  for (const script of editor.scripts) await page.addScriptTag({ url: library(packages, script) });
  await page.evaluate(editor.start);
  await press(page, "KeyV", "Paste");
  await new Promise((done) => setTimeout(done, 1500));
  const content = await page.evaluate(editor.content);
  await page.close();
  return content;
}

const browser = await open(packages, browserPath);
const results = { source: { bare: await shown(browser, fragment) } };
for (const [name, editor] of Object.entries(EDITORS)) {
  const content = await pasted(browser, editor);
  results[name] = {
    bare: await shown(browser, content),
    styled: await shown(browser, content, siteCss),
  };
}
await browser.close();
console.log(JSON.stringify(results));
