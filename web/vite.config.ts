import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.FOYER_SERVER ?? "http://127.0.0.1:8080";

/** One bundle per kind of page; the server finds the hashed files through the manifest in `dist/.vite`. */
const entries = {
  hub: here("client/src/pages/hub.tsx"),
  stage: here("client/src/pages/stage.tsx"),
  hall: here("client/src/pages/hall.tsx"),
  screen: here("client/src/pages/screen.tsx"),
  camera: here("client/src/pages/camera.tsx"),
  box: here("client/src/pages/box.tsx"),
  door: here("client/src/pages/door.tsx"),
  plain: here("client/src/pages/plain.ts"),
};

/** What pdf.js asks for by name: fonts that documents leave out, tables of characters, decoders without WebAssembly. */
const pdfFiles = {
  name: "pdf-files",
  generateBundle(this: { emitFile(file: { type: "asset"; fileName: string; source: Uint8Array }): void }) {
    const manifest = createRequire(import.meta.url).resolve("pdfjs-dist/package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    const wanted = ["cmaps/*.bcmap", "standard_fonts/*.{pfb,ttf}", "wasm/*_nowasm_fallback.js"];
    for (const path of globSync(wanted, { cwd: dirname(manifest) }))
      this.emitFile({
        type: "asset",
        fileName: `pdf/${version}/${dirname(path)}/${basename(path)}`,
        source: readFileSync(`${dirname(manifest)}/${path}`),
      });
  },
};

export default defineConfig({
  plugins: [pdfFiles],
  root: here("client"),
  base: "/static/",
  publicDir: here("client/public"),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: here("dist"),
    emptyOutDir: true,
    manifest: true,
    // Everything stays a file of its own: the content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    rolldownOptions: { input: entries },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": server, "/pack": server, "/socket.io": { target: server, ws: true } },
  },
  test: { root: here("client"), environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
