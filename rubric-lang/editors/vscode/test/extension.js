// Runs the extension in a stand-in for the editor, with the real `rubric` program.

const assert = require("node:assert");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");

const built = path.resolve(__dirname, "../../../../target/debug/rubric");
const settings = { program: process.env.RUBRIC_PROGRAM ?? built, checkOnSave: true };
const shown = new Map();
const warnings = [];
const listeners = {};
const listen = (name) => (listener) => void (listeners[name] = listener);
let provider;

class Range { constructor(...ends) { this.ends = ends; } }
class Diagnostic { constructor(range, message, severity) { Object.assign(this, { range, message, severity }); } }
class ProcessExecution { constructor(program, parts) { Object.assign(this, { program, parts }); } }
class Task { constructor(...parts) { [this.definition, this.scope, this.name, this.source, this.execution, this.matcher] = parts; } }

const editor = {
  Range, Diagnostic, ProcessExecution, Task,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2 },
  TaskScope: { Workspace: 2 },
  TaskGroup: { Build: "build" },
  languages: {
    createDiagnosticCollection: () => ({
      set: (uri, problems) => shown.set(uri.fsPath, problems),
      delete: (uri) => shown.delete(uri.fsPath),
    }),
  },
  window: { showWarningMessage: (message) => warnings.push(message) },
  workspace: {
    isTrusted: true,
    textDocuments: [],
    getConfiguration: () => ({ get: (name) => settings[name] }),
    onDidOpenTextDocument: listen("open"),
    onDidSaveTextDocument: listen("save"),
    onDidCloseTextDocument: listen("close"),
    onDidGrantWorkspaceTrust: listen("trust"),
  },
  tasks: { registerTaskProvider: (_, given) => void (provider = given) },
};

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? editor : load(name, ...rest));
require("../extension.js").activate({ subscriptions: [] });

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rubric "));
const file = path.join(folder, "a plan.rubric");
const document = { languageId: "rubric", uri: { scheme: "file", fsPath: file }, version: 1, isClosed: false };

async function until(what) {
  for (let tries = 0; !what(); tries += 1) {
    assert(tries < 500, `never came: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

(async () => {
  fs.writeFileSync(file, 'rubric plan "Plan" {\n  wieght 3\n}\n');
  listeners.open(document);
  await until(() => shown.has(file));
  const problem = shown.get(file).find(({ code }) => code === "R0101");
  assert.deepEqual(problem.range.ends, [1, 2, 1, 8]);
  assert.equal(problem.severity, 0);
  assert.match(problem.message, /`wieght`.*\n.*`weight`/s);

  listeners.close(document);
  assert(!shown.has(file));

  const [task] = provider.provideTasks();
  assert.deepEqual(task.execution.parts, ["check", "--diagnostics", "short", "${file}"]);
  const chosen = provider.resolveTask({ definition: { type: "rubric", rubric: "standards/plan" } });
  assert.equal(chosen.execution.parts.at(-1), "standards/plan");

  settings.program = path.join(folder, "not there");
  listeners.save(document);
  await until(() => warnings.length > 0);
  assert.match(warnings[0], /^Rubric files are not checked: /);
})().finally(() => fs.rmSync(folder, { recursive: true }));
