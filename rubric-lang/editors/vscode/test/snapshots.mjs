// Compares how lines are highlighted with what is written in `snapshots/`. To rewrite those:
// UPDATE_SNAPSHOTS=1 npm test

import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import markdown from "@shikijs/langs/markdown";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => readFileSync(here(path), "utf8");

const syntax = (name) => parseRawGrammar(read(`../syntaxes/${name}`), name);
const grammars = {
  "source.rubric": syntax("rubric.tmLanguage.json"),
  "markdown.rubric.codeblock": syntax("rubric.markdown.tmLanguage.json"),
  "text.html.markdown": markdown.find((grammar) => grammar.scopeName === "text.html.markdown"),
};

await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => grammars[scope],
  getInjections: (scope) => (scope === "text.html.markdown" ? ["markdown.rubric.codeblock"] : []),
});

/// Each line of a text, and below it what each part of it is taken for.
async function highlighted(scope, text) {
  const grammar = await registry.loadGrammar(scope);
  let state = INITIAL;
  return text.trimEnd().split(/\r?\n/).flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    const parts = tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const part = line.slice(startIndex, endIndex).trim();
      const names = scopes.slice(1).map((name) => name.replace(/\.rubric$/, "")).join(" ");
      return part && !names.endsWith(".begin") && !names.endsWith(".end") ? [`${names || "-"}‹${part}›`] : [];
    });
    return parts.length > 0 ? [line, `    | ${parts.join("  ")}`] : [line];
  }).join("\n") + "\n";
}

const texts = readdirSync(here("texts")).map((name) => [name, `texts/${name}`]);
texts.push(["a-whole-example.rubric", "../../../suite/a-whole-example.rubric"]);
for (const [name, path] of texts) {
  const scope = name.endsWith(".md") ? "text.html.markdown" : "source.rubric";
  const now = await highlighted(scope, read(path));
  const snapshot = `snapshots/${name}.txt`;
  if (process.env.UPDATE_SNAPSHOTS) {
    writeFileSync(here(snapshot), now);
    continue;
  }
  const before = existsSync(here(snapshot)) ? read(snapshot).split("\n") : [];
  const line = now.split("\n").findIndex((line, index) => line !== before[index]);
  if (line >= 0 || before.length !== now.split("\n").length) {
    console.error(`${snapshot}:${line + 1}: no longer so\n- ${before[line]}\n+ ${now.split("\n")[line]}`);
    process.exitCode = 1;
  }
}
