import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the measuring page by itself; `--outDir` says where to. */
export default defineConfig({
  root: here("."),
  base: "./",
  publicDir: false,
  build: { target: "es2023", emptyOutDir: true, rolldownOptions: { input: here("canvas.html") } },
});
