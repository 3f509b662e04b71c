// Shows the window's pages in a plain browser while they are written; not shipped.
//
//   node tests/preview.mjs --cli target/debug/kaotsunagi [--ledger DIR] [--home DIR] [--port 4700]
//       answers out of a real ledger: every call is one JSON line to `kaotsunagi call`
//   node tests/preview.mjs --fake
//       answers out of tests/preview-fake/NAME.json
//       (the passphrase comes from the file that KAOTSUNAGI_PASSPHRASE_FILE names)
//   --theme light|dark  --language ja|en  --zoom 100–200   as if set in the settings
//   --file PATH         what the native dialogs would give back

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

const { values: wish } = parseArgs({
  options: {
    cli: { type: "string" }, ledger: { type: "string" }, home: { type: "string" }, port: { type: "string", default: "4700" }, fake: { type: "boolean", default: false },
    theme: { type: "string" }, language: { type: "string" }, zoom: { type: "string" }, file: { type: "string" },
  },
});
const ui = new URL("../ui/", import.meta.url).pathname;
const fakes = new URL("preview-fake/", import.meta.url).pathname;
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png" };
/** The policy of the window itself, with this server in place of the shell. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'";

const ask = wish.fake ? askFiles : conversation();

/** One question, one answer, in order. */
function conversation() {
  if (!wish.cli) throw new Error("--cli PATH or --fake");
  const words = [...(wish.ledger ? ["--ledger", wish.ledger] : []), "call", ...(wish.home ? ["--home", wish.home] : [])];
  const child = spawn(wish.cli, words, { stdio: ["pipe", "pipe", "inherit"] });
  child.on("exit", (code) => process.exit(code ?? 1));
  const waiting = [];
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.(JSON.parse(line)));
  return (command, request) => new Promise((resolve) => {
    waiting.push(resolve);
    child.stdin.write(`${JSON.stringify({ command, request })}\n`);
  });
}

async function askFiles(command) {
  try {
    return { ok: JSON.parse(await readFile(join(fakes, `${command}.json`), "utf8")) };
  } catch {
    return { problem: { code: "inside", message: `no tests/preview-fake/${command}.json`, detail: "" } };
  }
}

async function answer(command, request) {
  if (command === "choose_file" || command === "choose_place") return { ok: wish.file ?? (request.suggested ? `/tmp/${request.suggested}` : null) };
  if (command === "start") return { ok: null };
  const said = await ask(command, request);
  if (said.ok?.settings && command !== "save_settings") {
    if (wish.theme) said.ok.settings.theme = wish.theme;
    if (wish.language) said.ok.settings.language = wish.language;
    if (wish.zoom) said.ok.settings.zoom = Number(wish.zoom);
  }
  return said;
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://preview");
  if (pathname.startsWith("/call/")) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const said = await answer(pathname.slice("/call/".length), JSON.parse(Buffer.concat(chunks).toString() || "{}"));
    response.writeHead(said.problem ? 500 : 200, { "content-type": "application/json" });
    return response.end(JSON.stringify(said.problem ?? said.ok ?? null));
  }
  const path = normalize(join(ui, pathname === "/" ? "index.html" : decodeURIComponent(pathname)));
  try {
    if (!path.startsWith(ui)) throw new Error("outside");
    const body = await readFile(path);
    response.writeHead(200, { "content-type": `${KINDS[extname(path)] ?? "application/octet-stream"}; charset=utf-8`, "cache-control": "no-store", "content-security-policy": POLICY });
    return response.end(body);
  } catch {
    response.writeHead(404);
    return response.end();
  }
}).listen(Number(wish.port), "127.0.0.1", () => console.log(`http://127.0.0.1:${wish.port}/`));
