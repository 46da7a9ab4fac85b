// Opens the browser with the driver that packaging/setup/web has installed.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const library = (packages, path) =>
  pathToFileURL(join(packages, "node_modules", path)).href;

export async function open(packages, browserPath) {
  const require = createRequire(join(packages, "package.json"));
  const driver = (await import(pathToFileURL(require.resolve("puppeteer-core")))).default;
  return driver.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--allow-file-access-from-files"],
  });
}
