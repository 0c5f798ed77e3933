// The built site as the audit sees it: which pages there are, of which kind, and a host for them.
import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

// Every kind of page: its name, and which paths are of it. A page of no kind, and a kind without a page, stops the
// audit: so nothing is passed over in silence.
export const KINDS = [
  ["home", /^index\.html$/],
  ["theme", /^themes\/(?!statistics\.html$)[^/]+\.html$/],
  ["statistics", /^themes\/statistics\.html$/],
  ["differences", /^differences\.html$/],
  ["not-stated", /^not-stated\.html$/],
  ["people", /^people\.html$/],
  ["dates", /^dates\.html$/],
  ["words", /^words\.html$/],
  ["articles", /^articles\/index\.html$/],
  ["article", /^articles\/(?!index\.html$)[^/]+\.html$/],
  ["meeting-note", /^meeting-note\.html$/],
  ["method", /^method\.html$/],
  ["corrections", /^corrections\.html$/],
  ["search", /^search\.html$/],
  ["404", /^404\.html$/],
];

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
};

/** Return every page of the site as {path, kind, bytes}, in the order of the kinds; throw where one has no kind. */
export function pages(root) {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
  const found = KINDS.flatMap(([kind, pattern]) =>
    paths.filter((path) => pattern.test(path)).map((path) => ({ path, kind, bytes: statSync(join(root, path)).size })),
  );
  const strange = paths.filter((path) => !found.some((page) => page.path === path));
  const missing = KINDS.filter(([kind]) => !found.some((page) => page.kind === kind));
  if (strange.length) throw new Error(`of no kind that tests/audit/site.mjs knows: ${strange.join(", ")}`);
  if (missing.length) throw new Error(`no page of the kind ${missing.map(([kind]) => kind).join(", ")} in ${root}`);
  return found;
}

/** Return one page of each kind, the largest: what it stands, the others stand. */
export function largest(root) {
  return oneOfEach(root, (one, other) => other.bytes - one.bytes);
}

/** Return one page of each kind, the smallest: it is made of the same parts, and soonest looked at. */
export function smallest(root) {
  return oneOfEach(root, (one, other) => one.bytes - other.bytes);
}

function oneOfEach(root, order) {
  const all = pages(root);
  return [...new Set(all.map((page) => page.kind))].map(
    (kind) => all.filter((page) => page.kind === kind).sort(order)[0],
  );
}

/** Serve a folder as a plain web host does (gzip, types, cache, its own 404 page); return {root, close}. */
export async function serve(folder) {
  const kept = new Map();
  const packed = (file) => {
    if (!kept.has(file)) kept.set(file, gzipSync(readFileSync(file), { level: 9 }));
    return kept.get(file);
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://here").pathname);
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const inside = file.startsWith(join(folder, sep)) && statSync(file, { throwIfNoEntry: false })?.isFile();
    const sent = inside ? file : join(folder, "404.html");
    response.writeHead(inside ? 200 : 404, {
      "Content-Type": TYPES[extname(sent)] ?? "application/octet-stream",
      "Content-Encoding": "gzip",
      "Cache-Control": "public, max-age=3600",
    });
    response.end(packed(sent));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { root: `http://127.0.0.1:${server.address().port}/`, close };
}
